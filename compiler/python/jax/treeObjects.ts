/** What functions on trees give scripts: structures, and steps of paths. */

import * as trees from "../../ir/tree.js";
import { DictKey, FlattenedIndexKey, GetAttrKey, SequenceKey, type TreeKey } from "../../ir/treeKeys.js";
import { fail } from "../text/failure.js";
import { equal, hashItems } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { listOf } from "../objects/iterate.js";
import { getters, methods, Native } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import type { Type } from "../objects/type.js";
import { builtinType } from "../objects/type.js";
import { NotImplemented, typeName } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { classOfNode } from "./trees.js";

const treeDefType = builtinType("PyTreeDef", undefined, "jaxlib._jax.pytree");

/** The structure of a tree. */
export class TreeDefObject extends Obj {
  constructor(readonly of: trees.TreeDef) {
    super(treeDefType);
  }
}

methods(treeDefType, {
  "__repr__(self, /)": (d: TreeDefObject) => String(d.of),
  "__eq__(self, value, /)": (d: TreeDefObject, other: Value) =>
    other instanceof TreeDefObject ? d.of.equals(other.of) : NotImplemented,
  "__hash__(self, /)": (d: TreeDefObject) => hashItems([String(d.of)]),
  "unflatten(self, leaves, /)": (d: TreeDefObject, leaves: Value) =>
    trees.unflatten(d.of, listOf(leaves)) as Value,
  "flatten_up_to(self, tree, /)": (d: TreeDefObject, x: Value) =>
    new List(trees.flattenUpTo(d.of, x) as Value[]),
  "children(self, /)": (d: TreeDefObject) => new List(d.of.children.map((c) => new TreeDefObject(c))),
  "compose(self, other, /)": (d: TreeDefObject, other: TreeDefObject) =>
    new TreeDefObject(d.of.compose(other.of)),
  "node_data(self, /)"({ of: { node, meta } }: TreeDefObject) {
    if (node === null) return null;
    return new Tuple([classOfNode(node), Array.isArray(meta) ? new List(meta as Value[]) : (meta as Value)]);
  },
});
getters(treeDefType, {
  num_leaves: (d: TreeDefObject) => BigInt(d.of.numLeaves),
  num_nodes: (d: TreeDefObject) => BigInt(d.of.numNodes),
});

export function defOf(x: Value): trees.TreeDef {
  return x instanceof TreeDefObject ? x.of : fail("TypeError", `expected a PyTreeDef, got ${typeName(x)}`);
}

const keyTypes = new Map<unknown, Type>();

/** A step of a path. */
class KeyObject extends Obj {
  constructor(
    readonly of: TreeKey,
    type: Type,
  ) {
    super(type);
  }
}

function defineKey(
  name: string,
  field: string,
  Key: new (x: never) => TreeKey,
  convert: (x: Value) => unknown,
): Type {
  const type = builtinType(name, undefined, "jax.tree_util");
  keyTypes.set(Key, type);
  type.set(
    "__new__",
    new Native(
      `__new__(cls, ${field})`,
      (_: Type, x: Value) => new KeyObject(new Key(convert(x) as never), type),
    ),
  );
  methods(type, {
    "__init__(self, /, *args, **kwargs)": () => null,
    "__repr__(self, /)": (k: KeyObject) => `${name}(${field}=${repr(fieldOf(k, field))})`,
    "__str__(self, /)": (k: KeyObject) => String(k.of),
    "__eq__(self, value, /)": (k: KeyObject, other: Value) =>
      other instanceof KeyObject && other.type === type
        ? equal(fieldOf(k, field), fieldOf(other, field))
        : NotImplemented,
    "__hash__(self, /)": (k: KeyObject) => hashItems([name, fieldOf(k, field)]),
  });
  getters(type, { [field]: (k: KeyObject) => fieldOf(k, field) });
  return type;
}

function fieldOf(k: KeyObject, field: string): Value {
  const x = (k.of as unknown as Record<string, unknown>)[field];
  return typeof x === "number" ? BigInt(x) : (x as Value);
}

const asNumber = (x: Value): unknown => Number(x);
export const treeTypes: readonly Type[] = [
  defineKey("SequenceKey", "idx", SequenceKey, asNumber),
  defineKey("DictKey", "key", DictKey, (x) => x),
  defineKey("GetAttrKey", "name", GetAttrKey, (x) => x),
  defineKey("FlattenedIndexKey", "key", FlattenedIndexKey, asNumber),
  treeDefType,
];

export function pathObject(path: readonly TreeKey[]): Tuple {
  return new Tuple(path.map(keyObject));
}

function keyObject(k: TreeKey): Value {
  // Keys of the script's own are its values.
  if (k instanceof ScriptKey) return k.value;
  return new KeyObject(k, keyTypes.get(k.constructor)!);
}

/** A key that a script made. */
class ScriptKey implements TreeKey {
  constructor(readonly value: Value) {}
  toString(): string {
    return str(this.value);
  }
}

export function keyOf(x: Value): TreeKey {
  return x instanceof KeyObject ? x.of : new ScriptKey(x);
}
