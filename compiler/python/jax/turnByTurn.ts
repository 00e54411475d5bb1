/** Loops while compilation is disabled (`jax.disable_jit`): the script's functions run turn by turn, on values that it can look at. */

import { flatten, map, unflatten } from "../../ir/tree.js";
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
  const [leaves, def] = flatten(xs);
  const arrays = leaves.map(asArray);
  const lengths = new Set(arrays.map((x) => x.shape[0]));
  if (given !== undefined) lengths.add(given);
  const [length] = lengths;
  if (lengths.size !== 1 || length === undefined) return undefined;
  if (length === 0)
    fail("ValueError", "zero-length scan is not supported in disable_jit() mode because the output type is unknown."); // prettier-ignore
  let carry = init;
  const ys: Value[] = [];
  for (let turn = 0; turn < length; turn++) {
    const i = isReversed ? length - 1 - turn : turn;
    const x = unflatten(def, arrays.map((a) => lax.indexInDim(a, i, { keepdims: false }))); // prettier-ignore
    const pair = listOf(call(f, [carry, x as Value]));
    if (pair.length !== 2) fail("ValueError", `scan body output must be a pair, got ${pair.length} values`);
    [carry, ys[i]] = pair;
  }
  const stacked = map((...all) => jnp.stack(all.map(asArray)), ys[0], ys.slice(1));
  return new Tuple([carry, stacked as Value]);
}
