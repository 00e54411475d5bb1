/** Loops while compilation is disabled (`jax.disable_jit`): the script's functions run turn by turn, on values that it can look at. */

import { flatten, map, type TreeDef, unflatten } from "../../ir/tree.js";
import { toValue } from "../../trace/hostArray.js";
import { isTraced } from "../../trace/static.js";
import type { Value as ArrayValue } from "../../trace/value.js";
import { Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { listOf } from "../objects/iterate.js";
import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { arrayOr } from "./convert.js";
import { lax, numpy as jnp } from "./library.js";

const asArray = (x: unknown): ArrayValue => toValue(arrayOr(x as Value) ?? x);
const asArrays = (tree: Value): Value => map(asArray, tree) as Value;

/** What is carried in the end; undefined if the condition is traced, as under `vmap`. */
export function whileTurns(condition: Value, body: Value, init: Value): Value | undefined {
  let carry = asArrays(init);
  for (;;) {
    const goesOn = call(condition, [carry]);
    if (isTraced(goesOn)) return undefined;
    if (!truth(goesOn)) return carry;
    carry = asArrays(call(body, [carry]));
  }
}

/** What is carried in the end. */
export function foriTurns(lower: number, upper: number, body: Value, init: Value): Value {
  let carry = init;
  for (let i = lower; i < upper; i++) carry = call(body, [BigInt(i), carry]);
  return carry;
}

/** What is carried in the end, and the stacked outputs; undefined if there is no one length. */
export function scanTurns(
  f: Value,
  init: Value,
  xs: Value,
  given: number | undefined,
  isReversed: boolean,
): Value | undefined {
  const elements = new Elements(xs);
  const length = elements.length(given);
  if (length === undefined) return undefined;
  if (length === 0)
    fail("ValueError", "zero-length scan is not supported in disable_jit() mode because the output type is unknown."); // prettier-ignore
  let carry = init;
  const ys: Value[] = [];
  for (let turn = 0; turn < length; turn++) {
    const i = isReversed ? length - 1 - turn : turn;
    const pair = listOf(call(f, [carry, elements.at(i)]));
    if (pair.length < 2) fail("ValueError", `not enough values to unpack (expected 2, got ${pair.length})`);
    if (pair.length > 2) fail("ValueError", "too many values to unpack (expected 2)");
    [carry, ys[i]] = pair;
  }
  return new Tuple([carry, stacked(ys)]);
}

/** What is given for each element, stacked; undefined if there is no one length, or no element. */
export function mapTurns(f: Value, xs: Value): Value | undefined {
  const elements = new Elements(xs);
  const length = elements.length();
  if (length === undefined || length === 0) return undefined;
  return stacked(Array.from({ length }, (_, i) => call(f, [elements.at(i)])));
}

function stacked([first, ...others]: readonly Value[]): Value {
  return map((...all) => jnp.stack(all.map(asArray)), first, others) as Value;
}

/** The elements along the first axes of arrays in a tree. */
class Elements {
  private readonly arrays: readonly ArrayValue[];
  private readonly tree: TreeDef;

  constructor(xs: Value) {
    const [leaves, tree] = flatten(xs);
    this.arrays = leaves.map(asArray);
    this.tree = tree;
  }

  /** How many there are, which a number may say too; undefined if that is not one number. */
  length(given?: number): number | undefined {
    const lengths = new Set(this.arrays.map((x) => x.shape[0]));
    if (given !== undefined) lengths.add(given);
    return lengths.size === 1 ? [...lengths][0] : undefined;
  }

  at(i: number): Value {
    return unflatten(this.tree, this.arrays.map((a) => lax.indexInDim(a, i, { keepdims: false }))) as Value; // prettier-ignore
  }
}
