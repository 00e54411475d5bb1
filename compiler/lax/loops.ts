/** Loops: turns of a function on what it gave before. */

import { expectCarry, type TypeTree } from "../calls/carryTypes.js";
import { pieces, reordered } from "../calls/carry.js";
import { scanP } from "../calls/scanCall.js";
import { checkFinishedP } from "../calls/finishedCheck.js";
import { isListOfNumbers } from "./operands.js";
import { argumentsOf, traceFunction, type TracedFunction } from "../calls/tracedFunction.js";
import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { whileP } from "../calls/whileCall.js";
import { ArrayType } from "../ir/arrayType.js";
import { isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import type { Program } from "../ir/program.js";
import { currentSource } from "../ir/source.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { convertTo, resultType, toValue } from "../numpy/promotion.js";
import { add } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { concretizationError } from "../trace/tracer.js";
import { evaluate } from "../trace/evaluate.js";
import { HostArray, scalar } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { isTraced } from "../trace/static.js";
import { bind } from "../trace/trace.js";
import type { ArrayLike, Value } from "../trace/value.js";

interface WhileOptions {
  /** The most turns; without it, as many as the condition asks for. */
  maxSteps?: number;
  /**
   * Gives `[carry, unfinished]`: a boolean that says whether the condition still asked for more. Without it, that is a
   * LoopBoundReached.
   */
  unfinished?: boolean;
}

/**
 * Takes turns of `body` on what is carried (a tree of arrays), as long as `cond` of it is true. `body` must give a tree of the
 * same structure, shapes and dtypes. Both are traced once. Under `vmap` each lane stops by itself.
 *
 *     lax.whileLoop((x) => x.lt(100), (x) => x.mul(2), 3) // 192.0
 *
 * Throws a TypeError when `cond` gives no boolean scalar, or `body` something else than it is given. Forward mode goes through
 * it, reverse mode does not. Source: `jax.lax.while_loop`.
 */
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options: WhileOptions & { unfinished: true },
): [carry: ArrayTree<T>, unfinished: Value];
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options?: WhileOptions,
): ArrayTree<T>;
export function whileLoop<const T>(
  cond: (carry: ArrayTree<T>) => unknown,
  body: (carry: ArrayTree<T>) => unknown,
  init: T,
  options: WhileOptions = {},
): ArrayTree<T> | [ArrayTree<T>, Value] {
  if (typeof cond !== "function" || typeof body !== "function")
    throw new TypeError("lax.while_loop: body_fun and cond_fun arguments should be callable.");
  const known = ["maxSteps", "unfinished"] as const;
  const { maxSteps, unfinished } = expectOptions("whileLoop(cond, body, init)", options, known);
  if (maxSteps !== undefined && !(Number.isSafeInteger(maxSteps) && maxSteps >= 0))
    throw new ValueError(`maxSteps must be a whole number of turns, got ${String(maxSteps)}.`);
  const carry = new Carry(init, "while_loop");
  const trace = (f: UserFunction, what: string): TracedFunction => traceFunction(f, carry.asArguments, carry.types, what); // prettier-ignore
  let condition = checkedCondition(trace(cond, "while_cond"));
  let step = trace(body, "while_body");
  if (carry.promote(step.outputTypes)) {
    condition = checkedCondition(trace(cond, "while_cond"));
    step = trace(body, "while_body");
  }
  expectCarry("while_loop body", body, carry, { tree: step.outputTree, types: step.outputTypes });
  const last = runWhile(condition, step, carry.values, maxSteps);
  const asTree = (values: readonly Value[]): ArrayTree<T> => unflatten(carry.tree, values) as ArrayTree<T>;
  if (maxSteps === undefined && !unfinished) return asTree(last);
  const [goesOn] = evaluate(condition.program, [...condition.constants, ...last]);
  if (unfinished) return [asTree(last), goesOn];
  return asTree(bind(checkFinishedP, [goesOn, ...last], { bound: maxSteps!, source: currentSource() }));
}

function checkedCondition(condition: TracedFunction): TracedFunction {
  const { outputTree, outputTypes } = condition;
  if (!outputTree.isLeaf)
    throw new TypeError(`cond_fun must return a boolean scalar, but got pytree ${outputTree.toString()}.`);
  const [type] = outputTypes;
  if (type.dtype !== "bool" || type.ndim > 0)
    throw new TypeError(
      `cond_fun must return a boolean scalar, but got output type(s) [ShapedArray(${type.toLongString()}${type.weakType ? ", weak_type=True" : ""})].`,
    );
  return condition;
}

/** What the body hands on as it is, and the condition does not read, is a constant of the body. */
function runWhile(
  condition: TracedFunction,
  body: TracedFunction,
  init: readonly Value[],
  bound: number | undefined,
): Value[] {
  const read = inputsRead(condition.program);
  const isCarried = forwarded(body, init.length).map(
    (from, i) => from !== i || read.has(condition.constants.length + i),
  );
  const [before, after] = [false, true].map((is) => init.filter((_, i) => isCarried[i] === is));
  const outputs = bind(whileP, [...condition.constants, ...before, ...body.constants, ...after], {
    condJaxpr: withMovedCarry(condition, isCarried, "left out"),
    condNconsts: condition.constants.length,
    bodyJaxpr: withMovedCarry(body, isCarried, "constants"),
    bodyNconsts: before.length + body.constants.length,
    ...(bound !== undefined && { bound }),
  });
  let next = 0;
  return isCarried.map((is, i) => (is ? outputs[next++] : init[i]));
}

/** For each of the carried outputs, the carried input that it is. */
function forwarded({ program, constants }: TracedFunction, carried: number): number[] {
  return program.outputs
    .slice(0, carried)
    .map((out) => program.inputs.findIndex((v) => v === out) - constants.length);
}

function inputsRead({ inputs, equations, outputs }: Program<Primitive>): Set<number> {
  const used = new Set([...equations.flatMap((e) => e.inputs), ...outputs]);
  return new Set(inputs.flatMap((v, i) => (used.has(v) ? [i] : [])));
}

/** The program without carried values that never change: they are leading constants, or no inputs at all. */
function withMovedCarry(
  { program, constants }: TracedFunction,
  isCarried: readonly boolean[],
  others: "constants" | "left out",
): Program<Primitive> {
  if (!isCarried.includes(false)) return program;
  const numbers = program.inputs.map((_, i) => i);
  const [consts, carry, xs] = pieces(numbers, constants.length, isCarried.length);
  const fixed = others === "constants" ? carry.filter((_, i) => !isCarried[i]) : [];
  const outputs = program.outputs
    .map((_, i) => i)
    .filter((i) => others === "left out" || (isCarried[i] ?? true));
  return reordered(program, [...fixed, ...consts, ...carry.filter((_, i) => isCarried[i]), ...xs], outputs);
}

/** What a loop carries, at its start. */
class Carry implements TypeTree {
  readonly tree: TreeDef;
  values: Value[];

  private readonly given: readonly unknown[];

  constructor(init: unknown, what: string) {
    [this.given, this.tree] = flatten(init);
    this.values = this.given.map((x) => toValue(x, `lax.${what}, init`));
  }

  get types(): ArrayType[] {
    return this.values.map((x) => x.type);
  }

  /** The structure of a list of arguments that is this tree alone. */
  get asArguments(): TreeDef {
    return argumentsOf(this.tree);
  }

  /** Gives numbers the dtype of what becomes of them. Says whether that changed anything. */
  promote(after: readonly ArrayType[]): boolean {
    if (after.length !== this.values.length) return false;
    const promoted = this.values.map((x, i) =>
      x.weakType && !x.type.equals(after[i])
        ? convertTo(x, resultType([this.given[i] as ArrayLike, scalarOf(after[i])]).dtype)
        : x,
    );
    const isChanged = promoted.some((x, i) => x !== this.values[i]);
    this.values = promoted;
    return isChanged;
  }
}

/** A scalar that promotes as arrays of this type do. */
const scalarOf = (type: ArrayType): Value => scalar(0, new ArrayType(type.dtype, [], type.weakType));

interface ScanOptions {
  /** How many turns; needed where `xs` is null. */
  length?: number | Value;
  /** From the last element to the first. Default false. */
  reverse?: boolean;
  /** How many turns to write out in one; without effect on results. */
  unroll?: number | boolean;
}

/**
 * Takes a turn of `f` for each element of `xs` along the first axis (`xs` is a tree of arrays, or null): `f(carry, x)` gives
 * the carry for the next turn and an output `y`. Gives the last carry and all outputs, stacked along a new first axis.
 *
 *     lax.scan((sum, x) => [sum.add(x), sum], 0, [1, 2, 3]) // [6.0, [0. 1. 3.]]
 *
 * Throws a TypeError when `f` gives no pair, or another carry than it is given, and a ValueError when lengths differ. Source:
 * `jax.lax.scan`.
 */
export function scan<const C, Y>(
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an element of xs: a tree of arrays
  f: (carry: ArrayTree<C>, x: any) => readonly [unknown, Y],
  init: C,
  xs?: unknown,
  ...rest: Arguments<ScanOptions, ["length", "reverse", "unroll"]>
): [carry: ArrayTree<C>, ys: ArrayTree<Y>] {
  if (typeof f !== "function") throw new TypeError("lax.scan: f argument should be a callable.");
  const options = expectArguments<ScanOptions>("scan(f, init, xs)", rest, ["length?", "reverse?", "unroll?"]);
  const carry = new Carry(init, "scan");
  const scanned = new Carry(isListOfNumbers(xs) ? toValue(xs) : (xs ?? null), "scan");
  const length = scanLength(scanned.values, options.length);
  const unroll = turnsAtOnce(options.unroll ?? 1, length);
  const elements = scanned.types.map((t) => t.with({ shape: t.shape.slice(1) }));
  const trace = (): ScanBody => traceBody(f, argumentsOf(carry.tree, scanned.tree), [...carry.types, ...elements]); // prettier-ignore
  let body = trace();
  if (carry.promote(body.carry.types)) body = trace();
  expectCarry("scan body", f, carry, body.carry);
  const { traced, tree } = body;
  const given = { length, reverse: options.reverse ?? false, unroll };
  const [last, ys] = pieces(runScan(traced, carry.values, scanned.values, given), carry.values.length);
  return [unflatten(carry.tree, last), unflatten(tree, ys)] as [ArrayTree<C>, ArrayTree<Y>];
}

interface ScanBody {
  readonly traced: TracedFunction;
  readonly carry: TypeTree;
  /** The structure of an output. */
  readonly tree: TreeDef;
}

function traceBody(f: UserFunction, tree: TreeDef, types: readonly ArrayType[]): ScanBody {
  const traced = traceFunction(f, tree, types, "scan");
  const { outputTree, outputTypes } = traced;
  const [carry, y] = outputTree.children;
  if (outputTree.isLeaf || outputTree.children.length !== 2)
    throw new TypeError(`scan body output must be a pair, got ${pairText(outputTree, outputTypes)}.`); // prettier-ignore
  return { traced, carry: { tree: carry, types: outputTypes.slice(0, carry.numLeaves) }, tree: y };
}

function pairText(tree: TreeDef, types: readonly ArrayType[]): string {
  if (tree.isLeaf) return `${types[0].weakType ? "~" : ""}${types[0].toLongString()}`;
  const shaped = types.map((t) => `ShapedArray(${t.toLongString()}${t.weakType ? ", weak_type=True" : ""})`);
  let next = 0;
  return tree.show(() => shaped[next++]);
}

function scanLength(xs: readonly Value[], given: number | Value | undefined): number {
  const scalars = xs.filter((x) => x.ndim === 0);
  if (scalars.length > 0)
    throw new ValueError(
      `scan got value with no leading axis to scan over: ${scalars.map(String).join(", ")}.`,
    );
  const lengths = xs.map((x) => x.shape[0]);
  if (given !== undefined) {
    if (isTraced(given))
      throw concretizationError(
        given,
        "The `length` argument to `scan` expects a concrete `int` value. For scan-like iteration with a dynamic length, use `while_loop` or `fori_loop`",
      );
    const length = Number(given);
    if (lengths.some((n) => n !== length))
      throw new ValueError(
        `scan got \`length\` argument of ${length} which disagrees with leading axis sizes [${lengths.join(", ")}].`,
      );
    return length;
  }
  if (new Set(lengths).size > 1)
    throw new ValueError(`scan got values with different leading axis sizes: ${lengths.join(", ")}.`);
  if (lengths.length === 0)
    throw new ValueError("scan got no values to scan over and `length` not provided.");
  return lengths[0];
}

function turnsAtOnce(unroll: number | boolean, length: number): number {
  if (typeof unroll === "boolean") return unroll ? Math.max(length, 1) : 1;
  if (!Number.isInteger(unroll) || unroll < 0)
    throw new ValueError("`unroll` must be a `bool` or a non-negative `int`.");
  return unroll;
}

/** What the body hands on as it is becomes a constant; elements that it gives as it got them need not be stacked again. */
function runScan(
  traced: TracedFunction,
  init: readonly Value[],
  xs: readonly Value[],
  params: { length: number; reverse: boolean; unroll: number },
): Value[] {
  const { program, constants } = traced;
  const isCarried = forwarded(traced, init.length).map((from, i) => from !== i);
  const firstX = constants.length + init.length;
  const ys = program.outputs.slice(init.length);
  const sameAsX = ys.map((y) => program.inputs.findIndex((v) => v === y) - firstX);
  const moved = withMovedCarry(traced, isCarried, "constants");
  const carriedCount = isCarried.filter((is) => is).length;
  const kept = moved.outputs
    .map((_, i) => i)
    .filter((i) => i < carriedCount || sameAsX[i - carriedCount] < 0);
  const [fixed, carry] = [false, true].map((is) => init.filter((_, i) => isCarried[i] === is));
  const outputs = bind(scanP, [...fixed, ...constants, ...carry, ...xs], {
    jaxpr: kept.length < moved.outputs.length ? reordered(moved, moved.inputs.map((_, i) => i), kept) : moved, // prettier-ignore
    ...params,
    numCarry: carriedCount,
    numConsts: fixed.length + constants.length,
  });
  let next = 0;
  return [
    ...isCarried.map((is, i) => (is ? outputs[next++] : init[i])),
    ...sameAsX.map((x) => (x < 0 ? outputs[next++] : xs[x])),
  ];
}

interface ForiOptions {
  /** How many turns to write out in one; without effect on results. */
  unroll?: number | boolean;
}

/**
 * `for (i = lower; i < upper; i++) carry = body(i, carry)`, where what is carried is a tree of arrays. The bounds may be
 * traced; where they are known, reverse mode goes through the loop.
 *
 *     lax.foriLoop(0, 5, (i, x) => x.add(i), 0) // 10.0
 *
 * Throws a TypeError when the bounds differ in dtype, or `body` gives something else than it is given. Source:
 * `jax.lax.fori_loop`.
 */
export function foriLoop<const T>(
  lower: ArrayLike,
  upper: ArrayLike,
  body: (i: Value, carry: ArrayTree<T>) => unknown,
  init: T,
  options: ForiOptions = {},
): ArrayTree<T> {
  if (typeof body !== "function") throw new TypeError("lax.fori_loop: body_fun argument should be callable.");
  const { unroll } = expectOptions("foriLoop(lower, upper, body, init)", options, ["unroll"]);
  const [first, end] = boundsOf(lower, upper);
  if (first instanceof HostArray && end instanceof HostArray && isInteger(first.dtype)) {
    const length = Math.max(Number(end.item()) - Number(first.item()), 0);
    const turn = bodyOf(body, "scan");
    return scan(turn, [first, init], null, { length, unroll: unroll ?? false })[0][1];
  }
  if (unroll !== undefined && unroll !== false && unroll !== 1)
    throw new ValueError("Can only use `unroll` in `fori_loop` if the loop bounds are statically known.");
  const turn = bodyOf(body, "while");
  const start: unknown = [first, end, init];
  return (whileLoop(isBefore, turn, start) as [Value, Value, ArrayTree<T>])[2];
}

const isBefore = (carry: unknown): Value => {
  const [i, upper] = carry as [Value, Value];
  return lt(i, upper);
};
const next = (i: Value): Value => add(i, scalar(1, i.type));

const turns = {
  scan: new WeakMap<UserFunction, UserFunction>(),
  while: new WeakMap<UserFunction, UserFunction>(),
};

/** The body with a counter: one function for one body, so that it is traced once. */
function bodyOf(body: UserFunction, kind: "scan" | "while"): UserFunction {
  let turn = turns[kind].get(body);
  if (!turn) {
    turn =
      kind === "scan"
        ? ([i, x]: [Value, unknown]) => [[next(i), body(i, x) as unknown], null]
        : ([i, upper, x]: [Value, Value, unknown]) => [next(i), upper, body(i, x) as unknown];
    turns[kind].set(body, turn);
  }
  return turn;
}

/** The bounds of a loop that counts. Bare numbers are integers. */
function boundsOf(lower: ArrayLike, upper: ArrayLike): Value[] {
  const bounds = [lower, upper].map((x) =>
    toValue(typeof x === "number" && Number.isInteger(x) ? BigInt(x) : x),
  );
  const [a, b] = bounds.map((x) => x.dtype);
  if (a === b) return bounds;
  throw new TypeError(`lower and upper arguments to fori_loop must have equal types, got ${a} and ${b}`);
}
