/** `int`, `bool`, `float` and `None`. */

import { floatRepr, intRepr } from "../text/numberText.js";
import { toNumber } from "../objects/arithmetic.js";
import { methods } from "../objects/native.js";
import { boolType, floatType, intType, noneType } from "../objects/types.js";
import { plain, type Value } from "../objects/value.js";

export const int = (x: Value): bigint => toNumber(x) as bigint;
export const float = (x: Value): number => plain(x) as number;

methods(intType, {
  "__index__(self, /)": int,
  "__repr__(self, /)": (self: Value) => intRepr(int(self)),
  "__abs__(self, /)": (self: Value) => (int(self) < 0n ? -int(self) : int(self)),
});
methods(boolType, {
  "__repr__(self, /)": (self: Value) => (self ? "True" : "False"),
});

methods(floatType, {
  "__repr__(self, /)": (self: Value) => floatRepr(float(self)),
  "__abs__(self, /)": (self: Value) => Math.abs(float(self)),
});

methods(noneType, {
  "__repr__(self, /)": () => "None",
});
