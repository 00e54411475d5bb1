/**
 * Fixed points, found by a loop that the data end and differentiated as equations: by the rule of "Custom derivative rules for
 * JAX-transformable functions", written down here as the page does it, and by `fixedPoint`, which needs none.
 */

import { type Array, customVjp, fixedPoint, lax, numpy as jnp, vjp } from "../compiler/index.js";

/** One step of an iteration: what becomes of x. Of `a` the fixed point is a function. */
type Step = (a: unknown, x: Array) => Array;

/** Steps until nothing changes by more than `tolerance`. */
function iterate(step: Step, tolerance: number, a: unknown, start: Array): Array {
  const [, last] = lax.whileLoop(
    ([before, x]) => jnp.max(jnp.abs(before.sub(x))).gt(tolerance),
    ([, x]) => [x, step(a, x)],
    [start, step(a, start)],
  );
  return last;
}

/** Reverse mode solves w = v + w ∂f/∂x, which is a fixed point again: so it can be differentiated once more. */
export const fixedPointByRule = customVjp(iterate, { nondiffArgnums: [0, 1] });

fixedPointByRule.defvjp(
  (step, tolerance, a, start) => {
    const last = fixedPointByRule(step, tolerance, a, start);
    return [last, [a, last]];
  },
  (step: Step, tolerance: number, [a, last]: [unknown, Array], v: Array) => {
    const w = fixedPointByRule(adjointStep(step), tolerance, [a, last, v], v);
    const [, alongA] = vjp((b: unknown) => step(b, last), a);
    return [...(alongA(w) as unknown[]), jnp.zerosLike(last)];
  },
);

const adjointStep =
  (step: Step): Step =>
  (packed, w) => {
    const [a, last, v] = packed as [unknown, Array, Array];
    const [, alongX] = vjp((x: Array) => step(a, x), last);
    return v.add(alongX(w)[0]);
  };

/** The square root by Newton's method, which may start anywhere. */
export const squareRoot = (a: Array, start = a): Array =>
  fixedPointByRule((b, x) => x.add((b as Array).div(x)).mul(0.5), 1e-6, a, start);

const layer = (w: Array, b: Array, x: Array): Array => jnp.tanh(w.matmul(x).add(b));

/** The x for which x = tanh(W x + b): where a layer of a network that feeds itself comes to rest. */
export const equilibriumByRule = (w: Array, b: Array, tolerance: number): Array => {
  const step: Step = (a, x) => layer(...(a as [Array, Array]), x);
  return fixedPointByRule(step, tolerance, [w, b], jnp.zerosLike(b));
};

/** The same without a rule of ours, for forward mode too. */
export const equilibrium = (w: Array, b: Array, tolerance: number): Array =>
  fixedPoint(([w, b], x) => layer(w, b, x), [w, b], jnp.zerosLike(b), { rtol: 0, atol: tolerance });
