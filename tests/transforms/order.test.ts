/** When rules and functions are called: what the specification page shows with prints. */

import * as assert from "uvu/assert";
import {
  type Array,
  type ArrayLike,
  customJvp,
  customVjp,
  grad,
  jit,
  jvp,
  numpy as jnp,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("order of calls");

/** What `f` logs while it runs, an error included, in JAX's words alone. */
function logged(f: (log: string[]) => void): string[] {
  const log: string[] = [];
  try {
    f(log);
  } catch (error) {
    log.push(`ERROR! ${(error as { summary: string }).summary}`);
  }
  return log;
}

function loggingJvp(log: string[]) {
  const f = customJvp((x: Array) => {
    log.push("called f!");
    return jnp.sin(x);
  });
  f.defjvp(([x], [t]) => {
    log.push("called f_jvp!");
    return [f(x), jnp.cos(x).mul(t)];
  });
  return f;
}

function loggingVjp(log: string[]) {
  const f = customVjp((x: Array) => {
    log.push("called f!");
    return jnp.sin(x);
  });
  f.defvjp(
    (x) => {
      log.push("called f_fwd!");
      return [f(x), jnp.cos(x)];
    },
    (cosX, yBar) => {
      log.push("called f_bwd!");
      return [cosX.mul(yBar)];
    },
  );
  return f;
}

const jvpCases: [string, (f: ReturnType<typeof loggingJvp>) => unknown, string[]][] = [
  ["a plain call", (f) => f(3), ["called f!"]],
  ["vmap", (f) => vmap(f)(jnp.arange(3)), ["called f!"]],
  ["jit", (f) => jit(f)(3), ["called f!"]],
  ["jvp", (f) => jvp(f, [3], [1]), ["called f_jvp!", "called f!"]],
  ["grad", (f) => grad(f)(3), ["called f_jvp!", "called f!"]],
  ["grad of grad", (f) => grad(grad(f))(3), ["called f_jvp!", "called f_jvp!", "called f!"]],
];
for (const [name, call, expected] of jvpCases)
  test(`custom_jvp: ${name}`, () =>
    assert.equal(
      logged((log) => call(loggingJvp(log))),
      expected,
    ));

/** In which order what is called under transforms of transforms, as recorded from JAX: custom_jvp, custom_vjp. */
const sequences: [names: string, jvp: string, vjp: string][] = [
  ["jit grad", "f_jvp f", "f_fwd f f_bwd"],
  ["grad jit", "f f_jvp f", "f f_fwd f f_bwd"],
  ["grad grad", "f_jvp f_jvp f", "f_fwd f_fwd f f_bwd"],
  ["jit grad grad", "f_jvp f_jvp f", "f_fwd f_fwd f f_bwd"],
  ["grad jit grad", "f_jvp f f_jvp f", "f_fwd f f_bwd f_fwd f"],
  ["grad grad jit", "f f_jvp f f_jvp f", "f f_fwd f f_fwd f f_bwd"],
  ["vmap grad", "f_jvp f", "f_fwd f f_bwd"],
  ["vmap jit", "f", "f"],
  ["jit vmap", "f", "f"],
  ["vmap grad jit", "f f_jvp f", "f f_fwd f f_bwd"],
  ["vmap jit grad", "f_jvp f", "f_fwd f f_bwd"],
  ["jit vmap grad", "f_jvp f", "f_fwd f f_bwd"],
  ["vmap grad grad", "f_jvp f_jvp f", "f_fwd f_fwd f f_bwd"],
  ["jit vmap grad jit", "f f_jvp f", "f f_fwd f f_bwd"],
];
type Transform = (f: (x: Array) => Array) => (x: ArrayLike) => Array;
const transforms: Record<string, Transform> = { jit, grad, vmap };
for (const [names, ...orders] of sequences)
  [loggingJvp, loggingVjp].forEach((make, i) =>
    test(`${make.name}: ${names}`, () => {
      const run = (log: string[]) => {
        const all = names.split(" ").reverse();
        const f = all.reduce<(x: ArrayLike) => Array>((g, name) => transforms[name](g), make(log));
        f(names.includes("vmap") ? jnp.arange(3) : 3);
      };
      assert.equal(
        logged(run),
        orders[i].split(" ").map((name) => `called ${name}!`),
      );
    }),
  );

test("custom_vjp: the backward rule runs when the pullback does", () => {
  assert.equal(
    logged((log) => loggingVjp(log)(3)),
    ["called f!"],
  );
  assert.equal(
    logged((log) => grad(loggingVjp(log))(3)),
    ["called f_fwd!", "called f!", "called f_bwd!"],
  );
  const log: string[] = [];
  const [y, pullback] = vjp(loggingVjp(log), 3);
  assert.equal(log, ["called f_fwd!", "called f!"]);
  assert.is(String(y), "0.14112");
  assert.is(String(pullback(1)[0]), "-0.9899925");
  assert.equal(log, ["called f_fwd!", "called f!", "called f_bwd!"]);
});

test("custom_vjp: forward mode is an error", () => {
  assert.equal(
    logged((log) => jvp(loggingVjp(log), [3], [1])),
    [
      "called f_fwd!",
      "called f!",
      "ERROR! can't apply forward-mode autodiff (jvp) to a custom_vjp function.",
    ],
  );
});

test("rules may branch on concrete values", () => {
  const f = customJvp((x: Array) => (Number(x) > 0 ? jnp.sin(x) : jnp.cos(x)));
  f.defjvp(([x], [t]) => [f(x), jnp.multiply(Number(x) > 0 ? 2 : 3, t)]);
  assert.is(String(grad(f)(1)), "2.0");
  assert.is(String(grad(f)(-1)), "3.0");
  assert.throws(() => jit(grad(f))(1), /Abstract tracer value.*jit/s);
});
