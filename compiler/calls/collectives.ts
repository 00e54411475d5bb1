/**
 * Operations among the lanes of a named axis. The `vmap` over that axis makes ordinary ones of them: its lanes then lie along
 * the first axis of an array.
 */

import { ArrayType } from "../ir/arrayType.js";
import { AssertionError, NameError } from "../ir/errors.js";
import { currentAxis } from "../passes/vmap.js";
import { mul } from "../primitives/arithmetic.js";
import { indices } from "../primitives/axes.js";
import { convertElementType } from "../primitives/conversion.js";
import { iota } from "../primitives/creation.js";
import { constantLike } from "../primitives/elementwise.js";
import { take } from "../primitives/gather.js";
import { reduceMax, reduceMin, reduceSum } from "../primitives/reductions.js";
import { broadcastInDim, broadcastLeading, moveAxis, reshape } from "../primitives/views.js";
import { HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

/** Named axes, and axes of the array itself, which is what a vmap makes of its own. */
interface FoldParams {
  readonly axes: readonly (string | number)[];
  /** Always null; JAX shows it. */
  readonly axisIndexGroups: null;
}

const positions = (axes: FoldParams["axes"]): number[] => axes.filter((a) => typeof a === "number");
const names = (axes: FoldParams["axes"]): string[] => axes.filter((a) => typeof a === "string");
const raised = (axes: FoldParams["axes"]): (string | number)[] =>
  axes.map((a) => (typeof a === "number" ? a + 1 : a));

/** A fold over lanes. `unmapped`: what it is where all lanes have the same. */
function fold(
  name: string,
  reduce: (x: Value, axes: readonly number[]) => Value,
  unmapped: (x: Value, size: number) => Value,
): Primitive<FoldParams> {
  const onArray = ([x]: readonly Value[], { axes }: FoldParams): Value[] => {
    if (names(axes).length > 0) throw unbound(names(axes)[0]);
    const strong = convertElementType(x, x.dtype);
    return [axes.length === 0 ? strong : reduce(strong, positions(axes))];
  };
  const primitive: Primitive<FoldParams> = {
    name,
    type: ([x], { axes }) => [
      x.with({ shape: x.shape.filter((_, i) => !axes.includes(i)), weakType: false }),
    ],
    run: onArray,
    lowering: { kind: "expand", expand: onArray },
    axisNames: ({ axes }) => names(axes),
    batch([x], [isBatched], size, params) {
      const { axisName = "" } = currentAxis();
      const { axes } = params;
      if (!axes.includes(axisName))
        return { outputs: [bind1(primitive, [x], { ...params, axes: raised(axes) })], batched: [true] };
      if (isBatched) {
        const own = raised(axes).map((a) => (a === axisName ? 0 : a));
        return { outputs: [bind1(primitive, [x], { ...params, axes: own })], batched: [false] };
      }
      const others = axes.filter((a) => a !== axisName);
      const y = unmapped(x, size);
      const output = others.length === 0 ? y : bind1(primitive, [y], { ...params, axes: others });
      return { outputs: [output], batched: [false] };
    },
  };
  return primitive;
}

const psumP = fold("psum", reduceSum, (x, size) => mul(constantLike(x, size), x));
psumP.jvp = ([x], [t], params) => ({
  primals: [bind1(psumP, [x], params)],
  tangents: [t && bind1(psumP, [t], params)],
});
psumP.transpose = ([ct], _, [x], { axes, axisIndexGroups }) => {
  if (!ct) return [null];
  const folded = positions(axes);
  const kept = indices(x.ndim).filter((axis) => !folded.includes(axis));
  const whole = folded.length === 0 ? ct : broadcastInDim(ct, x.shape, kept);
  return [bind1(psumP, [whole], { axes: names(axes), axisIndexGroups })];
};

const pmaxP = fold("pmax", reduceMax, (x) => x);
const pminP = fold("pmin", reduceMin, (x) => x);

const folds = { psum: psumP, pmax: pmaxP, pmin: pminP };

export function foldLanes(by: keyof typeof folds, x: Value, axes: readonly (string | number)[]): Value {
  return axes.length === 0 ? x : bind1(folds[by], [x], { axes, axisIndexGroups: null });
}

const axisIndexP: Primitive<{ readonly axisName: string }> = {
  name: "axis_index",
  type: () => [new ArrayType("int32", [])],
  run: (_, { axisName }) => {
    throw unbound(axisName);
  },
  lowering: { kind: "none", error: ({ axisName }) => unbound(axisName) },
  axisNames: ({ axisName }) => [axisName],
  batch: (_, __, size) => ({ outputs: [iota("int32", size)], batched: [true] }),
};

/** The number of the lane. */
export function laneIndex(axisName: string): Value {
  return bind1(axisIndexP, [], { axisName });
}

/** An exchange along one axis. */
interface Exchange<P> {
  readonly name: string;
  axis(params: P): string;
  shape(x: ArrayType, params: P): readonly number[];
  /** The params where the array has another axis in front. */
  raise(params: P): P;
  /** Where all lanes lie along the first axis of `x`: what they have then, and whether that differs. */
  exchange(x: Value, params: P): { output: Value; isBatched: boolean };
  transpose(ct: Value, params: P): Value;
  readonly paramText?: Primitive<P>["paramText"];
}

/** An exchange, linear in what is exchanged. */
function exchange<P>({ name, axis, ...rules }: Exchange<P>): Primitive<P> {
  const primitive: Primitive<P> = {
    name,
    type: ([x], params) => [x.with({ shape: rules.shape(x, params) })],
    run: (_, params) => {
      throw unbound(axis(params));
    },
    lowering: { kind: "none", error: (params) => unbound(axis(params)) },
    axisNames: (params) => [axis(params)],
    batch([x], [isBatched], size, params) {
      if (axis(params) !== currentAxis().axisName)
        return { outputs: [bind1(primitive, [x], rules.raise(params))], batched: [true] };
      const out = rules.exchange(isBatched ? x : broadcastLeading(x, size), params);
      return { outputs: [out.output], batched: [out.isBatched] };
    },
    jvp: ([x], [t], params) => ({
      primals: [bind1(primitive, [x], params)],
      tangents: [t && bind1(primitive, [t], params)],
    }),
    transpose: ([ct], _, __, params) => [ct && rules.transpose(ct, params)],
    ...(rules.paramText && { paramText: rules.paramText }),
  };
  return primitive;
}

interface PermuteParams {
  readonly axisName: readonly [string];
  /** From which lane to which. */
  readonly perm: readonly (readonly [from: number, to: number])[];
}

const ppermuteP: Primitive<PermuteParams> = exchange<PermuteParams>({
  name: "ppermute",
  axis: ({ axisName }) => axisName[0],
  shape: (x) => x.shape,
  raise: (params) => params,
  exchange(x, { axisName, perm }) {
    const isLane = (lane: number): boolean => lane >= 0 && lane < x.shape[0];
    if (perm.length !== x.shape[0] || !perm.flat().every(isLane))
      throw new AssertionError("Permutation doesn't match the axis size!", {
        hint: `Axis ${axisName[0]} has ${x.shape[0]} lanes: perm has a pair [from, to] for each.`,
      });
    const sources = perm.map(() => 0);
    for (const [from, to] of perm) sources[to] = from;
    const lanes = new HostArray(new ArrayType("int32", [perm.length]), Int32Array.from(sources));
    return { output: take(x, lanes, 0), isBatched: true };
  },
  transpose: (ct, { axisName, perm }) =>
    permuteLanes(
      ct,
      axisName[0],
      perm.map(([from, to]) => [to, from]),
    ),
});

/** What lane `from` has goes to lane `to`. */
export function permuteLanes(x: Value, axis: string, perm: PermuteParams["perm"]): Value {
  return bind1(ppermuteP, [x], { axisName: [axis], perm });
}

interface GatherParams {
  readonly allGatherDimension: number;
  readonly axisIndexGroups: null;
  readonly axisName: readonly [string];
  readonly axisSize: number;
  readonly tiled: boolean;
}

const allGatherP: Primitive<GatherParams> = exchange<GatherParams>({
  name: "all_gather",
  axis: ({ axisName }) => axisName[0],
  shape: ({ shape }, { allGatherDimension: at, axisSize, tiled }) =>
    tiled
      ? shape.map((n, i) => (i === at ? n * axisSize : n))
      : [...shape.slice(0, at), axisSize, ...shape.slice(at)],
  raise: (params) => ({ ...params, allGatherDimension: params.allGatherDimension + 1 }),
  exchange(x, { allGatherDimension: at, tiled }) {
    const stacked = moveAxis(x, 0, at);
    return { output: tiled ? merged(stacked, at) : stacked, isBatched: false };
  },
  transpose: (ct, { allGatherDimension, axisName, axisSize, tiled }) =>
    sumAndScatter(ct, { axis: axisName[0], axisSize, dimension: allGatherDimension, tiled }),
});

interface Along {
  readonly axis: string;
  readonly axisSize: number;
  /** The axis of the array along which the lanes' parts lie. */
  readonly dimension: number;
  /** Whether they lie one after the other along an axis that there is, not along one of their own. */
  readonly tiled: boolean;
}

/** What all lanes have, in each. */
export function gatherLanes(x: Value, { axis, axisSize, dimension, tiled }: Along): Value {
  return bind1(allGatherP, [x], {
    allGatherDimension: dimension,
    axisIndexGroups: null,
    axisName: [axis],
    axisSize,
    tiled,
  });
}

interface ScatterParams extends Omit<GatherParams, "allGatherDimension"> {
  readonly scatterDimension: number;
}

const reduceScatterP: Primitive<ScatterParams> = exchange<ScatterParams>({
  name: "reduce_scatter",
  axis: ({ axisName }) => axisName[0],
  shape: ({ shape }, { scatterDimension: at, axisSize, tiled }) =>
    tiled ? shape.map((n, i) => (i === at ? n / axisSize : n)) : shape.filter((_, i) => i !== at),
  raise: (params) => ({ ...params, scatterDimension: params.scatterDimension + 1 }),
  exchange(x, { scatterDimension: at, axisSize, tiled }) {
    const sum = reduceSum(x, [0]);
    return { output: moveAxis(tiled ? divided(sum, at, axisSize) : sum, at, 0), isBatched: true };
  },
  transpose: (ct, { scatterDimension, axisName, axisSize, tiled }) =>
    gatherLanes(ct, { axis: axisName[0], axisSize, dimension: scatterDimension, tiled }),
});

/** The sum of what all lanes have, of which each gets its part. */
export function sumAndScatter(x: Value, { axis, axisSize, dimension, tiled }: Along): Value {
  return bind1(reduceScatterP, [x], {
    axisIndexGroups: null,
    axisName: [axis],
    axisSize,
    scatterDimension: dimension,
    tiled,
  });
}

interface AllToAllParams {
  readonly axisIndexGroups: null;
  readonly axisName: string;
  readonly axisSize: number;
  readonly concatAxis: number;
  readonly splitAxis: number;
  readonly tiled: boolean;
}

const allToAllP: Primitive<AllToAllParams> = exchange<AllToAllParams>({
  name: "all_to_all",
  axis: ({ axisName }) => axisName,
  shape({ shape }, { axisSize, concatAxis, splitAxis }) {
    const divided = shape.map((n, i) => (i === splitAxis ? n / axisSize : n));
    return divided.map((n, i) => (i === concatAxis ? n * axisSize : n));
  },
  raise: (params) => ({
    ...params,
    concatAxis: params.concatAxis + 1,
    splitAxis: params.splitAxis + 1,
  }),
  exchange(x, { axisSize, concatAxis, splitAxis }) {
    // Lane k's part j becomes lane j's part k.
    const parts = moveAxis(divided(x, splitAxis + 1, axisSize), splitAxis + 1, 0);
    return { output: merged(moveAxis(parts, 1, concatAxis + 1), concatAxis + 1), isBatched: true };
  },
  transpose: (ct, { concatAxis, splitAxis, ...params }) =>
    bind1(allToAllP, [ct], { ...params, concatAxis: splitAxis, splitAxis: concatAxis }),
  paramText: {
    show: ({ axisIndexGroups, axisName, concatAxis, splitAxis, tiled }) => ({
      axisIndexGroups,
      axisName,
      concatAxis,
      splitAxis,
      tiled,
    }),
    read: (shown, [x], [y]) => {
      const params = shown as unknown as AllToAllParams;
      return { ...params, axisSize: x.shape[params.splitAxis] / y.shape[params.splitAxis] };
    },
  },
});

/** Each lane's parts along one axis go to the lanes, and what comes from them lies along the other. */
export function exchangeLanes(x: Value, params: Omit<AllToAllParams, "axisIndexGroups">): Value {
  return bind1(allToAllP, [x], { axisIndexGroups: null, ...params });
}

/** Axes `at` and `at + 1` as one. */
function merged(x: Value, at: number): Value {
  const { shape } = x;
  return reshape(x, [...shape.slice(0, at), shape[at] * shape[at + 1], ...shape.slice(at + 2)]);
}

/** Axis `at` as two, of which the first is `count` long. */
function divided(x: Value, at: number, count: number): Value {
  const { shape } = x;
  return reshape(x, [...shape.slice(0, at), count, shape[at] / count, ...shape.slice(at + 1)]);
}

function unbound(name: string): NameError {
  return new NameError(`unbound axis name: ${name}`);
}
