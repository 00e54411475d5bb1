/** Keys: what they look like, what can be done with them, and what is none. */
import * as assert from "uvu/assert";
import { type Array as JaxArray, jit, numpy as jnp, random, tree, vmap } from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("keys");
const { slice } = jnp;
const key = random.key(0);
const keys = random.split(key, 3);

test("print as in JAX", () => {
  assert.is(String(key), "Array((), dtype=key<fry>) overlaying:\n[0 0]");
  assert.is(
    String(keys),
    "Array((3,), dtype=key<fry>) overlaying:\n[[1797259609 2579123966]\n [ 928981903 3453687069]\n [4146024105 2718843009]]",
  );
  assert.is(String(random.split(key, 0)), "Array((0,), dtype=key<fry>) overlaying:\n[]");
  assert.is(String(random.PRNGKey(42)), "[ 0 42]");
  const seen: string[] = [];
  const look = (k: random.KeyArray): random.KeyArray => {
    seen.push(String(k));
    return k;
  };
  jit(look)(key);
  vmap(look)(keys);
  assert.equal(seen, ["JitTracer(key<fry>[])", "VmapTracer(aval=key<fry>[], batched=key<fry>[3])"]);
});

test("have the shape of what they are keys for", () => {
  const { shape, ndim, size, nbytes, dtype } = random.split(key, [2, 3]);
  assert.equal({ shape, ndim, size, nbytes, dtype }, { shape: [2, 3], ndim: 2, size: 6, nbytes: 48, dtype: "key<fry>" }); // prettier-ignore
  assert.equal(key.shape, []);
});

test("are indexed, reshaped and taken apart as arrays are", () => {
  const [first, , last] = keys;
  assert.equal(keys.get(0).eq(first).item(), true);
  assert.equal(keys.get(-1).eq(last).tolist(), true);
  assert.equal(keys.get(slice(1, null)).shape, [2]);
  assert.equal(keys.get(slice(), null).shape, [3, 1]);
  assert.equal(keys.get("...", 0).shape, []);
  assert.equal(keys.get([0, 2]).eq(keys.get(slice(null, null, 2))).tolist(), [true, true]); // prettier-ignore
  assert.equal(keys.reshape([1, -1]).shape, [1, 3]);
  assert.equal(random.split(key, [2, 2]).ravel().shape, [4]);
  assert.equal(random.split(key, 0).reshape([-1]).shape, [0]);
  assert.throws(() => [...key], /iteration over a 0-d key array/);
  assert.throws(() => Number(key), /key array cannot be converted/);
});

test("of both kinds give the same samples, and new keys of their own kind", () => {
  const raw = random.PRNGKey(7);
  const typed = random.wrapKeyData(raw);
  assert.equal(random.normal(raw, [5]).tolist(), random.normal(typed, [5]).tolist());
  assert.equal(random.keyData(random.split(typed)).tolist(), random.split(raw).tolist());
  assert.instance(random.foldIn(typed, 1), random.KeyArray);
  assert.not.instance(random.foldIn(raw, 1), random.KeyArray);
  assert.equal(random.normal(Uint32Array.of(0, 7), [5]).tolist(), random.normal(raw, [5]).tolist());
  assert.is(random.keyImpl(raw), "threefry2x32");
});

test("of large integers are those of their lower 32 bits", () => {
  assert.equal(random.PRNGKey(2n ** 40n + 3n).tolist(), [0, 3]);
  assert.equal(random.PRNGKey(-1n).tolist(), [0, 2 ** 32 - 1]);
  assert.equal(random.PRNGKey(jnp.array(-1, { dtype: "int32" })).tolist(), [0, 2 ** 32 - 1]);
});

test("are leaves to functions on trees, and arrays of words to transformations", () => {
  const trees = { a: keys, b: [key] };
  assert.equal(tree.leaves(trees), [keys, key]);
  assert.is(String(tree.structure(trees)), "PyTreeDef({'a': *, 'b': [*]})");
  assert.equal(
    tree.map((k: random.KeyArray) => k.shape, trees),
    { a: [3], b: [[]] },
  );
  const params = { w: [2, 3], b: [3] };
  const perLayer = tree.unflatten(tree.structure({ w: 0, b: 0 }), [...random.split(key)]);
  const made = tree.map((k: random.KeyArray, shape: number[]) => random.normal(k, shape), perLayer, params) as Record<string, { shape: number[] }>; // prettier-ignore
  assert.equal([made.w.shape, made.b.shape], [[2, 3], [3]]);
  const [next, x] = jit((k: random.KeyArray): [random.KeyArray, JaxArray] => {
    const [a, b] = random.split(k);
    return [a, random.uniform(b)];
  })(key);
  const [a, b] = random.split(key);
  assert.ok(next.eq(a).item());
  assert.is(x.item(), random.uniform(b).item());
});

const invalid = "JAX encountered invalid PRNG key data: expected";
const refused: [what: unknown, name: string, message: string][] = [
  [[0, 1], "TypeError", "unexpected PRNG key type Array"],
  [null, "TypeError", "unexpected PRNG key type null"],
  [0, "TypeError", `${invalid} key_data to have ndim, shape, and dtype attributes. Got 0`],
  ["a", "TypeError", `${invalid} key_data to have ndim, shape, and dtype attributes. Got a`],
  [jnp.zeros(2), "TypeError", `${invalid} key_data.dtype = uint32; got dtype=float32`],
  [jnp.zeros([], { dtype: "uint32" }), "TypeError", `${invalid} key_data.ndim >= 1; got ndim=0`],
  [
    jnp.zeros(3, { dtype: "uint32" }),
    "TypeError",
    `${invalid} key_data.shape to end with (2,); got shape=(3,) for impl=threefry2x32`,
  ],
  [
    jnp.zeros([4, 2], { dtype: "uint32" }),
    "ValueError",
    "normal accepts a single key, but was given a key array of shape (4, 2) != (). Use jax.vmap for batching.",
  ],
  [
    keys,
    "ValueError",
    "normal accepts a single key, but was given a key array of shape (3,) != (). Use jax.vmap for batching.",
  ],
];

test("what is no key is refused in JAX's words", () => {
  for (const [what, name, message] of refused)
    assert.throws(
      () => random.normal(what as random.Key),
      (error: Error & { summary: string }) => error.summary === message && error.name === name,
      message,
    );
  assert.throws(() => random.key(key as never), /key accepts a scalar seed, but was given a PRNG key\./);
  assert.throws(() => random.key(1.5), /PRNG key seed must be an integer; got JitTracer\(~float32\[\]\)/);
  assert.throws(() => random.key(0, { impl: "rbg" }), /unrecognized PRNG implementation "rbg"/);
  assert.throws(() => random.normal(key, [2], { type: "float16" } as never), /unexpected keyword argument 'type'/); // prettier-ignore
});
