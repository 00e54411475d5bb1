/** Powers of floats rounded as a good C library rounds them, which JavaScript's own are not. */

/** An unevaluated sum: a float, and what it lacks. */
type Pair = readonly [high: number, low: number];

function sum(a: number, b: number): Pair {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function product(a: number, b: number): Pair {
  const split = (x: number): Pair => {
    const high = x * 134217729 - (x * 134217729 - x);
    return [high, x - high];
  };
  const [[ah, al], [bh, bl]] = [split(a), split(b)];
  const p = a * b;
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
}

function times([ah, al]: Pair, [bh, bl]: Pair): Pair {
  const [p, error] = product(ah, bh);
  return sum(p, error + ah * bl + al * bh);
}

function over([h, l]: Pair, n: number): Pair {
  const q = h / n;
  const [p, error] = product(q, n);
  return sum(q, (h - p - error + l) / n);
}

/** ln 2 in two parts: the first has so few bits that its products with exponents are exact. */
const ln2 = [6.9314718036912381649e-1, 1.90821492927058770002e-10] as const;

function exp([high, low]: Pair): Pair {
  const k = Math.round(high / Math.LN2);
  const [h, l] = sum(high - k * ln2[0], -k * ln2[1]);
  const r = sum(h, l + low);
  let t: Pair = [1, 0];
  for (let n = 22; n > 0; n--) {
    const [th, tl] = over(times(r, t), n);
    const [s, error] = sum(1, th);
    t = sum(s, error + tl);
  }
  return [t[0] * 2 ** k, t[1] * 2 ** k];
}

function log(x: number): Pair {
  const k = Math.round(Math.log2(x));
  const m = x * 2 ** -k;
  const d = m - 1;
  const rough = Math.log(m);
  let low: number;
  if (Math.abs(d) < 1e-9) low = d - rough - d * d * (0.5 - d / 3);
  else {
    // One step of Newton's for exp(y) = m.
    const [h, l] = exp([-rough, 0]);
    const [p, error] = product(m, h);
    low = p - 1 + error + m * l;
  }
  const [s, error] = sum(k * ln2[0], rough);
  return sum(s, error + (k * ln2[1] + low));
}

/** x to the y-th for x ≥ 0, as C's `pow` gives it. */
export function positivePower(x: number, y: number): number {
  const rough = x ** y;
  // These are exact, or too small for a second part; so is what C says of 1 to the nan-th.
  if (x === 1 || y === 0) return 1;
  if (!(rough > 1e-290 && rough < Infinity && x > 1e-290 && x < 1e290)) return rough;
  const l = log(x);
  const [p, error] = product(y, l[0]);
  const [high, low] = exp(sum(p, error + y * l[1]));
  return high + low;
}
