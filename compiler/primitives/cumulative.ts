/** Running folds along an axis: element i of the result folds elements 0 … i. */

import { type ArrayType, showShape } from "../ir/arrayType.js";
import { type DType, greatest, isFloating, least } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import * as expr from "../ir/expression.js";
import { type Expr, literal } from "../ir/expression.js";
import { operatorOn } from "../ir/operators.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { abs, add, max, min, mul, neg, sub } from "./arithmetic.js";
import { canonicalAxis } from "./axes.js";
import { eq, gt, lt } from "./comparison.js";
import { callShader, constantLike, fullLike } from "./elementwise.js";
import { exp, log1p } from "./exponential.js";
import { linearRecurrence, linearRecurrenceP } from "./recurrence.js";
import { cutIntoBlocks, type Direction, isCut, isFirst, runInKernel, runOnHost, shift } from "./running.js";
import { select } from "./select.js";

/** How a running result depends on the one before it, and on the element. */
interface Slopes {
  readonly before: Value;
  readonly x: Value;
}

interface Running {
  readonly name: string;
  readonly floatOnly?: boolean;
  /** What changes nothing when folded in. */
  readonly identity: (dtype: DType) => number;
  /** On the host; the result is rounded or wrapped to the dtype. */
  readonly step: (a: number, b: number, dtype: DType) => number;
  /** In a kernel, and of arrays. */
  readonly emit: (a: Expr, b: Expr) => Expr;
  readonly combine: (a: Value, b: Value) => Value;
  /** Whether elements are folded among each other before they join what came before: sums lose less. */
  readonly inGroups?: boolean;
  /** The derivatives of `out`, which combines `before` and x; null: the fold is linear. */
  readonly slopes: ((before: Value, x: Value, out: Value) => Slopes) | null;
}

function running(rules: Running): Primitive<Direction> {
  const { name, identity, step, emit, combine, slopes, inGroups = false } = rules;
  const primitive: Primitive<Direction> = {
    name,
    type([x], { axis }) {
      checkOperand(rules, x, axis);
      return [x];
    },
    evaluate: ([x], params) => [
      runOnHost(x, params, identity(x.dtype), (before, i) => step(before, x.values[i], x.dtype)),
    ],
    lowering: {
      kind: "choose",
      choose: ([x], { axis }, lanes) =>
        isCut(x, axis, lanes)
          ? { kind: "expand", expand: ([y], params) => [runInBlocks(y, params, lanes)] }
          : runInKernel(identity(x.dtype), (before, [y]) => emit(before, y), inGroups),
    },
    batch: ([x], _, __, { axis, reverse }) => ({
      outputs: [bind1(primitive, [x], { axis: axis + 1, reverse })],
      batched: [true],
    }),
    jvp([x], [t], params) {
      const out = bind1(primitive, [x], params);
      if (!t) return { primals: [out], tangents: [null] };
      if (!slopes) return { primals: [out], tangents: [bind1(primitive, [t], params)] };
      const by = slopes(shift(out, params, identity(x.dtype)), x, out);
      // The first result is the first element, whatever the identity is like.
      const own = select(isFirst(x, params), fullLike(x, 1), by.x);
      return { primals: [out], tangents: [linearRecurrence(by.before, mul(own, t), params)] };
    },
  };
  if (!slopes)
    primitive.transpose = ([ct], _, __, { axis, reverse }) => [
      ct && bind1(primitive, [ct], { axis, reverse: !reverse }),
    ];

  /** Runs within blocks, then over their totals, and joins the two. */
  function runInBlocks(x: Value, direction: Direction, lanes: number): Value {
    const fill = identity(x.dtype);
    const blocks = cutIntoBlocks(x, direction, lanes);
    const inBlocks = bind1(primitive, [blocks.cut(x, fill)], blocks.within);
    const totals = bind1(primitive, [blocks.last(inBlocks)], direction);
    return blocks.joined(combine(blocks.spread(shift(totals, direction, fill)), inBlocks));
  }

  return primitive;
}

function checkOperand({ name, floatOnly }: Running, x: ArrayType, axis: number): void {
  if (axis < 0 || axis >= x.ndim)
    throw new ValueError(`axis ${axis} is out of bounds for array of shape ${showShape(x.shape)}`);
  const fits = floatOnly ? isFloating(x.dtype) : x.dtype !== "bool" && x.dtype !== "float0";
  if (!fits) throw new TypeError(`${name} does not accept dtype ${x.dtype}.`);
}

/** At a tie, half of each. */
const choose =
  (better: (a: Value, b: Value) => Value) =>
  (before: Value, x: Value): Slopes => {
    const [zero, half, one] = [0, 0.5, 1].map((n) => fullLike(x, n));
    const share = (a: Value, b: Value): Value => select(eq(a, b), half, select(better(a, b), one, zero));
    return { before: share(before, x), x: share(x, before) };
  };

const extremum =
  (name: "min" | "max") =>
  (a: Expr, b: Expr): Expr =>
    expr.isFloat(a.type) ? callShader(`pb_${name}`, a, b) : expr.binary(name, a, b);

const cumsumP = running({
  name: "cumsum",
  identity: () => 0,
  step: (a, b) => a + b,
  emit: expr.add,
  combine: add,
  inGroups: true,
  slopes: null,
});

const cumprodP = running({
  name: "cumprod",
  identity: () => 1,
  step: (a, b, dtype) => operatorOn(expr.scalarType(dtype), "mul")(a, b),
  emit: expr.mul,
  combine: mul,
  slopes: (before, x) => ({ before: x, x: before }),
});

const cummaxP = running({
  name: "cummax",
  identity: least,
  step: (a, b) => Math.max(a, b),
  emit: extremum("max"),
  combine: max,
  slopes: choose(gt),
});

const cumminP = running({
  name: "cummin",
  identity: greatest,
  step: (a, b) => Math.min(a, b),
  emit: extremum("min"),
  combine: min,
  slopes: choose(lt),
});

const cumlogsumexpP = running({
  name: "cumlogsumexp",
  floatOnly: true,
  identity: () => -Infinity,
  step(a, b) {
    if (a === b) return a + (Number.isFinite(a) ? Math.LN2 : 0);
    return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
  },
  emit(a, b) {
    const distance = expr.unary("abs", expr.sub(a, b));
    const more = expr.call("pb_log1p", a.type, expr.call("pb_exp", a.type, expr.unary("neg", distance)));
    // Equal infinities: their difference is not a number.
    const twice = expr.add(a, literal(a.type, Math.LN2));
    return expr.select(expr.equal(a, b), twice, expr.add(extremum("max")(a, b), more));
  },
  combine(a, b) {
    const sum = add(max(a, b), log1p(exp(neg(abs(sub(a, b))))));
    return select(eq(a, b), add(a, constantLike(a, Math.LN2)), sum);
  },
  slopes(before, x, out) {
    const weight = (y: Value): Value =>
      select(eq(y, constantLike(y, -Infinity)), fullLike(y, 0), exp(sub(y, out)));
    return { before: weight(before), x: weight(x) };
  },
});

function cumulative(primitive: Primitive<Direction>) {
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
  linearRecurrenceP,
];
