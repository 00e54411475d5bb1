/**
 * How hot a rod becomes that makes heat, the more the hotter it is (Bratu's problem): u″ + λ exp(u) = 0 with u = 0 at both ends. Newton's method
 * finds u at ten points, and solves ten linear equations in each turn; under `vmap` each λ takes the turns that it needs.
 */

import { type Array, numpy as jnp, rootFind } from "../compiler/index.js";

export const points = 10;
const spacing = 1 / (points + 1);

/** What is wrong at each point, times the square of the distance between points. */
function residual(lambda: Array, u: Array): Array {
  const neighbours = jnp
    .concatenate([u.get(jnp.slice(1, null)), jnp.zeros([1])])
    .add(jnp.concatenate([jnp.zeros([1]), u.get(jnp.slice(0, -1))]));
  return neighbours.sub(u.mul(2)).add(
    jnp
      .exp(u)
      .mul(lambda)
      .mul(spacing * spacing),
  );
}

/** The temperatures for a λ, which may be differentiated by it. */
export const temperatures = (lambda: Array): Array =>
  rootFind((l, u) => residual(l, u), lambda, jnp.zeros([points]), { rtol: 1e-5, atol: 1e-5 });
