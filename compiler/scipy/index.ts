/** Functions under the names of `jax.scipy` in camel case. */

export * as sparse from "./sparse/index.js";
export * as special from "./special.js";
export * as linalg from "./linalg.js";
