/** What holds for every primitive, tried on samples: its rules agree with each other. */

import * as assert from "uvu/assert";
import { isFloating } from "../../compiler/ir/dtype.js";
import { parseProgram } from "../../compiler/ir/parse.js";
import { showProgram } from "../../compiler/ir/print.js";
import type { Program } from "../../compiler/ir/program.js";
import { compileForHost } from "../../compiler/host/index.js";
import { lower } from "../../compiler/lower/index.js";
import { jvpFlat, jvpProgram } from "../../compiler/passes/jvp.js";
import { linearizeFlat } from "../../compiler/passes/linearize.js";
import { checkPasses } from "../../compiler/passes/pass.js";
import { transposeProgram } from "../../compiler/passes/transpose.js";
import { vmapFlat, vmapProgram } from "../../compiler/passes/vmap.js";
import { primitiveByName, primitives } from "../../compiler/primitives/index.js";
import { broadcastLeading } from "../../compiler/primitives/views.js";
import { evaluate } from "../../compiler/trace/evaluate.js";
import { HostArray } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import { hoistConstants, stage } from "../../compiler/trace/stageTrace.js";
import { bind } from "../../compiler/trace/trace.js";
import type { Value } from "../../compiler/trace/value.js";
import { checkProgram } from "../../compiler/ir/check.js";
import { suite } from "../harness/suite.js";
import { random } from "../lower/support.js";
import { samples as elementwise } from "./elementwiseSamples.js";
import { arrayOf, randomArray, type Random, type Sample } from "./sample.js";
import { samples as structural } from "./structuralSamples.js";

const samples: readonly Sample[] = [...elementwise, ...structural];
const test = suite("primitives");
test.before(() => checkPasses(true));
test.after(() => checkPasses(false));

interface Case {
  readonly sample: Sample;
  readonly inputs: readonly HostArray[];
  readonly rng: Random;
  readonly apply: (...inputs: Value[]) => Value[];
}

/** Runs a check on every sample of every primitive, one test a primitive. */
function forEverySample(
  what: string,
  check: (c: Case) => void,
  wanted: (s: Sample) => boolean = () => true,
): void {
  for (const name of new Set(samples.filter(wanted).map((s) => s.primitive.name)))
    test(`${what}: ${name}`, () => {
      for (const sample of samples.filter((s) => s.primitive.name === name && wanted(s))) {
        const rng = random(1);
        const { inputs, params } = sample.make(rng);
        const apply = (...xs: Value[]): Value[] => bind(sample.primitive, xs, params);
        try {
          check({ sample, inputs, rng, apply });
        } catch (error) {
          throw new Error(
            `${sample.about ?? ""} ${JSON.stringify(params)}: ${String((error as Error).message)}`,
            { cause: error },
          );
        }
      }
    });
}

function close(actual: Value, expected: Value, tolerance: number, what = ""): void {
  assert.ok(actual instanceof HostArray && expected instanceof HostArray, `${what} not computed`);
  assert.ok(
    actual.type.equals(expected.type),
    `${what} ${actual.type.toString()} is not ${expected.type.toString()}`,
  );
  actual.values.forEach((x, i) => {
    const y = expected.values[i];
    const near =
      Object.is(x, y) ||
      (Number.isNaN(x) && Number.isNaN(y)) ||
      Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y));
    assert.ok(near, `${what} element ${i}: ${x} is not ${y}`);
  });
}

const isFloat = (x: Value): boolean => isFloating(x.dtype);
const stageOf = ({ apply, inputs, sample }: Case): Program<Primitive> =>
  stage(apply, inputs.map((x) => x.type), { transform: "test", name: sample.primitive.name }); // prettier-ignore

test("every primitive has samples", () => {
  const tried = new Set(samples.map((s) => s.primitive.name));
  assert.equal(primitives.map((p) => p.name).filter((name) => !tried.has(name)), []); // prettier-ignore
  assert.is(primitiveByName.size, primitives.length);
});

forEverySample("types of outputs", ({ sample, inputs, apply, rng }) => {
  const { params } = sample.make(rng);
  const types = sample.primitive.type(inputs.map((x) => x.type), params); // prettier-ignore
  const outputs = apply(...inputs) as HostArray[];
  assert.is(outputs.length, types.length);
  outputs.forEach((o, i) => {
    assert.ok(o.type.equals(types[i]), `${o.type.toString()} is not ${types[i].toString()}`);
    assert.is(o.values.length, types[i].size);
  });
});

forEverySample("staged", (c) => {
  const program = stageOf(c);
  checkProgram(program);
  const outputs = evaluate(program, c.inputs);
  c.apply(...c.inputs).forEach((o, i) => close(outputs[i], o, 0));
  const text = showProgram(program);
  assert.is(showProgram(parseProgram(text, (name) => primitiveByName.get(name))), text);
});

forEverySample(
  "kernels on the host",
  (c) => {
    const program = stageOf(c);
    const expected = c.apply(...c.inputs) as HostArray[];
    for (const generate of [true, false]) {
      const run = compileForHost(lower(program, { target: "host" }), { eval: generate });
      const outputs = run(c.inputs.map((x) => x.values));
      expected.forEach((o, i) =>
        close(new HostArray(o.type, outputs[i]), o, c.sample.tolerance ?? 0, `eval ${String(generate)}`),
      );
    }
  },
  (s) => s.primitive.lowering.kind !== "none",
);

/** The elements moved on by some places: other values from the same domain. */
function rolled(x: HostArray, by: number): HostArray {
  const n = x.values.length;
  return arrayOf(x.dtype, x.shape, (i) => x.values[(i + by) % n]);
}

const lanes = 3;

function stack(parts: readonly HostArray[]): HostArray {
  const [first] = parts;
  return arrayOf(
    first.dtype,
    [parts.length, ...first.shape],
    (i) => parts[Math.floor(i / first.size)].values[i % first.size],
  );
}

forEverySample("vmap against a loop", (c) => {
  const { inputs, apply, sample } = c;
  const members = Array.from({ length: lanes }, (_, lane) => inputs.map((x, i) => rolled(x, lane * (i + 1))));
  const subsets = Math.min(2 ** inputs.length, 16);
  for (let subset = 1; subset < subsets; subset++) {
    const batched = inputs.map((_, i) => (subset >> i) % 2 === 1);
    const values = inputs.map((x, i) => (batched[i] ? stack(members.map((m) => m[i])) : x));
    const what = `batched ${batched.join()}`;
    const each = members.map((m) => apply(...m.map((x, i) => (batched[i] ? x : inputs[i]))) as HostArray[]);
    const expected = each[0].map((_, k) => stack(each.map((outputs) => outputs[k])));
    const online = vmapFlat(apply, values, batched, lanes);
    online.outputs.forEach((o, k) =>
      close(whole(o, online.batched[k]), expected[k], sample.tolerance ?? 0, what),
    );
    const { program, constants, batched: outBatched } = vmapProgram(stageOf(c), batched, lanes);
    evaluate(program, [...constants, ...values]).forEach((o, k) =>
      close(whole(o, outBatched[k]), expected[k], sample.tolerance ?? 0, what),
    );
  }
});

function whole(output: Value, isBatched: boolean): Value {
  return isBatched ? output : broadcastLeading(output, lanes);
}

/** A tolerance for float32, or what float16 with its 11 digits allows. */
const within = ({ inputs }: Case, float32: number, float16: number): number =>
  inputs.some((x) => x.dtype === "float16") ? float16 : float32;

/** Tangents for the float inputs. */
const tangentsOf = ({ inputs, rng }: Case): (HostArray | null)[] =>
  inputs.map((x) => (isFloat(x) ? randomArray(rng, x.dtype, x.shape, -1, 1) : null));

function moved(
  inputs: readonly HostArray[],
  tangents: readonly (HostArray | null)[],
  by: number,
): HostArray[] {
  return inputs.map((x, k) => {
    const t = tangents[k];
    return t === null ? x : arrayOf(x.dtype, x.shape, (i) => x.values[i] + by * t.values[i]);
  });
}

/** The four-point difference quotient along the tangents. */
function difference(c: Case, tangents: readonly (HostArray | null)[], k: number): HostArray {
  const h = 2 ** -6;
  const at = (by: number): HostArray => c.apply(...moved(c.inputs, tangents, by))[k] as HostArray;
  const [a, b, d, e] = [at(-2 * h), at(-h), at(h), at(2 * h)].map((x) => x.values);
  const { dtype, shape } = c.apply(...c.inputs)[k];
  return arrayOf(dtype, shape, (i) => (8 * (d[i] - b[i]) - (e[i] - a[i])) / (12 * h));
}

const hasDerivative = (s: Sample): boolean => s.primitive.jvp !== undefined && s.differentiable === true;

forEverySample(
  "jvp against differences",
  (c) => {
    const tangents = tangentsOf(c);
    if (tangents.every((t) => t === null)) return;
    // All tangents at once, and each alone, so that every rule meets zeros.
    const choices = [tangents, ...tangents.map((_, i) => tangents.map((t, k) => (k === i ? t : null)))];
    for (const chosen of choices.filter((ts) => ts.some((t) => t !== null))) {
      const out = jvpFlat(c.apply, c.inputs, chosen);
      out.tangents.forEach((t, k) => {
        if (!isFloat(out.primals[k])) return assert.is(t, null);
        const expected = difference(c, chosen, k);
        close(
          t ?? arrayOf(expected.dtype, expected.shape, () => 0),
          expected,
          within(c, 2e-3, 0.15),
          `output ${k}`,
        );
      });
      const { program, constants, nonzero } = jvpProgram(stageOf(c), chosen.map((t) => t !== null)); // prettier-ignore
      const staged = evaluate(program, [...constants, ...c.inputs, ...chosen.filter((t) => t !== null)]);
      let next = out.primals.length;
      out.tangents.forEach((t, k) => {
        assert.is(nonzero[k], t !== null);
        if (t !== null) close(staged[next++], t, 1e-6, `staged output ${k}`);
      });
    }
  },
  hasDerivative,
);

function dot(a: readonly (Value | null)[], b: readonly (Value | null)[]): number {
  let sum = 0;
  a.forEach((x, k) => {
    const y = b[k];
    if (x === null || y === null) return;
    (x as HostArray).values.forEach((v, i) => (sum += v * (y as HostArray).values[i]));
  });
  return sum;
}

forEverySample(
  "⟨ct, jvp t⟩ = ⟨vjp ct, t⟩",
  (c) => {
    const tangents = tangentsOf(c);
    const choices = [tangents, ...tangents.map((_, i) => tangents.map((t, k) => (k === i ? t : null)))];
    for (const chosen of choices.filter((ts) => ts.some((t) => t !== null))) {
      const out = jvpFlat(c.apply, c.inputs, chosen);
      const { linear, nonzero } = linearizeFlat(c.apply, c.inputs, chosen.map((t) => t !== null)); // prettier-ignore
      const cts = out.primals.map((p) => randomArray(c.rng, p.dtype, p.shape, -1, 1));
      const nonzeroCts = cts.filter((_, k) => nonzero[k]);
      const back = transposeProgram(linear, linear.inputs.map(() => true), linear.inputs.map(() => null), nonzeroCts); // prettier-ignore
      const forward = dot(cts, out.tangents);
      const backward = dot(back, chosen.filter((t) => t !== null)); // prettier-ignore
      back.forEach(
        (x, k) =>
          x && assert.ok(x.type.equals(linear.inputs[k].type), `cotangent ${k} is ${x.type.toString()}`),
      );
      assert.ok(
        Math.abs(forward - backward) <= within(c, 1e-4, 1e-2) * Math.max(1, Math.abs(forward)),
        `${forward} is not ${backward}`,
      );
    }
  },
  hasDerivative,
);

test("a primitive without a jvp rule says so", () => {
  for (const sample of samples) {
    const { primitive } = sample;
    if (primitive.jvp) continue;
    const { inputs, params } = sample.make(random(1));
    const k = inputs.findIndex(isFloat);
    if (k < 0) continue;
    const apply = (...xs: Value[]): Value[] => bind(primitive, xs, params);
    assert.throws(
      () => jvpFlat(apply, inputs, inputs.map((x, i) => (i === k ? x : null))), // prettier-ignore
      /Differentiation rule for '.*' not implemented/,
    );
  }
});

test("closed-over arrays become inputs", () => {
  const x = arrayOf("float32", [2], (i) => i);
  const add = primitiveByName.get("add")!;
  const program = stage((y) => bind(add, [x, y], {}), [x.type], { transform: "test", name: "add" });
  assert.is(hoistConstants(program).constants[0], x);
});
