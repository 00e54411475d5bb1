/** Derivatives of functions that look at whole axes, and through holes and corners. */
import * as assert from "uvu/assert";
import * as nn from "../../compiler/nn/index.js";
import * as jnp from "../../compiler/numpy/index.js";
import { jacfwd, jacrev } from "../../compiler/transforms/jacobian.js";
import { grad } from "../../compiler/transforms/reverse.js";
import { vmap } from "../../compiler/transforms/vmap.js";
import type { Value } from "../../compiler/trace/value.js";
import { suite } from "../harness/suite.js";
import { item, list } from "../numpy/elements.js";
import type { UserFunction } from "../../compiler/calls/treeTypes.js";

const test = suite("derivatives of nn");
const close = (x: unknown, y: unknown): void =>
  assert.ok(item(jnp.allclose(x as Value, y as Value, { rtol: 1e-4, atol: 1e-5 })), `${String(x)} is not ${String(y)}`); // prettier-ignore

const softmaxJacobian = [
  [0.08192507, -0.02203305, -0.05989202],
  [-0.02203305, 0.18483645, -0.1628034],
  [-0.05989202, -0.1628034, 0.22269544],
];

test("softmax, both ways", () => {
  for (const jac of [jacfwd, jacrev]) close(jac(nn.softmax)(jnp.array([1, 2, 3])), softmaxJacobian);
  const rows = jnp.array([[1, 2, 3], [1, 2, 3]]); // prettier-ignore
  close(vmap(jacrev(nn.softmax))(rows), [softmaxJacobian, softmaxJacobian]);
});

test("logsumexp and logSoftmax", () => {
  close(grad(nn.logsumexp)(jnp.array([1, 2, 3])), nn.softmax([1, 2, 3]));
  close(grad((x: Value) => nn.logSoftmax(x).get(0))(jnp.array([1, 2, 3])), jnp.subtract([1, 0, 0], nn.softmax([1, 2, 3]))); // prettier-ignore
  close(grad(nn.logsumexp)(jnp.array([1000, 1000])), [0.5, 0.5]);
});

test("against finite differences", () => {
  const x = jnp.array([0.3, -1.2, 2, 0.7]);
  const weights = jnp.array([1, -2, 0.5, 3]);
  const functions: Record<string, UserFunction> = {
    standardize: (v: Value) => nn.standardize(v),
    glu: (v: Value) => jnp.tile(nn.glu(v), 2),
    var: (v: Value) => v.mul(jnp.var(v)),
    std: (v: Value) => v.mul(jnp.std(v)),
    cumsum: (v: Value) => jnp.cumsum(v.mul(v)),
    cumprod: (v: Value) => jnp.cumprod(v),
    sort: (v: Value) => jnp.sort(v.mul(v)),
    median: (v: Value) => v.mul(jnp.median(v)),
    prod: (v: Value) => v.add(jnp.prod(v)),
    roll: (v: Value) => jnp.roll(v, 1).mul(v),
    pad: (v: Value) => jnp.pad(v, 1, { mode: "reflect" }).get(jnp.slice(0, 4)),
    einsum: (v: Value) => jnp.einsum("i,j,j->i", v, v, v),
    outer: (v: Value) => jnp.outer(v, v).sum({ axis: 1 }),
    takeAlongAxis: (v: Value) => jnp.takeAlongAxis(v, jnp.argsort(v)),
    diagonal: (v: Value) => jnp.diagonal(jnp.outer(v, v)),
    trapezoid: (v: Value) => v.mul(jnp.trapezoid(v)),
  };
  for (const [name, f] of Object.entries(functions)) {
    const loss = (v: Value): Value => jnp.dot(f(v) as Value, weights);
    const slopes = jnp.eye(4).mul(0.01);
    const each = [0, 1, 2, 3].map((i) => loss(x.add(slopes.get(i))).sub(loss(x.sub(slopes.get(i)))).div(0.02)); // prettier-ignore
    const expected = jnp.stack(each);
    const actual = grad(loss)(x);
    assert.ok(
      item(jnp.allclose(actual, expected, { rtol: 5e-3, atol: 5e-3 })),
      `${name}: ${String(actual)} is not ${String(expected)}`,
    );
  }
});

test("holes and corners", () => {
  assert.is(Number(grad(nn.relu)(0)), 0);
  assert.is(Number(grad(jnp.sinc)(0)), 0);
  close(grad(grad(jnp.sinc))(0), -(Math.PI ** 2) / 3);
  close(grad(grad(grad(grad(jnp.sinc))))(0), Math.PI ** 4 / 5);
  assert.is(Number(grad(grad(nn.softplus))(0)), 0.25);
  assert.equal(list(grad((x: Value) => x.max())(jnp.array([1, 4, 4]))), [0, 0.5, 0.5]); // prettier-ignore
});
