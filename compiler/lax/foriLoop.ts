/** Loops that count. */

import { argumentName, type Parameter, signature, signatureOf } from "../calls/parameters.js";
import type { ArrayTree, UserFunction } from "../calls/treeTypes.js";
import { isSigned } from "../ir/dtype.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { expectOptions } from "../ir/options.js";
import { flatten, paths } from "../ir/tree.js";
import { convertTo, toValue } from "../numpy/promotion.js";
import { add } from "../primitives/arithmetic.js";
import { lt } from "../primitives/comparison.js";
import { HostArray, scalar } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

import { goOver, goWhile } from "./turns.js";

interface ForiOptions {
  /** How many turns to write out in one; without effect on results. */
  unroll?: number | boolean;
  /** As for `scan`: reverse mode keeps what is carried into one turn in √n. It needs bounds that are known. Default false. */
  checkpoint?: boolean;
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
  const known = ["unroll", "checkpoint"] as const;
  const { unroll, checkpoint = false } = expectOptions("foriLoop(lower, upper, body, init)", options, known);
  const [first, end] = boundsOf(lower, upper);
  const names = (counters: readonly string[]): string[] => {
    const [i, x] = [0, 1].map((n) => argumentName(signatureOf(body), n));
    return [i, ...counters, ...paths(flatten(init)[1], x)];
  };
  const [from, to] = [first, end].map(wholeNumber);
  if (from !== undefined && to !== undefined) {
    const spoken = { transform: "fori_loop", names: names([]) };
    const options = { length: Math.max(to - from, 0), unroll: unroll ?? false, checkpoint };
    const [[, last]] = goOver(bodyOf(body, "scan"), [BigInt(from), init], null, options, spoken) as [[Value, ArrayTree<T>], null]; // prettier-ignore
    return last;
  }
  if (checkpoint)
    throw new ValueError(
      "Can only use `checkpoint` in `fori_loop` if the loop bounds are statically known.",
      {
        hint: "A whileLoop with maxSteps keeps what is carried into one turn in √n by itself.",
      },
    );
  if (![undefined, false, true, 1].includes(unroll))
    throw new ValueError("Can only use `unroll` in `fori_loop` if the loop bounds are statically known.");
  const spoken = { transform: "fori_loop", names: names([""]) };
  const all = goWhile(isBefore, bodyOf(body, "while"), [first, end, init], {}, spoken);
  return (all as [Value, Value, ArrayTree<T>])[2];
}

/** A bound as a number, if it is known. */
function wholeNumber(x: Value): number | undefined {
  return x instanceof HostArray && x.ndim === 0 ? Math.trunc(Number(x.item())) : undefined;
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
    const parameters: Parameter[] = [{ name: "loop_carry", kind: "positionalOrKeyword" }];
    Object.defineProperties(turn, {
      name: { value: body.name },
      [signature]: { value: { parameters, source: signatureOf(body).source } },
    });
    turns[kind].set(body, turn);
  }
  return turn;
}

/** The bounds of a loop that counts, in one dtype. Bare numbers are integers, and take that of the other bound. */
function boundsOf(lower: ArrayLike, upper: ArrayLike): Value[] {
  const bounds = [lower, upper].map((x) =>
    toValue(typeof x === "number" && Number.isInteger(x) ? BigInt(x) : x, "lax.fori_loop, bound"),
  );
  const [a, b] = bounds.map((x) => x.dtype);
  if (a === b) return bounds;
  const typed = bounds.filter(({ weakType }) => !weakType);
  if (typed.length === 1 && bounds.every(({ dtype }) => isSigned(dtype)))
    return bounds.map((x) => convertTo(x, typed[0].dtype));
  throw new TypeError(`lower and upper arguments to fori_loop must have equal types, got ${a} and ${b}`);
}
