/** Numbers with a name. */

/** π. Source: `jax.numpy.pi`. */
export const pi = Math.PI;
/** e, the base of the natural logarithm. Source: `jax.numpy.e`. */
export const e = Math.E;
/** γ, the limit of the harmonic numbers minus the logarithm. Source: `jax.numpy.euler_gamma`. */
export const eulerGamma = 0.5772156649015329;
/** Infinity. Source: `jax.numpy.inf`. */
export const inf = Infinity;
/** Not a number. Source: `jax.numpy.nan`. */
export const nan = NaN;
/** A new axis, in an index: the same as `null`. Source: `jax.numpy.newaxis`. */
export const newaxis = null;
