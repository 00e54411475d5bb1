import { Tuple } from "./containers.js";
import { fail } from "../text/failure.js";
import { objectType } from "./type.js";
import { typeName, typeOf } from "./types.js";
import { Boxed, NumberLike, Obj, type Value } from "./value.js";

/** A key of a JavaScript `Map`. */
export type Key = string | number | bigint | null | object;

/** The JavaScript key that is equal exactly for equal Python values; undefined where only `__hash__` and `__eq__` know. */
export function exactKey(x: Value): Key | undefined {
  switch (typeof x) {
    case "string":
      return x.charCodeAt(0) === 0 ? `\0s${x}` : x;
    case "number":
      // Zeros are equal, whatever their sign.
      if (x === 0) return 0;
      return Number.isInteger(x) && !Number.isSafeInteger(x) ? BigInt(x) : x;
    case "bigint":
      return x >= -9007199254740991n && x <= 9007199254740991n ? Number(x) : x;
    case "boolean":
      return x ? 1 : 0;
  }
  if (x === null) return null;
  if (x instanceof Tuple && hashIsBuiltin(x)) return tupleKey(x);
  if (x instanceof Boxed && hashIsBuiltin(x)) return exactKey(x.payload);
  if (x instanceof NumberLike) return exactKey(x.element);
  if (!(x instanceof Obj)) return fail("TypeError", `unhashable type: '${typeName(x)}'`);
  return x.type.lookup("__hash__") === objectType.attributes.get("__hash__") ? x : undefined;
}

function hashIsBuiltin(x: Obj): boolean {
  const type = typeOf(x);
  return type.lookup("__hash__") === type.builtin.lookup("__hash__");
}

function tupleKey(x: Tuple): string | undefined {
  let text = "\0t";
  for (const item of x.items) {
    const part = partKey(item);
    if (part === undefined) return undefined;
    text += part;
  }
  return text;
}

/** A key as text of which no other's is a beginning. */
function partKey(x: Value): string | undefined {
  const key = exactKey(x);
  switch (typeof key) {
    case "undefined":
      return undefined;
    case "string":
      return `${key.length}:${key}`;
    case "object":
      return key === null ? "N;" : `#${identity(key)};`;
    default:
      return `${String(key === 0 ? 0 : key)};`;
  }
}

const identities = new WeakMap<object, number>();
let lastIdentity = 0x7f0000000000;

/** A number that no other object has, as `id` gives it. */
export function identity(x: object): number {
  let id = identities.get(x);
  if (id === undefined) identities.set(x, (id = lastIdentity += 48));
  return id;
}
