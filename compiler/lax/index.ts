/**
 * The operations below NumPy's, under the names of `jax.lax` in camel case: no promotion, no broadcasting but of scalars.
 */

export { stopGradient } from "../calls/stopGradient.js";
export * from "./arrays.js";
export * from "./branches.js";
export * from "./collectives.js";
export * from "./convolutions.js";
export * from "./creation.js";
export * from "./elementwise.js";
export * from "./folds.js";
export { foriLoop } from "./foriLoop.js";
export * from "./gathers.js";
export * from "./incomplete.js";
export * from "./logic.js";
export { customLinearSolve, type LinearSolveOptions } from "./linearSolve.js";
export * from "./loops.js";
export { customRoot, type RootOptions } from "./root.js";
export * from "./scans.js";
export * from "./slicing.js";
export * from "./sorting.js";
export * from "./transcendental.js";
export { reduceWindow } from "./windows.js";
export type { Padding, ReduceWindowOptions, WindowComputation } from "./windows.js";
export * as linalg from "./linalg/index.js";
