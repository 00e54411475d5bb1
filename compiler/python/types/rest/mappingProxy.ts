import { getAttribute } from "../../objects/attributes.js";
import { call } from "../../objects/machine.js";
import { methods, Native } from "../../objects/native.js";
import { repr, str } from "../../objects/text.js";
import { builtinType, type Type } from "../../objects/type.js";
import { type Keywords, Obj, type Value } from "../../objects/value.js";

export const mappingProxyType = builtinType("mappingproxy");

/** A mapping that can't be written to. */
export class MappingProxy extends Obj {
  constructor(readonly of: Value) {
    super(mappingProxyType);
  }
}

const inner = (x: Value): Value => (x instanceof MappingProxy ? x.of : x);

mappingProxyType.set(
  "__new__",
  new Native("__new__(cls, mapping, /)", (_: Type, mapping: Value) => new MappingProxy(mapping)),
);
mappingProxyType.set("__hash__", null);
methods(mappingProxyType, {
  "__repr__(self, /)": (self: MappingProxy) => `mappingproxy(${repr(self.of)})`,
  "__str__(self, /)": (self: MappingProxy) => str(self.of),
});
const forwarded = ["getitem", "contains", "len", "iter", "reversed", "eq", "ne", "or", "ror"].map(
  (n) => `__${n}__`,
);
for (const name of [...forwarded, "get", "keys", "values", "items", "copy"])
  methods(mappingProxyType, {
    [`${name}(self, /, *args, **kwargs)`]: (self: MappingProxy, args: readonly Value[], keywords: Keywords) =>
      call(getAttribute(self.of, name), args.map(inner), keywords),
  });
