/** Floats of 16 bits on the host, which has no type for them. */

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The nearest float16 (ties to even), as a number. Correct for any float64. */
export function roundToFloat16(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude < 65520)) return Number.isNaN(x) ? NaN : x < 0 ? -Infinity : Infinity;
  // Adding a power of two whose last bit is worth as much as the result's last bit rounds to it, in float64.
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  const scale = 1.5 * 2 ** (exponent + 42);
  const rounded = magnitude + scale - scale;
  return x < 0 || Object.is(x, -0) ? -rounded : rounded;
}

/** The nearest bfloat16 (ties to even) to a number, which is rounded to a float32 first. */
export function roundToBfloat16(x: number): number {
  float[0] = x;
  if (Number.isNaN(x)) return NaN;
  word[0] = (word[0] + 0x7fff + ((word[0] >>> 16) & 1)) & 0xffff0000;
  return float[0];
}

/** The 16 bits of a number that is a float16. */
export function float16Bits(x: number): number {
  float[0] = x;
  const sign = (word[0] >>> 16) & 0x8000;
  if (Number.isNaN(x)) return sign | 0x7e00;
  const magnitude = Math.abs(x);
  if (magnitude === Infinity) return sign | 0x7c00;
  if (magnitude < 2 ** -14) return sign | (magnitude * 2 ** 24);
  float[0] = magnitude;
  return sign | ((word[0] >>> 13) - (112 << 10));
}
