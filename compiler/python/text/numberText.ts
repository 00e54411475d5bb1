/** Numbers as Python writes them. */

import { pythonFloat } from "../../ir/floatText.js";
import { fail } from "./failure.js";

export const digitLimit = 4300;
export const limitHint = "use sys.set_int_max_str_digits() to increase the limit";

/** `repr` of a float: `0.1`, `100.0`, `1e-05`, `nan`, `-inf`. */
export const floatRepr = pythonFloat;

/** `repr` of an int. Throws a ValueError beyond 4300 digits, as Python does. */
export function intRepr(n: bigint): string {
  const text = String(n);
  if (text.length > digitLimit + (n < 0n ? 1 : 0))
    fail(
      "ValueError",
      `Exceeds the limit (${digitLimit} digits) for integer string conversion; ${limitHint}`,
    );
  return text;
}
