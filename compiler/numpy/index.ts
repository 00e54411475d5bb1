/**
 * NumPy's functions, to be differentiated, batched and compiled: users import this as `jnp`.
 * Names are NumPy's in camel case; options come last, in one object.
 */

import "./methods.js";

export * from "./elementwise.js";
export {
  arange, array, asarray, copy, empty, emptyLike, eye, fromfunction, full, fullLike, geomspace, identity, indices,
  linspace, logspace, meshgrid, ndim, ones, onesLike, shape, size, tri, zeros, zerosLike,
} from "./creation.js"; // prettier-ignore
export type { DTypeOption, LikeOptions, Shape, SpaceOptions } from "./creation.js";
export {
  atleast1d, atleast2d, atleast3d, broadcastArrays, broadcastShapes, broadcastTo, expandDims, flip, fliplr, flipud,
  matrixTranspose, moveaxis, permuteDims, ravel, reshape, rollaxis, rot90, squeeze, swapaxes, transpose,
} from "./shape.js"; // prettier-ignore
export * from "./joining.js";
export * from "./repeating.js";
export { variance as var } from "./reductions.js";
export * from "./reductions.js";
export * from "./cumulative.js";
export * from "./linear.js";
export { einsum } from "./einsum.js";
export * from "./indexing.js";
export { slice } from "./at.js";
export type { At, Index } from "./at.js";
export * from "./sampling.js";
export * from "./sorting.js";
export { astype, finfo, iinfo, isdtype, promoteTypes, resultDtype as resultType } from "./dtypes.js";
export { e, eulerGamma, inf, nan, newaxis, pi } from "./constants.js";
