/**
 * Programs as JAX prints them. A sample has a function in both languages, its arguments, and what JAX prints
 * (record.py); where our program is another one, also the reason and, below a line, what we print.
 */

import { readFileSync, readdirSync } from "node:fs";
import * as assert from "uvu/assert";
import * as pullback from "../../compiler/index.js";
import type { Array } from "../../compiler/index.js";
import { checkProgram, programsIn } from "../../compiler/ir/check.js";
import { parseProgram } from "../../compiler/ir/parse.js";
import { showProgram } from "../../compiler/ir/print.js";
import type { Operation, Program } from "../../compiler/ir/program.js";
import { primitiveByName } from "../../compiler/primitives/index.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";
import type { UserFunction } from "../../compiler/calls/treeTypes.js";

interface Sample {
  readonly ours: string;
  readonly args: string;
  readonly differs?: string;
  readonly jax: string;
  /** What we print, where that differs. */
  readonly other?: string;
}

function readSample(block: string): Sample {
  const start = block.search(/^(\{|let )/m);
  const lines = block.slice(0, start).trim().split("\n");
  const header = Object.fromEntries(
    lines.map((line) => line.split(/: ?(.*)/s).slice(0, 2)),
  ) as Partial<Sample>;
  const [jax, other] = block.slice(start).split("\n---\n");
  return { ours: "", args: "", ...header, jax, other };
}

const { customJvp, customVjp, customVmap, jit, numpy: jnp } = pullback;

function named<F extends UserFunction>(name: string, f: F): F {
  return Object.defineProperty(f, "name", { value: name });
}

/** What the functions of the samples see. */
const scope: Readonly<Record<string, unknown>> = {
  ...pullback,
  Array: globalThis.Array,
  jnp,
  jit,
  named,
  customJvp(name: string, f: UserFunction, ruleName: string, rule: UserFunction) {
    const custom = customJvp(named(name, f));
    custom.defjvp(named(ruleName, rule));
    return custom;
  },
  customVjp(
    name: string,
    f: UserFunction,
    fwdName: string,
    fwd: UserFunction,
    bwdName: string,
    bwd: UserFunction,
  ) {
    const custom = customVjp(named(name, f));
    custom.defvjp(named(fwdName, fwd), named(bwdName, bwd));
    return custom;
  },
  customVmap(
    name: string,
    f: UserFunction,
    ruleName: string,
    rule: (...args: unknown[]) => [unknown, unknown],
  ) {
    const custom = customVmap(named(name, f));
    custom.defVmap(named(ruleName, rule));
    return custom;
  },
  total: (xs: readonly Array[]) => xs.reduce((sum, x) => sum.add(x)),
};

function evaluate(expression: string): UserFunction {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the samples are ours
  const make = new Function(...Object.keys(scope), `return ${expression}`) as UserFunction;
  return make(...Object.values(scope)) as UserFunction;
}

const dtypes: Readonly<Record<string, string>> = {
  f32: "float32",
  f16: "float16",
  i32: "int32",
  u32: "uint32",
  bool: "bool",
};

/** `f32[2,3]`, `{a:f32[],b:i32[3]}`, or a number. */
function argument(text: string): unknown {
  if (text.startsWith("{"))
    return Object.fromEntries(
      [...text.matchAll(/(\w+):(\w+\[[\d,]*\])/g)].map(([, key, type]) => [key, argument(type)]),
    );
  const [, dtype, shape] = /^(\w+)\[([\d,]*)\]$/.exec(text) ?? [];
  return dtype
    ? jnp.zeros(shape.split(",").filter(Boolean).map(Number), { dtype: dtypes[dtype] })
    : Number(text);
}

function programOf({ ours, args }: Sample): Program {
  const values = (args.match(/\{.*?\}|\S+/g) ?? []).map(argument);
  return pullback.makeJaxpr(evaluate(ours))(...values).program;
}

/** Every text of a program reads back as a good program with the same text. */
function readsBack(program: Program): void {
  const calls = new Map(operationsIn(program).map((operation) => [operation.name, operation]));
  for (const options of [{}, { literalTypes: true }, { width: 40 }, { width: 1000 }]) {
    const text = showProgram(program, options);
    const back = parseProgram(text, (name) => primitiveByName.get(name) ?? calls.get(name));
    assert.is(showProgram(back, options), text);
    checkProgram(back);
  }
}

function operationsIn({ equations }: Program): Operation[] {
  return equations.flatMap((e) => [e.primitive, ...programsIn(e.params).flatMap(operationsIn)]);
}

const folder = `${root}tests/programs/samples/`;
for (const file of readdirSync(folder)) {
  const test = suite(`programs of ${file.replace(".txt", "")}`);
  for (const sample of readFileSync(folder + file, "utf8")
    .trim()
    .split("\n\n")
    .map(readSample))
    test(`${sample.ours} of ${sample.args}`, () => {
      const program = programOf(sample);
      checkProgram(program);
      readsBack(program);
      const text = showProgram(program, { literalTypes: true });
      assert.is(text, sample.differs === undefined ? sample.jax : sample.other);
      if (sample.differs !== undefined) assert.is.not(text, sample.jax, "does not differ any more");
    });
}
