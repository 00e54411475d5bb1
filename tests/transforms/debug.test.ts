/** What debug.callback and debug.print see, and how often: as in JAX. */

import * as assert from "uvu/assert";
import {
  type Array,
  checkpoint,
  debug,
  grad,
  hessian,
  ioCallback,
  jit,
  jvp,
  lax,
  makeJaxpr,
  numpy as jnp,
  pureCallback,
  ShapeDtypeStruct,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { fails } from "./fails.js";

const test = suite("debug");

/** What is seen of `[x, 2x]` while `run` runs a function that shows it. */
function seen(run: (f: (x: Array) => Array) => unknown): string[] {
  const lines: string[] = [];
  run((x) => {
    debug.callback(({ pair: [a, b] }: { pair: Array[] }) => lines.push(`${String(a)} ${String(b)}`), {
      pair: [x, x.mul(2)],
    });
    return jnp.sin(x);
  });
  return lines;
}

const x2 = jnp.arange(2);
const runs: Record<string, [run: (f: (x: Array) => Array) => unknown, lines: string[]]> = {
  "called at once": [(f) => f(jnp.array(1)), ["1.0 2.0"]],
  compiled: [(f) => [1, 2].map(jit(f)), ["1.0 2.0", "2.0 4.0"]],
  "compiled in a compiled function": [(f) => jit((x: Array) => jit(f)(x).add(1))(5), ["5.0 10.0"]],
  "without a result that is used": [(f) => jit((x: Array) => (f(x), x))(1), ["1.0 2.0"]],
  "in forward mode": [(f) => jvp(f, [1], [1]), ["1.0 2.0"]],
  "in reverse mode": [(f) => grad(f)(1), ["1.0 2.0"]],
  "in reverse mode, compiled": [(f) => jit(grad(f))(1), ["1.0 2.0"]],
  "compiled, in reverse mode": [(f) => grad(jit(f))(1), ["1.0 2.0"]],
  "in second derivatives": [(f) => hessian(f)(1), ["1.0 2.0"]],
  "computed again": [(f) => grad(checkpoint(f))(1), ["1.0 2.0", "1.0 2.0"]],
  "for each element": [(f) => vmap(f)(x2), ["0.0 0.0", "1.0 2.0"]],
  "for each element, compiled": [(f) => jit(vmap(f))(x2), ["0.0 0.0", "1.0 2.0"]],
};

for (const [name, [run, lines]] of Object.entries(runs))
  test(`a function that shows values, ${name}`, () => assert.equal(seen(run), lines));

test("texts", () => {
  const { log } = console;
  const lines: unknown[] = [];
  console.log = (line: unknown) => lines.push(line);
  try {
    jit((x: Array) => {
      debug.print("x is {}, and {}.", x, "text".length);
      return x;
    })(x2);
  } finally {
    console.log = log;
  }
  assert.equal(lines, ["x is [0. 1.], and 4.0."]);
  fails(() => debug.print("{}", 1, 2), "ValueError", "Unused positional arguments to `jax.debug.print`: [2]");
  fails(() => debug.print("{} {}", 1), "TypeError", "debug.print was given 1 values for 2 places {}");
  fails(() => debug.callback(3 as never), "TypeError", "Expected a callable value, got 3");
});

test("is an equation without outputs, and no part of kernels", () => {
  const f = (x: Array): Array => {
    debug.callback(function show() {}, x);
    return jnp.sin(x);
  };
  assert.is(
    String(makeJaxpr(f)(1)),
    "{ lambda ; a:f32[]. let\n    debug_callback[callback=<function show>] a\n    b:f32[] = sin a\n  in (b,) }",
  );
  assert.is(jit(f).lower(1).kernels.length, 1);
});

test("callbacks give values, where programs run and not where they are traced", () => {
  const scalar = new ShapeDtypeStruct([], "float32");
  const calls: number[] = [];
  const twice = (x: Array): Array =>
    pureCallback((y: Array) => (calls.push(Number(y.item())), y.mul(2)), scalar, [x], {
      vmapMethod: "sequential",
    }) as Array;
  const f = jit((x: Array) => twice(x).add(1));
  assert.equal([f(1).item(), f(2).item(), calls], [3, 5, [1, 2]]);
  assert.equal(vmap(twice)(jnp.arange(3.5)).tolist(), [0, 2, 4, 6]);
  const seen: unknown[] = [];
  const noted = lax.foriLoop(0, 2, (i, c: Array) => (ioCallback((x: Array) => void seen.push(x.item()), null, [i], { ordered: true }), c.mul(3)), 1); // prettier-ignore
  assert.equal([noted.item(), seen], [9, [0, 1]]);
  fails(
    () => pureCallback(() => [1, 2], scalar, []),
    "TypeError",
    "pure_callback: the callback gave PyTreeDef([*, *]), but PyTreeDef(*) was declared.",
  );
  fails(
    () => pureCallback(() => jnp.ones([2]), scalar, []),
    "TypeError",
    "pure_callback: the callback gave float32[2], but float32[] was declared.",
  );
});
