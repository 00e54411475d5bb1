/** Rotations by which bands of matrices become diagonals on the host, with LAPACK's signs. */

import { type DType, isWide } from "../../ir/dtype.js";

/** Half of the distance from 1 to the next number of a dtype: what is smaller beside its neighbours counts for nothing. */
export const epsilonOf = (dtype: DType): number => (isWide(dtype) ? 2 ** -53 : 2 ** -24);

export const signed = (magnitude: number, like: number): number =>
  like < 0 || Object.is(like, -0) ? -Math.abs(magnitude) : Math.abs(magnitude);

interface Rotation {
  readonly c: number;
  readonly s: number;
  readonly r: number;
}

/** The rotation that makes (r, 0) of (f, g). */
export function rotationOf(f: number, g: number): Rotation {
  if (g === 0) return { c: 1, s: 0, r: f };
  if (f === 0) return { c: 0, s: signed(1, g), r: Math.abs(g) };
  const r = signed(Math.hypot(f, g), f);
  return { c: Math.abs(f) / Math.abs(r), s: g / r, r };
}

/** Vectors p and p + 1 of a list of vectors of length n, rotated: columns of a matrix are the rows of its transposed one. */
export function rotate(vectors: Float64Array, n: number, p: number, c: number, s: number): void {
  const [a, b] = [p * n, (p + 1) * n];
  for (let i = 0; i < n; i++) {
    const [x, y] = [vectors[a + i], vectors[b + i]];
    vectors[a + i] = c * x + s * y;
    vectors[b + i] = c * y - s * x;
  }
}

/** The eigenvalue of greater magnitude of [[a, b], [b, c]], the other one, and the first one's vector. */
export function symmetricPair(
  a: number,
  b: number,
  c: number,
): { large: number; small: number; cosine: number; sine: number } {
  const [sum, difference] = [a + c, a - c];
  const twice = 2 * b;
  const root = Math.hypot(difference, twice);
  const [most, least] = Math.abs(a) > Math.abs(c) ? [a, c] : [c, a];
  const isNegative = sum < 0;
  const large = sum === 0 ? root / 2 : (sum + (isNegative ? -root : root)) / 2;
  const small = sum === 0 ? -root / 2 : (most / large) * least - (b / large) * b;
  const isRising = difference >= 0;
  const cs = difference + (isRising ? root : -root);
  let [cosine, sine] = [1, 0];
  if (Math.abs(cs) > Math.abs(twice)) {
    const t = -twice / cs;
    sine = 1 / Math.sqrt(1 + t * t);
    cosine = t * sine;
  } else if (twice !== 0) {
    const t = -cs / twice;
    cosine = 1 / Math.sqrt(1 + t * t);
    sine = t * cosine;
  }
  if (isNegative !== isRising) [cosine, sine] = [-sine, cosine];
  return { large, small, cosine, sine };
}

/** The smaller singular value of [[f, g], [0, h]]. */
export function smallerSingularValue(f: number, g: number, h: number): number {
  const [least, most] = [Math.min(Math.abs(f), Math.abs(h)), Math.max(Math.abs(f), Math.abs(h))];
  const off = Math.abs(g);
  if (least === 0) return 0;
  const [sum, gap] = [1 + least / most, (most - least) / most];
  if (off < most) {
    const square = (off / most) ** 2;
    return least * (2 / (Math.sqrt(sum * sum + square) + Math.sqrt(gap * gap + square)));
  }
  const ratio = most / off;
  if (ratio === 0) return (least * most) / off;
  const c = 1 / (Math.sqrt(1 + (sum * ratio) ** 2) + Math.sqrt(1 + (gap * ratio) ** 2));
  return 2 * (least * c) * ratio;
}

interface SingularPair {
  readonly small: number;
  readonly large: number;
  readonly left: { readonly c: number; readonly s: number };
  readonly right: { readonly c: number; readonly s: number };
}

/** Singular values, with signs, and vectors of [[f, g], [0, h]]. */
export function singularPair(f: number, g: number, h: number): SingularPair {
  const isSwapped = Math.abs(h) > Math.abs(f);
  const [ft, ht] = isSwapped ? [h, f] : [f, h];
  const [fa, ha, ga] = [Math.abs(ft), Math.abs(ht), Math.abs(g)];
  const isLarge = ga > fa;
  let [small, large, cl, sl, cr, sr] = [ha, fa, 1, 0, 1, 0];
  if (isLarge && fa / ga < 2 ** -53) {
    large = ga;
    small = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
    [cl, sl, cr, sr] = [1, ht / g, ft / g, 1];
  } else if (ga > 0) {
    const d = fa - ha;
    const l = d === fa ? 1 : d / fa;
    const m = g / ft;
    const t = 2 - l;
    const s = Math.sqrt(t * t + m * m);
    const r = l === 0 ? Math.abs(m) : Math.sqrt(l * l + m * m);
    const a = (s + r) / 2;
    [small, large] = [ha / a, fa * a];
    let turn = (m / (s + t) + m / (r + l)) * (1 + a);
    if (m * m === 0) turn = l === 0 ? signed(2, ft) * signed(1, g) : g / signed(d, ft) + m / t;
    const length = Math.sqrt(turn * turn + 4);
    [cr, sr] = [2 / length, turn / length];
    [cl, sl] = [(cr + sr * m) / a, ((ht / ft) * sr) / a];
  }
  const left = isSwapped ? { c: sr, s: cr } : { c: cl, s: sl };
  const right = isSwapped ? { c: sl, s: cl } : { c: cr, s: sr };
  const signs = isLarge ? [right.s, left.c, g] : isSwapped ? [right.s, left.s, h] : [right.c, left.c, f];
  const sign = signs.reduce((product, x) => product * signed(1, x), 1);
  return {
    large: signed(large, sign),
    small: signed(small, sign * signed(1, f) * signed(1, h)),
    left,
    right,
  };
}
