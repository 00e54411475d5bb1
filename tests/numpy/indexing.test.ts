/** Indexing, and `x.at(i)`, against NumPy's meaning written out with loops or lists. */
import * as assert from "uvu/assert";
import { jit, type Array as Value } from "../../compiler/index.js";
import * as jnp from "../../compiler/numpy/index.js";
import { grad } from "../../compiler/transforms/reverse.js";
import { makeJaxpr } from "../../compiler/transforms/staging.js";
import { vmap } from "../../compiler/transforms/vmap.js";
import { suite } from "../harness/suite.js";
import { list } from "./elements.js";

const test = suite("indexing");
const { slice } = jnp;
const int = (...x: number[]) => jnp.array(x, { dtype: "int32" });
const x = jnp.arange(24).reshape(2, 3, 4);

test("whole numbers index, whether or not they are of an integer dtype", () => {
  const x = jnp.arange(5).mul(10);
  assert.equal(jnp.take(x, jnp.array([0, 2])).tolist(), [0, 20]);
  assert.equal(
    x
      .at(jnp.array([1, -1]))
      .set(7)
      .tolist(),
    [0, 7, 20, 30, 7],
  );
  assert.equal(x.get(jnp.arange(2)).tolist(), [0, 10]);
  assert.throws(() => jnp.take(x, jnp.array([0, 1.5])), /Indexer must have integer/);
  assert.throws(() => jit((i: Value) => jnp.take(x, i))(jnp.array([0, 2])), /Indexer must have integer/);
});

test("numbers, ranges and new axes", () => {
  assert.equal(list(x.get(1, 2)), [20, 21, 22, 23]);
  assert.equal(list(x.get(-1, 0, slice(1, 3))), [13, 14]);
  assert.equal(list(x.get(0, slice(null, null, -1), 0)), [8, 4, 0]);
  assert.equal(list(x.get(0, 0, slice(3, 0, -2))), [3, 1]);
  assert.equal(x.get("...", 0).shape, [2, 3]);
  assert.equal(x.get(null, 0, null, slice(1)).shape, [1, 1, 1, 4]);
  assert.equal(x.get(slice(5, 9)).shape, [0, 3, 4]);
  assert.equal(list(x.get(0, 0, 99)), 3);
});

test("arrays of places lie where NumPy puts them", () => {
  assert.equal(list(x.get(0, [0, 2], [1, 3])), [1, 11]);
  assert.equal(x.get(slice(), [0, 1, 2, 0, 1]).shape, [2, 5, 4]);
  assert.equal(x.get(slice(), [[0, 1]], 2).shape, [2, 1, 2]);
  assert.equal(x.get([0, 1], slice(), [1, 3]).shape, [2, 3]);
  assert.equal(list(x.get([0, 1], slice(), [1, 3])), [[1, 5, 9], [15, 19, 23]]); // prettier-ignore
  assert.equal(x.get(0, slice(), [0, 1]).shape, [2, 3]);
  assert.equal(x.get([0, 1], null, [0, 2]).shape, [2, 1, 4]);
  assert.equal(list(jnp.arange(5).get(int(10, -7, -1))), [4, 0, 4]);
  assert.equal(list(x.get(x.gt(21))), [22, 23]);
  assert.equal(list(jnp.arange(5).at(int(9)).get({ mode: "fill", fillValue: -1 })), [-1]);
});

test("changing a copy", () => {
  const v = jnp.arange(5);
  assert.equal(list(v.at(0).set(9)), [9, 1, 2, 3, 4]);
  assert.equal(list(v.at(slice(1, 3)).add([10, 20])), [0, 11, 22, 3, 4]);
  assert.equal(list(v.at(slice(null, null, 2)).multiply(10)), [0, 1, 20, 3, 40]);
  assert.equal(list(v.at([0, 0, 2]).add(1)), [2, 1, 3, 3, 4]);
  assert.equal(list(v.at(int(10, -7, -1)).set(9)), [0, 1, 2, 3, 9]);
  assert.equal(list(v.at([1, 2]).max(1.5)), [0, 1.5, 2, 3, 4]);
  assert.equal(list(v.at([1, 2]).min(1.5)), [0, 1, 1.5, 3, 4]);
  assert.equal(list(v.at(2).divide(4)), [0, 1, 0.5, 3, 4]);
  assert.equal(list(v.at(2).power(3)), [0, 1, 8, 3, 4]);
  assert.equal(list(v.at(1).subtract(3)), [0, -2, 2, 3, 4]);
  assert.equal(list(v.at(3).apply((part) => part.mul(part))), [0, 1, 2, 9, 4]);
  assert.equal(list(v.at(v.gt(2)).set(0)), [0, 1, 2, 0, 0]);
  assert.equal(list(x.at(0, slice(), [0, 1]).set(0).get(0)), [[0, 0, 2, 3], [0, 0, 6, 7], [0, 0, 10, 11]]); // prettier-ignore
  assert.equal(list(x.at(1, null, slice(1, 3), 0).set([[7, 8]]).get(1, slice(), 0)), [12, 7, 8]); // prettier-ignore
  assert.throws(() => v.at(slice(0, 2)).set([1, 2, 3]), /Incompatible types for broadcasting/);
});

test("a roll by a traced number", async () => {
  const m = jnp.arange(6).reshape(2, 3);
  for (const by of [-4, 0, 2, 7]) {
    const rolled = jit((v: Value, n: Value) => [jnp.roll(v, n), jnp.roll(v, n, { axis: 1 })])(m, int(by).get(0)); // prettier-ignore
    assert.equal(await Promise.all(rolled.map(async (r) => [...(await r.data())])), [
      list(jnp.ravel(jnp.roll(m, by))),
      list(jnp.ravel(jnp.roll(m, by, { axis: 1 }))),
    ]);
  }
  assert.equal(jnp.roll(jnp.zeros([0]), int(1)).shape, [0]);
});

test("under transformations", () => {
  const v = jnp.array([1, 2, 4]);
  assert.equal(list(grad((y: Value) => y.at(slice(0, 2)).set(y.get(2)).prod())(v)), [0, 0, 48]);
  assert.equal(list(grad((y: Value) => y.get([0, 0, 2]).sum())(v)), [2, 0, 1]);
  const set = (y: Value, i: Value) => y.at(i).set(9);
  assert.equal(list(vmap(set)(jnp.zeros([2, 2]), int(0, 1))), [[9, 0], [0, 9]]); // prettier-ignore
  assert.equal(list(vmap((y: Value, i: Value) => y.get(i))(jnp.arange(4).reshape(2, 2), int(0, -1))), [0, 3]);
  assert.equal(jit((y: Value) => y.at(y.gt(1)).set(0))(v).shape, [3]);
  assert.throws(() => jit((y: Value) => jnp.nonzero(y))(v), /must be statically specified/);
  assert.match(String(makeJaxpr((y: Value) => y.get(1))(v)), "slice[");
});
