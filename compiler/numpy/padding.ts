/** Arrays with borders. */

import { isFloating } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import * as views from "../primitives/views.js";
import { iota } from "../primitives/creation.js";
import { showShape } from "../ir/arrayType.js";
import { NotImplementedError, TypeError, ValueError } from "../ir/errors.js";
import { currentNotation } from "../ir/notation.js";
import { snakeCase } from "../ir/params.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, subtract } from "./arithmetic.js";
import { concatenate } from "./joining.js";
import { convertTo, expandTo, toValue } from "./promotion.js";
import { max, min } from "./reductions.js";
import { rint } from "./rounding.js";
import { between } from "./shape.js";
import { mean } from "./statistics.js";

type Pair<T> = readonly [T, T];
/** One for both ends of all axes, one for each end, or a pair for each axis. */
type PerEnd<T> = T | Pair<T> | readonly Pair<T>[];

export type PadWidth = PerEnd<number>;
export type PadMode =
  | "constant"
  | "edge"
  | "reflect"
  | "symmetric"
  | "wrap"
  | "linear_ramp"
  | "maximum"
  | "minimum"
  | "mean"
  | "empty";

export interface PadOptions {
  /** One number, `[before, after]`, or a pair for each axis. */
  padWidth: PadWidth;
  /** Default "constant". */
  mode?: PadMode;
  /** What "constant" fills with, by end. Default 0. */
  constantValues?: PerEnd<ArrayLike>;
  /** Where "linear_ramp" ends, by end. Default 0. */
  endValues?: PerEnd<ArrayLike>;
  /** Of how many elements at each end "maximum", "minimum" and "mean" are. Default all. */
  statLength?: PerEnd<number>;
  /** Only "even", the default. */
  reflectType?: "even";
}

/** What each mode takes besides. */
const optionsOf: Readonly<Record<PadMode, readonly (keyof PadOptions)[]>> = {
  constant: ["constantValues"],
  edge: [],
  reflect: ["reflectType"],
  symmetric: ["reflectType"],
  wrap: [],
  linear_ramp: ["endValues"],
  maximum: ["statLength"],
  minimum: ["statLength"],
  mean: ["statLength"],
  empty: [],
};

const others = ["constantValues", "endValues", "statLength", "reflectType"] as const;

function checkOptions(mode: PadMode, given: PadOptions): void {
  if (typeof mode !== "string" || !Object.hasOwn(optionsOf, mode))
    throw new NotImplementedError(`Unimplemented padding mode '${currentNotation().str(mode)}' for np.pad.`);
  const extra = others.filter((name) => given[name] !== undefined && !optionsOf[mode].includes(name));
  if (extra.length > 0)
    throw new ValueError(
      `unsupported keyword arguments for mode '${mode}': {${extra.map((name) => `'${snakeCase(name)}'`).join(", ")}}`,
    );
}

/** A pair for each axis; `misfit` says of a shape that it gives none. */
function perAxis<T>(
  given: PerEnd<T>,
  ndim: number,
  isOne: (x: unknown) => x is T,
  misfit: (shape: string) => Error,
): Pair<T>[] {
  const rows = isOne(given) ? [[given]] : given.length > 0 && given.every(isOne) ? [given] : given;
  const fits =
    (rows.length === 1 || rows.length === ndim) &&
    rows.every((row) => Array.isArray(row) && (row.length === 1 || row.length === 2) && row.every(isOne));
  if (!fits) throw misfit(showShape(nestedShape(given)));
  const pairs = (rows as readonly (readonly T[])[]).map((ends): Pair<T> => [ends[0], ends.at(-1)!]);
  return pairs.length === 1 ? Array.from({ length: ndim }, () => pairs[0]) : pairs;
}

function nestedShape(given: unknown): number[] {
  return Array.isArray(given) ? [given.length, ...nestedShape(given[0])] : [];
}

function widthsOf(given: PadWidth, ndim: number): Pair<number>[] {
  const misfit = (shape: string): ValueError =>
    new ValueError(
      `jnp.pad: pad_width with nd=${ndim} has unsupported shape ${shape}. Valid shapes are (${ndim}, 2), (1, 2), (2,), (1,), or ().`,
    );
  const rows = Array.isArray(given) ? (given as unknown[]).filter(Array.isArray) : [];
  if (rows.some((row) => row.length !== rows[0].length))
    throw new TypeError(`\`pad_width\` entries must be the same shape: (${rows.map(showShape).join(", ")})`);
  if (rows.some((row) => row.length !== 2)) throw misfit(showShape(nestedShape(given)));
  const widths = perAxis(given, ndim, isNumber, misfit);
  if (widths.some(([before, after]) => before < 0 || after < 0))
    throw new ValueError("index can't contain negative values");
  return widths;
}

/** What stands at the ends, or how much of them counts. */
function endsOf<T>(
  name: keyof PadOptions,
  given: PerEnd<T>,
  ndim: number,
  isOne: (x: unknown) => x is T,
): Pair<T>[] {
  return perAxis(
    given,
    ndim,
    isOne,
    (shape) =>
      new ValueError(
        `jnp.pad: ${snakeCase(name)} has unsupported shape ${shape}. If the shape is 1D or 2D, the last dimension must be of size 1 or 2.`,
      ),
  );
}

const isNumber = (x: unknown): x is number => typeof x === "number";
const isElement = (x: unknown): x is ArrayLike => !Array.isArray(x);

/**
 * With a border: `padWidth` is one number, `[before, after]`, or a pair for each axis. `mode` "constant" (default) fills with
 * `constantValues`; "edge" repeats the outermost element, "reflect" mirrors without it, "symmetric" with it, "wrap" goes
 * round; "linear_ramp" falls to `endValues`; "maximum", "minimum" and "mean" repeat that of the axis; "empty" gives zeros.
 *
 *     jnp.pad([1, 2, 3], 1) // [0. 1. 2. 3. 0.]
 *
 * Throws a ValueError for widths that are negative or no pairs and for options that a mode has not, and a NotImplementedError
 * for other modes. Source: `jax.numpy.pad`.
 */
export function pad(x: ArrayLike, ...rest: Arguments<PadOptions, ["padWidth", "mode"]>): Value {
  const given = expectArguments<PadOptions>("pad(x)", rest, ["padWidth", "mode?"], others);
  const { padWidth, mode = "constant", constantValues = 0, endValues = 0, statLength } = given;
  checkOptions(mode, given);
  if ((given.reflectType ?? "even") !== "even")
    throw new NotImplementedError("The 'reflect_type' argument of jnp.pad must be 'even'.");
  const value = toValue(x, "pad");
  const widths = widthsOf(padWidth, value.ndim);
  const [name, atEnds] = mode === "linear_ramp" ? (["endValues", endValues] as const) : (["constantValues", constantValues] as const); // prettier-ignore
  const ends = endsOf(name, atEnds, value.ndim, isElement);
  const lengths = statLength === undefined ? undefined : endsOf("statLength", statLength, value.ndim, isNumber); // prettier-ignore
  const [fill] = ends.flat();
  if (mode === "empty" || (mode === "constant" && ends.flat().every((v) => v === fill)))
    return padConstant(value, mode === "empty" ? 0 : (fill ?? 0), widths);
  return widths.reduce((result, width, axis) => {
    switch (mode) {
      case "constant":
        return padEnds(result, axis, width, ends[axis]);
      case "linear_ramp":
        return padRamp(result, axis, width, ends[axis]);
      case "maximum":
      case "minimum":
      case "mean":
        return padStatistic(result, axis, width, mode, lengths?.[axis]);
      case "edge":
      case "reflect":
      case "symmetric":
      case "wrap":
        return padRepeating(result, axis, width, mode);
    }
  }, value);
}

/** The array between what stands before and after it along an axis. */
function enclosed(x: Value, axis: number, [before, after]: Pair<number>, part: (end: 0 | 1) => Value): Value {
  const spread = (v: Value, n: number): Value => expandTo(v, x.shape.map((d, i) => (i === axis ? n : d))); // prettier-ignore
  const parts = [x];
  if (before > 0) parts.unshift(convertTo(spread(part(0), before), x.dtype));
  if (after > 0) parts.push(convertTo(spread(part(1), after), x.dtype));
  return concatenate(parts, { axis });
}

/** With the same number at all ends of all axes. */
function padConstant(x: Value, fill: ArrayLike, widths: readonly Pair<number>[]): Value {
  const element = expandTo(convertTo(toValue(fill, "pad"), x.dtype), []);
  return views.pad(x, element, widths.map(([before, after]) => [before, after, 0])); // prettier-ignore
}

function padEnds(x: Value, axis: number, [before, after]: Pair<number>, fills: Pair<ArrayLike>): Value {
  const at = (width: Pair<number>): Pair<number>[] => x.shape.map((_, i) => (i === axis ? width : [0, 0]));
  return padConstant(padConstant(x, fills[0], at([before, 0])), fills[1], at([0, after]));
}

/** The slice of length 1 at an end of an axis. */
function edge(x: Value, axis: number, end: 0 | 1): Value {
  const at = end === 0 ? 0 : x.shape[axis] - 1;
  return between(x, axis, at, at + 1);
}

function padRamp(x: Value, axis: number, width: Pair<number>, ends: Pair<ArrayLike>): Value {
  return enclosed(x, axis, width, (end) => {
    const n = width[end];
    const steps = views.reshape(iota("float32", [n], 0), x.shape.map((_, i) => (i === axis ? n : 1))); // prettier-ignore
    // How much of the edge there is: none at the outermost place.
    const share = divide(end === 0 ? steps : subtract(n - 1, steps), n);
    const outer = toValue(ends[end], "pad");
    const ramp = add(outer, multiply(share, subtract(edge(x, axis, end), outer)));
    return isFloating(x.dtype) ? ramp : convertTo(ramp, x.dtype);
  });
}

const statistics = { maximum: max, minimum: min, mean };

function padStatistic(
  x: Value,
  axis: number,
  width: Pair<number>,
  mode: keyof typeof statistics,
  lengths: Pair<number> | undefined,
): Value {
  const size = x.shape[axis];
  return enclosed(x, axis, width, (end) => {
    const count = Math.min(lengths?.[end] ?? size, size);
    const part = end === 0 ? between(x, axis, 0, count) : between(x, axis, size - count, size);
    const result = statistics[mode](part, { axis, keepdims: true });
    return isFloating(x.dtype) ? result : rint(result);
  });
}

type Repeating = "edge" | "reflect" | "symmetric" | "wrap";

function padRepeating(x: Value, axis: number, [before, after]: Pair<number>, mode: Repeating): Value {
  const length = x.shape[axis];
  if (before === 0 && after === 0) return x;
  if (length === 0) throw new ValueError(`cannot pad an empty axis with mode ${mode}`);
  // Runs of consecutive elements, upwards or downwards, make one slice each.
  const period = mode === "wrap" ? length : mode === "symmetric" ? 2 * length : Math.max(2 * length - 2, 1);
  const source = (i: number): number => {
    if (mode === "edge") return Math.min(Math.max(i, 0), length - 1);
    const place = ((i % period) + period) % period;
    if (place < length) return place;
    return mode === "symmetric" ? 2 * length - 1 - place : 2 * length - 2 - place;
  };
  const places = Array.from({ length: before + length + after }, (_, i) => source(i - before));
  const parts: Value[] = [];
  for (let i = 0; i < places.length;) {
    let end = i + 1;
    const next = end < places.length ? places[end] - places[i] : 1;
    const step = Math.abs(next) <= 1 ? next : 1;
    while (end < places.length && places[end] - places[end - 1] === step) end++;
    const [first, last] = [places[i], places[end - 1]];
    const run = between(x, axis, Math.min(first, last), Math.max(first, last) + 1);
    const repeated = step === 0 ? expandTo(run, x.shape.map((d, a) => (a === axis ? end - i : d))) : run; // prettier-ignore
    parts.push(step < 0 ? views.rev(repeated, [axis]) : repeated);
    i = end;
  }
  return concatenate(parts, { axis });
}
