/** Python's containers as trees of the library's. */

import { type NodeType, registerResolver } from "../../ir/treeNode.js";
import { DictKey, GetAttrKey } from "../../ir/treeKeys.js";
import type { Notation } from "../../ir/notation.js";
import { PytreeLeaf } from "../../ir/tree.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { KeyArray } from "../../random/keyArray.js";
import { tupleText } from "../../ir/valueText.js";
import { scriptFunction } from "./functions.js";
import { fail } from "../text/failure.js";
import { getAttribute } from "../objects/attributes.js";
import { compare, equal } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { call } from "../objects/machine.js";
import { truth } from "../objects/truth.js";
import { repr, str } from "../objects/text.js";
import { methods } from "../objects/native.js";
import { builtinType, type Type } from "../objects/type.js";
import { dictType, listType, tupleType, typeOf } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { fullName } from "../types/object.js";

/** Whether a value that the library holds is one of Python's. */
function isPython(x: unknown): x is Value {
  return (
    x === null ||
    x instanceof Obj ||
    x instanceof ArrayValue ||
    x instanceof KeyArray ||
    ["boolean", "bigint", "number", "string"].includes(typeof x)
  );
}

/** A value of the library's that is none of Python's. */
function describe(x: unknown): string {
  const script = scriptFunction(x);
  if (script !== undefined) return repr(script);
  return typeof x === "function" ? `<function ${x.name}>` : `<${typeof x}>`;
}

const bareType = builtinType("str");
/** A text that is shown without quotes. */
class Bare extends Obj {
  constructor(readonly text: string) {
    super(bareType);
  }
}
methods(bareType, { "__repr__(self, /)": ({ text }: Bare) => text });

/** How messages write values of scripts. */
export const notation: Notation = {
  arrays: "tuple",
  repr(x) {
    if (isPython(x)) return repr(x);
    return Array.isArray(x) ? tupleText(x.map(notation.repr)) : describe(x);
  },
  str: (x) => (isPython(x) ? str(x) : notation.repr(x)),
  tree: (x) => notation.str(x),
  bare: (text) => new Bare(text),
  type(x) {
    if (Array.isArray(x)) return "<class 'tuple'>";
    if (x instanceof PytreeLeaf) return "<class 'jax._src.api_util.PytreeLeaf'>";
    return isPython(x) ? `<class '${fullName(typeOf(x))}'>` : `<class '${typeof x}'>`;
  },
};

const listNode: NodeType<List> = {
  name: "list",
  kind: "list",
  typeText: "<class 'list'>",
  flatten: (x) => ({ children: x.items, meta: null }),
  unflatten: (_meta, children) => new List(children as Value[]),
};

const tupleNode: NodeType<Tuple> = {
  name: "tuple",
  kind: "tuple",
  typeText: "<class 'tuple'>",
  flatten: (x) => ({ children: x.items, meta: null }),
  unflatten: (_meta, children) => new Tuple(children as Value[]),
};

/** Keys in order, as JAX has them: they must be comparable. */
function sortedKeys(dict: Dict): Value[] {
  const keys = [...dict.keys()];
  if (keys.every((k) => typeof k === "string")) return keys.sort();
  try {
    return keys.sort((a, b) => (truth(compare("<", a, b)) ? -1 : truth(compare("<", b, a)) ? 1 : 0));
  } catch {
    return fail("ValueError", `Comparator raised exception while sorting pytree dictionary keys.`);
  }
}

function dictNodeOf(type: Type): NodeType<Dict> {
  return {
    name: type.name,
    kind: "dict",
    typeText: `<class '${fullName(type)}'>`,
    flatten(x) {
      const meta = sortedKeys(x);
      return { children: meta.map((k) => x.get(k)), meta };
    },
    unflatten(meta, children) {
      const dict = new Dict(type);
      (meta as Value[]).forEach((k, i) => dict.set(k, children[i] as Value));
      return dict;
    },
    sameMeta: sameKeys,
    key: (meta, i) => new DictKey((meta as Value[])[i]),
  };
}

function sameKeys(a: unknown, b: unknown): boolean {
  const [x, y] = [a as Value[], b as Value[]];
  return x.length === y.length && x.every((k, i) => equal(k, y[i]));
}

/** Keys as they stand: part of the structure, in their order. */
function orderedNode(type: Type): NodeType<Dict> {
  return {
    name: type.name,
    typeText: `<class '${fullName(type)}'>`,
    flatten: (x) => ({ children: [...x.entries()].map(([, v]) => v), meta: new Tuple([...x.keys()]) }),
    unflatten(meta, children) {
      const dict = new Dict(type);
      (meta as Tuple).items.forEach((k, i) => dict.set(k, children[i] as Value));
      return dict;
    },
    sameMeta: (a, b) => equal(a as Tuple, b as Tuple),
    key: (meta, i) => new DictKey((meta as Tuple).items[i]),
  };
}

/** With what makes its missing values. */
function defaultNode(type: Type): NodeType<Dict> {
  const keysOf = (meta: unknown): readonly Value[] => ((meta as Tuple).items[1] as Tuple).items;
  return {
    name: type.name,
    typeText: `<class '${fullName(type)}'>`,
    flatten(x) {
      const keys = sortedKeys(x);
      const meta = new Tuple([getAttribute(x, "default_factory"), new Tuple(keys)]);
      return { children: keys.map((k) => x.get(k)), meta };
    },
    unflatten(meta, children) {
      const dict = call(type, [(meta as Tuple).items[0]]) as Dict;
      keysOf(meta).forEach((k, i) => dict.set(k, children[i] as Value));
      return dict;
    },
    sameMeta: (a, b) => equal(a as Tuple, b as Tuple),
    key: (meta, i) => new DictKey(keysOf(meta)[i]),
  };
}

function namedTupleNode(type: Type): NodeType<Tuple> {
  const fields = (type.lookup("_fields") as Tuple).items as string[];
  return {
    name: type.name,
    kind: "named tuple",
    typeText: `<class '${fullName(type)}'>`,
    flatten: (x) => ({ children: x.items, meta: null }),
    unflatten: (_meta, children) => new Tuple(children as Value[], type),
    key: (_meta, i) => new GetAttrKey(fields[i]),
  };
}

/** The kinds of nodes that scripts have registered, or that classes are by themselves. */
const nodes = new WeakMap<Type, NodeType>([
  [listType, listNode],
  [tupleType, tupleNode],
  [dictType, dictNodeOf(dictType)],
]);

const classes = new WeakMap<NodeType, Type>([
  [listNode, listType],
  [tupleNode, tupleType],
  [nodes.get(dictType)!, dictType],
]);

/** The class of the instances that a kind of node stands for. */
export function classOfNode(node: NodeType): Type {
  return classes.get(node) ?? typeOf(null);
}

/** Makes instances of a script's class nodes. */
export function registerClass(type: Type, node: NodeType): void {
  if (nodes.has(type))
    fail("ValueError", `Duplicate custom PyTreeDef type registration for <class '${fullName(type)}'>.`);
  const named = { typeText: `<class '${fullName(type)}'>`, ...node };
  nodes.set(type, named);
  classes.set(named, type);
}

function nodeOf(x: Obj): NodeType | undefined {
  const { type } = x;
  const known = nodes.get(type);
  if (known) return known;
  const made = inferred(x, type);
  if (made) {
    nodes.set(type, made);
    classes.set(made, type);
  }
  return made;
}

/** Named tuples are nodes by themselves, and the dicts of `collections`. */
function inferred(x: Obj, type: Type): NodeType | undefined {
  if (x instanceof Tuple && type.lookup("_fields") instanceof Tuple) return namedTupleNode(type);
  if (x instanceof Dict && type.module === "collections" && type.name === "OrderedDict")
    return orderedNode(type);
  if (x instanceof Dict && type.module === "collections" && type.name === "defaultdict")
    return defaultNode(type);
  return undefined;
}

for (const Container of [List, Tuple, Dict, Obj]) registerResolver(Container as typeof Obj, nodeOf);
