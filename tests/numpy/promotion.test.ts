/** Conversion of arguments, dtype promotion, weak types, broadcasting, and their errors. */
import * as assert from "uvu/assert";
import { jit } from "../../compiler/calls/jit.js";
import * as lax from "../../compiler/lax/index.js";
import * as jnp from "../../compiler/numpy/index.js";
import { grad } from "../../compiler/transforms/reverse.js";
import { suite } from "../harness/suite.js";
import { item, list } from "./elements.js";

const test = suite("promotion");
const int = (...x: number[]) => jnp.array(x, { dtype: "int32" });

test("numbers are weak floats, and take the dtype of what they meet", () => {
  assert.ok(jnp.sin(1).weakType);
  assert.is(jnp.add(1, 2).weakType, true);
  assert.is(jnp.add(jnp.ones(2), 2).weakType, false);
  assert.is(jnp.ones(2, { dtype: "float16" }).add(0.5).dtype, "float16");
  assert.is(int(1).add(2).dtype, "int32");
  assert.is(int(1).add(2n).dtype, "int32");
  assert.is(int(1).add(2.5).dtype, "float32");
  assert.is(jnp.array([true]).mul(2).dtype, "int32");
  assert.is(item(jnp.array(4294967295, { dtype: "uint32" }).sub(4294967295)), 0);
  assert.is(jnp.where(jnp.array([true]), int(1), 0).dtype, "int32");
});

test("integers become other integers by their low bits, in scalars too", () => {
  assert.is(item(jnp.array(-1, { dtype: "int32" }).astype("uint32")), 4294967295);
  assert.equal(list(int(-1, 5).astype("uint32")), [4294967295, 5]);
});

test("arrays are accepted as lists, typed arrays and lists of traced arrays", () => {
  assert.equal(list(jnp.add([1, 2], new Float32Array([3, 4]))), [4, 6]);
  assert.is(jnp.array([true, false]).dtype, "bool");
  assert.is(jnp.array([1, 2], { dtype: "int32" }).dtype, "int32");
  assert.is(jnp.array(new Int32Array([1])).dtype, "int32");
  assert.is(Number(grad((x: jnp.Shape) => jnp.array([x as number, 2]).prod())(3)), 2);
  assert.equal(jnp.array([[jnp.ones(2), [3, 4]]] as unknown).shape, [1, 2, 2]);
});

test("errors name the function and the shapes", () => {
  const cases: [() => unknown, string][] = [
    [() => jnp.add([1, 2], [1, 2, 3]), "add got incompatible shapes for broadcasting: (2,), (3,)."],
    [() => jnp.ones([2, 3]).reshape(4, 2), "cannot reshape array of shape (2, 3) (size 6) into shape (4, 2) (size 8)"],
    [() => jnp.dot(jnp.ones(2), jnp.ones(3)), "dot_general requires contracting dimensions to have the same shape, got (2,) and (3,)."],
    [() => jnp.max(jnp.zeros(0)), "zero-size array to reduction operation max which has no identity"],
    [() => jnp.ones(2).sum({ axis: 2 }), "axis 2 is out of bounds for array of dimension 1"],
    [() => jnp.stack([jnp.ones(2), jnp.ones(3)]), "All input arrays must have the same shape. Got (2,), (3,)."],
    [() => jnp.power(int(2), -1), "Integers cannot be raised to negative powers, got integer_pow(int32[1], -1)"],
    [() => jnp.ones([2, 3]).get(0, 0, 0), "Too many indices: array is 2-dimensional, but 3 were indexed"],
    [() => jnp.ones(3).get(jnp.array([0.5])), "Indexer must have integer or boolean type, got indexer with type float32\nArrays of numbers are float32 unless told otherwise"],
    [() => jit((n) => jnp.zeros([n as never]))(3), "of integer type, got [JitTracer(~float32[])]."],
    [() => jnp.split(jnp.ones(5), 2), "array split does not result in an equal division"],
    [() => jnp.zeros(2, { dtype: "complex64" }), 'data type "complex64" not understood'],
    [() => jnp.sin("1" as never), "is not a valid JAX type"],
    [() => lax.add(jnp.ones(2), int(1, 2)), "requires arguments to have the same dtypes, got float32, int32."],
  ]; // prettier-ignore
  for (const [f, message] of cases) assert.throws(f, (e: Error) => e.message.includes(message), message);
});

test("lax promotes nothing but numbers", () => {
  assert.is(lax.add(int(1), 2).dtype, "int32");
  assert.is(lax.mul(2, jnp.ones(2, { dtype: "float16" })).dtype, "float16");
  assert.is(item(lax.select(jnp.array([true, false]), jnp.ones(2), jnp.zeros(2)).sum()), 1);
});

test("methods are the functions", () => {
  const x = jnp.arange(6).reshape(2, 3);
  assert.equal(x.T.shape, [3, 2]);
  assert.equal(list(x.transpose([1, 0])), list(x.T));
  assert.is(item(x.add(1).mul(2).sub(1).div(3).sum()), item(jnp.sum(jnp.array([1, 3, 5, 7, 9, 11]).div(3))));
  assert.is(item(x.matmul(x.T).trace()), 55);
  assert.equal(list(x.sum({ axis: 1, keepdims: true })), [[3], [12]]);
  assert.equal(list(x.gt(2).astype("int32")), [[0, 0, 0], [1, 1, 1]]); // prettier-ignore
  assert.is(x.var().dtype, "float32");
  assert.equal(item(x.flatten().argmax()), 5);
  assert.is(item(x.neg().min()), -5);
  assert.is(item(x.pow(2).max()), 25);
  assert.is(item(x.mod(4).floordiv(2).sum()), 2);
});
