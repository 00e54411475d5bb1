/** Differences of neighbours, and what is made of them: slopes, areas, unwrapped angles. */

import { isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments, expectOptions, isOptions } from "../ir/options.js";
import { NotImplementedError, ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { abs, add, divide, floorDivide, mod, multiply, subtract } from "./arithmetic.js";
import { cumsum } from "./cumulative.js";
import { concatenate } from "./joining.js";
import { equal, greater, less, logicalAnd, notEqual } from "./logic.js";
import {
  canonicalAxes,
  canonicalAxis,
  convertTo,
  expandTo,
  promoteDtypes,
  promoteDtypesInexact,
  toValue,
} from "./promotion.js";
import { sum } from "./reductions.js";
import { between, ravel, reshape } from "./shape.js";
import { where } from "./where.js";

export interface DiffOptions {
  /** How often differences are taken. Default 1. */
  n?: number;
  /** Default the last. */
  axis?: number;
  /** What comes before the elements. */
  prepend?: ArrayLike;
  /** What comes after them. */
  append?: ArrayLike;
}

/**
 * Differences of neighbours along an axis (default the last), taken n times (default once), with `prepend` before and
 * `append` after the elements. Of booleans, whether neighbours differ.
 *
 *     jnp.diff([1, 4, 9]) // [3. 5.]
 *
 * Throws a ValueError for negative n and for an axis that x doesn't have. Source: `jax.numpy.diff`.
 */
export function diff(x: ArrayLike, ...rest: Arguments<DiffOptions, ["n"]>): Value {
  const given = expectArguments<DiffOptions>("diff(x)", rest, ["n?"], ["axis", "prepend", "append"]);
  const { n = 1, axis = -1, prepend, append } = given;
  let value = toValue(x, "diff");
  const at = canonicalAxis(axis, value.ndim);
  if (n < 0) throw new ValueError(`order must be non-negative but got ${n}`);
  const edge = (x: ArrayLike): ArrayLike => {
    const added = toValue(x, "diff");
    return added.ndim > 0 ? added : expandTo(added, value.shape.map((d, i) => (i === at ? 1 : d))); // prettier-ignore
  };
  const parts = [prepend, value, append].filter((p) => p !== undefined).map((p) => edge(p));
  if (parts.length > 1 && n > 0) value = concatenate(parts, { axis: at });
  for (let i = 0; i < n; i++) {
    const length = value.shape[at];
    const [next, here] = [
      between(value, at, Math.min(1, length), length),
      between(value, at, 0, Math.max(length - 1, 0)),
    ];
    value = value.dtype === "bool" ? notEqual(next, here) : subtract(next, here);
  }
  return value;
}

/**
 * Differences of neighbours in the raveled array, with `toBegin` before and `toEnd` after them.
 *
 *     jnp.ediff1d([1, 4, 9], { toEnd: 0 }) // [3. 5. 0.]
 *
 * Source: `jax.numpy.ediff1d`.
 */
export function ediff1d(x: ArrayLike, options: { toBegin?: ArrayLike; toEnd?: ArrayLike } = {}): Value {
  const { toBegin, toEnd } = expectOptions("ediff1d(x)", options, ["toBegin", "toEnd"]);
  const steps = diff(ravel(x));
  const parts = [toBegin, steps, toEnd].filter((p) => p !== undefined);
  return concatenate(parts.map((p) => convertTo(ravel(p), steps.dtype)));
}

/**
 * The integral by the trapezoidal rule along an axis (default the last), as a float: `x` are the places, or `dx` their
 * distance (1).
 *
 *     jnp.trapezoid([1, 2, 4]) // 4.5
 *
 * Throws a ValueError for an axis that y doesn't have. Source: `jax.numpy.trapezoid`.
 */
export function trapezoid(
  y: ArrayLike,
  options: { x?: ArrayLike; dx?: ArrayLike; axis?: number } = {},
): Value {
  const { x, dx = 1, axis = -1 } = expectOptions("trapezoid(y)", options, ["x", "dx", "axis"]);
  const value = toValue(y, "trapezoid");
  const at = canonicalAxis(axis, value.ndim);
  const length = value.shape[at];
  const pairs = add(between(value, at, 1, length), between(value, at, 0, length - 1));
  let widths: Value = toValue(dx, "trapezoid");
  if (x !== undefined) {
    const places = toValue(x, "trapezoid");
    widths = diff(places, { axis: places.ndim === 1 ? 0 : at });
    if (places.ndim === 1 && value.ndim > 1)
      widths = reshape(widths, value.shape.map((_, i) => (i === at ? length - 1 : 1))); // prettier-ignore
  }
  return divide(sum(multiply(pairs, widths), { axis: at }), 2);
}

/** Slopes along one axis: half the difference of both neighbours, and that to the only one at the ends. */
function slopesAlong(x: Value, h: Value, axis: number): Value {
  const n = x.shape[axis];
  const part = (v: Value, at: number, start: number, stop: number): Value => between(v, at, start, stop);
  const first = subtract(part(x, axis, 1, 2), part(x, axis, 0, 1));
  const last = subtract(part(x, axis, n - 1, n), part(x, axis, n - 2, n - 1));
  if (h.ndim === 0) {
    const both = subtract(part(x, axis, 2, n), part(x, axis, 0, n - 2));
    const inner = divide(multiply(both, 0.5), h);
    return concatenate([divide(first, h), inner, divide(last, h)], { axis });
  }
  if (h.ndim !== 1) throw new ValueError("Spacing arrays must be 1D arrays or scalars.");
  if (h.size !== n)
    throw new ValueError(
      "Spacing arrays must have the same length as the dimension along which the gradient is calculated.",
    );
  const widths = reshape(diff(h), x.shape.map((_, i) => (i === axis ? n - 1 : 1))); // prettier-ignore
  const [left, right] = [part(widths, axis, 0, n - 2), part(widths, axis, 1, n - 1)];
  const both = add(left, right);
  const terms: Value[] = [
    multiply(divide(multiply(right, -1), multiply(left, both)), part(x, axis, 0, n - 2)),
    multiply(divide(subtract(right, left), multiply(left, right)), part(x, axis, 1, n - 1)),
    multiply(divide(left, multiply(right, both)), part(x, axis, 2, n)),
  ];
  const inner = terms.reduce((a, b) => add(a, b));
  return concatenate(
    [divide(first, part(widths, axis, 0, 1)), inner, divide(last, part(widths, axis, n - 2, n - 1))],
    { axis },
  );
}

export interface GradientOptions {
  /** Along which axes; all of them without it. */
  axis?: number | readonly number[] | null;
  /** Only 1, the default: ends have one neighbour. */
  edgeOrder?: 1;
}

/**
 * `gradient(x, ...spacing, options?)`: slopes by differences of neighbours, as floats: one array for each axis, alone if
 * it is one. Spacings are distances of neighbours (default 1) or the places themselves, one for all axes or one for each.
 *
 *     jnp.gradient([1, 4, 9]) // [3. 4. 5.]
 *
 * Throws a ValueError for an axis with fewer than two elements, and for spacings that don't fit.
 * Source: `jax.numpy.gradient`.
 */
export function gradient(x: ArrayLike, ...rest: (ArrayLike | GradientOptions)[]): Value | Value[] {
  const last = rest.at(-1);
  const options: GradientOptions = isOptions(last) ? (last as GradientOptions) : {};
  const { axis } = expectOptions("gradient(x)", options, ["axis", "edgeOrder"]);
  if ((options.edgeOrder ?? 1) !== 1)
    throw new NotImplementedError("The 'edge_order' argument to jnp.gradient is not supported.");
  const spacing = (isOptions(last) ? rest.slice(0, -1) : rest) as ArrayLike[];
  const [f, ...steps] = promoteDtypesInexact([x, ...spacing], "gradient");
  const axes = canonicalAxes(axis, f.ndim);
  if (axes.some((a) => f.shape[a] < 2))
    throw new ValueError(
      "Shape of array too small to calculate a numerical gradient, at least 2 elements are required.",
    );
  if (steps.length > 1 && steps.length !== axes.length)
    throw new ValueError(`Invalid number of spacing arguments ${steps.length} for axis=${axes.join(", ")}`);
  const slopes = axes.map((a, i) => slopesAlong(f, steps[steps.length === 1 ? 0 : i] ?? toValue(1), a));
  return slopes.length === 1 ? slopes[0] : slopes;
}

/**
 * Angles without jumps: where neighbours along an axis (default the last) differ by `discont` (default half a period) or
 * more, whole periods (default 2π) are added. Integers stay integers with an integral period.
 *
 *     jnp.unwrap([0, 3, -3]) // [0.        3.        3.2831855]
 *
 * Source: `jax.numpy.unwrap`.
 */
export function unwrap(
  x: ArrayLike,
  options: { discont?: ArrayLike; axis?: number; period?: ArrayLike } = {},
): Value {
  const {
    discont,
    axis = -1,
    period = 2 * Math.PI,
  } = expectOptions("unwrap(x)", options, ["discont", "axis", "period"]);
  const [value, whole] = promoteDtypes([x, period], "unwrap");
  const at = canonicalAxis(axis, value.ndim);
  if (value.shape[at] === 0) return value;
  const half = isFloating(value.dtype) ? divide(whole, 2) : floorDivide(whole, 2);
  const steps = diff(value, { axis: at });
  const reduced = subtract(mod(add(steps, half), whole), half);
  const isUp = logicalAnd(equal(reduced, multiply(half, -1)), greater(steps, 0));
  const wanted = where(isUp, half, reduced);
  const isSmall = less(abs(steps), discont ?? divide(whole, 2));
  const correction = where(isSmall, 0, subtract(wanted, steps));
  const rest = add(between(value, at, 1, value.shape[at]), cumsum(correction, { axis: at }));
  return concatenate([between(value, at, 0, 1), rest], { axis: at });
}
