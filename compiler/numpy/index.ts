/**
 * NumPy's functions, to be differentiated, batched and compiled: users import this as `jnp`.
 * Names are NumPy's in camel case; options come last, in one object.
 */

import "./methods.js";

export * from "./elementwise.js";
export * from "./closeness.js";
export { where } from "./conditions.js";
export {
  array, asarray, copy, empty, emptyLike, eye, full, fullLike, identity, ndim, ones, onesLike, shape, size, tri, zeros,
  zerosLike,
} from "./creation.js"; // prettier-ignore
export type { ArrayOptions, DTypeOption, LikeOptions, Shape } from "./creation.js";
export * from "./grids.js";
export * from "./spaces.js";
export * from "./windows.js";
export {
  atleast1d, atleast2d, atleast3d, broadcastArrays, broadcastShapes, broadcastTo, expandDims, flip, fliplr, flipud,
  matrixTranspose, moveaxis, permuteDims, ravel, reshape, rollaxis, rot90, squeeze, swapaxes, transpose,
} from "./shape.js"; // prettier-ignore
export * from "./joining.js";
export { pad } from "./padding.js";
export type { PadMode, PadOptions, PadWidth } from "./padding.js";
export * from "./packing.js";
export * from "./repeating.js";
export {
  all, amax, amin, any, argmax, argmin, countNonzero, max, min, prod, ptp, sum,
} from "./reductions.js"; // prettier-ignore
export type { Axis, AxisOptions, ReductionOptions, SumOptions } from "./reductions.js";
export { average, corrcoef, cov, mean, std, variance as var } from "./statistics.js";
export type { AverageOptions, CovarianceOptions, MeanOptions, VarianceOptions } from "./statistics.js";
export * from "./nanReductions.js";
export * from "./quantiles.js";
export * from "./logsumexp.js";
export * from "./cumulative.js";
export * from "./differences.js";
export * from "./diagonals.js";
export * from "./linear.js";
export * as linalg from "./linalg.js";
export { einsum } from "./einsum.js";
export * from "./indexing.js";
export * from "./coordinates.js";
export * from "./replacing.js";
export { slice } from "./at.js";
export type { At, Index } from "./at.js";
export * from "./sampling.js";
export * from "./polynomials.js";
export * from "./histograms.js";
export * from "./sorting.js";
export * from "./sets.js";
export {
  unique, uniqueAll, uniqueCounts, uniqueInverse, uniqueValues,
} from "./unique.js"; // prettier-ignore
export type { SizeOptions, UniqueOptions } from "./unique.js";
export * from "./functional.js";
export {
  astype, bool_, bool_ as bool, canCast, finfo, bfloat16, float16, float32, float64, iinfo, int8, int16, int32, int64, isdtype, isscalar, issubdtype, promoteTypes,
  resultDtype as resultType, uint8, uint16, uint32, uint64,
} from "./dtypes.js"; // prettier-ignore
export * from "./complex.js";
export { e, eulerGamma, inf, nan, newaxis, pi } from "./constants.js";
