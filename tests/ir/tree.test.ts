/**
 * Trees of the classes of another language, by the hooks that node types have, against what JAX said of the same trees
 * (samples/trees.json): structures, paths, and every message about trees that differ.
 */

import { readFileSync } from "node:fs";
import * as assert from "uvu/assert";
import { type Notation, setNotation } from "../../compiler/ir/notation.js";
import type { TreeDef } from "../../compiler/ir/tree.js";
import { flatten, flattenUpTo, flattenWithPath, map, PytreeLeaf, structure } from "../../compiler/ir/tree.js";
import { equalityErrors } from "../../compiler/ir/treeErrors.js";
import { DictKey, GetAttrKey, keystr } from "../../compiler/ir/treeKeys.js";
import { type NodeType, registerNode, registerResolver } from "../../compiler/ir/treeNode.js";
import { quoted } from "../../compiler/ir/valueText.js";
import {
  type Array as Value,
  customJvp,
  customVjp,
  grad,
  jit,
  jvp,
  numpy as jnp,
  tree,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { root } from "../harness/paths.js";
import { suite } from "../harness/suite.js";

const inspect = Symbol.for("nodejs.util.inspect.custom");

/** An instance of a class of Python's. */
class Instance {
  constructor(
    readonly kind: PythonClass,
    readonly items: readonly unknown[],
    /** The keys of a dict; whatever an instance has beside its children. */
    readonly meta: unknown = null,
  ) {}
}

interface PythonClass {
  readonly node: NodeType<Instance>;
  repr(x: Instance): string;
}

function tupleText(items: readonly string[]): string {
  return items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`;
}

const notation: Notation = {
  repr(x) {
    if (x === null) return "None";
    if (x instanceof Instance) return x.kind.repr(x);
    if (Array.isArray(x)) return tupleText(x.map(notation.repr));
    return typeof x === "string" ? quoted(x) : `${x as number}`;
  },
  str: (x) => (typeof x === "string" ? x : notation.repr(x)),
  tree: (x) => notation.str(x),
  bare: (text) => text,
  type(x) {
    if (x === null) return "<class 'NoneType'>";
    if (Array.isArray(x)) return "<class 'tuple'>";
    if (x instanceof PytreeLeaf) return "<class 'jax._src.api_util.PytreeLeaf'>";
    return typeof x === "string" ? "<class 'str'>" : "<class 'int'>";
  },
  arrays: "tuple",
};

const repr = (x: unknown): string => notation.repr(x);
const list = (items: readonly unknown[]): string => items.map(repr).join(", ");

function pythonClass(
  name: string,
  write: (x: Instance) => string,
  node: Partial<NodeType<Instance>> = {},
): PythonClass {
  const kind: PythonClass = {
    repr: write,
    node: {
      name,
      typeText: `<class '__main__.${name}'>`,
      flatten: ({ items, meta }) => ({ children: items, meta }),
      unflatten: (meta, children) => new Instance(kind, children, meta),
      ...node,
    },
  };
  return kind;
}

const call = (x: Instance): string => `${x.kind.node.name}(${list(x.items)})`;
const listClass = pythonClass("list", ({ items }) => `[${list(items)}]`, {
  kind: "list",
  typeText: "<class 'list'>",
});
const tupleClass = pythonClass("tuple", ({ items }) => tupleText(items.map(repr)), { kind: "tuple", typeText: "<class 'tuple'>" }); // prettier-ignore
const key = (meta: unknown, i: number): DictKey => new DictKey((meta as unknown[])[i]);
const dictClass = pythonClass(
  "dict",
  ({ items, meta }) => `{${items.map((x, i) => `${repr((meta as unknown[])[i])}: ${repr(x)}`).join(", ")}}`,
  { kind: "dict", typeText: "<class 'dict'>", key },
);
const pairs = ({ items, meta }: Instance): unknown[] => items.map((x, i) => [(meta as unknown[])[i], x]);
const orderedClass = pythonClass(
  "OrderedDict",
  (x) => (x.items.length > 0 ? `OrderedDict([${list(pairs(x))}])` : "OrderedDict()"),
  {
    typeText: "<class 'collections.OrderedDict'>",
    key,
  },
);
const factory = (name: string): PythonClass => ({ ...pythonClass(name, () => `<class '${name}'>`) });
const factories = { list: new Instance(factory("list"), []), int: new Instance(factory("int"), []) };
const defaultClass = pythonClass(
  "defaultdict",
  ({ items, meta }) => {
    const [make, keys] = meta as [unknown, unknown[]];
    return `defaultdict(${repr(make)}, {${items.map((x, i) => `${repr(keys[i])}: ${repr(x)}`).join(", ")}})`;
  },
  {
    typeText: "<class 'collections.defaultdict'>",
    key: (meta, i) => key((meta as unknown[])[1], i),
  },
);
const fields = (names: readonly string[]) => (x: Instance) =>
  `${x.kind.node.name}(${[...x.items, ...((x.meta ?? []) as unknown[])].map((item, i) => `${names[i]}=${repr(item)}`).join(", ")})`;
const attribute = (names: readonly string[]) => (_meta: unknown, i: number) => new GetAttrKey(names[i]);
const namedTuple = (name: string): PythonClass =>
  pythonClass(name, fields(["x", "y"]), { kind: "named tuple", key: attribute(["x", "y"]) });

const classes = {
  Point: namedTuple("Point"),
  Pair: namedTuple("Pair"),
  C: pythonClass("C", call),
  E: pythonClass("E", call),
  K: pythonClass("K", call, { keys: () => [new GetAttrKey("a")] }),
  F: pythonClass("F", ({ items }) => `F([${list(items)}])`),
  Static: pythonClass("Static", () => "Static()", {
    flatten: (x) => ({ children: [], meta: x }),
    unflatten: (x) => x as Instance,
  }),
  Data: pythonClass("Data", fields(["a", "b"]), { kind: "dataclass", key: attribute(["a"]) }),
};

registerResolver(Instance, ({ kind }) => kind.node as NodeType);
type Entries = [key: string | number, value: unknown][];

function sorted(entries: Entries): Entries {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function dict(kind: PythonClass, entries: Entries, wrap = (keys: unknown): unknown => keys): Instance {
  return new Instance(kind, entries.map(([, x]) => x), wrap(entries.map(([k]) => k))); // prettier-ignore
}

const make = (kind: PythonClass) => (...items: unknown[]): Instance => new Instance(kind, items); // prettier-ignore
/** What the samples are written with. */
const names: Readonly<Record<string, unknown>> = {
  L: make(listClass),
  T: make(tupleClass),
  D: (entries: Entries) => dict(dictClass, sorted(entries)),
  O: (entries: Entries) => dict(orderedClass, entries),
  DL: (entries: Entries) => dict(defaultClass, sorted(entries), (keys) => [factories.list, keys]),
  DI: (entries: Entries) => dict(defaultClass, sorted(entries), (keys) => [factories.int, keys]),
  None_: null,
  Point: make(classes.Point),
  Pair: make(classes.Pair),
  C: make(classes.C),
  E: (a: unknown, tag: unknown) => new Instance(classes.E, [a], tag),
  K: (a: unknown) => new Instance(classes.K, [a], "meta"),
  F: (a: Instance) => new Instance(classes.F, a.items, []),
  Static: make(classes.Static),
  Data: (a: unknown, b: unknown) => new Instance(classes.Data, [a], [b]),
};

function read(text: string): unknown {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the samples are ours
  return (new Function(...Object.keys(names), `return ${text}`) as (...values: unknown[]) => unknown)(
    ...Object.values(names),
  );
}

function tried(f: () => string): string {
  try {
    return f();
  } catch (error) {
    const { name, summary } = error as Error & { summary: string };
    return `${name}: ${summary}`;
  }
}

const inspected = (x: object): string => (x as { [inspect](): string })[inspect]();

function pathTexts(x: unknown): string {
  const lines = flattenWithPath(x)[0].map(([path]) =>
    [keystr(path), keystr(path, { simple: true, separator: "/" }), tupleText(path.map(inspected))].join(" "),
  );
  return lines.join("\n");
}

function differences(a: TreeDef, b: TreeDef): string {
  const lines = equalityErrors(a, b).map(
    ({ path, things, explanation }) => `${keystr(path)} ${things.join("; ")}; ${explanation}`,
  );
  return lines.join("\n");
}

function vmapped(axes: unknown, x: unknown): string {
  const arrays = map(() => jnp.ones(new Array<number>(10).fill(2)), x);
  return String(structure(vmap((a: unknown) => a, { inAxes: new Instance(tupleClass, [axes]) })(arrays)));
}

const operations: Readonly<Record<string, (a: unknown, b: unknown) => string>> = {
  structure: (a) => String(structure(a)),
  counts: (a) => `(${structure(a).numLeaves}, ${structure(a).numNodes})`,
  paths: (a) => pathTexts(a),
  "up to": (a, b) => `[${list(flattenUpTo(structure(a), b))}]`,
  map: (a, b) => repr(map((x, y) => new Instance(tupleClass, [x, y]), a, [b])),
  broadcast: (a, b) => repr(tree.broadcast(a, b)),
  differences: (a, b) => differences(structure(a), structure(b)),
  vmap: vmapped,
  transpose: (a, b) => repr(tree.transpose(structure(a), null, b)),
};

type Sample = Readonly<Record<string, string>>;
const samples = JSON.parse(readFileSync(`${root}tests/ir/samples/trees.json`, "utf8")) as Sample[];

const test = suite("trees of Python's");

/** Runs `f` as a front end does, with its notation. */
function inPython<T>(f: () => T): T {
  const before = setNotation(notation);
  try {
    return f();
  } finally {
    setNotation(before);
  }
}

for (const [name, run] of Object.entries(operations))
  test(name, () => {
    let count = 0;
    for (const { a, b, [name]: text } of samples) {
      if (text === undefined) continue;
      count++;
      assert.is(inPython(() => tried(() => run(read(a), read(b)))), text, `${a} | ${b}`); // prettier-ignore
    }
    assert.ok(count > 50, `${count} samples`);
  });

test("equal structures have equal texts to find them by", () => {
  for (const { a, b } of samples) {
    const [left, right] = [structure(read(a)), structure(read(b))];
    assert.is(left.hashText, structure(read(a)).hashText);
    if (left.equals(right)) assert.is(left.hashText, right.hashText);
  }
});

const tuple = (...items: unknown[]): Instance => new Instance(tupleClass, items);
const pair = (...items: unknown[]): Instance => new Instance(classes.Pair, items);

test("rules and functions give pairs as tuples, lists or named tuples", () => {
  for (const two of [tuple, pair, (...items: unknown[]) => new Instance(listClass, items)]) {
    const double = customJvp((x: Value) => x.mul(2));
    double.defjvp(([x], [t]) => two(x.mul(2), t.mul(3)));
    assert.is(Number(grad(double)(1)), 3);
    const triple = customVjp((x: Value) => x.mul(3));
    triple.defvjp(
      (x) => two(x.mul(3), null),
      (_: null, ct: Value) => tuple(ct.mul(5)),
    );
    assert.is(Number(grad(triple)(1)), 5);
    const [slope, aux] = grad((x: Value) => two(x.mul(7), tuple(x)), { hasAux: true })(1) as [
      Value,
      Instance,
    ];
    assert.equal([Number(slope), aux.kind], [7, tupleClass]);
  }
});

test("messages about functions show trees as they are", () => {
  const f = customJvp((x: Value) => x);
  f.defjvp((primals: readonly Value[]) => tuple(primals[0]));
  const messages: readonly [run: () => unknown, message: string][] = [
    [
      () => vjp((x: Value) => tuple(x, x), 1)[1](tuple(1)),
      "* out was a tuple of length 2 in the original output, but a tuple of length 1 here, so the lengths do not match.",
    ],
    [
      () => vjp((x: Value) => new Instance(dictClass, [x], ["a"]), 1)[1](2 as never),
      "* out was a <class 'dict'> in the original output, but a pytree leaf here, so their Python types differ.",
    ],
    [
      () => jvp((x: Value) => x, [1], [1, 1] as never),
      "primals have tree structure PyTreeDef((*,)) whereas tangents have tree structure PyTreeDef((*, *)).",
    ],
    [
      () => grad((x: Value) => tuple(x, x, x), { hasAux: true })(1),
      "expected function with aux output to return a two-element tuple, but got type <class 'tuple'> with value (",
    ],
    [
      () => vmap((x: Value) => x, { inAxes: tuple(0, 1) })(1),
      "passed to the function, but got len(in_axes)=2, len(args)=1",
    ],
    [
      () => vmap((x: Value) => x, { inAxes: tuple("a") })(1),
      "or (nested) container with those types as leaves, but got ('a',).",
    ],
    [() => jit(() => "text")(), "returned a value of type <class 'str'>, which is not a valid JAX type"],
    [() => flattenUpTo(structure([1, 2]), [1, 2, 3]), "Tuple arity mismatch: 3 != 2; tuple: (1, 2, 3)."],
  ];
  for (const [run, message] of messages) {
    const text = inPython(() => tried(() => String(run())));
    assert.ok(text.includes(message), text);
  }
});

test("metas are equal as the node type says", () => {
  class Tagged {
    constructor(readonly tag: string) {}
  }
  registerNode<Tagged>(Tagged, {
    name: "Tagged",
    flatten: ({ tag }) => ({ children: [], meta: tag }),
    unflatten: (tag) => new Tagged(tag as string),
    sameMeta: (a, b) => String(a).toLowerCase() === String(b).toLowerCase(),
  });
  assert.is(structure(new Tagged("A")).equals(structure(new Tagged("a"))), true);
  assert.is(structure(new Tagged("A")).equals(structure(new Tagged("b"))), false);
  assert.is(String(structure(new Tagged("A"))), "PyTreeDef(CustomNode(Tagged[A], []))");
});

test("a resolver may say that an instance is a leaf", () => {
  class Maybe {
    constructor(readonly node: NodeType<Maybe> | undefined) {}
  }
  registerResolver(Maybe, ({ node }) => node as NodeType | undefined);
  const leaf = new Maybe(undefined);
  assert.equal(flatten([leaf])[0], [leaf]);
  assert.is(flatten([leaf])[1].numLeaves, 1);
  assert.throws(
    () => registerResolver(Maybe, () => undefined),
    "Duplicate custom PyTreeDef type registration",
  );
});
