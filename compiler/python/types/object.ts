/** What every object can do. */

import { fail } from "../text/failure.js";
import { hashIdentity, same } from "../objects/compare.js";
import type { Func } from "../objects/functions.js";
import { identity } from "../objects/keys.js";
import { call } from "../objects/machine.js";
import { methods } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { objectType, type Type } from "../objects/type.js";
import { functionType, NotImplemented, typeName, typeOf } from "../objects/types.js";
import type { Value } from "../objects/value.js";

/** The address that a default `repr` shows. */
export function address(x: Value): string {
  return `0x${identity(x as object)
    .toString(16)
    .padStart(12, "0")}`;
}

/** The name of a class with its module, as `repr` shows it. */
export function fullName(type: Type): string {
  return type.module === "builtins" ? type.qualname : `${type.module}.${type.qualname}`;
}

methods(objectType, {
  "__repr__(self, /)": (self: Value) => `<${fullName(typeOf(self))} object at ${address(self)}>`,
  "__str__(self, /)": (self: Value) => repr(self),
  "__format__(self, format_spec, /)"(self: Value, spec: string) {
    if (spec !== "") fail("TypeError", `unsupported format string passed to ${typeName(self)}.__format__`);
    return str(self);
  },
  "__eq__(self, value, /)": (self: Value, other: Value) => (same(self, other) ? true : NotImplemented),
  "__ne__(self, value, /)"(self: Value, other: Value) {
    const result = call(typeOf(self).lookup("__eq__")!, [self, other]);
    return result === NotImplemented ? result : !(result as boolean);
  },
  "__hash__(self, /)": hashIdentity,
});

methods(functionType, {
  "__repr__(self, /)": (f: Func) => `<function ${f.qualname} at ${address(f)}>`,
});
