/** Rows of evenly spaced numbers. */

import { ArrayType } from "../ir/arrayType.js";
import { defaultFloat, type DType, isFloating, toDType } from "../ir/dtype.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as views from "../primitives/views.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import { staticNumber } from "../trace/static.js";
import { type ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, subtract } from "./arithmetic.js";
import type { DTypeOption } from "./creation.js";
import { broadcastShapes, convertTo, expandTo, promoteDtypesInexact, toValue } from "./promotion.js";
import { exp2, log2 } from "./transcendental.js";

function numbers(count: number, at: (i: number) => number, dtype: DType): HostArray {
  const values = allocate(dtype, count);
  for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, at(i));
  return new HostArray(new ArrayType(dtype, [count]), values);
}

/** A number, or an array of one whose element is known. */
type Numeric = number | Value;

interface ArangeOptions extends DTypeOption {
  stop?: Numeric | null;
  /** Default 1. */
  step?: Numeric | null;
}

/**
 * `arange(stop)` or `arange(start, stop, step?)`: numbers from start (0) to before stop. float32 unless `dtype` says
 * otherwise, since a JavaScript number is a float.
 *
 *     jnp.arange(3) // [0. 1. 2.]
 *     jnp.arange(1, 10, 3, { dtype: "int32" }) // [1 4 7]
 *
 * Throws a TypeError for what is no number, a ConcretizationTypeError for what is traced, and a ValueError for a step of
 * zero. Source: `jax.numpy.arange`.
 */
export function arange(start: Numeric, ...rest: Arguments<ArangeOptions, ["stop", "step"]>): Value {
  const order = ["stop?", "step?"] as const;
  const { stop, step, dtype = defaultFloat() } = expectArguments<ArangeOptions>("arange(start)", rest, order, ["dtype"]); // prettier-ignore
  const isOne = stop === undefined || stop === null;
  const [from, to, by] = (isOne ? [0, start, step ?? 1] : [start, stop, step ?? 1]).map((x) => {
    const number: unknown = x instanceof Value ? Number(x) : x;
    if (typeof number !== "number" || Number.isNaN(number))
      throw new TypeError(`arange needs numbers, got ${showArgument(x)}`, {
        hint: 'It is called as arange(stop), arange(start, stop, step), and with a dtype as arange(stop, { dtype: "int32" }).',
      });
    return number;
  });
  if (by === 0) throw new ValueError("arange: step must not be zero");
  const count = Math.max(0, Math.ceil((to - from) / by));
  if (from === 0 && by === 1) return iota(toDType(dtype), [count], 0);
  return numbers(count, (i) => from + i * by, toDType(dtype));
}

/** An argument in a message. */
function showArgument(x: unknown): string {
  return typeof x === "string" ? JSON.stringify(x) : String(x);
}

export interface SpaceOptions extends DTypeOption {
  /** How many numbers. Default 50. */
  num?: number;
  /** Whether `stop` is the last number. Default true. */
  endpoint?: boolean;
  /** The new axis. Default 0. */
  axis?: number;
}

export interface LinspaceOptions extends SpaceOptions {
  /** Whether the distance of neighbours is given beside the numbers. Default false. */
  retstep?: boolean;
}

const spaceOptions = ["endpoint", "axis", "dtype"] as const;

/**
 * `num` numbers (default 50; by itself or among the options) from start to stop, evenly spaced; the last is exactly stop.
 * Start and stop may be arrays: then the numbers go along the new axis.
 *
 *     jnp.linspace(0, 1, 5) // [0.   0.25 0.5  0.75 1.  ]
 *
 * Source: `jax.numpy.linspace`.
 */
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  ...rest:
    | [options: LinspaceOptions & { retstep: true }]
    | [num: number, options: Omit<LinspaceOptions, "num"> & { retstep: true }]
): [numbers: Value, step: Value];
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  ...rest: Arguments<LinspaceOptions & { retstep?: false }, ["num"]>
): Value;
export function linspace(
  start: ArrayLike,
  stop: ArrayLike,
  ...rest: readonly unknown[]
): Value | [numbers: Value, step: Value] {
  const call = "linspace(start, stop)";
  const given = expectArguments<LinspaceOptions>(call, rest, ["num?"], [...spaceOptions, "retstep"]);
  const result = spaced(start, stop, given);
  if (!given.retstep) return result;
  const { num = 50, endpoint = true } = given;
  const steps = endpoint ? num - 1 : num;
  const [a, b] = promoteDtypesInexact([start, stop], "linspace");
  const step = steps > 0 ? divide(subtract(b, a), steps) : toValue(NaN);
  return [result, convertTo(step, step.dtype)];
}

function spaced(start: ArrayLike, stop: ArrayLike, options: SpaceOptions): Value {
  const { endpoint = true, dtype = defaultFloat(), axis = 0 } = options;
  const num = staticNumber(options.num ?? 50, "the num argument");
  if (!Number.isInteger(num) || num < 0)
    throw new ValueError(`Number of samples, ${num}, must be non-negative.`);
  const wanted = toDType(dtype);
  const steps = endpoint ? num - 1 : num;
  if (typeof start === "number" && typeof stop === "number") {
    // As JAX adds it up: start·(1 - t) + stop·t, in float32.
    const f = wanted === "float64" ? (x: number): number => x : Math.fround;
    const at = (i: number): number => {
      if (endpoint && i === steps && steps > 0) return f(stop);
      const t = f(i * f(1 / Math.max(steps, 1)));
      const x = f(f(f(start) * f(1 - t)) + f(f(stop) * t));
      return isFloating(wanted) ? x : Math.floor(x);
    };
    return numbers(num, at, wanted);
  }
  const [a, b] = promoteDtypesInexact([start, stop], "linspace");
  const shape = broadcastShapes([a.shape, b.shape]);
  const [from, to] = [a, b].map((v) => views.expandDims(expandTo(v, shape), [0]));
  const t = views.reshape(divide(iota(from.dtype, [num], 0), Math.max(steps, 1)), [
    num,
    ...shape.map(() => 1),
  ]);
  let result = add(multiply(from, subtract(1, t)), multiply(to, t));
  if (endpoint && steps > 0) {
    const body = views.slice(result, [0, ...shape.map(() => 0)], [steps, ...shape]);
    result = views.concatenate([body, to], 0);
  }
  result = isFloating(wanted) ? result : convertTo(result, wanted);
  return axis === 0 ? convertTo(result, wanted) : views.moveAxis(convertTo(result, wanted), 0, axis < 0 ? axis + result.ndim : axis); // prettier-ignore
}

export interface LogspaceOptions extends SpaceOptions {
  /** Default 10. */
  base?: number;
}

/**
 * `num` numbers (default 50) from base^start to base^stop (base 10), evenly spaced in the exponent.
 *
 *     jnp.logspace(0, 2, 3) // [  1.  10. 100.]
 *
 * Source: `jax.numpy.logspace`.
 */
export function logspace(
  start: ArrayLike,
  stop: ArrayLike,
  ...rest: Arguments<LogspaceOptions, ["num"]>
): Value {
  const others = [...spaceOptions, "base"] as const;
  const given = expectArguments<LogspaceOptions>("logspace(start, stop)", rest, ["num?"], others);
  const { base = 10, dtype = defaultFloat(), ...options } = given;
  const exponents = spaced(start, stop, options);
  if (exponents instanceof HostArray && exponents.ndim === 1) {
    const { values } = exponents;
    return numbers(values.length, (i) => base ** values[i], toDType(dtype));
  }
  return convertTo(exp2(multiply(exponents, Math.log2(base))), toDType(dtype));
}

/**
 * `num` numbers (default 50) from start to stop with a constant ratio. Start and stop have the same sign, not zero.
 *
 *     jnp.geomspace(1, 8, 4) // [1. 2. 4. 8.]
 *
 * Source: `jax.numpy.geomspace`.
 */
export function geomspace(
  start: ArrayLike,
  stop: ArrayLike,
  ...rest: Arguments<SpaceOptions, ["num"]>
): Value {
  const given = expectArguments<SpaceOptions>("geomspace(start, stop)", rest, ["num?"], spaceOptions);
  const { num = 50, endpoint = true, dtype = defaultFloat() } = given;
  if (typeof start === "number" && typeof stop === "number") {
    const steps = Math.max(endpoint ? num - 1 : num, 1);
    const at = (i: number): number =>
      i === 0 ? start : endpoint && i === steps ? stop : start * (stop / start) ** (i / steps);
    return numbers(num, at, toDType(dtype));
  }
  const [a, b] = promoteDtypesInexact([start, stop], "geomspace");
  return multiply(a, exp2(spaced(0, log2(divide(b, a)), given)));
}
