/** Powers. */

import { type Num, setPower } from "../../objects/arithmetic.js";
import { Complex } from "../../objects/complex.js";
import { positivePower } from "../../text/elementary.js";
import { toFloat } from "../../text/numbers.js";
import { power } from "../../text/power.js";

/** Whether a negative number has a power that is no real number. */
function isComplexPower(a: Num, b: Num): boolean {
  return typeof b === "number" && a < 0 && a > -Infinity && Number.isFinite(b) && !Number.isInteger(b);
}

/** `x ** y` where that is no real number. */
function complexPower(x: number, y: number): Complex {
  const [size, angle] = [positivePower(Math.abs(x), y), Math.PI * y];
  return new Complex(size * Math.cos(angle), size * Math.sin(angle));
}

setPower((a, b) => (isComplexPower(a, b) ? complexPower(toFloat(a), toFloat(b)) : power(a, b)));
