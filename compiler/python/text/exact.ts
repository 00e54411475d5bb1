/** Floats as exact binary fractions, and back with one rounding. */

export const abs = (n: bigint): bigint => (n < 0n ? -n : n);

/** How many bits the magnitude takes. */
export function bitLength(n: bigint): number {
  const digits = abs(n).toString(16);
  return digits.length * 4 - (n === 0n ? 4 : Math.clz32(parseInt(digits[0], 16)) - 28);
}

/** The nearest integer to p/q, ties to the even one; q > 0. */
export function divideToEven(p: bigint, q: bigint): bigint {
  const floor = p / q - (p % q < 0n ? 1n : 0n);
  const excess = 2n * (p - floor * q) - q;
  return floor + (excess > 0n || (excess === 0n && floor & 1n) ? 1n : 0n);
}

const bytes = new DataView(new ArrayBuffer(8));

/** Integers m and e with x = m·2ᵉ, for a finite x. */
export function binaryFraction(x: number): [mantissa: bigint, exponent: number] {
  bytes.setFloat64(0, x);
  const bits = bytes.getBigUint64(0);
  const exponent = Number(bits >> 52n) & 0x7ff;
  const mantissa = (bits & 0xfffffffffffffn) | (exponent ? 1n << 52n : 0n);
  return [bits >> 63n ? -mantissa : mantissa, Math.max(exponent, 1) - 1075];
}

/** p/q as a float, rounded once; infinite where no float is as large. */
export function floatFromRatio(p: bigint, q: bigint): number {
  if (p < 0n || q < 0n) return floatFromRatio(abs(p), abs(q)) * (p < 0n === q < 0n ? 1 : -1);
  let exponent = Math.max(bitLength(p) - bitLength(q) - 53, -1074);
  const scaled = (): bigint =>
    exponent < 0 ? divideToEven(p << BigInt(-exponent), q) : divideToEven(p, q << BigInt(exponent));
  let mantissa = scaled();
  if (bitLength(mantissa) > 53) {
    exponent++;
    mantissa = scaled();
  }
  return Number(mantissa) * 2 ** exponent;
}

/** |x|·10ᵖ, rounded to an integer, ties to the even one. */
export function scaledDecimal(x: number, places: number): bigint {
  const [mantissa, exponent] = binaryFraction(Math.abs(x));
  const p = mantissa * 10n ** BigInt(Math.max(places, 0)) * 2n ** BigInt(Math.max(exponent, 0));
  return divideToEven(p, 10n ** BigInt(Math.max(-places, 0)) * 2n ** BigInt(Math.max(-exponent, 0)));
}
