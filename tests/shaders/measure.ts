/** The errors of a case's function, however its results were computed: on the host or on a device. */

import { hostMath } from "../../shaders/index.js";
import { pairCases, pairPoints, unaryCases, type PairCase, type UnaryCase } from "./cases.js";
import { flushed, points, ulpError } from "./points.js";

export interface Measurement {
  name: string;
  worst: { error: number; /** The arguments there. */ at: string };
  /** The share of points that are off by more than 4 ulp. */
  beyond: number;
}

/** A denormal argument may also count as zero. */
function errorOf(
  got: number,
  args: number[],
  exact: (...args: number[]) => number,
  scale?: UnaryCase["scale"],
): number {
  const truth = exact(...args);
  const error = ulpError(got, truth, scale?.(args[0], truth));
  return error > 0.5 && args.some((x) => flushed(x) !== x)
    ? Math.min(error, ulpError(got, exact(...args.map(flushed))))
    : error;
}

export function unaryErrors(
  { name, exact, scale }: UnaryCase,
  xs: ArrayLike<number>,
  results: ArrayLike<number>,
): Measurement {
  const worst = { error: 0, at: "" };
  let beyond = 0;
  for (let i = 0; i < xs.length; i++) {
    const error = errorOf(results[i], [xs[i]], exact, scale);
    if (error > 4) beyond++;
    if (error > worst.error) Object.assign(worst, { error, at: String(xs[i]) });
  }
  return { name, worst, beyond: beyond / xs.length };
}

export function pairErrors(
  { name, exact }: PairCase,
  [xs, ys]: readonly [ArrayLike<number>, ArrayLike<number>],
  results: ArrayLike<number>,
): Measurement {
  const worst = { error: 0, at: "" };
  let beyond = 0;
  for (let i = 0; i < xs.length; i++) {
    const error = errorOf(results[i], [xs[i], ys[i]], exact);
    if (error > 4) beyond++;
    if (error > worst.error) Object.assign(worst, { error, at: `${xs[i]}, ${ys[i]}` });
  }
  return { name, worst, beyond: beyond / xs.length };
}

/**
 * The host's function of that name, at random points and as many in each range; fewer where the reference is slow.
 */
export function measureOnHost(name: string, count = 200_000): Measurement {
  const unary = unaryCases.find((one) => one.name === name);
  if (unary) {
    const f = hostMath[unary.name] as (x: number) => number;
    const xs = points(Math.min(unary.count ?? count, count), unary.ranges);
    return unaryErrors(unary, xs, xs.map(f));
  }
  const pair = pairCases.find((one) => one.name === name)!;
  const f = hostMath[pair.name] as (x: number, y: number) => number;
  const [xs, ys] = pairPoints(pair, count);
  return pairErrors(
    pair,
    [xs, ys],
    xs.map((x, i) => f(x, ys[i])),
  );
}
