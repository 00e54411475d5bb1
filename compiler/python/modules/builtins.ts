/** The built-in functions and classes that are among the basics of the language. */

import { fail } from "../text/failure.js";
import { compare } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { each, iterate, Iter, iteratorType, listOf, type Next } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import { Native, type Natives } from "../objects/native.js";
import { missing } from "../objects/methods.js";
import { binary, index, length } from "../objects/operators.js";
import { str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import {
  dictType,
  isInstance,
  listType,
  rangeType,
  strType,
  tupleType,
  typeName,
  typeOf,
} from "../objects/types.js";
import type { Value } from "../objects/value.js";
import { sorted } from "../types/sorting.js";
import { Suspension } from "../vm/machine.js";

export const printSignature = "print(*args, sep=' ', end='\\n', file=None, flush=False)";

const functions: Natives = {
  "abs(x, /)": (x: Value) => method(x, "__abs__", [], `bad operand type for abs(): '${typeName(x)}'`),
  "all(iterable, /)"(items: Value) {
    for (const x of each(items)) if (!truth(x)) return false;
    return true;
  },
  "any(iterable, /)"(items: Value) {
    for (const x of each(items)) if (truth(x)) return true;
    return false;
  },
  "enumerate(iterable, start=0)"(items: Value, start: Value = 0n) {
    const next = iterate(items);
    let i = index(start);
    return new Iter(() => pairOf(() => i++, next()), iteratorType("enumerate"));
  },
  "len(obj, /)": (x: Value) => BigInt(length(x)),
  "map(*args)"([f, ...iterables]: readonly Value[]) {
    if (iterables.length === 0) fail("TypeError", "map() must have at least two arguments.");
    const rows = rowsOf(iterables.map(iterate));
    return new Iter(
      withItems(rows, (args) => call(f, args)),
      iteratorType("map"),
    );
  },
  "max(*args, key=None, default=None)": (args: readonly Value[], key: Value = null, other?: Value) =>
    extreme("max", args, key, other, ">"),
  "min(*args, key=None, default=None)": (args: readonly Value[], key: Value = null, other?: Value) =>
    extreme("min", args, key, other, "<"),
  [printSignature](args: readonly Value[], sep?: Value, end?: Value, file: Value = null) {
    // Nothing that the basics have can be written to.
    if (file !== null) missing(file, "write");
    print(args, sep, end);
  },
  "sorted(iterable, /, *, key=None, reverse=False)": (
    items: Value,
    key: Value = null,
    backwards: Value = false,
  ) => new List(sorted(listOf(items), key, truth(backwards))),
  "sum(iterable, /, start=0)"(items: Value, start: Value = 0n) {
    if (typeof start === "string") fail("TypeError", "sum() can't sum strings [use ''.join(seq) instead]");
    let total: Value = start;
    for (const x of each(items)) total = binary("+", total, x);
    return total;
  },
  "zip(*iterables, strict=False)"(all: readonly Value[], strict: Value = false) {
    const nexts = all.map(iterate);
    const rows = rowsOf(nexts);
    return new Iter(() => {
      const items = truth(strict) ? strictRow(nexts) : rows();
      return items && new Tuple(items);
    }, iteratorType("zip"));
  },
};

/** `print` to the output. */
export function print(args: readonly Value[], sep?: Value, end?: Value): void {
  const [between, last] = separators(sep, end);
  machine().write(args.map(str).join(between) + last);
}

/** What `print` writes between its arguments, and after them. */
export function separators(sep: Value = null, end: Value = null): [between: string, last: string] {
  for (const [name, x] of Object.entries({ sep, end }))
    if (x !== null && !isInstance(x, strType))
      fail("TypeError", `${name} must be None or a string, not ${typeName(x)}`);
  return [sep === null ? " " : str(sep), end === null ? "\n" : str(end)];
}

/** `x.name(…)`, found in its class. */
export function method(x: Value, name: string, args: readonly Value[], message = ""): Value {
  const found = typeOf(x).lookup(name);
  return found === undefined || found === null ? fail("TypeError", message) : call(found, [x, ...args]);
}

function pairOf(first: () => Value, second: Value | undefined): Tuple | undefined {
  return second === undefined ? undefined : new Tuple([first(), second]);
}

/** The next item of each; undefined as soon as one has none. If one has to wait, what others gave is not lost. */
function rowsOf(nexts: readonly Next[]): () => Value[] | undefined {
  let items: Value[] = [];
  const fill = (): Value[] | undefined => {
    while (items.length < nexts.length) {
      const x = nexts[items.length]();
      if (x === undefined) return undefined;
      items.push(x);
    }
    return items;
  };
  const row = unlessWaiting(fill, () => (items = []));
  return () => (nexts.length === 0 ? undefined : row());
}

/** Makes something of what it takes; if that has to wait, it is given the same again. */
export function withItems<T>(take: () => T | undefined, use: (items: T) => Value | undefined): Next {
  let taken: T | undefined;
  const step = (): Value | undefined => {
    taken ??= take();
    return taken === undefined ? undefined : use(taken);
  };
  return unlessWaiting(step, () => (taken = undefined));
}

/** Calls `end` behind `step`, unless that has to wait. */
function unlessWaiting<T>(step: () => T, end: () => void): () => T {
  return () => {
    try {
      const made = step();
      end();
      return made;
    } catch (error) {
      if (!(error instanceof Suspension)) end();
      throw error;
    }
  };
}

function strictRow(nexts: readonly Next[]): Value[] | undefined {
  const items: Value[] = [];
  const others = (i: number): string => (i === 1 ? "argument 1" : `arguments 1-${i}`);
  for (const [i, next] of nexts.entries()) {
    const x = next();
    if (x !== undefined && items.length < i)
      fail("ValueError", `zip() argument ${i + 1} is longer than ${others(i)}`);
    if (x !== undefined) items.push(x);
    else if (items.length > 0) fail("ValueError", `zip() argument ${i + 1} is shorter than ${others(i)}`);
  }
  return items.length === 0 ? undefined : items;
}

function extreme(
  name: string,
  args: readonly Value[],
  key: Value,
  other: Value | undefined,
  better: "<" | ">",
): Value {
  if (args.length === 0) fail("TypeError", `${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && other !== undefined)
    fail("TypeError", `Cannot specify a default for ${name}() with multiple positional arguments`);
  const next = args.length === 1 ? iterate(args[0]) : iterate(new List([...args]));
  const keyOf = (x: Value): Value => (key === null ? x : call(key, [x]));
  let best = next();
  if (best === undefined)
    return other === undefined ? fail("ValueError", `${name}() arg is an empty sequence`) : other;
  let bestKey = keyOf(best);
  for (let x = next(); x !== undefined; x = next()) {
    const k = keyOf(x);
    if (truth(compare(better, k, bestKey))) [best, bestKey] = [x, k];
  }
  return best;
}

/** The names of the others, which are loaded when a script uses one; with the exceptions. */
export const otherBuiltins = new Set(
  (
    "Ellipsis NotImplemented __builtins__ __debug__ __import__ ascii bin bool breakpoint bytearray bytes callable chr classmethod " +
    "compile complex delattr dir divmod eval exec exit filter float format frozenset getattr globals hasattr hash hex id input int " +
    "isinstance issubclass iter locals memoryview next object oct open ord pow property quit repr reversed round set setattr slice " +
    "staticmethod super type vars"
  ).split(" "),
);

const types = [dictType, listType, rangeType, strType, tupleType];

export function basicBuiltins(): Map<string, Value> {
  return new Map<string, Value>([
    ...types.map((type) => [type.name, type] as const),
    ...namedFunctions(functions),
  ]);
}

export function namedFunctions(table: Natives): [string, Value][] {
  return Object.entries(table).map(([text, run]) => {
    const native = new Native(text, run);
    return [native.name, native];
  });
}
