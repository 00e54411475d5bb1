/** Choices between functions. */

import { expectSameOutputs } from "../calls/carryTypes.js";
import { reordered, withCommonConstants } from "../calls/carry.js";
import { condP } from "../calls/condCall.js";
import { isArrayLike, nameOf } from "../calls/callable.js";
import { traceFunction, type TracedFunction } from "../calls/tracedFunction.js";
import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { showShape } from "../ir/arrayType.js";
import { isInteger } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { currentNotation } from "../ir/notation.js";
import { flatten, unflatten } from "../ir/tree.js";
import { convertTo, toValue } from "../numpy/promotion.js";
import { ne } from "../primitives/comparison.js";
import { clamp } from "./elementwise.js";
import { scalar } from "../trace/hostArray.js";
import { hasEffects } from "../trace/effects.js";
import { bind } from "../trace/trace.js";
import type { ArrayLike, Value } from "../trace/value.js";

/**
 * `trueFun(...operands)` or `falseFun(...operands)`, by a scalar. Both are traced, and must give trees of the same structure,
 * shapes and dtypes; one of them is run. Under `vmap` each lane takes its own branch.
 *
 *     lax.cond(true, (x) => x.add(1), (x) => x.mul(2), 5) // 6.0
 *
 * Throws a TypeError for a predicate that is no scalar, and for branches that differ. Source: `jax.lax.cond`.
 */
export function cond<R>(
  pred: ArrayLike,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as the operands are
  trueFun: (...operands: any[]) => R,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
  falseFun: (...operands: any[]) => unknown,
  ...operands: readonly unknown[]
): ArrayTree<R> {
  if (typeof trueFun !== "function" || typeof falseFun !== "function")
    throw new TypeError("lax.cond: true_fun and false_fun arguments should be callable.");
  if (pred === null || pred === undefined) throw new TypeError("cond predicate is None");
  const predicate = scalarOf(pred, () => `Pred type must be either boolean or number, got ${shown(pred)}.`);
  if (predicate.ndim > 0)
    throw new TypeError(
      `Pred must be a scalar, got ${String(predicate)} of shape ${showShape(predicate.shape)}.`,
    );
  const isTrue = predicate.dtype === "bool" ? predicate : ne(predicate, scalar(0, predicate.type));
  const [onTrue, onFalse] = traceAll([trueFun, falseFun], operands, "cond");
  expectSameOutputs(
    "cond",
    ["true_fun", "false_fun"],
    [trueFun, falseFun],
    typesOf(onTrue),
    typesOf(onFalse),
  );
  const { programs, constants } = withCommonConstants([onTrue, onFalse]);
  const closed = { programs: [programs[1], programs[0]], constants };
  return choose(convertTo(isTrue, "int32"), closed, onTrue, operands) as ArrayTree<R>;
}

/**
 * `branches[index](...operands)`, where an index outside of the list is brought into it. All branches are traced, and must give
 * trees of the same structure, shapes and dtypes; one of them is run.
 *
 *     lax.switch(1, [(x) => x.add(1), (x) => x.mul(2)], 5) // 10.0
 *
 * Throws a TypeError for an index that is no integer scalar, and for branches that differ. Source: `jax.lax.switch`.
 */
function switchCase<R>(
  index: ArrayLike,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- trees of arrays, as the operands are
  branches: readonly ((...operands: any[]) => R)[],
  ...operands: readonly unknown[]
): ArrayTree<R> {
  const given: unknown = branches;
  if (!Array.isArray(given) || !given.every((f) => typeof f === "function"))
    throw new TypeError("lax.switch: branches argument should be a sequence of callables.");
  const number = typeof index === "number" && Number.isInteger(index) ? BigInt(index) : index;
  const which = scalarOf(number, () => `Index type must be an integer, got ${shown(index)}.`);
  if (which.ndim > 0)
    throw new TypeError(
      `Branch index must be scalar, got ${String(which)} of shape ${showShape(which.shape)}.`,
    );
  if (!isInteger(which.dtype))
    throw new TypeError(`Index type must be an integer, got ${String(which)} as ${which.dtype}`);
  if (branches.length === 0) throw new ValueError("Empty branch sequence");
  if (branches.length === 1) return branches[0](...operands) as ArrayTree<R>;
  const traced = traceAll(branches, operands, "switch");
  traced.slice(1).forEach((branch, i) => {
    const names = ["branch 0", `branch${i + 1}`] as const;
    expectSameOutputs("switch", names, [branches[0], branches[i + 1]], typesOf(traced[0]), typesOf(branch));
  });
  const place = convertTo(which, "int32");
  const [first, last] = [0, branches.length - 1].map((n) => scalar(n, place.type.with({ weakType: false })));
  return choose(clamp(first, place, last), withCommonConstants(traced), traced[0], operands) as ArrayTree<R>;
}

export { switchCase as switch };

/** What says which branch is taken; `message`: what is said of what cannot be an array. */
function scalarOf(x: unknown, message: () => string): Value {
  if (isArrayLike(x) || Array.isArray(x)) return toValue(x);
  throw new TypeError(message());
}

const shown = (x: unknown): string => currentNotation().str(x);

function traceAll(
  branches: readonly UserFunction[],
  operands: readonly unknown[],
  transform: string,
): TracedFunction[] {
  const [leaves, tree] = flatten(operands);
  return branches.map((f) => {
    const types = leaves.map((x) => toValue(x, `lax.${transform} of ${nameOf(f)}`).type);
    return traceFunction(f, tree, types, transform);
  });
}

const typesOf = ({ outputTree, outputTypes }: TracedFunction) => ({ tree: outputTree, types: outputTypes });

/** Outputs that all branches hand on as they got them are not outputs of the choice. */
function choose(
  index: Value,
  { programs, constants }: ReturnType<typeof withCommonConstants>,
  { outputTree }: TracedFunction,
  operands: readonly unknown[],
): unknown {
  const inputs = [...constants, ...flatten(operands)[0].map((x) => toValue(x))];
  const handed = programs[0].outputs.map((_, o) => {
    const [first, ...others] = programs.map((p) => p.inputs.findIndex((v) => v === p.outputs[o]));
    return others.every((from) => from === first) ? first : -1;
  });
  const chosen = handed.flatMap((from, o) => (from < 0 ? [o] : []));
  const reduced = programs.map((p) => reordered(p, p.inputs.map((_, i) => i), chosen)); // prettier-ignore
  const isNeeded = chosen.length > 0 || programs.some(hasEffects);
  const outputs = isNeeded ? bind(condP, [index, ...inputs], { branches: reduced }) : [];
  let next = 0;
  return unflatten(outputTree, handed.map((from) => (from < 0 ? outputs[next++] : inputs[from]))); // prettier-ignore
}
