import { fail } from "../text/failure.js";
import { call } from "./machine.js";
import { typeName, typeOf } from "./types.js";
import type { Value } from "./value.js";

/** `bool(x)`. */
export function truth(x: Value): boolean {
  switch (typeof x) {
    case "boolean":
      return x;
    case "number":
      return x !== 0;
    case "bigint":
      return x !== 0n;
    case "string":
      return x !== "";
  }
  return x === null ? false : truthOfObject(x);
}

function truthOfObject(x: Value): boolean {
  const type = typeOf(x);
  const method = type.lookup("__bool__");
  if (method !== undefined) {
    const result = call(method, [x]);
    if (typeof result === "boolean") return result;
    return fail("TypeError", `__bool__ should return bool, returned ${typeName(result)}`);
  }
  const length = type.lookup("__len__");
  return length === undefined || checkLength(call(length, [x])) !== 0;
}

/** What `__len__` returned, as a number. */
export function checkLength(n: Value): number {
  if (typeof n !== "bigint" && typeof n !== "boolean")
    return fail("TypeError", `'${typeName(n)}' object cannot be interpreted as an integer`);
  return Number(n) < 0 ? fail("ValueError", "__len__() should return >= 0") : Number(n);
}
