/**
 * Random numbers, under the names of `jax.random` in camel case: the same keys give the same numbers, to the last bit where
 * JAX computes on a CPU.
 */

export * from "./choices.js";
export {
  cauchy, exponential, geometric, laplace, logistic, pareto, rayleigh, triangular, weibullMin,
} from "./continuous.js"; // prettier-ignore
export { binomial, multinomial, poisson } from "./counts.js";
export {
  ball, beta, chisquare, dirichlet, f, gamma, generalizedNormal, loggamma, t,
} from "./gamma.js"; // prettier-ignore
export { gumbel } from "./gumbel.js";
export { clone, foldIn, key, type Key, keyData, keyImpl, PRNGKey, split, wrapKeyData } from "./keys.js";
export { KeyArray } from "./keyArray.js";
export { orthogonal, multivariateNormal } from "./multivariate.js";
export { doubleSidedMaxwell, lognormal, maxwell, normal, truncatedNormal, wald } from "./normal.js";
export type { SampleOptions } from "./sampler.js";
export { bernoulli, bits, rademacher, randint, uniform } from "./uniform.js";
