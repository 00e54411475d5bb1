import * as assert from "uvu/assert";
import { compileForHost } from "../../compiler/host/index.js";
import { type Array, grad, lax, makeJaxpr, numpy as jnp } from "../../compiler/index.js";
import { lower, showKernel } from "../../compiler/lower/index.js";
import { suite } from "../harness/suite.js";
import * as p from "./primitives.js";
import { difference, evaluateEachEquation, randomInputs, randomProgram } from "./randomPrograms.js";

const test = suite("lowered programs on the host");

for (const [first, count] of [
  [0, 60],
  [60, 60],
  [120, 60],
])
  // prettier-ignore
  test(`random programs ${first} to ${first + count - 1} compute what their equations do`, () => {
    for (let seed = first; seed < first + count; seed++) {
      const program = randomProgram(seed);
      const inputs = randomInputs(program, seed + 1000);
      const expected = evaluateEachEquation(program, inputs);
      for (const target of ["host", "software", "gpu"] as const) {
        const limits = seed % 3 === 0 ? { maxStorageBuffersPerShaderStage: 4 } : {};
        const lowered = lower(program, { target, limits });
        for (const generate of seed % 4 === 0 ? [true, false] : [true]) {
          const actual = compileForHost(lowered, { eval: generate })(inputs);
          actual.forEach((data, n) =>
            assert.is(difference(data, expected[n]), undefined, `seed ${seed} ${target}, output ${n}`),
          );
        }
      }
    }
  });

test("closures and generated code give the same bits, for special values too", () => {
  for (let seed = 200; seed < 230; seed++) {
    const program = randomProgram(seed);
    const inputs = randomInputs(program, seed, true);
    const lowered = lower(program, { target: "host" });
    const generated = compileForHost(lowered, { eval: true })(inputs);
    const interpreted = compileForHost(lowered, { eval: false })(inputs);
    generated.forEach((data, n) => assert.equal([...interpreted[n]], [...data], `seed ${seed}, output ${n}`));
  }
});

test("lanes do not each compute long turns of which they have no more than an element", () => {
  const sumOfSums = (w: Array): Array => {
    const cell = (h: Array): Array => jnp.tanh(w.matmul(h).add(1));
    return lax
      .scan((h: Array) => [cell(h), h.sum()], jnp.zeros([w.shape[0]]), null, { length: 100 })[1]
      .sum();
  };
  const lengthOf = (size: number): number => {
    const { program } = makeJaxpr(grad(sumOfSums))(jnp.ones([size, size]));
    const { kernels, loops } = lower(program, { target: "host" });
    const all = [...kernels, ...loops.flatMap(({ body }) => body.kernels)];
    return all.reduce((sum, kernel) => sum + showKernel(kernel).length, 0);
  };
  assert.ok(lengthOf(32) < 2 * lengthOf(16), `${lengthOf(32)} letters for 32 units, ${lengthOf(16)} for 16`);
});

test("a long chain, which folds to a constant here, does not exhaust the stack", () => {
  const b = new p.ProgramBuilder();
  let x = b.full(3, [5]);
  for (let n = 0; n < 8001; n++) x = b.apply(p.neg, [x]);
  const [y] = compileForHost(lower(b.build(x), { target: "host" }))([]);
  assert.equal([...y], [-3, -3, -3, -3, -3]);
});
