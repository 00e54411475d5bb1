/** `jax.tree` and `jax.tree_util`. */

import * as trees from "../../ir/tree.js";
import {
  DictKey,
  FlattenedIndexKey,
  GetAttrKey,
  keystr,
  SequenceKey,
  type TreeKey,
} from "../../ir/treeKeys.js";
import { isArrayNode, type NodeType, registerResolver } from "../../ir/treeNode.js";
import * as tree from "../../transforms/tree.js";
import { fail } from "../text/failure.js";
import { getAttribute } from "../objects/attributes.js";
import { equal, hashItems } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { listOf } from "../objects/iterate.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native, type Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { truth } from "../objects/truth.js";
import { builtinType, Type } from "../objects/type.js";
import { NotImplemented, typeName } from "../objects/types.js";
import { type Keywords, noKeywords, Obj, type Value } from "../objects/value.js";
import { classOfNode, registerClass } from "./trees.js";

const treeDefType = builtinType("PyTreeDef", undefined, "jaxlib._jax.pytree");

/** The structure of a tree. */
class TreeDefObject extends Obj {
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

function defOf(x: Value): trees.TreeDef {
  return x instanceof TreeDefObject ? x.of : fail("TypeError", `expected a PyTreeDef, got ${typeName(x)}`);
}

/** What is a leaf: what the script says, and arrays of keys. */
function leafTest(isLeaf: Value | undefined): (x: unknown) => boolean {
  const given = isLeaf ?? null;
  return (x) => isArrayNode(x) || (given !== null && truth(call(given, [x as Value])));
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

function pathObject(path: readonly TreeKey[]): Tuple {
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

function keyOf(x: Value): TreeKey {
  return x instanceof KeyObject ? x.of : new ScriptKey(x);
}

/** `f` of leaves that the library hands over. */
function onLeaves(f: Value): (...leaves: unknown[]) => Value {
  return (...leaves) => call(f, leaves as Value[]);
}

type IsLeaf = Value | undefined;

const functions: Natives = {
  "tree_map(f, tree, *rest, is_leaf=None)": (f: Value, x: Value, rest: readonly Value[], isLeaf: IsLeaf) =>
    trees.map(onLeaves(f), x, rest, leafTest(isLeaf)) as Value,
  "tree_leaves(tree, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    new List(trees.leaves(x, leafTest(isLeaf)) as Value[]),
  "tree_structure(tree, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    new TreeDefObject(trees.structure(x, leafTest(isLeaf))),
  "tree_flatten(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const [leaves, def] = trees.flatten(x, leafTest(isLeaf));
    return new Tuple([new List(leaves as Value[]), new TreeDefObject(def)]);
  },
  "tree_unflatten(treedef, leaves)": (def: Value, leaves: Value) =>
    trees.unflatten(defOf(def), listOf(leaves)) as Value,
  "tree_reduce(function, tree, initializer=None, is_leaf=None)"(
    f: Value,
    x: Value,
    initial: Value | undefined,
    isLeaf: IsLeaf,
  ) {
    const values = trees.leaves(x, leafTest(isLeaf)) as Value[];
    if (initial !== undefined) return values.reduce((a, b) => call(f, [a, b]), initial);
    if (values.length === 0) fail("TypeError", "reduce() of empty iterable with no initial value");
    return values.reduce((a, b) => call(f, [a, b]));
  },
  "tree_reduce_associative(operation, tree, *, identity=None, is_leaf=None)": (
    f: Value,
    x: Value,
    identity: Value | undefined,
  ) => tree.reduceAssociative((a: Value, b: Value) => call(f, [a, b]), x, identity),
  "tree_all(tree, *, is_leaf=None)": (x: Value, isLeaf: IsLeaf) =>
    trees.leaves(x, leafTest(isLeaf)).every((v) => truth(v as Value)),
  "tree_transpose(outer_treedef, inner_treedef, pytree_to_transpose)": (
    outer: Value,
    inner: Value,
    x: Value,
  ) => tree.transpose(defOf(outer), inner === null ? null : defOf(inner), x) as Value,
  "tree_broadcast(prefix_tree, full_tree, is_leaf=None)": (prefix: Value, full: Value, isLeaf: IsLeaf) =>
    tree.broadcast(prefix, full, { isLeaf: leafTest(isLeaf) }) as Value,
  "tree_map_with_path(f, tree, *rest, is_leaf=None)"(
    f: Value,
    x: Value,
    rest: readonly Value[],
    isLeaf: IsLeaf,
  ) {
    const test = leafTest(isLeaf);
    const apply = (path: TreeKey[], ...leaves: unknown[]): Value =>
      call(f, [pathObject(path), ...(leaves as Value[])]);
    return trees.mapWithPath(apply, x, rest, (_path, node) => test(node)) as Value;
  },
  "tree_flatten_with_path(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const test = leafTest(isLeaf);
    const [pairs, def] = trees.flattenWithPath(x, (_path, node) => test(node));
    return new Tuple([new List(pairs.map(pairObject)), new TreeDefObject(def)]);
  },
  "tree_leaves_with_path(tree, is_leaf=None)"(x: Value, isLeaf: IsLeaf) {
    const test = leafTest(isLeaf);
    return new List(trees.flattenWithPath(x, (_path, node) => test(node))[0].map(pairObject));
  },
  "keystr(keys, *, simple=False, separator='')": (keys: Value, simple?: Value, separator?: Value) =>
    keystr(listOf(keys).map(keyOf), {
      simple: simple === true,
      separator: separator === undefined ? "" : str(separator),
    }),
  "all_leaves(iterable, is_leaf=None)": (items: Value, isLeaf: IsLeaf) =>
    tree.allLeaves(listOf(items), { isLeaf: leafTest(isLeaf) }),
  "treedef_is_leaf(treedef)": (def: Value) => tree.treedefIsLeaf(defOf(def)),
  "treedef_tuple(treedefs)": (defs: Value) =>
    new TreeDefObject(
      trees.structure(new Tuple(listOf(defs).map(() => null))).node === null
        ? trees.TreeDef.leaf
        : tupleDef(listOf(defs).map(defOf)),
    ),
  "treedef_children(treedef)": (def: Value) => new List(defOf(def).children.map((c) => new TreeDefObject(c))),
  "register_pytree_node(nodetype, flatten_func, unflatten_func, flatten_with_keys_func=None)": (
    type: Value,
    flatten: Value,
    unflatten: Value,
    withKeys: Value = null,
  ) => register(type, { flatten, unflatten, withKeys }),
  "register_pytree_with_keys(nodetype, flatten_with_keys, unflatten_func, flatten_func=None)": (
    type: Value,
    withKeys: Value,
    unflatten: Value,
    flatten: Value = null,
  ) => register(type, { flatten, unflatten, withKeys }),
  "register_pytree_node_class(cls)"(type: Value) {
    register(type, {
      flatten: getAttribute(type, "tree_flatten"),
      unflatten: getAttribute(type, "tree_unflatten"),
      withKeys: null,
    });
    return type;
  },
  "register_pytree_with_keys_class(cls)"(type: Value) {
    const flatten = (type as Type).lookup("tree_flatten") ?? null;
    register(type, {
      flatten,
      unflatten: getAttribute(type, "tree_unflatten"),
      withKeys: getAttribute(type, "tree_flatten_with_keys"),
    });
    return type;
  },
  "register_dataclass(nodetype, data_fields=None, meta_fields=None, drop_fields=())"(
    type?: Value,
    data: Value = null,
    meta: Value = null,
    drop: Value = new Tuple([]),
  ) {
    checkFields(type as Type, data, meta, drop);
    registerDataclass(type as Type, data, meta);
    return type;
  },
  "register_static(cls)"(type: Value) {
    registerClass(type as Type, {
      name: (type as Type).name,
      flatten: (x) => ({ children: [], meta: x }),
      unflatten: (meta) => meta,
      sameMeta: (a, b) => equal(a as Value, b as Value),
    });
    return type;
  },
};

/** All of a dataclass's own fields are said to be data or not, and nothing else. */
function checkFields(type: Type, data: Value, meta: Value, drop: Value): void {
  if (data === null && meta === null) return;
  if (data === null || meta === null)
    fail(
      "TypeError",
      `register_dataclass: data_fields and meta_fields must both be specified when either is specified. Got data_fields=${repr(data)} meta_fields=${repr(meta)}.`,
    );
  const fields = type.lookup("__dataclass_fields__");
  if (!(fields instanceof Dict)) return;
  const known = [...fields.entries()].filter(([, f]) => truth(getAttribute(f, "init"))).map(([n]) => str(n));
  const given = [...listOf(data), ...listOf(meta)].map(str);
  const set = (names: readonly string[]): string => `{${names.map((n) => repr(n)).join(", ")}}`;
  const missing = known.filter((n) => !given.includes(n) && !listOf(drop).map(str).includes(n));
  const unexpected = given.filter((n) => !known.includes(n));
  if (missing.length + unexpected.length === 0) return;
  const parts = [
    ...(missing.length > 0
      ? [` Missing fields: ${set(missing)}. Add them to drop_fields to suppress this error.`]
      : []),
    ...(unexpected.length > 0 ? [` Unexpected fields: ${set(unexpected)}.`] : []),
  ];
  fail(
    "ValueError",
    `data_fields and meta_fields must include all dataclass fields with \`\`init=True\`\` and only them.${parts.join("")}`,
  );
}

function tupleDef(defs: readonly trees.TreeDef[]): trees.TreeDef {
  const { node, meta } = trees.structure(new Tuple(defs.map(() => null)));
  return trees.TreeDef.of(node!, meta, defs);
}

function pairObject([path, leaf]: readonly [TreeKey[], unknown]): Value {
  return new Tuple([pathObject(path), leaf as Value]);
}

interface Registration {
  readonly flatten: Value;
  readonly unflatten: Value;
  readonly withKeys: Value;
}

/** What a flatten function gave. */
function pairOf(result: Value, what: string): [Value[], Value] {
  if (!(result instanceof Tuple) || result.items.length !== 2)
    return fail("ValueError", `${what} must return a pair (children, aux_data)`);
  return [listOf(result.items[0]), result.items[1]];
}

function register(type: Value, { flatten, unflatten, withKeys }: Registration): void {
  if (!(type instanceof Type)) fail("TypeError", `Expected a class, got ${repr(type)}.`);
  const split = (x: Value): [keys: Value[] | undefined, children: Value[], meta: Value] => {
    if (flatten !== null) {
      const [children, meta] = pairOf(call(flatten, [x]), "The flatten function");
      return [undefined, children, meta];
    }
    const [pairs, meta] = pairOf(call(withKeys, [x]), "The flatten function");
    return [pairs.map((p) => listOf(p)[0]), pairs.map((p) => listOf(p)[1]), meta];
  };
  const node: NodeType = {
    name: type.name,
    flatten(x) {
      const [, children, meta] = split(x as Value);
      return { children, meta };
    },
    unflatten: (meta, children) => call(unflatten, [meta as Value, new Tuple(children as Value[])]),
    sameMeta: (a, b) => equal(a as Value, b as Value),
    ...(withKeys === null
      ? {}
      : {
          keys: (x: unknown) =>
            pairOf(call(withKeys, [x as Value]), "The flatten function")[0].map((p) => keyOf(listOf(p)[0])),
        }),
  };
  registerClass(type, node);
}

function registerDataclass(type: Type, data: Value, meta: Value): void {
  const [dataFields, metaFields] =
    data === null ? fieldsOf(type) : [namesOf(data), meta === null ? [] : namesOf(meta)];
  registerClass(type, {
    name: type.name,
    kind: "dataclass",
    flatten: (x) => ({
      children: dataFields.map((f) => getAttribute(x as Value, f)),
      meta: new Tuple(metaFields.map((f) => getAttribute(x as Value, f))),
    }),
    unflatten(values, children) {
      const keywords = new Map<string, Value>();
      dataFields.forEach((f, i) => keywords.set(f, children[i] as Value));
      metaFields.forEach((f, i) => keywords.set(f, (values as Tuple).items[i]));
      return call(type, [], keywords);
    },
    sameMeta: (a, b) => equal(a as Value, b as Value),
    key: (_meta, i) => new GetAttrKey(dataFields[i]),
  });
}

function namesOf(x: Value): string[] {
  return listOf(x).map(str);
}

/** The fields of a dataclass: those whose metadata says `static` are no data. */
function fieldsOf(type: Type): [data: string[], meta: string[]] {
  const all = type.lookup("__dataclass_fields__");
  if (!(all instanceof Dict))
    return fail(
      "TypeError",
      "register_dataclass: data_fields and meta_fields are required when nodetype is not a dataclass. Got nodetype=" +
        repr(type) +
        ".",
    );
  const isStatic = (f: Value): boolean => {
    const found = call(getAttribute(getAttribute(f, "metadata"), "get"), ["static", false]);
    return truth(found);
  };
  const names = [...all.entries()].filter(([, f]) => truth(getAttribute(f, "init")));
  return [
    names.filter(([, f]) => !isStatic(f)).map(([n]) => str(n)),
    names.filter(([, f]) => isStatic(f)).map(([n]) => str(n)),
  ];
}

const partialType = builtinType("Partial", undefined, "jax.tree_util");

/** `tree_util.Partial`: a function with arguments, which are what it is a tree of. */
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

export const partialClass = partialType;

/** `jax.tree_util`. */
export const treeUtilFunctions: Natives = functions;

/** `jax.tree`: the same without `tree_`. */
export const treeFunctions: Natives = Object.fromEntries(
  Object.entries(functions)
    .filter(([text]) => text.startsWith("tree_"))
    .map(([text, f]) => [text.slice("tree_".length), f]),
);
