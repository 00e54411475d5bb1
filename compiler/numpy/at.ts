/** Indexing as NumPy's `x[...]`, for reading and for changing a copy. */

import { showShape, stridesOf } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import { gather } from "../primitives/gather.js";
import { toMode } from "../primitives/places.js";
import { scatter, scatterAdd, scatterMax, scatterMin, scatterMul } from "../primitives/scatter.js";
import * as views from "../primitives/views.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { add, divide, multiply, subtract } from "./arithmetic.js";
import { onesLike } from "./creation.js";
import { type Index, isBool, isOneWindow, newAxes, parse, type Part, windowAt, windowOf } from "./parts.js";
import { power } from "./powers.js";
import { convertTo, expandTo, toValue } from "./promotion.js";
import { where } from "./where.js";

export { type Index, Slice, slice } from "./parts.js";

type Mode = "fill" | "drop" | "clip" | "promise_in_bounds";

/** What is promised of indices; JAX's words. */
interface Promises {
  /** A promise that no place occurs twice. */
  uniqueIndices?: boolean;
  /** A promise that the indices are in order. */
  indicesAreSorted?: boolean;
}

interface GetOptions extends Promises {
  /**
   * What is read outside: the nearest element ("clip", and by default, where programs say "promise_in_bounds"), or
   * `fillValue` (NaN) with "fill".
   */
  mode?: Mode | null;
  /** What "fill" reads outside. Default NaN, for integers the least one, or the greatest uint32. */
  fillValue?: number | null;
}

function read(
  x: Value,
  parts: readonly Part[],
  { mode: given, fillValue, uniqueIndices, indicesAreSorted }: GetOptions = {},
): Value {
  const mode = toMode(given ?? "promise_in_bounds");
  // Ranges and single places are views; only arrays of places need a gather.
  const ranges = parts.filter((p) => p.kind === "range");
  const isFixed = (p: Part): boolean => p.kind === "place" && mode !== "fill";
  const hasArrays =
    parts.some((p) => p.kind === "places") || parts.some((p) => p.kind === "place" && !isFixed(p));
  const start = x.shape.map(() => 0);
  const stop = [...x.shape];
  const step = x.shape.map(() => 1);
  const turned: number[] = [];
  for (const { axis, ...range } of ranges) {
    const last = range.start + (range.count - 1) * range.step;
    if (range.step < 0 && range.count > 1) turned.push(axis);
    start[axis] = range.count === 0 ? 0 : Math.min(range.start, last);
    stop[axis] = range.count === 0 ? 0 : Math.max(range.start, last) + 1;
    step[axis] = Math.abs(range.step);
  }
  const single = hasArrays ? [] : parts.filter((p) => p.kind === "place");
  for (const { axis, place } of single) {
    if (x.shape[axis] === 0) throw new ValueError(`index is out of bounds for axis ${axis} with size 0`);
    start[axis] = Math.min(Math.max(place, 0), x.shape[axis] - 1);
    stop[axis] = start[axis] + 1;
  }
  let result = views.slice(x, start, stop, step.some((s) => s !== 1) ? step : null); // prettier-ignore
  if (turned.length > 0) result = views.rev(result, turned);
  if (hasArrays) {
    const shape = result.shape;
    const taken = parts.map((p): Part => (p.kind === "range" ? { ...p, start: 0, count: shape[p.axis], step: 1 } : p));
    if (isOneWindow(parts) && (mode === "clip" || mode === "promise_in_bounds"))
      return views.expandDims(windowAt(result, taken), newAxes(parts));
    const { starts, sliceSizes, ...dims } = windowOf(result, taken);
    result = gather(result, starts, dims, sliceSizes, { mode, fillValue: fillValue ?? null, uniqueIndices, indicesAreSorted });
  } else result = views.squeeze(result, single.map((p) => p.axis)); // prettier-ignore
  return views.expandDims(result, newAxes(parts));
}

/**
 * The part of an array at an index, as NumPy's `x[...]`. What Python writes as `x[1:3, ..., None]` is
 * `x.get(slice(1, 3), "...", null)`:
 *
 *     const x = jnp.array([[1, 2, 3], [4, 5, 6]]);
 *     x.get(0) // [1. 2. 3.]
 *     x.get(-1, jnp.slice(null, null, 2)) // [4. 6.]
 *     x.get([1, 0], [2, 0]) // [6. 1.]
 *     x.get(x.gt(4)) // [5. 6.]
 *
 * Places outside give the nearest element. Throws a RangeError for too many indices and for masks that don't fit, and a
 * TypeError for indices that are neither integers nor booleans. Source: `jax.Array.__getitem__`.
 */
export function get(x: ArrayLike, ...index: Index[]): Value {
  const value = toValue(x, "indexing");
  return read(value, parse(value, index));
}

/**
 * A part of an array, to be read, or changed in a copy: what NumPy writes as `x[i] += y` is `x = x.at(i).add(y)`. Indices
 * are those of `get`. `y` is broadcast to the part, and takes the dtype of the array.
 *
 *     jnp.zeros(3).at(jnp.slice(0, 2)).set([5, 6]) // [5. 6. 0.]
 *     jnp.zeros(3).at([0, 0]).add(1) // [2. 0. 0.]
 *
 * Throws a TypeError when `y` doesn't fit, or the mode is none. Source: `jax.numpy.ndarray.at`.
 */
export class At {
  constructor(
    private readonly x: Value,
    private readonly index: readonly Index[],
  ) {}

  /** The part itself. */
  get(options: GetOptions = {}): Value {
    expectOptions("get()", options, ["mode", "fillValue", "uniqueIndices", "indicesAreSorted"]);
    return read(this.x, parse(this.x, this.index), options);
  }

  /** The array with y there. Of several for one place, one wins; places outside are left out. */
  set(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update("set", scatter, (_, update) => update, y, options);
  }

  /** The array with y added there, also several times to one place. Throws a TypeError for booleans. */
  add(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("add");
    return this.update("add", scatterAdd, add, y, options);
  }

  /** The array with y subtracted there. Throws a TypeError for booleans. */
  subtract(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("subtract");
    return this.update("subtract", scatterAdd, add, subtract(0, y), options);
  }

  /** The array multiplied by y there. Throws a TypeError for booleans. */
  multiply(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("multiply");
    return this.update("multiply", scatterMul, multiply, y, options);
  }

  /** The same as `multiply`. */
  mul(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.multiply(y, options);
  }

  /** The array, as a float, divided by y there. Throws a TypeError for booleans. */
  divide(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("divide");
    return divide(this.x, this.factors("divide", y, options));
  }

  /** The array to the power y there. Throws a TypeError for booleans. */
  power(y: ArrayLike, options: UpdateOptions = {}): Value {
    this.expectNumbers("power");
    return power(this.x, this.factors("power", y, options));
  }

  /** The lesser of the array and y there. */
  min(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update("min", scatterMin, (a, b) => where(b.lt(a), b, a), y, options);
  }

  /** The greater of the array and y there. */
  max(y: ArrayLike, options: UpdateOptions = {}): Value {
    return this.update("max", scatterMax, (a, b) => where(b.gt(a), b, a), y, options);
  }

  /** The array with `f` of the part there. */
  apply(f: (part: Value) => ArrayLike, options: UpdateOptions = {}): Value {
    expectOptions("apply(f)", options, updateOptions);
    return this.set(f(this.get({ mode: options.mode })), options);
  }

  /** y there, multiplied where a place occurs more than once, and 1 elsewhere. */
  private factors(method: string, y: ArrayLike, options: UpdateOptions): Value {
    const ones = new At(onesLike(this.x), this.index);
    return ones.update(method, scatterMul, multiply, y, options);
  }

  private expectNumbers(name: string): void {
    if (this.x.dtype === "bool")
      throw new TypeError(
        `${name} does not accept dtype bool at position 0. Accepted dtypes at position 0 are subtypes of integer, floating, complexfloating.`,
      );
  }

  private update(
    method: string,
    primitive: typeof scatter,
    combine: (x: Value, y: Value) => Value,
    y: ArrayLike,
    options: UpdateOptions,
  ): Value {
    expectOptions(`${method}(y)`, options, updateOptions);
    const { x } = this;
    const update = convertTo(toValue(y, "at"), x.dtype);
    const [mask] = this.index;
    if (this.index.length === 1 && isBool(mask) && update.ndim === 0)
      return this.masked(toValue(mask), combine, update);
    const parts = parse(x, this.index);
    if (parts.some((p) => p.kind === "range" && p.step !== 1)) {
      // Any index can be followed through an array of positions.
      const strides = stridesOf(x.shape);
      const positions = read(views.reshape(iota("int32", [x.size], 0), x.shape), parts, { mode: "fill", fillValue: strides.length === 0 ? 1 : x.size }); // prettier-ignore
      return new At(views.reshape(x, [x.size]), [positions])
        .update(method, primitive, combine, update, options)
        .reshape(x.shape);
    }
    const isOne = isOneWindow(parts);
    const { uniqueIndices = isOne, indicesAreSorted = isOne } = options;
    const mode = toMode(options.mode ?? "drop");
    const { starts, shape, offsetDims, collapsedSliceDims, startIndexMap } = windowOf(x, parts);
    const added = newAxes(parts);
    const full = shape.slice();
    for (const axis of added) full.splice(axis, 0, 1);
    if (update.ndim > full.length)
      throw new ValueError(
        `Cannot broadcast to shape with fewer dimensions: arr_shape=${showShape(update.shape)} shape=${showShape(full)}`,
      );
    const fits = update.shape.every((n, i) => n === 1 || n === full[i + full.length - update.ndim]);
    if (!fits)
      throw new ValueError(
        `Incompatible types for broadcasting: input type=${update.type.toLongString()} and requested type=${x.dtype}[${full.join(",")}]`,
      );
    const updates = views.reshape(expandTo(update, full), shape);
    const dims = {
      updateWindowDims: offsetDims,
      insertedWindowDims: collapsedSliceDims,
      scatterDimsToOperandDims: startIndexMap,
    };
    return primitive(convertTo(x, x.dtype), starts, updates, dims, {
      mode,
      uniqueIndices,
      indicesAreSorted,
    });
  }

  /** One number wherever a mask is true: a choice, for which the mask may be traced. */
  private masked(mask: Value, combine: (x: Value, y: Value) => Value, update: Value): Value {
    const { x } = this;
    if (mask.shape.some((d, i) => d !== x.shape[i]))
      throw new ValueError(
        `boolean index of shape ${showShape(mask.shape)} does not fit an array of shape ${showShape(x.shape)}`,
      );
    const spread = views.broadcastInDim(mask, x.shape, mask.shape.map((_, i) => i)); // prettier-ignore
    return where(spread, combine(x, update), x);
  }
}

interface UpdateOptions extends Promises {
  /** What happens with places outside: left out ("drop", default), or moved inside ("clip"). */
  mode?: Mode | null;
}

const updateOptions = ["mode", "uniqueIndices", "indicesAreSorted"] as const;

/**
 * A part of an array, to be changed in a copy: `at(x, i).add(y)` is what NumPy writes as `x[i] += y`.
 *
 *     jnp.zeros(2).at(0).add(3) // [3. 0.]
 *
 * Source: `jax.numpy.at`.
 */
export function at(x: ArrayLike, ...index: Index[]): At {
  return new At(toValue(x, "at"), index);
}
