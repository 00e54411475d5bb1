/** Options of transformations, as the library has them. */

import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import { toStatic } from "./convert.js";

/** Options of the library's, from those that were given. */
export function options(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined));
}

/** `argnums`: an int, or a tuple of them, for which results are tuples. */
export function argnums(x: Value | undefined): unknown {
  return x === undefined ? undefined : toStatic(x);
}

export function flag(x: Value | undefined): boolean | undefined {
  return x === undefined ? undefined : truth(x);
}
