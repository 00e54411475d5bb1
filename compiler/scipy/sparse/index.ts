/** Functions under the names of `jax.scipy.sparse` in camel case. */

export * as linalg from "./linalg.js";
