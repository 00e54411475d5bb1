/** What transformations give: the trees of Jacobians and Hessians, auxiliary outputs, linear maps. Numbers are JAX's. */

import * as assert from "uvu/assert";
import {
  type Array,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  linearize,
  makeJaxpr,
  numpy as jnp,
  tree,
  valueAndGrad,
} from "../../compiler/index.js";
import { transposeProgram } from "../../compiler/passes/transpose.js";
import { suite } from "../harness/suite.js";

const test = suite("results of transformations");

const lists = (x: unknown): unknown => tree.map((leaf: Array) => leaf.tolist(), x);

const x = jnp.array([1, 2]);
const y = jnp.array([3, 4, 5]);

test("Jacobians of several outputs by several arguments", () => {
  const f = (x: Array, y: Array) => ({ a: jnp.outer(x, y), b: x.mul(x).sum().add(y) });
  // prettier-ignore
  const expected = {
    a: [
      [[[3, 0], [4, 0], [5, 0]], [[0, 3], [0, 4], [0, 5]]],
      [[[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[2, 0, 0], [0, 2, 0], [0, 0, 2]]],
    ],
    b: [
      [[2, 4], [2, 4], [2, 4]],
      [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    ],
  };
  assert.equal(lists(jacfwd(f, { argnums: [0, 1] })(x, y)), expected);
  assert.equal(lists(jacrev(f, { argnums: [0, 1] })(x, y)), expected);
  assert.equal(lists(jit(jacrev(f, { argnums: [0, 1] }))(x, y)), expected);
});

test("the Hessian by a tree is a tree of trees", () => {
  const f = (p: { w: Array; b: Array }) => p.w.mul(p.w).mul(p.b).sum();
  assert.equal(lists(hessian(f)({ w: x, b: jnp.array(3) })), {
    b: { b: 0, w: [2, 4] },
    w: { b: [2, 4], w: [[6, 0], [0, 6]] }, // prettier-ignore
  });
});

test("auxiliary outputs are handed through, and have no derivative", () => {
  const f = (x: Array): [Array, { twice: Array }] => [jnp.square(x).sum(), { twice: x.mul(2) }];
  const aux = { twice: [2, 4] };
  assert.equal(lists(grad(f, { hasAux: true })(x)), [[2, 4], aux]);
  assert.equal(lists(jit(grad(f, { hasAux: true }))(x)), [[2, 4], aux]);
  assert.equal(lists(valueAndGrad(f, { hasAux: true })(x)), [[5, aux], [2, 4]]); // prettier-ignore
  assert.equal(lists(jvp(f, [x], [jnp.array([1, 1])], { hasAux: true })), [5, 6, aux]);
});

test("the linear map of several outputs, one of which depends on nothing", () => {
  const [out, linear] = linearize((x: Array) => [jnp.square(x), jnp.array([7])], x);
  assert.equal(lists(out), [[1, 4], [7]]);
  assert.equal(lists(linear(jnp.array([1, 10]))), [[2, 40], [0]]);
});

test("a transposed program computes what does not depend on its linear inputs", () => {
  const { program } = makeJaxpr((x: Array, t: Array) => jnp.square(x).mul(t))(x, x);
  const cotangents = transposeProgram(program, [false, true], [y.at([0, 2]).get(), null], [x]);
  assert.equal(lists(cotangents), [null, [9, 50]]);
});
