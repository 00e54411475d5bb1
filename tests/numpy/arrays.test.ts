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

test("typed arrays keep their kind of number, also in lists", () => {
  const dtype = (x: unknown): string => jnp.array(x).dtype;
  assert.equal(
    [Float32Array.of(1), Float64Array.of(1), Int32Array.of(1), Uint32Array.of(1), Uint8Array.of(1)].map(
      dtype,
    ),
    ["float32", "float32", "int32", "uint32", "int32"],
  );
  assert.is(dtype([Int32Array.of(1, 2), Int32Array.of(3, 4)]), "int32");
  assert.equal(jnp.array([Int32Array.of(1, 2), [3.5, 4]]).tolist(), [[1, 2], [3.5, 4]]); // prettier-ignore
  assert.throws(
    () => jnp.array(new DataView(new ArrayBuffer(4))),
    /of type 'DataView' is not a valid JAX type/,
  );
});

test("other spellings of dtypes", () => {
  const names = ["float", "f16", "int64", "uint", "boolean"];
  assert.equal(
    names.map((dtype) => jnp.zeros([1], { dtype }).dtype),
    ["float32", "float16", "int32", "uint32", "bool"],
  );
});

test("JSON", () => {
  assert.is(JSON.stringify({ x: jnp.array([[1, 2]]), y: jnp.array(true) }), '{"x":[[1,2]],"y":true}');
});
