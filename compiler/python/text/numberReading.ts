/** Numbers as Python reads them. */

import { binaryFraction } from "./exact.js";
import { fail } from "./failure.js";
import { digitLimit, floatRepr, limitHint } from "./numberText.js";
import { strRepr } from "./strRepr.js";

/** Digits of other scripts as ASCII's, and without what Python strips. */
function plainDigits(text: string): string {
  return text
    .replace(/^[\t-\r\x1c-\x1f\x85\p{Z}]+|[\t-\r\x1c-\x1f\x85\p{Z}]+$/gu, "")
    .replace(/[^\0-\x7f]/gu, (c) => (/\p{Nd}/u.test(c) ? String(decimalValue(c)) : c));
}

/** The value of a decimal digit of any script: ten of them stand in a row, the zero first. */
function decimalValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  // The mathematical digits are five rows without a gap.
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return code - zero;
}

const prefixes: Record<string, bigint> = { "0b": 2n, "0o": 8n, "0x": 16n };

/** `int(text, base)`. Throws a ValueError for what is no number of that base. */
export function intFromText(text: string, base = 10): bigint {
  if (base !== 0 && (base < 2 || base > 36)) fail("ValueError", "int() base must be >= 2 and <= 36, or 0");
  const invalid = (): never =>
    fail("ValueError", `invalid literal for int() with base ${base}: ${strRepr(text)}`);
  const [, sign, unsigned] = /^([+-]?)(.*)$/s.exec(plainDigits(text).toLowerCase())!;
  const prefixed = prefixes[unsigned.slice(0, 2)];
  const isPrefixed = prefixed !== undefined && (base === 0 || BigInt(base) === prefixed);
  const radix = isPrefixed ? prefixed : BigInt(base || 10);
  const body = isPrefixed ? unsigned.slice(2).replace(/^_/, "") : unsigned;
  if (!/^[\da-z]+(_[\da-z]+)*$/.test(body)) invalid();
  if (base === 0 && !isPrefixed && /^0[0_]*[^0_]/.test(body)) invalid();
  const digits = body.replaceAll("_", "");
  if (digits.length > digitLimit && radix & (radix - 1n))
    fail(
      "ValueError",
      `Exceeds the limit (${digitLimit} digits) for integer string conversion: value has ${digits.length} digits; ${limitHint}`,
    );
  const n = valueOf(digits, radix) ?? invalid();
  return sign === "-" ? -n : n;
}

function valueOf(digits: string, radix: bigint): bigint | undefined {
  if (radix === 10n) return /^\d+$/.test(digits) ? BigInt(digits) : undefined;
  const prefix = Object.keys(prefixes).find((p) => prefixes[p] === radix);
  if (prefix)
    try {
      return BigInt(prefix + digits);
    } catch {
      return undefined;
    }
  let n = 0n;
  for (const c of digits) {
    const digit = BigInt(parseInt(c, 36));
    if (digit >= radix) return undefined;
    n = n * radix + digit;
  }
  return n;
}

const decimal = /^[+-]?(\d+(_\d+)*\.?|(\d+(_\d+)*)?\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i;
const special = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i;

/** `float(text)`. Throws a ValueError for what is no number. */
export function floatFromText(text: string): number {
  const plain = plainDigits(text);
  const named = special.exec(plain);
  if (named) return named[2] ? Number(`${named[1]}Infinity`) : NaN;
  if (!decimal.test(plain)) fail("ValueError", `could not convert string to float: ${strRepr(text)}`);
  return Number(plain.replaceAll("_", ""));
}

/** `float.hex`: `0x1.8000000000000p+1`. */
export function floatHex(x: number): string {
  if (!Number.isFinite(x)) return floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return `${sign}0x0.0p+0`;
  const [mantissa, exponent] = binaryFraction(Math.abs(x));
  const digits = mantissa.toString(16).padStart(14, "0");
  return `${sign}0x${digits[0]}.${digits.slice(1)}p${exponent < -52 ? "" : "+"}${exponent + 52}`;
}
