/** What lists, tuples, ranges and strings share: places, slices, comparisons. */

import { fail } from "../text/failure.js";
import { compareItems, type Comparison, equal } from "../objects/compare.js";
import type { Slice } from "../objects/containers.js";
import type { Natives } from "../objects/native.js";
import { mostItems } from "../objects/iterate.js";
import { index } from "../objects/operators.js";
import { NotImplemented, typeName, typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";

/** The places that a slice means in a sequence of a length. */
interface Places {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  readonly count: number;
}

const huge = 2n ** 53n;

function bound(x: Value, otherwise: number, length: number, least: number, most: number): number {
  if (x === null) return otherwise;
  if (typeof x !== "bigint" && typeof x !== "boolean" && typeOf(x).lookup("__index__") === undefined)
    fail("TypeError", "slice indices must be integers or None or have an __index__ method");
  let i = index(x);
  if (i < 0n) i += BigInt(length);
  return i < BigInt(least) ? least : i > BigInt(most) ? most : Number(i);
}

export function placesOf({ start, stop, step }: Slice, length: number): Places {
  const given =
    step === null ? 1n : index(step, "slice indices must be integers or None or have an __index__ method");
  if (given === 0n) fail("ValueError", "slice step cannot be zero");
  const by = Number(given > huge ? huge : given < -huge ? -huge : given);
  const [first, last] =
    by > 0
      ? [bound(start, 0, length, 0, length), bound(stop, length, length, 0, length)]
      : [bound(start, length - 1, length, -1, length - 1), bound(stop, -1, length, -1, length - 1)];
  const count = Math.max(0, Math.ceil((last - first) / by));
  return { start: first, stop: last, step: by, count };
}

export function pick<T>(items: readonly T[], { start, step, count }: Places): T[] {
  return Array.from({ length: count }, (_, i) => items[start + i * step]);
}

/** The place that an index means, counted from the end where negative. */
export function placeOf(
  key: Value,
  length: number,
  noun: string,
  outOfRange = `${noun} index out of range`,
): number {
  if (typeof key !== "bigint" && typeOf(key).lookup("__index__") === undefined)
    fail("TypeError", wrongIndex(noun, typeName(key)));
  const i = index(key);
  if (noun !== "range" && BigInt.asIntN(64, i) !== i)
    fail("IndexError", `cannot fit '${typeName(key)}' into an index-sized integer`);
  const at = i < 0n ? i + BigInt(length) : i;
  if (at < 0n || at >= BigInt(length)) fail("IndexError", outOfRange);
  return Number(at);
}

function wrongIndex(noun: string, given: string): string {
  if (noun === "string") return `string indices must be integers, not '${given}'`;
  if (noun === "deque") return `sequence index must be integer, not '${given}'`;
  if (noun === "") return `'${given}' object cannot be interpreted as an integer`;
  return `${noun} indices must be integers or slices, not ${given}`;
}

const names: Readonly<Record<Comparison, string>> = {
  "==": "eq",
  "!=": "ne",
  "<": "lt",
  "<=": "le",
  ">": "gt",
  ">=": "ge",
};

interface Items {
  readonly items: readonly Value[];
}

/** The comparisons of sequences of one class. */
export function comparisons(isSame: (x: Value) => boolean): Natives {
  const table: Record<string, Natives[string]> = {};
  for (const [op, name] of Object.entries(names))
    table[`__${name}__(self, value, /)`] = (a: Items, b: Value) =>
      isSame(b) ? compareItems(op as Comparison, a.items, (b as unknown as Items).items) : NotImplemented;
  return table;
}

/** Searching. */
export const searching: Natives = {
  "__contains__(self, key, /)": (self: Items, x: Value) => self.items.some((y) => equal(y, x)),
  "__len__(self, /)": (self: Items) => BigInt(self.items.length),
};

/** How often a sequence is repeated by `*`; undefined if not by that. */
export function repetitions(count: Value): number | undefined {
  if (
    typeof count !== "bigint" &&
    typeof count !== "boolean" &&
    typeOf(count).lookup("__index__") === undefined
  )
    return undefined;
  const n = index(count);
  if (BigInt.asIntN(64, n) !== n)
    fail("OverflowError", `cannot fit '${typeName(count)}' into an index-sized integer`);
  return n < 0n ? 0 : Number(n);
}

/** Items repeated; no script may fill the memory. */
export function repeatItems(items: readonly Value[], count: number): Value[] {
  const length = items.length * count;
  if (length > mostItems) fail("MemoryError", "");
  const result: Value[] = [];
  // Pushed one by one: arrays that are made this large at once are slow.
  for (let i = 0; i < count; i++) for (const item of items) result.push(item);
  return result;
}
