/** `str`. */

import { charAt, lengthOf, repeat, sliceString } from "../text/codePoints.js";
import { fail } from "../text/failure.js";
import { strRepr } from "../text/strRepr.js";
import { Slice, Tuple } from "../objects/containers.js";
import { each, iterator } from "../objects/iterate.js";
import { methods, Native } from "../objects/native.js";
import { str } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import { NotImplemented, strType, typeName, typeOf } from "../objects/types.js";
import { Boxed, plain, type Value } from "../objects/value.js";
import { placeOf, placesOf, repetitions } from "./sequences.js";

export const own = (x: Value): string => plain(x) as string;
export const isString = (x: Value): boolean => typeof plain(x) === "string";

/** A string argument. */
export function textOf(x: Value, message = `must be str, not ${typeName(x)}`): string {
  return isString(x) ? own(x) : fail("TypeError", message);
}

strType.set(
  "__new__",
  new Native("__new__(cls, object='', /, *others)", (type: Type, x: Value = "") => {
    const s = str(x);
    return type === strType ? s : new Boxed(type, s);
  }),
);

methods(strType, {
  "__repr__(self, /)": (self: Value) => strRepr(own(self)),
  "__len__(self, /)": (self: Value) => BigInt(lengthOf(own(self))),
  "__iter__(self, /)": (self: Value) => iterator(own(self)),
  "__contains__(self, key, /)"(self: Value, sub: Value) {
    const s = textOf(sub, `'in <string>' requires string as left operand, not ${typeName(sub)}`);
    return own(self).includes(s);
  },
  "__mul__(self, value, /)": repeated,
  "__rmul__(self, value, /)": repeated,
  "__getitem__(self, key, /)"(self: Value, key: Value) {
    const s = own(self);
    if (key instanceof Slice) {
      const { start, stop, step } = placesOf(key, lengthOf(s));
      return sliceString(s, start, stop, step);
    }
    return charAt(s, placeOf(key, lengthOf(s), "string"));
  },
  "join(self, iterable, /)"(self: Value, items: Value) {
    const parts: string[] = [];
    if (typeOf(items).lookup("__iter__") === undefined) fail("TypeError", "can only join an iterable");
    for (const x of each(items))
      parts.push(textOf(x, `sequence item ${parts.length}: expected str instance, ${typeName(x)} found`));
    return parts.join(own(self));
  },
  // Templates have a `%`, and are none of the basics.
  "__mod__(self, value, /)"(self: Value, given: Value) {
    const isUsed =
      given instanceof Tuple
        ? given.items.length > 0
        : typeOf(given).lookup("__getitem__") === undefined || typeof given === "string";
    return isUsed ? fail("TypeError", "not all arguments converted during string formatting") : own(self);
  },
  "lower(self, /)": (self: Value) => own(self).toLowerCase(),
  "upper(self, /)": (self: Value) => own(self).toUpperCase(),
});

function repeated(self: Value, count: Value): Value {
  const n = repetitions(count);
  return n === undefined ? NotImplemented : repeat(own(self), n);
}
