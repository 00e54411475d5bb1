/** `jax.lax.scan` and the other loops and choices, in JAX's signatures. */

import type { UserFunction } from "../../calls/treeTypes.js";
import { map } from "../../ir/tree.js";
import { toValue } from "../../trace/hostArray.js";
import { isTraced } from "../../trace/static.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { List, Tuple } from "../objects/containers.js";
import type { Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { typeOf } from "../objects/types.js";
import { listOf } from "../objects/iterate.js";
import { index } from "../objects/operators.js";
import { call } from "../objects/machine.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { fullName } from "../types/object.js";
import { arrayOr, toArray, toStatic } from "./convert.js";
import { onHost } from "./device.js";
import { isTransformable, toFunction, tupleOf } from "./functions.js";
import { lax } from "./library.js";
import { isJitDisabled } from "./stages.js";
import { foriTurns, mapTurns, scanTurns, whileTurns } from "./turnByTurn.js";

/** A tree of arrays as the library takes it: NumPy's become the library's. */
export function operand(tree: Value): Value {
  return map((x) => arrayOr(x as Value) ?? x, tree) as Value;
}

/** What a loop carries at its start, as arrays, and what its end is to the script. */
interface Carried {
  readonly arrays: Value;
  /** What the body hands on as it is comes back as it was given: a number stays one. */
  restore(last: unknown): Value;
}

function carried(init: Value): Carried {
  const given = new Map<unknown, Value>();
  const arrays = map((x) => {
    const form = arrayOr(x as Value);
    if (form === undefined) return x;
    const array = toValue(form);
    if (array !== x) given.set(array, x as Value);
    return array;
  }, init);
  return {
    arrays: arrays as Value,
    restore: (last) => (given.size === 0 ? last : map((x) => given.get(x) ?? x, last)) as Value,
  };
}

/** A function of the script's, or what is none: the library says so. */
function callable(f: Value): UserFunction {
  return isTransformable(f) ? toFunction(f) : (undefined as never);
}

/** A bound of a loop: known, if its value can be had. */
function bound(x: Value): Value {
  const value = operand(x);
  return value instanceof ArrayValue && !isTraced(value) ? onHost(value) : value;
}

/** Whether the value of a number can be had. */
function isKnown(x: Value): boolean {
  return x !== null && !isTraced(x) && arrayOr(x) !== undefined;
}

function unrolled(x: Value | undefined): { unroll?: number | boolean } {
  return x === undefined || x === null ? {} : { unroll: toStatic(x) as number | boolean };
}

/** `operand=` is an older way to say the same. */
function operandsOf(operands: readonly Value[], single: Value | undefined): readonly Value[] {
  if (single === undefined) return operands;
  if (operands.length > 0)
    fail(
      "TypeError",
      `if 'operand' keyword is passed then no positional operands can be passed, got operand=${repr(single)} and positional operands ${repr(new Tuple([...operands]))}`,
    );
  return [single];
}

function cond(
  pred: Value,
  onTrue: Value,
  onFalse: Value,
  operands: readonly Value[],
  single?: Value,
): unknown {
  const isOldForm = !isTransformable(onTrue) && operands.length === 2 && isTransformable(operands[1]);
  if (isOldForm) {
    const [x, f, y, g] = [onTrue, callable(onFalse), operands[0], callable(operands[1])];
    return lax.cond(
      operand(pred) as never,
      (a: unknown): unknown => f(a),
      (_: unknown, b: unknown): unknown => g(b),
      operand(x),
      operand(y),
    );
  }
  if (typeof pred === "string" || pred instanceof List || pred instanceof Tuple)
    fail("TypeError", `Pred must be a scalar, got ${str(pred)} of type <class '${fullName(typeOf(pred))}'>`);
  const given = operandsOf(operands, single);
  if (isJitDisabled() && isKnown(pred)) return call(truth(pred) ? onTrue : onFalse, given);
  return lax.cond(operand(pred) as never, callable(onTrue), callable(onFalse), ...given.map(operand));
}

function switchCase(which: Value, branches: Value, operands: readonly Value[], single?: Value): unknown {
  const list = listOf(branches);
  if (which instanceof List || which instanceof Tuple)
    fail("TypeError", `Branch index must be scalar, got ${str(which)} of shape ${shapeText(which)}.`);
  const given = operandsOf(operands, single);
  if (isJitDisabled() && isKnown(which) && list.length > 0) {
    const n = Number(toStatic(which));
    return call(list[Math.min(Math.max(n, 0), list.length - 1)], given);
  }
  return lax.switch(operand(which) as never, list.map(callable), ...given.map(operand));
}

function shapeText(list: Value): string {
  return str(new Tuple(toValue(toArray(list)).shape.map(BigInt)));
}

interface WhileOptions {
  readonly steps: Value;
  readonly unfinished: boolean;
}

function whileLoop(condition: Value, body: Value, init: Value, { steps, unfinished }: WhileOptions): Value {
  const maxSteps = steps === null ? undefined : toStatic(steps);
  if (maxSteps !== undefined && !(Number.isSafeInteger(maxSteps) && Number(maxSteps) >= 0))
    fail("ValueError", `max_steps must be a whole number of turns, got ${str(steps)}.`);
  const given = {
    ...(maxSteps !== undefined && { maxSteps: maxSteps as number }),
    ...(unfinished && { unfinished }),
  };
  const { arrays, restore } = carried(init);
  return restore(tupleOf(lax.whileLoop(callable(condition), callable(body), arrays, given)));
}

/** What `jax.lax` has of them. */
export const loopNatives: Natives = {
  "while_loop(cond_fun, body_fun, init_val, *, max_steps=None, unfinished=False)"(
    condition: Value,
    body: Value,
    init: Value,
    steps: Value = null,
    unfinished: Value = false,
  ) {
    const options = { steps, unfinished: truth(unfinished) };
    const isPlain = steps === null && !options.unfinished;
    const last = isPlain && isJitDisabled() ? whileTurns(condition, body, init) : undefined;
    return last === undefined ? whileLoop(condition, body, init, options) : last;
  },
  "fori_loop(lower, upper, body_fun, init_val, *, unroll=None, checkpoint=False)"(
    lower: Value,
    upper: Value,
    body: Value,
    init: Value,
    unroll?: Value,
    checkpoint: Value = false,
  ) {
    if (isJitDisabled() && isKnown(lower) && isKnown(upper))
      return foriTurns(Number(toStatic(lower)), Number(toStatic(upper)), body, init);
    const [from, to] = [bound(lower), bound(upper)] as never[];
    const options = { ...unrolled(unroll), checkpoint: truth(checkpoint) };
    const { arrays, restore } = carried(init);
    return restore(lax.foriLoop(from, to, callable(body), arrays, options));
  },
  "scan(f, init, xs=None, length=None, reverse=False, unroll=1, _split_transpose=False, *, checkpoint=False)"(
    f: Value,
    init: Value,
    xs: Value = null,
    length: Value = null,
    reverse: Value = false,
    unroll?: Value,
    _splits?: Value,
    checkpoint: Value = false,
  ) {
    if (isJitDisabled()) {
      const count = length === null ? undefined : Number(toStatic(length));
      const result = scanTurns(f, init, xs, count, truth(reverse));
      if (result !== undefined) return result;
    }
    const known = length === null ? {} : { length: bound(length) as never };
    const options = { ...known, reverse: truth(reverse), ...unrolled(unroll), checkpoint: truth(checkpoint) };
    const { arrays, restore } = carried(init);
    const [carry, ys] = lax.scan(callable(f) as never, arrays, operand(xs), options);
    return new Tuple([restore(carry), ys as Value]);
  },
  "cond(pred, true_fun, false_fun, *operands, operand=None)": (...args: Parameters<typeof cond>) =>
    cond(...args) as Value,
  "switch(index, branches, *operands, operand=None)": (...args: Parameters<typeof switchCase>) =>
    switchCase(...args) as Value,
  "map(f, xs, *, batch_size=None)"(f: Value, xs: Value, size: Value = null) {
    if (!isTransformable(f)) fail("TypeError", `'${fullName(typeOf(f))}' object is not callable`);
    const mapped = isJitDisabled() && size === null ? mapTurns(f, xs) : undefined;
    if (mapped !== undefined) return mapped;
    const options = size === null ? {} : { batchSize: Number(index(size)) };
    return lax.map(toFunction(f), operand(xs), options) as Value;
  },
  "associative_scan(fn, elems, reverse=False, axis=0)": (
    f: Value,
    elements: Value,
    reverse: Value = false,
    axis: Value = 0n,
  ) =>
    lax.associativeScan(callable(f), operand(elements), {
      reverse: truth(reverse),
      axis: toStatic(axis) as number,
    }),
};
