/** What operations on bits give that no primitive does. */

import { ArrayType } from "../ir/arrayType.js";
import { NotImplementedError, TypeError } from "../ir/errors.js";
import { abs, mul, neg, add, sub } from "../primitives/arithmetic.js";
import { gt, lt, ne } from "../primitives/comparison.js";
import { bitcastConvertType, convertElementType } from "../primitives/conversion.js";
import { and, shiftLeft, shiftRightLogical } from "../primitives/logical.js";
import { fullLike } from "../primitives/elementwise.js";
import { select } from "../primitives/select.js";
import { isInteger, isFloating } from "../ir/dtype.js";
import { scalar } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";

const word = (value: number): Value => scalar(value, new ArrayType("uint32", []));
const low = (x: Value): Value => and(x, word(0xffff));
const high = (x: Value): Value => shiftRightLogical(x, word(16));

/** The upper half of a product of 64 bits, from products of halves. */
export function highProduct(x: Value, y: Value): Value {
  if (!isInteger(x.dtype)) throw new TypeError(`mulhi does not accept dtype ${x.dtype}. Accepted dtypes are subtypes of integer.`); // prettier-ignore
  const [a, b] = [x, y].map((v) => bitcastConvertType(v, "uint32"));
  const cross = add(high(mul(low(a), low(b))), mul(high(a), low(b)));
  const middle = add(mul(low(a), high(b)), low(cross));
  const product = add(add(mul(high(a), high(b)), high(cross)), high(middle));
  if (x.dtype === "uint32") return product;
  // A negative factor counts as one that is 2³² larger: the other factor is too much in the upper half.
  const signed = bitcastConvertType(product, "int32");
  const excess = (v: Value, other: Value): Value => select(lt(v, fullLike(v, 0)), other, fullLike(other, 0));
  return sub(sub(signed, excess(x, y)), excess(y, x));
}

/** Rounding of the bits of a float32; a carry goes on into the exponent, as it should. */
export function reducedPrecision(x: Value, exponentBits: number, mantissaBits: number): Value {
  if (!isFloating(x.dtype)) throw new TypeError(`reduce_precision does not accept dtype ${x.dtype}. Accepted dtypes are subtypes of floating.`); // prettier-ignore
  if (x.dtype === "float64")
    throw new NotImplementedError("reduce_precision of float64 is not supported: convert to float32.");
  const wide = convertElementType(x, "float32");
  let result = wide;
  const dropped = 23 - mantissaBits;
  if (dropped > 0) {
    const bits = bitcastConvertType(wide, "uint32");
    const last = and(shiftRightLogical(bits, word(dropped)), word(1));
    const rounded = add(add(bits, word(2 ** (dropped - 1) - 1)), last);
    const cut = shiftLeft(shiftRightLogical(rounded, word(dropped)), word(dropped));
    result = bitcastConvertType(cut, "float32");
  }
  if (exponentBits < 8) {
    const bias = 2 ** (exponentBits - 1) - 1;
    const largest = 2 ** bias * (2 - 2 ** -Math.min(mantissaBits, 23));
    const magnitude = abs(result);
    const signed = (value: number): Value => {
      const isNegative = ne(shiftRightLogical(bitcastConvertType(wide, "uint32"), word(31)), word(0));
      return select(isNegative, neg(fullLike(wide, value)), fullLike(wide, value));
    };
    result = select(gt(magnitude, fullLike(wide, largest)), signed(Infinity), result);
    result = select(lt(magnitude, fullLike(wide, 2 ** (1 - bias))), signed(0), result);
  }
  const isNaN = ne(wide, wide);
  return convertElementType(select(isNaN, wide, result), x.dtype, x.weakType);
}
