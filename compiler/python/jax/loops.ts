/** Loops and branches of `jax.lax`: what is carried are trees of scripts, which the library takes as they are. */

import type { UserFunction } from "../../calls/treeTypes.js";
import type { ArrayLike } from "../../trace/value.js";
import { List, Tuple } from "../objects/containers.js";
import { str } from "../objects/text.js";
import { typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { fullName } from "../types/object.js";
import { arrayOr } from "./convert.js";
import { boundTable } from "./bind.js";
import { described, isTransformable, listOfItems, toFunction, tupleOf } from "./functions.js";
import { lax } from "./library.js";

type Options = Record<string, never>;

/** A function that gives a pair, which the library takes as a list. */
function pairFunction(f: Value): UserFunction {
  const inner = toFunction(f);
  if (!isTransformable(f)) return inner;
  return described(f, (...args: unknown[]) => listOfItems(inner(...args)));
}

interface ScanOptions {
  readonly xs?: Value;
  readonly length?: number;
  readonly reverse?: boolean;
  readonly unroll?: number | boolean;
}

function scan(f: Value, init: Value, { xs = null, ...options }: ScanOptions = {}): Value {
  return tupleOf(lax.scan(pairFunction(f) as never, init, xs, options));
}

/** What is handed to the branches: the operands, or the one that was given by name. */
function operandsOf(rest: readonly unknown[]): unknown[] {
  const last = rest.at(-1);
  const isOptions =
    typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  if (!isOptions) return [...rest];
  const { operand } = last as { operand?: unknown };
  return operand === undefined ? rest.slice(0, -1) : [operand];
}

function predicate(x: Value): ArrayLike {
  if (x === null) fail("TypeError", "cond predicate is None");
  const found = arrayOr(x) as ArrayLike | undefined;
  return (
    found ??
    fail("TypeError", `Pred must be a scalar, got ${str(x)} of type <class '${fullName(typeOf(x))}'>`)
  );
}

const call = (f: Value): never => toFunction(f) as never;

export const loopFunctions = boundTable("jax.lax", {
  "associative_scan(fn:any, elems:any, reverse=False, axis=0)": (
    f: Value,
    elems: Value,
    options: Options = {},
  ) => lax.associativeScan(call(f), elems, options),
  "cond(pred:any, true_fun:any, false_fun:any, *operands:any, operand:any=None)": (
    pred: Value,
    onTrue: Value,
    onFalse: Value,
    ...rest: unknown[]
  ) => lax.cond(predicate(pred), call(onTrue), call(onFalse), ...operandsOf(rest)),
  "fori_loop(lower, upper, body_fun:any, init_val:any, *, unroll:any=None)": (
    lower: ArrayLike,
    upper: ArrayLike,
    body: Value,
    init: Value,
    options: Options = {},
  ) => lax.foriLoop(lower, upper, call(body), init, options),
  "map(f:any, xs:any, *, batch_size:static=None)": (f: Value, xs: Value, options: Options = {}) =>
    lax.map(call(f), xs, options),
  "scan(f:any, init:any, xs:any=None, length=None, reverse=False, unroll:static=1, _split_transpose:ignored=False)":
    scan,
  "switch(index, branches:any, *operands:any, operand:any=None)": (
    index: ArrayLike,
    branches: Value,
    ...rest: unknown[]
  ) => {
    const list = branches instanceof List || branches instanceof Tuple ? branches.items.map(call) : branches;
    return lax.switch(index, list as never, ...operandsOf(rest));
  },
  "while_loop(cond_fun:any, body_fun:any, init_val:any)": (cond: Value, body: Value, init: Value) =>
    lax.whileLoop(call(cond), call(body), init),
});
