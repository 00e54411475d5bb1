/** Numbers of twice a float's precision, as unevaluated sums of two floats. Source: Dekker's arithmetic. */

/** A float, and what it lacks. */
export type Pair = readonly [high: number, low: number];

/** a + b without error. */
export function sum(a: number, b: number): Pair {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function split(x: number): Pair {
  const high = x * 134217729 - (x * 134217729 - x);
  return [high, x - high];
}

/** a·b without error. */
export function product(a: number, b: number): Pair {
  const [[ah, al], [bh, bl]] = [split(a), split(b)];
  const p = a * b;
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
}

export function plus([h, l]: Pair, x: number): Pair {
  const [s, error] = sum(h, x);
  return sum(s, error + l);
}

export function times([ah, al]: Pair, [bh, bl]: Pair): Pair {
  const [p, error] = product(ah, bh);
  return sum(p, error + ah * bl + al * bh);
}

export function over(a: Pair, [bh, bl]: Pair): Pair {
  const q = a[0] / bh;
  const [p, error] = product(q, bh);
  return sum(q, (a[0] - p - error + a[1] - q * bl) / bh);
}

export const minus = (a: Pair, b: Pair): Pair => {
  const [s, error] = sum(a[0], -b[0]);
  return sum(s, error + a[1] - b[1]);
};

/** 1 + z/d₁·(1 + z/d₂·(1 + …)), with so many divisors. */
export function series(z: Pair, count: number, divisor: (n: number) => number): Pair {
  let t: Pair = [1, 0];
  for (let n = count; n > 0; n--) t = plus(over(times(z, t), [divisor(n), 0]), 1);
  return t;
}
