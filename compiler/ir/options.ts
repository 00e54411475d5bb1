/**
 * Options: what a function may be told beyond its arguments, in one object that comes last. What is no option is an error,
 * so that a misspelt name or a value in the place of the object is not ignored.
 */

import { TypeError } from "./errors.js";

function show(x: unknown): string {
  if (typeof x === "string") return JSON.stringify(x);
  if (Array.isArray(x)) return `[${x.map(show).join(", ")}]`;
  return x === null || ["number", "bigint", "boolean"].includes(typeof x) ? String(x) : "…";
}

/** An object as it is written in a call, from whatever realm. */
function isObject(x: unknown): x is object {
  if (typeof x !== "object" || x === null) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * The options given to a function, if they are an object of options that it knows. `call` is how it is called without
 * options, such as `take(x, indices)`.
 *
 * Throws a TypeError, in Python's words for a name that is none.
 */
export function expectOptions<T extends object>(
  call: string,
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const [name, args] = call.slice(0, -1).split("(");
  if (!isObject(options)) {
    // What people write by itself is mostly an axis, or the name of a dtype.
    const likely = typeof options === "string" ? "dtype" : "axis";
    const option = (known as readonly string[]).includes(likely) ? likely : known[0];
    const example = [...(args ? [args] : []), `{ ${option}: ${show(options)} }`].join(", ");
    throw new TypeError(`${name} takes its options in one object: ${name}(${example})`);
  }
  const unknown = Object.keys(options).find((key) => !(known as readonly string[]).includes(key));
  if (unknown !== undefined)
    throw new TypeError(`${name}() got an unexpected keyword argument '${unknown}'`, {
      hint: `The options of ${name} are ${known.map((key) => `'${key}'`).join(", ")}.`,
    });
  return options;
}
