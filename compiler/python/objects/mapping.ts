import { fail } from "../text/failure.js";
import { Dict } from "./dict.js";
import { listOf } from "./iterate.js";
import { call } from "./machine.js";
import { getItem } from "./operators.js";
import { typeName, typeOf } from "./types.js";
import type { Value } from "./value.js";

/** The entries of a dict, or of whatever has `keys()`. */
export function mappingEntries(x: Value): [Value, Value][] {
  if (x instanceof Dict && !x.type.isUser) return [...x.entries()];
  const keys = typeOf(x).lookup("keys");
  if (keys === undefined) return fail("TypeError", `'${typeName(x)}' object is not a mapping`);
  return listOf(call(keys, [x])).map((k) => [k, getItem(x, k)]);
}
