/**
 * Samples of the primitives that move and combine elements: odd sizes, empty arrays, every dtype, values at the edges.
 */

import type { DType } from "../../compiler/ir/dtype.js";
import { primitiveByName } from "../../compiler/primitives/index.js";
import type { HostArray } from "../../compiler/trace/hostArray.js";
import { arrayOf, randomArray, type Random, type Sample } from "./sample.js";

const made: Sample[] = [];

type Make = (rng: Random) => HostArray[];

function sample(name: string, params: unknown, inputs: Make, rest: Partial<Sample> = {}): void {
  const primitive = primitiveByName.get(name);
  if (!primitive) throw new Error(`no primitive ${name}`);
  // Differences of float16 numbers say nothing.
  const differentiable = inputs(() => 0.5).every((x) => x.dtype !== "float16");
  made.push({ primitive, make: (rng) => ({ inputs: inputs(rng), params }), differentiable, ...rest });
}

const floats: readonly DType[] = ["float32", "float16"];
const numbers: readonly DType[] = [...floats, "int32", "uint32"];
const all: readonly DType[] = [...numbers, "bool"];

const array =
  (dtype: DType, ...shapes: (readonly number[])[]): Make =>
  (rng) =>
    shapes.map((shape) => randomArray(rng, dtype, shape, dtype === "uint32" ? 0 : -2, 2));
const f32 = (...shapes: (readonly number[])[]): Make => array("float32", ...shapes);
/** Distinct floats, far enough apart for differences. */
const spread = (shape: readonly number[]): HostArray =>
  arrayOf("float32", shape, (i) => ((i * 7) % 31) * 0.5 - 7);
const ints = (shape: readonly number[], ...values: readonly number[]): HostArray =>
  arrayOf("int32", shape, (i) => values[i % values.length]);
const edges = (shape: readonly number[]): HostArray =>
  arrayOf("float32", shape, (i) => [1, NaN, -0, Infinity, 0, -Infinity, 3, NaN, 2e-40][i % 9]);
const edge = { about: "edges", differentiable: false };

const reshaping = (newSizes: readonly number[]): unknown => ({ dimensions: null, newSizes, sharding: null });
const summing = (axes: readonly number[]): unknown => ({ axes, outSharding: null });

for (const dtype of all) {
  sample("broadcast_in_dim", { shape: [2, 3, 4], broadcastDimensions: [0, 2] }, array(dtype, [2, 1]));
  sample("reshape", reshaping([5, 2, 3]), array(dtype, [6, 5]));
  sample("transpose", { permutation: [2, 0, 1] }, array(dtype, [2, 3, 5]));
  sample("squeeze", { dimensions: [0, 2] }, array(dtype, [1, 3, 1, 2]));
  sample("rev", { dimensions: [0, 2] }, array(dtype, [3, 2, 5]));
  sample("copy", {}, array(dtype, [3, 5]));
  sample("slice", { startIndices: [1, 0], limitIndices: [7, 5], strides: [2, 3] }, array(dtype, [8, 5]));
  sample("pad", { paddingConfig: [[1, 2, 0], [-1, 3, 2]] }, array(dtype, [3, 4], [])); // prettier-ignore
  sample("concatenate", { dimension: 1 }, array(dtype, [2, 3], [2, 0], [2, 5]));
  sample("split", { sizes: [2, 0, 3], axis: 1 }, array(dtype, [3, 5]));
}
for (const shape of [[], [0, 3]])
  sample(
    "broadcast_in_dim",
    { shape: [2, ...shape], broadcastDimensions: shape.map((_, i) => i + 1) },
    f32(shape),
  );
sample("reshape", reshaping([]), f32([1, 1]));
sample("reshape", reshaping([0, 2]), f32([3, 0]));
sample("transpose", { permutation: [1, 0] }, f32([0, 3]));
sample("rev", { dimensions: [0] }, f32([0]));
sample("slice", { startIndices: [2], limitIndices: [2], strides: null }, f32([4]));
sample("slice", { startIndices: [1, 1], limitIndices: [4, 3], strides: null }, f32([4, 3]));
sample("pad", { paddingConfig: [[2, 1, 1]] }, f32([0], []));
sample("pad", { paddingConfig: [[-3, -2, 2], [-1, -1, 0]] }, f32([4, 3], [])); // prettier-ignore
sample("pad", { paddingConfig: [[0, 0, 0], [1, 0, 1]] }, f32([2, 3], [2]), { about: "a value for each row" }); // prettier-ignore
sample("concatenate", { dimension: 0 }, f32([0], [0]));

for (const [shape, axes] of [
  [[3, 5, 2], [1]],
  [
    [3, 5, 2],
    [0, 2],
  ],
  [[7], [0]],
  [[2, 3], []],
  [[0, 3], [0]],
  [[0, 3], [1]],
] as const) {
  for (const dtype of numbers) {
    sample("reduce_sum", summing(axes), array(dtype, shape), {
      tolerance: dtype === "float16" ? 2e-3 : 1e-6,
    });
    sample("reduce_prod", { axes }, array(dtype, shape), { tolerance: dtype === "float16" ? 2e-3 : 1e-5, differentiable: dtype === "float32" }); // prettier-ignore
  }
  for (const name of ["reduce_max", "reduce_min"]) {
    for (const dtype of all) sample(name, { axes }, array(dtype, shape), { differentiable: false });
    if (!(shape as readonly number[]).includes(0))
      sample(name, { axes }, () => [spread(shape)], { tolerance: 1e-6 });
  }
  for (const dtype of ["int32", "uint32", "bool"] as const)
    for (const name of ["reduce_and", "reduce_or", "reduce_xor"]) sample(name, { axes }, array(dtype, shape));
}
sample("reduce_sum", summing([0]), () => [ints([3], 2 ** 31 - 1, 5, -1)], { about: "wraps" });
sample("reduce_prod", { axes: [0] }, () => [ints([4], 2 ** 30, 12345, 7, 9)], { about: "wraps" });
sample("reduce_prod", { axes: [1] }, () => [arrayOf("float32", [2, 3], (i) => i % 2)], { about: "zeros" });
for (const name of ["reduce_max", "reduce_min"]) sample(name, { axes: [1] }, () => [edges([5, 3])], edge);
for (const name of ["argmax", "argmin"]) {
  for (const dtype of all) sample(name, { axes: [1], indexDtype: "int32" }, array(dtype, [3, 7, 2]));
  sample(name, { axes: [0], indexDtype: "uint32" }, f32([1]));
  sample(name, { axes: [1], indexDtype: "int32" }, () => [edges([5, 4])], edge);
  sample(name, { axes: [0], indexDtype: "int32" }, () => [arrayOf("float32", [3], () => (name === "argmax" ? -1 : 1) * Infinity)], edge); // prettier-ignore
}

for (const [x, y, dimensionNumbers] of [
  [[3, 5], [5, 2], [[[1], [0]], [[], []]]],
  [[5, 3], [2, 5], [[[0], [1]], [[], []]]],
  [[2, 3, 4, 5], [5, 2, 6, 3], [[[3, 1], [0, 3]], [[0], [1]]]],
  [[4], [4], [[[0], [0]], [[], []]]],
  [[2, 3], [4], [[[], []], [[], []]]],
  [[3, 2], [2, 3], [[[], []], [[0, 1], [1, 0]]]],
  [[3, 0], [0, 2], [[[1], [0]], [[], []]]],
] as const) // prettier-ignore
  for (const dtype of numbers)
    sample("dot_general", { dimensionNumbers }, array(dtype, x, y), { tolerance: dtype === "float16" ? 4e-3 : 1e-5, differentiable: dtype !== "float16" }); // prettier-ignore
for (const dtype of ["uint8", "uint32", "int32"] as const)
  sample("dot_general", { dimensionNumbers: [[[1], [1]], [[], []]] }, () => [arrayOf(dtype, [2, 3], (i) => [255, 2 ** 31 - 1][+(dtype !== "uint8")] - i), arrayOf(dtype, [5, 3], (i) => 7 * i + 1)], { about: "wraps" }); // prettier-ignore
sample(
  "dot_general",
  {
    dimensionNumbers: [
      [[1], [0]],
      [[], []],
    ],
    preferredElementType: "float32",
  },
  array("float16", [2, 3], [3, 2]),
  { tolerance: 1e-5, differentiable: false },
);

const rowDims = { offsetDims: [1], collapsedSliceDims: [0], startIndexMap: [0], operandBatchingDims: [], startIndicesBatchingDims: [] }; // prettier-ignore
const pairDims = { offsetDims: [0], collapsedSliceDims: [0, 2], startIndexMap: [2, 0], operandBatchingDims: [], startIndicesBatchingDims: [] }; // prettier-ignore
const alongDims = { offsetDims: [], collapsedSliceDims: [1], startIndexMap: [1], operandBatchingDims: [0], startIndicesBatchingDims: [0] }; // prettier-ignore
const toScatter = (d: typeof rowDims | typeof pairDims | typeof alongDims): unknown => ({
  updateWindowDims: d.offsetDims,
  insertedWindowDims: d.collapsedSliceDims,
  scatterDimsToOperandDims: d.startIndexMap,
  operandBatchingDims: d.operandBatchingDims,
  scatterIndicesBatchingDims: d.startIndicesBatchingDims,
});
const placeSamples = [
  { dims: rowDims, x: [4, 3], sliceSizes: [1, 2], indices: ints([5, 1], 2, -1, 0, 2, 7), out: [5, 2] },
  { dims: rowDims, x: [4, 3], sliceSizes: [1, 3], indices: ints([1, 1], 2), out: [1, 3] },
  { dims: pairDims, x: [2, 3, 4], sliceSizes: [1, 3, 1], indices: ints([5, 2], 3, 1, 0, 0, -1, 1, 3, 1, 9, 9), out: [3, 5] }, // prettier-ignore
  { dims: alongDims, x: [2, 5], sliceSizes: [1, 1], indices: ints([2, 3, 1], 4, 0, 4, 2, 5, 1), out: [2, 3] },
  { dims: rowDims, x: [4, 3], sliceSizes: [1, 3], indices: ints([0, 1], 0), out: [0, 3] },
];
for (const { dims, x, sliceSizes, indices, out } of placeSamples)
  for (const mode of ["fill", "clip", "promise_in_bounds"]) {
    const common = { indicesAreSorted: false, mode, uniqueIndices: false };
    const about = `${mode} ${x.join()}`;
    for (const dtype of all)
      sample("gather", { dimensionNumbers: dims, fillValue: dtype === "float32" ? 0 : null, sliceSizes, ...common }, (rng) => [randomArray(rng, dtype, x), indices], { about, differentiable: dtype === "float32" }); // prettier-ignore
    const params = { dimensionNumbers: toScatter(dims), ...common };
    for (const name of ["scatter-add", "scatter-mul", "scatter-min", "scatter-max"])
      for (const dtype of numbers) {
        const isSmooth = dtype === "float32" && name !== "scatter-mul" && !/m[ai][nx]/.test(name);
        const tolerance = dtype === "float16" ? 4e-3 : 1e-5;
        sample(name, params, (rng) => [randomArray(rng, dtype, x, dtype === "uint32" ? 0 : -2), indices, randomArray(rng, dtype, out, dtype === "uint32" ? 0 : -2)], { about, tolerance, differentiable: isSmooth }); // prettier-ignore
      }
  }
// Of several updates of one place the last one wins.
const setSamples = [
  ...placeSamples,
  { dims: rowDims, x: [4, 3], indices: ints([5, 1], 2, -1, 0, 3, 7), out: [5, 2] },
  { dims: pairDims, x: [2, 3, 4], indices: ints([5, 2], 3, 1, 0, 0, -1, 1, 3, 0, 9, 9), out: [3, 5] },
  { dims: alongDims, x: [2, 5], indices: ints([2, 3, 1], 4, 0, 2, 2, 5, 1), out: [2, 3] },
  { dims: rowDims, x: [5, 3], indices: ints([999, 1], 4, 1, 0, 4, 2, 3, 1), out: [999, 2] },
];
for (const { dims, x, indices, out } of setSamples)
  for (const dtype of all) {
    const params = {
      dimensionNumbers: toScatter(dims),
      indicesAreSorted: false,
      mode: "fill",
      uniqueIndices: false,
    };
    sample("scatter", params, (rng) => [randomArray(rng, dtype, x), indices, randomArray(rng, dtype, out)], { about: `set ${x.join()}`, tolerance: dtype === "float16" ? 4e-3 : 1e-5, differentiable: dtype === "float32" }); // prettier-ignore
  }
const unique = {
  dimensionNumbers: toScatter(rowDims),
  indicesAreSorted: true,
  mode: "fill",
  uniqueIndices: true,
};
for (const name of ["scatter", "scatter-add", "scatter-mul", "scatter-min", "scatter-max"])
  sample(name, unique, () => [spread([4, 3]), ints([2, 1], 1, 3), arrayOf("float32", [2, 3], (i) => i * 1.25 - 3.1)], { tolerance: 1e-5, about: "unique" }); // prettier-ignore

for (const dtype of all) {
  for (const [a, b] of [[1, 2], [-3, 9], [0, 0]]) // prettier-ignore
    sample("dynamic_slice", { sliceSizes: [2, 3] }, (rng) => [randomArray(rng, dtype, [4, 5]), ints([], a), ints([], b)]); // prettier-ignore
  sample("dynamic_update_slice", {}, (rng) => [randomArray(rng, dtype, [4, 5]), randomArray(rng, dtype, [2, 3]), ints([], 3), ints([], 1)]); // prettier-ignore
}
sample("dynamic_slice", { sliceSizes: [0] }, (rng) => [randomArray(rng, "float32", [3]), ints([], 1)]);
sample("dynamic_slice", { sliceSizes: [] }, f32([]));
sample("dynamic_update_slice", {}, (rng) => [randomArray(rng, "float32", [3]), randomArray(rng, "float32", [0]), ints([], 1)]); // prettier-ignore

for (const name of ["cumsum", "cumprod", "cummax", "cummin", "cumlogsumexp"])
  for (const [shape, axis] of [
    [[7], 0],
    [[3, 5, 2], 1],
    [[4, 9], 1],
    [[2, 0], 1],
    [[0, 2], 1],
    [[1], 0],
  ] as const)
    // prettier-ignore
    for (const reverse of [false, true]) {
      const isExtremum = name === "cummax" || name === "cummin";
      const tolerance = 2e-6;
      if (isExtremum) sample(name, { axis, reverse }, () => [spread(shape)], { tolerance });
      else sample(name, { axis, reverse }, f32(shape), { tolerance });
      if (name === "cumlogsumexp") continue;
      sample(name, { axis, reverse }, array("int32", shape));
      sample(name, { axis, reverse }, array("uint32", shape));
    }
sample("cumlogsumexp", { axis: 0, reverse: false }, () => [arrayOf("float32", [5], (i) => [-Infinity, -Infinity, 0, 1, Infinity][i])], { about: "edges", differentiable: false, tolerance: 1e-6 }); // prettier-ignore
sample("cummax", { axis: 0, reverse: false }, () => [edges([9])], edge);
for (const name of ["cumsum", "cumprod", "cummax", "cummin"])
  sample(name, { axis: 0, reverse: false }, array("float16", [11]), { tolerance: 4e-3, differentiable: false }); // prettier-ignore
// Rows that are cut into blocks: into whole ones, with a rest, along an axis in the middle.
for (const [shape, axis, reverse] of [
  [[2048], 0, false],
  [[5003], 0, true],
  [[2, 2050, 3], 1, false],
] as const) {
  const rest = { about: "long", differentiable: false };
  const near1 = (rng: Random, s: readonly number[]): HostArray =>
    randomArray(rng, "float32", s, 0.999, 1.001);
  sample("cumsum", { axis, reverse }, f32(shape), { ...rest, tolerance: 1e-5 });
  sample("cumsum", { axis, reverse }, array("int32", shape), rest);
  sample("cumprod", { axis, reverse }, (rng) => [near1(rng, shape)], { ...rest, tolerance: 1e-5 });
  sample("cummax", { axis, reverse }, f32(shape), rest);
  sample("cumlogsumexp", { axis, reverse }, f32(shape), { ...rest, tolerance: 1e-5 });
  sample("linear_recurrence", { axis, reverse }, (rng) => [near1(rng, shape), randomArray(rng, "float32", shape)], { ...rest, tolerance: 1e-4 }); // prettier-ignore
}
for (const reverse of [false, true])
  for (const [shape, axis] of [
    [[11], 0],
    [[3, 5, 2], 1],
    [[2, 0], 1],
  ] as const)
    // prettier-ignore
    sample("linear_recurrence", { axis, reverse }, f32(shape, shape), { tolerance: 2e-6 });

const sorting = (dimension: number, numKeys = 1): unknown => ({ dimension, isStable: true, numKeys });
for (const dtype of all) {
  sample("sort", sorting(1), array(dtype, [3, 7, 2]), { differentiable: false });
  sample("top_k", { axis: 1, k: 3 }, array(dtype, [3, 7]), { differentiable: false });
}
sample("sort", sorting(0), () => [spread([9, 2])]);
sample("sort", sorting(1, 2), () => [ints([2, 5], 2, 1, 2, 0, 1), spread([2, 5]), spread([2, 5])], { about: "two keys" }); // prettier-ignore
sample("sort", sorting(0), () => [ints([6], 1, 0, 1, 0, 1, 1), ints([6], 0, 1, 2, 3, 4, 5)], {
  about: "stable",
});
sample("sort", sorting(0), () => [edges([9]), ints([9], 0, 1, 2, 3, 4, 5, 6, 7, 8)], edge);
sample("sort", sorting(1), f32([2, 0]));
sample("sort", sorting(0), f32([1]));
const long = { about: "long", differentiable: false };
for (const length of [2, 3, 63, 65, 1023, 1025, 2500]) sample("sort", sorting(0), f32([length]), long);
for (const dtype of all) sample("sort", sorting(0), array(dtype, [2100], [2100]), long);
sample("sort", sorting(1), f32([3, 2049, 2]), long);
sample("sort", sorting(0, 2), array("bool", [2100], [2100], [2100]), { ...long, about: "long, two keys" });
sample("sort", sorting(0), () => [edges([2100]), arrayOf("int32", [2100], (i) => i)], { ...long, about: "long, edges" }); // prettier-ignore
sample("top_k", { axis: 0, k: 7 }, f32([2100]), long);
sample("top_k", { axis: 0, k: 4 }, () => [spread([9])]);
sample("top_k", { axis: 0, k: 5 }, () => [edges([9])], edge);
sample("top_k", { axis: 1, k: 0 }, f32([2, 3]));

export const samples: readonly Sample[] = made;
