/** Options that a function does not have, and values where options belong, are errors: nothing is ignored. */

import * as assert from "uvu/assert";
import * as pullback from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("options");

// As from JavaScript, where no compiler checks the calls.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the calls are wrong on purpose
const { numpy: jnp, lax, nn, grad, init, vmap, jit, jacfwd, customJvp } = pullback as any;

const x = jnp.ones([2, 3]);
const f = (a: unknown): unknown => jnp.sum(a);

const wrong: [message: string, call: () => unknown][] = [
  ["sum() got an unexpected keyword argument 'axes'", () => jnp.sum(x, { axes: 0 })],
  ["sum takes its options in one object: sum(x, { axis: 0 })", () => jnp.sum(x, 0)],
  ["sum() got an unexpected keyword argument 'axes'", () => x.sum({ axes: 0 })],
  ["sum takes its options in one object: sum(x, { axis: 0 })", () => x.sum(0)],
  ["max takes its options in one object: max(x, { axis: [0, 1] })", () => jnp.max(x, [0, 1])],
  ["zeros takes its options in one object", () => jnp.zeros([2], "int32")],
  ["linspace() got an unexpected keyword argument 'count'", () => jnp.linspace(0, 1, { count: 3 })],
  ["softmax takes its options in one object", () => nn.softmax(x, 0)],
  ["cumsum() got an unexpected keyword argument 'axes'", () => lax.cumsum(x, { axes: 0 })],
  ["grad takes its options in one object: grad(f, { argnums: 1 })", () => grad(f, 1)],
  ["grad() got an unexpected keyword argument 'argnum'", () => grad(f, { argnum: 1 })],
  ["vmap takes its options in one object: vmap(f, { inAxes: [0, null] })", () => vmap(f, [0, null])],
  ["vmap() got an unexpected keyword argument 'inAxis'", () => vmap(f, { inAxis: 0 })],
  ["jit() got an unexpected keyword argument 'static'", () => jit(f, { static: 0 })],
  ["jacfwd takes its options in one object", () => jacfwd(f, 1)],
  ["customJvp takes its options in one object", () => customJvp(f, [0])],
  ["indexInDim() missing 1 required positional argument: 'index'", () => lax.indexInDim(x)],
  ["indexInDim() got multiple values for argument 'axis'", () => lax.indexInDim(x, 0, 1, { axis: 0 })],
  ["indexInDim() takes 4 positional arguments but 5 were given", () => lax.indexInDim(x, 0, 1, true, 2)],
  [
    "indexInDim() got an unexpected keyword argument 'keepDims'",
    () => lax.indexInDim(x, 0, { keepDims: true }),
  ],
  ["convGeneralDilated() missing 2 required positional arguments: 'windowStrides' and 'padding'", () => lax.convGeneralDilated(x, x)], // prettier-ignore
  ["expandDims() missing 1 required positional argument: 'axis'", () => jnp.expandDims(x)],
  ["lax.cumsum() got an unexpected keyword argument 'axes'", () => lax.cumsum(x, { axes: 0 })],
  ["take takes its options in one object: take(x, indices, { axis: 0 })", () => jnp.take(x, [0], 0)],
  [
    "split takes its options in one object: split(x, indicesOrSections, { axis: 1 })",
    () => jnp.split(x, 3, 1),
  ],
  ['arange needs numbers, got "int32"', () => jnp.arange(3, "int32")],
  ["arange() got an unexpected keyword argument 'type'", () => jnp.arange(3, { type: "int32" })],
  [
    'arange takes its options in one object: arange(start, stop, step, { dtype: "int32" })',
    () => jnp.arange(0, 3, 1, "int32"),
  ],
  ["meshgrid() got an unexpected keyword argument 'index'", () => jnp.meshgrid([1], { index: "ij" })],
  ["add() got an unexpected keyword argument 'modes'", () => x.at(0).add(1, { modes: "clip" })],
  ["multiply() got an unexpected keyword argument 'modes'", () => x.at(0).multiply(1, { modes: "clip" })],
  ["apply() got an unexpected keyword argument 'modes'", () => x.at(0).apply(f, { modes: "clip" })],
];

for (const [message, call] of wrong)
  test(message, () => {
    assert.throws(call, (error: Error) => error instanceof TypeError && error.message.includes(message));
  });

test("options of init", async () => {
  const rejected = async (options: unknown): Promise<string> =>
    init(options).then(
      () => "nothing",
      (error: Error) => error.message,
    ) as Promise<string>;
  assert.match(await rejected({ kind: "host" }), "init() got an unexpected keyword argument 'kind'");
  assert.match(await rejected("host"), 'init takes its options in one object: init({ device: "host" })');
});

test("out is refused in JAX's words", () => {
  const message = "The 'out' argument to sum is not supported.";
  assert.throws(
    () => jnp.sum(x, { out: x }),
    (error: Error) => error.name === "NotImplementedError" && error.message.startsWith(message),
  );
});

test("arguments in order, by name, or both", () => {
  const m = jnp.reshape(jnp.arange(6), { shape: [2, 3] });
  for (const same of [
    lax.indexInDim(m, 1, 1, false),
    lax.indexInDim(m, 1, { axis: 1, keepdims: false }),
    lax.indexInDim(m, { index: 1, axis: 1, keepdims: false }),
    lax.indexInDim(m, 1, 1, { keepdims: false }),
  ])
    // prettier-ignore
    assert.equal(same.tolist(), [1, 4]);
  const dimensionNumbers = { offsetDims: [0], collapsedSliceDims: [0], startIndexMap: [0] };
  const indices = jnp.array([1], { dtype: "int32" });
  for (const same of [
    lax.gather(m, indices, dimensionNumbers, [1, 3]),
    lax.gather(m, indices, dimensionNumbers, { sliceSizes: [1, 3] }),
    lax.gather(m, indices, { dimensionNumbers, sliceSizes: [1, 3], mode: "clip" }),
  ])
    // prettier-ignore
    assert.equal(same.tolist(), [3, 4, 5]);
  const places = { updateWindowDims: [], insertedWindowDims: [0], scatterDimsToOperandDims: [0] };
  for (const same of [
    lax.scatterAdd([1, 2], [[1]], [5], places),
    lax.scatterAdd([1, 2], [[1]], [5], places, { mode: "drop" }),
    lax.scatterAdd([1, 2], [[1]], [5], { dimensionNumbers: places }),
  ])
    // prettier-ignore
    assert.equal(same.tolist(), [1, 7]);
});

test("folds by functions, of trees too", () => {
  const row = jnp.array([3, 1, 4, 1, 5]);
  const product = (a: typeof row, b: typeof row): unknown => a.mul(b);
  assert.is(lax.reduce(row, 1, product, [0]).item(), 60);
  assert.is(lax.reduce(row, 0, lax.add, { dimensions: [0] }).item(), 14);
  assert.equal(lax.reduce([[1, 2, 3]], 1, product, [0]).tolist(), [1, 2, 3]);
  assert.equal(lax.reduce(jnp.zeros([0, 2]), 7, product, [0]).tolist(), [7, 7]);
  assert.equal(lax.reduceWindow(row, 1, product, [2]).tolist(), [3, 4, 4, 5]);
  const best = ([a, i]: (typeof row)[], [b, j]: (typeof row)[]): unknown[] => [
    jnp.where(a.ge(b), a, b),
    jnp.where(a.ge(b), i, j),
  ];
  const [top, place] = lax.reduce([row, jnp.arange(5, { dtype: "int32" })], [-Infinity, 0n], best, [0]);
  assert.equal([top.item(), place.item()], [5, 4]);
});

test("sizes of sets may be said where arrays are traced", () => {
  const f = jit((a: unknown, b: unknown) => [
    ...jnp.unique(a, { size: 4, fillValue: 9, returnCounts: true }),
    jnp.intersect1d(a, b, { size: 2, fillValue: -1 }),
  ]);
  const [values, counts, both] = f(jnp.array([3, 1, 3]), jnp.array([3, 4]));
  assert.equal([values, counts, both].map((v) => v.tolist()), [[1, 3, 9, 9], [1, 2, 0, 0], [3, -1]]); // prettier-ignore
});

test("methods under NumPy's names", () => {
  const m = jnp.array([[1, -2], [3, 4]]); // prettier-ignore
  assert.equal(m.subtract(1).multiply(2).divide(2).negative().power(2).tolist(), [[0, 9], [4, 9]]); // prettier-ignore
  assert.equal(m.reshape(4).tolist(), m.reshape([4], { order: "C" }).tolist());
  assert.equal(m.reshape([4], { order: "F" }).tolist(), [1, 3, -2, 4]);
  assert.equal(m.transpose({ axes: [1, 0] }).tolist(), m.T.tolist());
  assert.equal(m.view("int32").get(0, 0).item(), 1065353216);
  assert.equal(m.real.add(m.imag).conj().tolist(), m.tolist());
  assert.equal(m.at(0).mul(2).tolist(), m.at(0).multiply(2).tolist());
  assert.equal(m.at([9]).get({ mode: "fill", fillValue: 5 }).tolist(), [[5, 5]]);
  assert.equal(m.astype(jnp.int32).dtype, "int32");
});

test("counts of numbers stand by themselves or among the options", () => {
  assert.equal(jnp.linspace(0, 1, { num: 3 }).tolist(), jnp.linspace(0, 1, 3).tolist());
  assert.equal(jnp.logspace(0, 2, { num: 3, base: 2 }).tolist(), [1, 2, 4]);
  assert.equal(jnp.geomspace(1, 4, { num: 3 }).tolist(), [1, 2, 4]);
  assert.is(jnp.linspace(0, 1).size, 50);
});
