/**
 * Sums of powers Σ (q + k)⁻ˢ over k = 0, 1, 2 …: Hurwitz's zeta function. The first terms are added up, and Euler and
 * Maclaurin's formula gives the rest. Everything is made of differentiable operations.
 */

import type { Value } from "../trace/value.js";
import { pow } from "./arithmetic.js";
import { lt } from "./comparison.js";
import { constantLike, fullLike } from "./elementwise.js";
import { add, integerPow, mul, reciprocal, square, sub } from "./field.js";
import { round } from "./rounding.js";
import { select } from "./select.js";
import { sin } from "./trigonometric.js";

/** How many terms are added up: q + 10 is so large that six terms of the rest suffice for float32. */
const count = 10;

/** B₂ⱼ / (2j)!, the factors of the odd derivatives in the rest. */
const factors = [1 / 12, -1 / 720, 1 / 30240, -1 / 1209600, 1 / 47900160, -691 / 1307674368000];

const shifted = (q: Value, k: number): Value => (k === 0 ? q : add(q, constantLike(q, k)));

/** The sum for q > 0 and s > 1. */
export function hurwitzZeta(s: Value, q: Value): Value {
  const power = (x: Value): Value => reciprocal(pow(x, s));
  const terms = Array.from({ length: count }, (_, k) => power(shifted(q, k)));
  const a = shifted(q, count);
  const last = power(a);
  const whole = mul(mul(a, last), reciprocal(sub(s, constantLike(s, 1))));
  let rest = add(whole, mul(constantLike(a, 0.5), last));
  let rising = mul(s, mul(last, reciprocal(a)));
  factors.forEach((factor, j) => {
    rest = add(rest, mul(constantLike(a, factor), rising));
    const [up, over] = [add(s, constantLike(s, 2 * j + 1)), add(s, constantLike(s, 2 * j + 2))];
    rising = mul(rising, mul(mul(up, over), reciprocal(square(a))));
  });
  return terms.reduceRight((sum, term) => add(sum, term), rest);
}

/** The sum for s = 2, the second derivative of log |Γ|; below 0 by reflection. */
export function trigamma(x: Value): Value {
  const isLow = lt(x, constantLike(x, 0));
  const q = select(isLow, sub(constantLike(x, 1), x), x);
  const a = shifted(q, count);
  const r = reciprocal(a);
  let rest = add(r, mul(constantLike(a, 0.5), square(r)));
  // The same formula as above: s (s + 1) … is (2j)! for s = 2.
  let factorial = 1;
  factors.forEach((factor, j) => {
    factorial *= (2 * j + 1) * (2 * j + 2);
    rest = add(rest, mul(constantLike(a, factor * factorial), integerPow(r, 2 * j + 3)));
  });
  const sum = Array.from({ length: count }, (_, k) => square(reciprocal(shifted(q, k)))).reduceRight(
    (total, term) => add(total, term),
    rest,
  );
  const turn = sub(x, round(x));
  const safe = select(isLow, turn, fullLike(x, 0.5));
  const sine = sin(mul(constantLike(x, Math.PI), safe));
  const mirrored = sub(mul(constantLike(x, Math.PI ** 2), reciprocal(square(sine))), sum);
  return select(isLow, mirrored, sum);
}
