/** Options of transformations, as the library has them. */

import { truth } from "../objects/truth.js";
import type { Value } from "../objects/value.js";
import { List, Tuple } from "../objects/containers.js";
import { index } from "../objects/operators.js";
import { typeName } from "../objects/types.js";
import { fail } from "../text/failure.js";

/** Options of the library's, from those that were given. */
export function options(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([, v]) => v !== undefined));
}

/** `argnums`: an int, or a tuple of them, for which results are tuples. */
export function argnums(x: Value | undefined): unknown {
  if (x === undefined) return undefined;
  if (x instanceof Tuple || x instanceof List) return x.items.map((n) => Number(index(n)));
  if (typeof x === "number" || x === null) fail("TypeError", `'${typeName(x)}' object is not iterable`);
  return Number(index(x));
}

export function flag(x: Value | undefined): boolean | undefined {
  return x === undefined ? undefined : truth(x);
}
