/** Running folds along an axis: element i of the result folds elements 0 … i. */

import type { ArrayType } from "../ir/arrayType.js";
import { showShape, stridesOf } from "../ir/arrayType.js";
import { type DType, isFloating } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { allocate, HostArray, toElement } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { abs, add, addTangents, max, min, mul, neg, sub } from "./arithmetic.js";
import { eq, gt, lt } from "./comparison.js";
import { constantLike, fullLike } from "./elementwise.js";
import { exp, log1p } from "./exponential.js";
import { select } from "./select.js";
import { indices } from "./strided.js";
import { canonicalAxis, pad, type PaddingAxis, sliceInDim } from "./views.js";

export interface CumulativeParams {
  readonly axis: number;
  readonly reverse: boolean;
}

/** A value with its tangent. */
interface Dual {
  readonly x: Value;
  readonly t: Value;
}

interface Running {
  readonly name: string;
  readonly floatOnly?: boolean;
  /** What changes nothing when folded in. */
  readonly identity: (dtype: DType) => number;
  /** On the host; the result is rounded or wrapped to the dtype. */
  readonly step: (a: number, b: number, dtype: DType) => number;
  readonly combine: (a: Value, b: Value) => Value;
  /** The tangent of `combine(a, b)`, which is `out`; null: the fold is linear. */
  readonly tangent: ((a: Dual, b: Dual, out: Value) => Value) | null;
}

function running(rules: Running): Primitive<CumulativeParams> {
  const { name, identity, step, combine, tangent } = rules;
  const primitive: Primitive<CumulativeParams> = {
    name,
    type([x], { axis }) {
      checkOperand(rules, x, axis);
      return [x];
    },
    evaluate: ([x], params) => [runOnHost(x, params, identity(x.dtype), step)],
    lowering: { kind: "expand", expand: ([x], params) => [scan(x, params, identity(x.dtype), combine)] },
    batch: ([x], _, __, { axis, reverse }) => ({
      outputs: [bind1(primitive, [x], { axis: axis + 1, reverse })],
      batched: [true],
    }),
    jvp([x], [t], params) {
      const out = bind1(primitive, [x], params);
      if (!t) return { primals: [out], tangents: [null] };
      const outT = tangent
        ? scanTangent({ x, t }, params, identity(x.dtype), rules)
        : bind1(primitive, [t], params);
      return { primals: [out], tangents: [outT] };
    },
  };
  if (!tangent)
    primitive.transpose = ([ct], _, __, { axis, reverse }) => [
      ct && bind1(primitive, [ct], { axis, reverse: !reverse }),
    ];
  return primitive;
}

function checkOperand({ name, floatOnly }: Running, x: ArrayType, axis: number): void {
  if (axis < 0 || axis >= x.ndim)
    throw new ValueError(`axis ${axis} is out of bounds for array of shape ${showShape(x.shape)}`);
  const fits = floatOnly ? isFloating(x.dtype) : x.dtype !== "bool" && x.dtype !== "float0";
  if (!fits) throw new TypeError(`${name} does not accept dtype ${x.dtype}.`);
}

function runOnHost(
  x: HostArray,
  { axis, reverse }: CumulativeParams,
  identity: number,
  step: Running["step"],
): HostArray {
  const values = allocate(x.dtype, x.size);
  const length = x.shape[axis];
  const stride = stridesOf(x.shape)[axis];
  const isInteger = !isFloating(x.dtype);
  for (let start = 0; start < values.length; start++) {
    if (Math.floor(start / stride) % length !== 0) continue;
    let folded = identity;
    for (let k = 0; k < length; k++) {
      const i = start + (reverse ? length - 1 - k : k) * stride;
      folded = step(folded, x.values[i], x.dtype);
      values[i] = isInteger ? folded : toElement(x.dtype, folded);
      if (isInteger) folded = values[i];
    }
  }
  return new HostArray(x.type, values);
}

/** The array moved by `distance` along an axis (back in reverse), filled with a value. */
function shift(x: Value, distance: number, { axis, reverse }: CumulativeParams, fill: number): Value {
  const length = x.shape[axis];
  const range = reverse ? { start: distance } : { limit: length - distance };
  const config: PaddingAxis[] = indices(x.ndim).map((i) =>
    i !== axis ? [0, 0, 0] : reverse ? [0, distance, 0] : [distance, 0, 0],
  );
  return pad(sliceInDim(x, { ...range, axis }), constantLike(x, fill), config);
}

/**
 * Doubles the number of folded elements until all are: log2(n) steps.
 * Hillis and Steele, "Data parallel algorithms", 1986.
 */
function scan(x: Value, params: CumulativeParams, identity: number, combine: Running["combine"]): Value {
  for (let distance = 1; distance < x.shape[params.axis]; distance *= 2)
    x = combine(shift(x, distance, params, identity), x);
  return x;
}

function scanTangent(
  dual: Dual,
  params: CumulativeParams,
  identity: number,
  { combine, tangent }: Running,
): Value {
  let { x, t } = dual;
  for (let distance = 1; distance < x.shape[params.axis]; distance *= 2) {
    const earlier = { x: shift(x, distance, params, identity), t: shift(t, distance, params, 0) };
    const out = combine(earlier.x, x);
    t = tangent!(earlier, { x, t }, out);
    x = out;
  }
  return t;
}

/** At a tie, half of each. */
const choose =
  (better: (a: Value, b: Value) => Value) =>
  (a: Dual, b: Dual): Value => {
    const half = fullLike(a.x, 0.5);
    const one = fullLike(a.x, 1);
    const zero = fullLike(a.x, 0);
    const share = (x: Value, y: Value): Value => select(eq(x, y), half, select(better(x, y), one, zero));
    return addTangents(mul(a.t, share(a.x, b.x)), mul(b.t, share(b.x, a.x)));
  };

const cumsumP = running({
  name: "cumsum",
  identity: () => 0,
  step: (a, b) => a + b,
  combine: add,
  tangent: null,
});

const cumprodP = running({
  name: "cumprod",
  identity: () => 1,
  step: (a, b, dtype) => (isFloating(dtype) ? a * b : Math.imul(a, b)),
  combine: mul,
  tangent: (a, b) => addTangents(mul(a.t, b.x), mul(a.x, b.t)),
});

const cummaxP = running({
  name: "cummax",
  identity: (dtype) => (isFloating(dtype) ? -Infinity : dtype === "int32" ? -2147483648 : 0),
  step: (a, b) => Math.max(a, b),
  combine: max,
  tangent: choose(gt),
});

const cumminP = running({
  name: "cummin",
  identity: (dtype) => (isFloating(dtype) ? Infinity : dtype === "int32" ? 2147483647 : 4294967295),
  step: (a, b) => Math.min(a, b),
  combine: min,
  tangent: choose(lt),
});

const cumlogsumexpP = running({
  name: "cumlogsumexp",
  floatOnly: true,
  identity: () => -Infinity,
  step(a, b) {
    if (a === b) return a + (Number.isFinite(a) ? Math.LN2 : 0);
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  },
  combine(a, b) {
    const greatest = max(a, b);
    const sum = add(greatest, log1p(exp(neg(abs(sub(a, b))))));
    // Equal infinities: their difference is not a number.
    return select(eq(a, b), add(a, constantLike(a, Math.LN2)), sum);
  },
  tangent(a, b, out) {
    const weigh = ({ x, t }: Dual): Value => {
      const weight = exp(sub(x, out));
      return mul(t, select(eq(x, constantLike(x, -Infinity)), fullLike(x, 0), weight));
    };
    return addTangents(weigh(a), weigh(b));
  },
});

function cumulative(primitive: Primitive<CumulativeParams>) {
  return (x: Value, options: { axis?: number; reverse?: boolean } = {}): Value =>
    bind1(primitive, [x], {
      axis: canonicalAxis(options.axis ?? 0, x.ndim),
      reverse: options.reverse ?? false,
    });
}

/** Running sums along an axis, from its end with `reverse`. */
export const cumsum = cumulative(cumsumP);
/** Running products along an axis. */
export const cumprod = cumulative(cumprodP);
/** The greatest element so far along an axis. */
export const cummax = cumulative(cummaxP);
/** The least element so far along an axis. */
export const cummin = cumulative(cumminP);
/** The logarithm of the running sum of exponentials along an axis, for floats. */
export const cumlogsumexp = cumulative(cumlogsumexpP);

export const cumulativePrimitives: readonly Primitive[] = [
  cumsumP,
  cumprodP,
  cummaxP,
  cumminP,
  cumlogsumexpP,
];
