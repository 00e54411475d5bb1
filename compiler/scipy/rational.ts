/** Polynomials and their quotients, by which functions are approximated. */

import * as jnp from "../numpy/elementwise.js";
import { constantLike } from "../numpy/promotion.js";
import type { Value } from "../trace/value.js";

/** Coefficients of the two polynomials, the highest power first. */
export interface Rational {
  readonly over: readonly number[];
  readonly under: readonly number[];
}

export function rational(x: Value, { over, under }: Rational): Value {
  return jnp.divide(polynomial(x, over), polynomial(x, under));
}

/** By Horner's rule. */
function polynomial(x: Value, coefficients: readonly number[]): Value {
  const [first, ...rest] = coefficients.map((c): Value => constantLike(x, c));
  return rest.reduce((result, c) => jnp.add(jnp.multiply(result, x), c), first);
}
