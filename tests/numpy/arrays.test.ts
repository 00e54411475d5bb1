/** Arrays as JavaScript values. */

import * as assert from "uvu/assert";
import { type Array, grad, jit, numpy as jnp, tree } from "../../compiler/index.js";
import type { HostArray } from "../../compiler/trace/hostArray.js";
import { suite } from "../harness/suite.js";

const test = suite("arrays as JavaScript values");

test("iteration goes over the first axis, also of traced values", () => {
  const [a, b] = jnp.array([[1, 2], [3, 4]]); // prettier-ignore
  assert.equal([a.tolist(), b.tolist()], [[1, 2], [3, 4]]); // prettier-ignore
  const weighted = (x: Array): Array => {
    let sum = jnp.array(0);
    let factor = 1;
    for (const element of x) sum = sum.add(element.mul(factor++));
    return sum;
  };
  assert.equal(grad(weighted)(jnp.ones([3])).tolist(), [1, 2, 3]);
  assert.is(jit(weighted)(jnp.ones([3])).item(), 6);
  assert.throws(() => [...jnp.array(1)], "iteration over a 0-d array");
});

test("arrays are leaves of trees, although they can be iterated", () => {
  assert.is(tree.leaves([jnp.ones([3]), { a: jnp.ones([2]) }]).length, 2);
});

test("a view that moves nothing copies nothing", () => {
  const values = (x: Array): unknown => (x as HostArray).values;
  const x = jnp.arange(6);
  const rows = x.reshape([2, 1, 3]);
  for (const view of [rows, jnp.squeeze(rows), jnp.expandDims(x, 0), jnp.transpose(rows, [1, 0, 2])])
    assert.is(values(view), values(x));
  for (const moved of [x.at([1, 2]).set(0), jnp.flip(x), jnp.transpose(rows, [2, 1, 0])])
    assert.is.not(values(moved), values(x));
  assert.is.not(values(jnp.broadcastTo(rows, [2, 3, 3])), values(x));
  assert.equal(rows.tolist(), [[[0, 1, 2]], [[3, 4, 5]]]);
});

test("JSON", () => {
  assert.is(JSON.stringify({ x: jnp.array([[1, 2]]), y: jnp.array(true) }), '{"x":[[1,2]],"y":true}');
});
