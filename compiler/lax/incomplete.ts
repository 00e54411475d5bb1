/** Incomplete gamma and beta functions. */

import { withName } from "../numpy/promotion.js";
import * as incomplete from "../primitives/incomplete.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { binary, operands } from "./operands.js";

/**
 * The part of the integral of tᵃ⁻¹ e⁻ᵗ, which is Γ(a), that lies below x.
 *
 *     lax.igamma(1, 2) // 0.86466473
 *
 * Source: `jax.lax.igamma`.
 */
export const igamma = binary("igamma", incomplete.igamma);
/**
 * The part of the integral of tᵃ⁻¹ e⁻ᵗ that lies above x.
 *
 *     lax.igammac(1, 2) // 0.13533528
 *
 * Source: `jax.lax.igammac`.
 */
export const igammac = binary("igammac", incomplete.igammac);
/**
 * The derivative of `igamma` by a. It has none of its own.
 *
 *     lax.igammaGradA(1, 2) // -0.22082542
 *
 * Source: `jax.lax.igamma_grad_a`.
 */
export const igammaGradA = binary("igamma_grad_a", incomplete.igammaGradA);
/**
 * How fast the quantile x of the gamma distribution moves with a: the derivative of its samples. It has none of its own.
 *
 *     lax.randomGammaGrad(1, 2) // 1.6316915
 *
 * Source: `jax.lax.random_gamma_grad`.
 */
export const randomGammaGrad = binary("random_gamma_grad", incomplete.randomGammaGrad);
/**
 * The part of the integral of tᵃ⁻¹ (1 - t)ᵇ⁻¹ from 0 to 1 that lies below x. It has no derivatives by a and b.
 *
 *     lax.betainc(1, 2, 0.5) // 0.75
 *
 * Source: `jax.lax.betainc`.
 */
export const betainc = withName("betainc", (a: ArrayLike, b: ArrayLike, x: ArrayLike): Value => {
  const [p, q, at] = operands("regularized_incomplete_beta", a, b, x);
  return incomplete.incompleteBeta(p, q, at);
});
