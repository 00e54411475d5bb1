/** How messages write values that are not arrays. A front end with classes of its own has a notation of its own. */

import { typeOf } from "./errors.js";
import { isPlainObject } from "./params.js";
import { quoted, valueText } from "./valueText.js";

export interface Notation {
  /** As in Python's `repr`: `'a'`, `(1, 2)`. */
  repr(x: unknown): string;
  /** As in Python's `str`: `a`. */
  str(x: unknown): string;
  /** The type of a value: `<class 'int'>`. */
  type(x: unknown): string;
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

/** JavaScript's values, in Python's syntax as far as they have one. */
export const ourNotation: Notation = {
  repr,
  str: (x) => (typeof x === "string" ? x : repr(x)),
  type: typeOf,
};
