/** How loops are traced and bound: the functions that users call check what they are given, and come here. */

import { expectCarry, type TypeTree } from "../calls/carryTypes.js";
import { pieces, reordered } from "../calls/carry.js";
import { scanP } from "../calls/scanCall.js";
import type { ScanParams } from "../calls/scanReverse.js";
import { scanInSegments } from "../calls/scanSegments.js";
import { checkFinishedP } from "../calls/finishedCheck.js";
import { isListOfNumbers } from "./operands.js";
import { argumentsOf, traceFunction, type TracedFunction } from "../calls/tracedFunction.js";
import type { UserFunction } from "../calls/treeTypes.js";
import { whileP } from "../calls/whileCall.js";
import { ArrayType } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { Program } from "../ir/program.js";
import { currentSource } from "../ir/source.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { convertTo, resultType, toValue } from "../numpy/promotion.js";
import { concretizationError } from "../trace/tracer.js";
import { evaluate } from "../trace/evaluate.js";
import { scalar } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { isTraced } from "../trace/static.js";
import { bind } from "../trace/trace.js";
import type { ArrayLike, Value } from "../trace/value.js";

export interface WhileOptions {
  /** The most turns; without it, as many as the condition asks for. */
  maxSteps?: number;
  /**
   * Gives `[carry, unfinished]`: a boolean that says whether the condition still asked for more. Without it, that is a
   * LoopBoundReached.
   */
  unfinished?: boolean;
}

export interface ScanOptions {
  /** How many turns; needed where `xs` is null. */
  length?: number | Value;
  /** From the last element to the first. Default false. */
  reverse?: boolean;
  /** How many turns to write out in one; without effect on results. */
  unroll?: number | boolean;
  /**
   * Reverse mode keeps what is carried into one turn in √n, and takes the turns in between again. Without it, it keeps something
   * of each turn. Default false.
   */
  checkpoint?: boolean;
}

/** How messages speak of a body that stands for one of the user's. */
interface Spoken {
  readonly transform: string;
  /** What it calls the arrays that are carried. */
  readonly names: readonly string[];
}

export function goWhile(
  cond: UserFunction,
  body: UserFunction,
  init: unknown,
  { maxSteps, unfinished }: WhileOptions,
  spoken?: Spoken,
): unknown {
  const carry = new Carry(init, "while_loop");
  const trace = (): [TracedFunction, TracedFunction] => [
    checkedCondition(traceFunction(cond, carry.asArguments, carry.types, "while_cond")),
    traceFunction(body, carry.asArguments, carry.types, spoken?.transform ?? "while_body", spoken?.names),
  ];
  let [condition, step] = trace();
  if (carry.promote(step.outputTypes)) [condition, step] = trace();
  expectCarry("while_loop body", body, carry, { tree: step.outputTree, types: step.outputTypes });
  const last = runWhile(condition, step, carry.values, maxSteps);
  if (maxSteps === undefined && !unfinished) return unflatten(carry.tree, last);
  const [goesOn] = evaluate(condition.program, [...condition.constants, ...last]);
  if (unfinished) return [unflatten(carry.tree, last), goesOn];
  const checked = bind(checkFinishedP, [goesOn, ...last], { bound: maxSteps!, source: currentSource() });
  return unflatten(carry.tree, checked);
}

function checkedCondition(condition: TracedFunction): TracedFunction {
  const { outputTree, outputTypes } = condition;
  if (!outputTree.isLeaf)
    throw new TypeError(`cond_fun must return a boolean scalar, but got pytree ${outputTree.toString()}.`);
  const [type] = outputTypes;
  if (type.dtype !== "bool" || type.ndim > 0)
    throw new TypeError(
      `cond_fun must return a boolean scalar, but got output type(s) [${type.toAvalString()}].`,
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

export function goOver(
  f: UserFunction,
  init: unknown,
  xs: unknown,
  options: ScanOptions,
  spoken?: Spoken,
): [carry: unknown, ys: unknown] {
  const carry = new Carry(init, "scan");
  const scanned = new Carry(isListOfNumbers(xs) ? toValue(xs) : (xs ?? null), "scan");
  const length = scanLength(scanned.values, options.length);
  const unroll = turnsAtOnce(options.unroll ?? 1, length);
  const elements = scanned.types.map((t) => t.with({ shape: t.shape.slice(1) }));
  const tree = argumentsOf(carry.tree, scanned.tree);
  const trace = (): ScanBody => bodyOfScan(traceFunction(f, tree, [...carry.types, ...elements], spoken?.transform ?? "scan", spoken?.names)); // prettier-ignore
  let body = trace();
  if (carry.promote(body.carry.types)) body = trace();
  expectCarry("scan body", f, carry, body.carry);
  const given = { length, reverse: options.reverse ?? false, unroll, checkpoint: options.checkpoint ?? false }; // prettier-ignore
  const [last, ys] = pieces(runScan(body.traced, carry.values, scanned.values, given), carry.values.length);
  return [unflatten(carry.tree, last), unflatten(body.tree, ys)];
}

interface ScanBody {
  readonly traced: TracedFunction;
  readonly carry: TypeTree;
  /** The structure of an output. */
  readonly tree: TreeDef;
}

function bodyOfScan(traced: TracedFunction): ScanBody {
  const { outputTree, outputTypes } = traced;
  const [carry, y] = outputTree.children;
  if (outputTree.isLeaf || outputTree.children.length !== 2)
    throw new TypeError(`scan body output must be a pair, got ${pairText(outputTree, outputTypes)}.`); // prettier-ignore
  return { traced, carry: { tree: carry, types: outputTypes.slice(0, carry.numLeaves) }, tree: y };
}

function pairText(tree: TreeDef, types: readonly ArrayType[]): string {
  if (tree.isLeaf) return `${types[0].weakType ? "~" : ""}${types[0].toLongString()}`;
  const shaped = types.map((t) => t.toAvalString());
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
        "The `length` argument to `scan` expects a concrete `int` value. For scan-like iteration with a dynamic length, use `while_loop` or `fori_loop`.",
      );
    const length = Math.trunc(Number(given));
    if (!(length >= 0))
      throw new ValueError(`scan got \`length\` argument of ${String(given)}, which is no number of turns.`);
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
  { checkpoint, ...options }: { length: number; reverse: boolean; unroll: number; checkpoint: boolean },
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
  const inputs = [...fixed, ...constants, ...carry, ...xs];
  const params = {
    jaxpr: kept.length < moved.outputs.length ? reordered(moved, moved.inputs.map((_, i) => i), kept) : moved, // prettier-ignore
    ...options,
    numCarry: carriedCount,
    numConsts: fixed.length + constants.length,
  };
  const outputs = checkpoint ? takeInSegments(inputs, params) : bind(scanP, inputs, params);
  let next = 0;
  return [
    ...isCarried.map((is, i) => (is ? outputs[next++] : init[i])),
    ...sameAsX.map((x) => (x < 0 ? outputs[next++] : xs[x])),
  ];
}

function takeInSegments(inputs: readonly Value[], params: ScanParams): Value[] {
  const types = inputs.map((x) => x.type);
  return evaluate(scanInSegments(params, types, (xs, own) => bind(scanP, xs, own)), inputs); // prettier-ignore
}
