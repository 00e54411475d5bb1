/** Auxiliary outputs, and options of transformations that JAX has. */

import * as assert from "uvu/assert";
import {
  type Array,
  customJvp,
  customVjp,
  CustomVJPPrimal,
  customVjpPrimalTreeValues,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  numpy as jnp,
  SymbolicZero,
  vjp,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { fails } from "./fails.js";

const test = suite("auxiliary outputs");

/** Text of lists: arrays as NumPy prints them. */
const show = (x: unknown): string =>
  globalThis.Array.isArray(x) ? `[${x.map(show).join(", ")}]` : String(x);

const cube = (x: Array): [Array, { square: Array }] => {
  const square = x.mul(x);
  return [square.mul(x), { square }];
};

test("jvp, vjp, linearize and grad hand them through", () => {
  const [out, tangent, aux] = jvp(cube, [2], [1], { hasAux: true });
  assert.is(show([out, tangent, aux.square]), "[8.0, 12.0, 4.0]");
  const [y, fVjp, same] = vjp(cube, 2, { hasAux: true });
  assert.is(show([y, fVjp(1), same.square]), "[8.0, [12.0], 4.0]");
  const [z, fJvp, again] = linearize(cube, 2, { hasAux: true });
  assert.is(show([z, fJvp(1), again.square]), "[8.0, 12.0, 4.0]");
  const [slope, last] = grad(cube, { hasAux: true })(2);
  assert.is(show([slope, last.square]), "[12.0, 4.0]");
});

test("Jacobians and Hessians hand them through", () => {
  const x = jnp.array([1, 2]);
  const total = (v: Array): [Array, Array] => [v.mul(v).mul(v).sum(), v.sum()];
  for (const jacobian of [jacfwd, jacrev]) {
    const [block, aux] = jacobian(cube, { hasAux: true })(x);
    assert.equal(block.tolist(), [[3, 0], [0, 12]]); // prettier-ignore
    assert.equal(aux.square.tolist(), [1, 4]);
  }
  const [second, sum] = hessian(total, { hasAux: true })(x);
  assert.equal(second.tolist(), [[6, 0], [0, 12]]); // prettier-ignore
  assert.is(sum.item(), 3);
  const compiled = jit((v: Array) => hessian(total, { hasAux: true })(v))(x);
  assert.is(String(compiled[1]), "3.0");
});

test("an argument that is a tree is no option", () => {
  const f = (p: { hasAux: Array; x: Array }): Array => p.hasAux.mul(p.x);
  const [, fVjp] = vjp(f, { hasAux: 2, x: 3 });
  assert.is(show(Object.values(fVjp(1)[0])), "[3.0, 2.0]");
});

test("a function without the second output is an error", () => {
  const single = (x: Array): Array => x;
  const message = /^expected function with aux output to return a two-element tuple/;
  fails(() => vjp(single, 1, { hasAux: true }), "TypeError", message);
  fails(() => jacrev(single, { hasAux: true })(1), "TypeError", message);
});

test("integers and holomorphic functions", () => {
  const ints = jnp.array([1, 2], { dtype: "int32" });
  const gradient = grad((x: Array) => x.astype("float32").sum(), { allowInt: true })(ints);
  assert.is(gradient.dtype, "float0");
  assert.equal(gradient.shape, [2]);
  fails(
    () => grad((x: Array) => x, { holomorphic: true as false })(1),
    "TypeError",
    /^grad with holomorphic=True requires inputs with complex dtype/,
  );
  fails(
    () => jacfwd(jnp.sin, { holomorphic: true as false })(1),
    "TypeError",
    /^jacfwd with holomorphic=True/,
  );
});

test("options of rules", () => {
  const f = customJvp((x: Array) => jnp.sin(x));
  const rule = f.defjvp(([x], [t]) => [f(x), t.mul(2)], { symbolicZeros: false });
  assert.type(rule, "function");
  fails(() => customVjpPrimalTreeValues([1]), "TypeError", "unexpected leaf type number");
  const zero = new SymbolicZero(jnp.ones([2, 3]).type);
  assert.equal([zero.shape, zero.ndim, zero.size, zero.dtype], [[2, 3], 2, 6, "float32"]);
  assert.is(String(new CustomVJPPrimal(jnp.array(2), true)), "CustomVJPPrimal(value=2.0, perturbed=True)");
  const g = customVjp((x: Array) => jnp.sin(x));
  g.defvjp(
    (x) => [g(x), x],
    (_x, ct) => [ct.mul(3)],
    { optimizeRemat: true },
  );
  assert.is(String(grad(g)(1)), "3.0");
  fails(
    () => g.defvjp((x) => [x, x], (_x, ct) => [ct], { symbolicZero: true } as object), // prettier-ignore
    "TypeError",
    "defvjp() got an unexpected keyword argument 'symbolicZero'",
  );
});
