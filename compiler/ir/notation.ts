/**
 * How messages write values that are not arrays. A front end for another language has a notation of its own, which it sets
 * while its functions run.
 */

import { typeOf } from "./errors.js";
import { isPlainObject } from "./params.js";
import { quoted, valueText } from "./valueText.js";

export interface Notation {
  /** As in Python's `repr`: `'a'`, `(1, 2)`. */
  repr(x: unknown): string;
  /** As in Python's `str`: `a`. */
  str(x: unknown): string;
  /** What a function was given, or gave: as `str`, or what tells more of it. */
  tree(x: unknown): string;
  /** The type of a value: `<class 'int'>`. Also asked of `null`, of arrays, and of a `PytreeLeaf`, of which nothing is known. */
  type(x: unknown): string;
  /** A value that is written as this text, without quotes. */
  bare(text: string): unknown;
  /** What JavaScript's arrays are called. To a front end they are only the lists of arguments of functions: tuples. */
  readonly arrays: "list" | "tuple";
}

const inspect = Symbol.for("nodejs.util.inspect.custom");

function repr(x: unknown): string {
  if (typeof x === "string") return quoted(x);
  if (Array.isArray(x)) return `[${x.map(repr).join(", ")}]`;
  if (typeof x !== "object" || x === null) return valueText(x);
  if (isPlainObject(x))
    return `{${Object.entries(x).map(([key, item]) => `${quoted(key)}: ${repr(item)}`).join(", ")}}`; // prettier-ignore
  const show = (x as { [inspect]?: unknown })[inspect];
  return typeof show === "function" ? String(show.call(x)) : valueText(x);
}

/** `{a: float32[], b: [None, 1]}`, `Line(from: float32[])`. */
function tree(x: unknown): string {
  if (Array.isArray(x)) return `[${x.map(tree).join(", ")}]`;
  if (x === null) return "None";
  if (typeof x === "function") return `<function ${x.name || "<lambda>"}>`;
  if (typeof x !== "object" || x.toString !== Object.prototype.toString) return `${x as string | number}`;
  const fields = Object.entries(x).map(([key, item]) => `${key}: ${tree(item)}`);
  return isPlainObject(x) ? `{${fields.join(", ")}}` : `${typeOf(x)}(${fields.join(", ")})`;
}

/** JavaScript's values, in Python's syntax as far as they have one. */
const ourNotation: Notation = {
  repr,
  str: (x) => (typeof x === "string" ? x : repr(x)),
  tree,
  type: typeOf,
  bare: (text) => text,
  arrays: "list",
};

let current = ourNotation;

/** The notation of values for which no class has another. */
export function currentNotation(): Notation {
  return current;
}

/** Sets it, and gives the one that was set before. */
export function setNotation(notation: Notation): Notation {
  const before = current;
  current = notation;
  return before;
}
