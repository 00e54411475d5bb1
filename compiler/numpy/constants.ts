/** Numbers with a name. */

/** π. */
export const pi = Math.PI;
/** e, the base of the natural logarithm. */
export const e = Math.E;
/** γ, the limit of the harmonic numbers minus the logarithm. */
export const eulerGamma = 0.5772156649015329;
/** Infinity. */
export const inf = Infinity;
/** Not a number. */
export const nan = NaN;
/** A new axis, in an index: the same as `null`. */
export const newaxis = null;
