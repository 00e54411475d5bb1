/** Zeta and polygamma functions, where they are defined and where not. */

import { stopGradient } from "../calls/stopGradient.js";
import * as jnp from "../numpy/elementwise.js";
import { constantLike, expandTo, promoteShapes } from "../numpy/promotion.js";
import { digamma, lgamma } from "../primitives/special.js";
import { hurwitzZeta } from "../primitives/zeta.js";
import type { Value } from "../trace/value.js";

/** Operands of one shape; the first one is a constant to derivatives. */
function aligned(name: string, x: Value, y: Value): [Value, Value] {
  const [a, b] = promoteShapes([stopGradient(x), y]);
  const { shape } = a.ndim > 0 ? a : b;
  return [expandTo(a, shape), expandTo(b, shape)];
}

/** NaN for s < 1, infinite for s = 1 and at the poles q = 0, -1, -2 …; of other q below 0 NaN unless s is integral. */
export function zetaOf(x: Value, q: Value): Value {
  const [s, at] = aligned("zeta", x, q);
  const isPole = jnp.logicalAnd(jnp.lessEqual(at, 0), jnp.equal(at, jnp.floor(at)));
  const isDefined = jnp.logicalOr(jnp.greater(at, 0), jnp.equal(s, jnp.floor(s)));
  const isSafe = jnp.logicalAnd(jnp.greater(s, 1), jnp.logicalAnd(jnp.logicalNot(isPole), isDefined));
  const sum = hurwitzZeta(
    jnp.where(isSafe, s, constantLike(s, 2)),
    jnp.where(isSafe, at, constantLike(at, 1)),
  );
  const outside = jnp.where(jnp.logicalOr(jnp.equal(s, 1), isPole), Infinity, NaN);
  return jnp.where(isSafe, sum, jnp.where(jnp.less(s, 1), NaN, outside));
}

/** (-1)^(m + 1) m! ζ(m + 1, x), and for m = 0 digamma. */
export function polygammaOf(m: Value, x: Value): Value {
  const [order, at] = aligned("polygamma", m, x);
  const next = jnp.add(order, 1);
  const sign = jnp.where(jnp.equal(jnp.mod(order, 2), 0), -1, 1);
  const derivative = jnp.multiply(jnp.multiply(sign, jnp.exp(lgamma(next))), zetaOf(next, at));
  return jnp.where(jnp.equal(order, 0), digamma(at), derivative);
}
