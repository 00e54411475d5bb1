/** `tree_util.Partial`: a function with arguments, which are what it is a tree of. */

import { type NodeType, registerResolver } from "../../ir/treeNode.js";
import { equal } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { builtinType, type Type } from "../objects/type.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";

export const partialType = builtinType("Partial", undefined, "jax.tree_util");

class PartialObject extends Obj {
  constructor(
    readonly func: Value,
    readonly args: Tuple,
    readonly keywords: Dict,
  ) {
    super(partialType);
  }
}
partialType.set(
  "__new__",
  new Native(
    "__new__(cls, func, *args, **kw)",
    (_: Type, f: Value, args: readonly Value[], keywords: Keywords) =>
      new PartialObject(f, new Tuple(args), Dict.of(keywords)),
  ),
);
methods(partialType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__call__(self, /, *args, **kwargs)": (
    p: PartialObject,
    args: readonly Value[],
    keywords: Keywords = noKeywords,
  ) => call(p.func, [...p.args.items, ...args], new Map([...p.keywords.names, ...keywords])),
  "__repr__(self, /)": (p: PartialObject) =>
    `Partial(${[repr(p.func), ...p.args.items.map(repr), ...[...p.keywords.entries()].map(([k, v]) => `${str(k)}=${repr(v)}`)].join(", ")})`,
});
getters(partialType, {
  func: (p: PartialObject) => p.func,
  args: (p: PartialObject) => p.args,
  keywords: (p: PartialObject) => p.keywords,
});

const partialNode: NodeType<PartialObject> = {
  name: "Partial",
  typeText: "<class 'jax._src.tree_util.Partial'>",
  flatten: ({ func, args, keywords }) => ({ children: [args, keywords], meta: func }),
  unflatten: (func, [args, keywords]) => new PartialObject(func as Value, args as Tuple, keywords as Dict),
  sameMeta: (a, b) => equal(a as Value, b as Value),
};
registerResolver(PartialObject, () => partialNode);
