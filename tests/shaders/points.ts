/** Test points over the whole float32 range, and errors counted in units in the last place. */

const floats = new Float32Array(1);
const words = new Uint32Array(floats.buffer);

export function bitsOf(x: number): number {
  floats[0] = x;
  return words[0];
}

export function ofBits(bits: number): number {
  words[0] = bits;
  return floats[0];
}

/** The same numbers on every run, spread over 32 bits. */
export function randomWords(seed = 1): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    let word = state ^ (state >>> 15);
    word = Math.imul(word, 0x2c1b3c6d);
    word ^= word >>> 12;
    word = Math.imul(word, 0x297a2d39);
    return (word ^ (word >>> 15)) >>> 0;
  };
}

export type Range = readonly [low: number, high: number];

/** Where functions change their formula, overflow or have zeros; each is taken with its neighbours and both signs. */
const landmarks = [
  0, 1, 2, 3, 8, 0.5, 0.625, 0.75, 1.5, 2.5, 0.8164966, 1.2247449, Math.SQRT2, Math.SQRT1_2, Math.PI, Math.PI / 2,
  Math.PI / 4, Math.LN2, Math.E, 0.29289323, 0.41421356, 1.4616321, 4, 5, 6, 8.9, 10.06, 25, 40, 63.5, 87.33655, 88.72284,
  89.41599, 103.97208, 104, 126, 127, 128, 149, 150, 6400, 16384, 8388608, 16777216, 2147483648, 4294967296, 1e10, 1e20,
  4.085e36, 1e-4, 2 ** -13, 2 ** -24, 2 ** -25, 2 ** -26, 2 ** -40, 2 ** -100, 2 ** -126, 1e-40, 2 ** -149, 3.4028235e38,
  Infinity, NaN,
]; // prettier-ignore

/** `count` random bit patterns, the landmarks, and as many points in each range. */
export function points(count: number, ranges: readonly Range[] = []): Float32Array<ArrayBuffer> {
  const random = randomWords();
  const values: number[] = [];
  for (const landmark of landmarks)
    for (let step = -4; step <= 4; step++) {
      const bits = (bitsOf(landmark) + step) & 0x7fffffff;
      values.push(ofBits(bits), ofBits((bits | 0x80000000) >>> 0));
    }
  for (let i = 0; i < count; i++) values.push(ofBits(random()));
  for (const [low, high] of ranges)
    for (let i = 0; i < count; i++) values.push(low + ((high - low) * random()) / 2 ** 32);
  return Float32Array.from(values);
}

export const smallestNormal = 2 ** -126;

/** The unit in the last place of a float32 near a float64 value. */
export function ulpOf(value: number): number {
  const size = Math.abs(value);
  if (size < smallestNormal) return 2 ** -149;
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  if (2 ** (exponent + 1) <= size) exponent++;
  return 2 ** (Math.min(exponent, 127) - 23);
}

/**
 * How far a float32 result is from the float64 truth, in ulp of `scale`, which is the truth itself if not given.
 * Infinity for a NaN or an infinity that does not belong, or a wrong sign of zero. Below the smallest normal number
 * anything in that range will do, since devices flush.
 */
export function ulpError(got: number, exact: number, scale = exact): number {
  if (Number.isNaN(exact) || Number.isNaN(got))
    return Number.isNaN(exact) === Number.isNaN(got) ? 0 : Infinity;
  if (got === exact) return got !== 0 || Object.is(got, exact) ? 0 : Infinity;
  // One step above the largest float32 stands for everything that overflows.
  const clipped = (value: number): number => Math.sign(value) * Math.min(Math.abs(value), 2 ** 128);
  const difference = Math.abs(clipped(got) - clipped(exact));
  if (Math.abs(exact) < smallestNormal) return difference < smallestNormal ? 0 : difference / smallestNormal;
  return difference / ulpOf(scale);
}

/** What a device makes of a denormal number when it flushes. */
export const flushed = (x: number): number => (Math.abs(x) < smallestNormal ? x * 0 : x);
