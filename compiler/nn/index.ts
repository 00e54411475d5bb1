/** Functions of neural networks, under the names of `jax.nn` in camel case. */

export * from "./activations.js";
export * from "./normalization.js";
export * from "./attention.js";
