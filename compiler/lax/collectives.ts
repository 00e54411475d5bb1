/** Operations among the lanes of an axis that `vmap` was given a name for. */

import {
  exchangeLanes,
  foldLanes,
  gatherLanes,
  laneIndex,
  permuteLanes,
  sumAndScatter,
} from "../calls/collectives.js";
import type { TreeOf } from "../calls/treeTypes.js";
import { ArrayType } from "../ir/arrayType.js";
import { NotImplementedError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { leaves, map } from "../ir/tree.js";
import { divide } from "../numpy/arithmetic.js";
import { canonicalAxis, convertTo, toValue } from "../numpy/promotion.js";
import { add, mul } from "../primitives/arithmetic.js";
import { constantLike } from "../primitives/elementwise.js";
import { expandDims, squeeze } from "../primitives/views.js";
import { scalar } from "../trace/hostArray.js";
import { sizeOfAxis } from "../trace/namedAxis.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";

/** One axis or several; a number is an axis of the array itself. */
type Axes = string | number | readonly (string | number)[];

interface AxisOptions {
  /** What `vmap` calls the axis; several axes are one, the last of which runs fastest. */
  axisName: Axes;
  /** Lanes in groups of their own are not supported: null. */
  axisIndexGroups?: null;
}

function axesOf({ axisName, axisIndexGroups }: AxisOptions): (string | number)[] {
  if (axisIndexGroups !== undefined && axisIndexGroups !== null)
    throw new NotImplementedError(
      "axis_index_groups not supported in vmap collectives. Please open a feature request!",
    );
  return Array.isArray(axisName) ? [...(axisName as (string | number)[])] : [axisName as string | number];
}

function foldOver(
  by: "psum" | "pmax" | "pmin",
  call: string,
  x: unknown,
  rest: readonly unknown[],
  prepare: (leaf: Value) => Value = (leaf) => leaf,
): unknown {
  const axes = axesOf(expectArguments<AxisOptions>(call, rest, ["axisName"], ["axisIndexGroups"]));
  const values = map((leaf) => prepare(toValue(leaf, by)), x);
  // What is known to be the same in all lanes needs none of them.
  const isKnown = by === "psum" && !leaves(values).some((v) => v instanceof Tracer);
  let lanes = 1;
  for (const axis of axes) if (typeof axis === "string") lanes *= sizeOf(axis, isKnown ? "" : "psum");
  const folded = (v: Value): Value => {
    const own = axes.map((a) => (typeof a === "number" ? canonicalAxis(a, v.ndim) : a));
    if (!isKnown) return foldLanes(by, v, own);
    const sum = foldLanes(by, v, own.filter((a) => typeof a === "number")); // prettier-ignore
    return mul(constantLike(sum, lanes), sum);
  };
  return map((v) => folded(v as Value), values);
}

/** The length of an axis. JAX names a function that would have known it. */
function sizeOf(axis: string, caller: string): number {
  const found = `Found an unbound axis name: ${axis}. To fix this, please call ${caller} under \`jax.shard_map\`.`;
  return sizeOfAxis(axis, caller === "" ? undefined : found);
}

type OverAxes = Arguments<AxisOptions, ["axisName"]>;

/**
 * The sum of what the lanes of a named axis have, for every lane; of a tree, of each array.
 *
 *     vmap((x) => x.div(lax.psum(x, "i")), { axisName: "i" })(jnp.array([1, 3])) // [0.25 0.75]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.psum`.
 */
export function psum<T>(x: T, ...rest: OverAxes): TreeOf<T, Value> {
  const asNumber = (leaf: Value): Value => (leaf.dtype === "bool" ? convertTo(leaf, "int32") : leaf);
  return foldOver("psum", "psum(x)", x, rest, asNumber) as TreeOf<T, Value>;
}

/**
 * The mean of what the lanes of a named axis have.
 *
 *     vmap((x) => x.sub(lax.pmean(x, "i")), { axisName: "i" })(jnp.array([1, 3])) // [-1.  1.]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.pmean`.
 */
export function pmean<T>(x: T, ...rest: OverAxes): TreeOf<T, Value> {
  const sums = psum(x, ...rest);
  const axes = axesOf(expectArguments<AxisOptions>("pmean(x)", rest, ["axisName"], ["axisIndexGroups"]));
  const lanes = axisSize(axes.filter((axis) => typeof axis === "string"));
  return map((sum) => divide(sum as Value, lanes), sums) as TreeOf<T, Value>;
}

/**
 * The greatest of what the lanes of a named axis have.
 *
 *     vmap((x) => lax.pmax(x, "i"), { axisName: "i" })(jnp.array([1, 3])) // [3. 3.]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.pmax`.
 */
export function pmax<T>(x: T, ...rest: OverAxes): TreeOf<T, Value> {
  return foldOver("pmax", "pmax(x)", x, rest) as TreeOf<T, Value>;
}

/**
 * The least of what the lanes of a named axis have.
 *
 *     vmap((x) => lax.pmin(x, "i"), { axisName: "i" })(jnp.array([1, 3])) // [1. 1.]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.pmin`.
 */
export function pmin<T>(x: T, ...rest: OverAxes): TreeOf<T, Value> {
  return foldOver("pmin", "pmin(x)", x, rest) as TreeOf<T, Value>;
}

/**
 * The number of the lane along a named axis.
 *
 *     vmap((x) => x.add(lax.axisIndex("i")), { axisName: "i" })(jnp.array([5, 5])) // [5. 6.]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.axis_index`.
 */
export function axisIndex(axisName: string | readonly string[]): Value {
  const axes = typeof axisName === "string" ? [axisName] : axisName;
  let index: Value | undefined;
  for (const axis of axes) {
    const lanes = sizeOf(axis, "axis_index");
    const own = laneIndex(axis);
    index = index ? add(mul(index, constantLike(index, lanes)), own) : own;
  }
  return index ?? scalar(0, new ArrayType("int32", []));
}

/**
 * How many lanes there are along a named axis.
 *
 *     vmap((x) => x.div(lax.axisSize("i")), { axisName: "i" })(jnp.array([1, 3])) // [0.5 1.5]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.axis_size`.
 */
export function axisSize(axisName: string | readonly string[]): number {
  const axes = typeof axisName === "string" ? [axisName] : axisName;
  return axes.reduce((lanes, axis) => lanes * sizeOf(axis, ""), 1);
}

interface PermOptions {
  axisName: string;
  /** Pairs of lanes: what the first of them has goes to the second. */
  perm: readonly (readonly [from: number, to: number])[];
}

/**
 * What lanes of a named axis have, moved to others. Every lane gets what one of them has.
 *
 *     vmap((x) => lax.ppermute(x, "i", [[0, 1], [1, 0]]), { axisName: "i" })(jnp.array([1, 3])) // [3. 1.]
 *
 * Throws a NameError for an axis that is not mapped over, and an AssertionError for other than one pair for each lane.
 * Source: `jax.lax.ppermute`.
 */
export function ppermute<T>(x: T, ...rest: Arguments<PermOptions, ["axisName", "perm"]>): TreeOf<T, Value> {
  const { axisName, perm } = expectArguments<PermOptions>("ppermute(x)", rest, ["axisName", "perm"]);
  sizeOf(axisName, "ppermute");
  return map((leaf) => permuteLanes(toValue(leaf, "ppermute"), axisName, perm), x) as TreeOf<T, Value>; // prettier-ignore
}

interface ShuffleOptions {
  axisName: string;
  /** For each lane, the lane that it gets from. */
  perm: readonly number[];
}

/**
 * What lanes of a named axis have, in another order.
 *
 *     vmap((x) => lax.pshuffle(x, "i", [1, 2, 0]), { axisName: "i" })(jnp.array([1, 3, 5])) // [3. 5. 1.]
 *
 * Throws a NameError for an axis that is not mapped over, and a ValueError for a list that is no permutation.
 * Source: `jax.lax.pshuffle`.
 */
export function pshuffle<T>(
  x: T,
  ...rest: Arguments<ShuffleOptions, ["axisName", "perm"]>
): TreeOf<T, Value> {
  const { axisName, perm } = expectArguments<ShuffleOptions>("pshuffle(x)", rest, ["axisName", "perm"]);
  if (perm.some((_, lane) => !perm.includes(lane)))
    throw new ValueError(`\`perm\` does not represent a permutation: [${perm.join(", ")}]`);
  return ppermute(x, axisName, perm.map((from, to) => [from, to] as const)); // prettier-ignore
}

interface GatherOptions extends AxisOptions {
  axisName: string;
  /** Where the lanes' parts lie, 0 by default. */
  axis?: number;
  /** Whether they lie one after the other along the axis that there is. */
  tiled?: boolean;
}

/**
 * What all lanes of a named axis have, in every lane: along a new axis, or (`tiled`) one after the other along one that there is.
 *
 *     vmap((x) => jnp.cumsum(lax.allGather(x, "i")), { axisName: "i", outAxes: null })(jnp.array([1, 3])) // [1. 4.]
 *
 * Throws a NameError for an axis that is not mapped over. Source: `jax.lax.all_gather`.
 */
export function allGather<T>(x: T, ...rest: Arguments<GatherOptions, ["axisName"]>): TreeOf<T, Value> {
  const others = ["axisIndexGroups", "axis", "tiled"] as const;
  const given = expectArguments<GatherOptions>("allGather(x)", rest, ["axisName"], others);
  const { axisName, axis = 0, tiled = false } = given;
  const along = { axis: axisName, axisSize: oneAxis(given), tiled };
  return map((leaf) => {
    const value = toValue(leaf, "all_gather");
    const dimension = canonicalAxis(axis, tiled ? value.ndim : value.ndim + 1);
    return gatherLanes(value, { ...along, dimension });
  }, x) as TreeOf<T, Value>;
}

/** The length of the one axis that is given. */
function oneAxis(options: AxisOptions): number {
  const [axis, ...others] = axesOf(options);
  if (others.length > 0)
    throw new NotImplementedError(`lanes of several axes (${[axis, ...others].join(", ")}) at once`);
  return sizeOf(String(axis), "");
}

interface PsumScatterOptions extends AxisOptions {
  axisName: string;
  /** The axis of which each lane gets its part, 0 by default. */
  scatterDimension?: number;
  /** Whether a part is a stretch of that axis, and not one place of it. */
  tiled?: boolean;
}

/**
 * The sum of what all lanes of a named axis have, of which each lane gets its part along an axis of the array.
 *
 *     vmap((x) => lax.psumScatter(x, "i"), { axisName: "i" })(jnp.array([[1, 2], [3, 4]])) // [4. 6.]
 *
 * Throws a NameError for an axis that is not mapped over, and a ValueError where the parts don't come out even.
 * Source: `jax.lax.psum_scatter`.
 */
export function psumScatter<T>(x: T, ...rest: Arguments<PsumScatterOptions, ["axisName"]>): TreeOf<T, Value> {
  const others = ["axisIndexGroups", "scatterDimension", "tiled"] as const;
  const given = expectArguments<PsumScatterOptions>("psumScatter(x)", rest, ["axisName"], others);
  const { axisName, scatterDimension = 0, tiled = false } = given;
  const axisSize = oneAxis(given);
  return map((leaf) => {
    const value = toValue(leaf, "psum_scatter");
    const dimension = canonicalAxis(scatterDimension, value.ndim);
    const length = value.shape[dimension];
    if (tiled ? length % axisSize !== 0 : length !== axisSize)
      throw new ValueError(
        tiled
          ? `tiled reduce_scatter operand scatter dimension size ${length} must be divisible by shard_count ${axisSize}`
          : `reduce_scatter operand scatter dimension size ${length} must match shard_count ${axisSize}`,
      );
    return sumAndScatter(value, { axis: axisName, axisSize, dimension, tiled });
  }, x) as TreeOf<T, Value>;
}

interface AllToAllOptions extends AxisOptions {
  axisName: string;
  /** The axis of the array whose parts go to the lanes. */
  splitAxis: number;
  /** The axis along which the parts lie that come from the lanes. */
  concatAxis: number;
  /** Whether parts are stretches of axes, not places. */
  tiled?: boolean;
}

/**
 * Each lane of a named axis sends its parts along one axis of the array to the lanes, and lays what it gets along another: a
 * transposition of that axis and the lanes.
 *
 *     vmap((x) => lax.allToAll(x, "i", 0, 0), { axisName: "i" })(jnp.array([[1, 2], [3, 4]])) // [[1. 3.], [2. 4.]]
 *
 * Throws a NameError for an axis that is not mapped over, and a ValueError where the parts don't come out even.
 * Source: `jax.lax.all_to_all`.
 */
export function allToAll<T>(
  x: T,
  ...rest: Arguments<AllToAllOptions, ["axisName", "splitAxis", "concatAxis"]>
): TreeOf<T, Value> {
  const order = ["axisName", "splitAxis", "concatAxis"] as const;
  const given = expectArguments<AllToAllOptions>("allToAll(x)", rest, order, ["axisIndexGroups", "tiled"]);
  const { axisName, splitAxis, concatAxis, tiled = false } = given;
  const lanes = oneAxis(given);
  return map((leaf) => {
    const value = toValue(leaf, "all_to_all");
    const split = canonicalAxis(splitAxis, value.ndim);
    const concat = canonicalAxis(concatAxis, value.ndim);
    const length = value.shape[split];
    if (tiled ? length % lanes !== 0 : length !== lanes)
      throw new ValueError(
        tiled
          ? `The size of all_to_all split_axis (${length}) has to be divisible by the size of the named axis ${axisName} (${lanes})`
          : `all_to_all requires the size of the mapped axis axis_name to equal x.shape[split_axis], but they are ${lanes} and ${length} respectively.`,
      );
    const params = { axisName, axisSize: lanes, tiled };
    if (tiled || split === concat)
      return exchangeLanes(value, { ...params, splitAxis: split, concatAxis: concat });
    // The parts get an axis of their own, counted as if the one that is split were gone.
    const [from, to] = split < concat ? [split, concat + 1] : [split + 1, concat];
    const exchanged = exchangeLanes(expandDims(value, [to]), { ...params, splitAxis: from, concatAxis: to });
    return squeeze(exchanged, [from]);
  }, x) as TreeOf<T, Value>;
}

/**
 * A named axis and an axis of the array, of equal lengths, in each other's place.
 *
 *     vmap((x) => lax.pswapaxes(x, "i", 0), { axisName: "i" })(jnp.array([[1, 2], [3, 4]])) // [[1. 3.], [2. 4.]]
 *
 * Throws as `allToAll` does. Source: `jax.lax.pswapaxes`.
 */
export function pswapaxes<T>(
  x: T,
  ...rest: Arguments<{ axisName: string; axis: number }, ["axisName", "axis"]>
): TreeOf<T, Value> {
  const { axisName, axis } = expectArguments<{ axisName: string; axis: number }>("pswapaxes(x)", rest, [
    "axisName",
    "axis",
  ]);
  return allToAll(x, axisName, axis, axis);
}
