/** `tree`: trees apart and together, and classes as trees. */

import { inspect } from "node:util";
import * as assert from "uvu/assert";
import { type Array as JaxArray, grad, jit, numpy as jnp, tree, vmap } from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("tree");

class Circle {
  constructor(
    readonly centre: readonly JaxArray[],
    readonly radius: JaxArray,
    readonly name: string,
  ) {}
}

class Line {
  from!: JaxArray;
  to!: JaxArray;
  label = "line";
}

class Method {
  constructor(readonly steps: number) {}
}

tree.registerPytreeNode(
  Circle,
  (c) => [[c.centre, c.radius], c.name],
  (name, [centre, radius]) => new Circle(centre as JaxArray[], radius as JaxArray, name),
);
tree.registerDataclass(Line, ["from", "to"], ["label"]);
tree.registerStatic(Method);

function line(from: JaxArray, to: JaxArray): Line {
  return Object.assign(new Line(), { from, to });
}

test("apart and together", () => {
  const nested = { b: [1, 2], a: { c: 3 }, d: null };
  const [values, def] = tree.flatten(nested);
  assert.equal(values, [3, 1, 2]);
  assert.is(String(def), "PyTreeDef({'a': {'c': *}, 'b': [*, *], 'd': None})");
  assert.equal(tree.unflatten(def, values), nested);
  assert.equal(tree.leavesWithPath(nested), [
    [[new tree.DictKey("a"), new tree.DictKey("c")], 3],
    [[new tree.DictKey("b"), new tree.SequenceKey(0)], 1],
    [[new tree.DictKey("b"), new tree.SequenceKey(1)], 2],
  ]);
  assert.equal(tree.leaves(nested, { isLeaf: Array.isArray }), [3, [1, 2]]);
  assert.equal(
    tree.map((x: number, y: number) => x + y, [1, { a: 2 }], [10, { a: 20 }]),
    [11, { a: 22 }],
  );
  assert.equal(
    tree.mapWithPath((path, x: number) => `${tree.keystr(path)}=${x}`, { a: [1] }),
    { a: ["['a'][0]=1"] },
  );
  assert.is(
    tree.reduce((a: number, x: number) => a + x, nested, 0),
    6,
  );
  assert.is(
    tree.reduce((a: number, x: number) => a * x, nested),
    6,
  );
  assert.throws(() => tree.reduce((a: number) => a, []), "empty");
  const nest = (a: unknown, b: unknown): string => `(${String(a)} ${String(b)})`;
  assert.is(tree.reduceAssociative<unknown>(nest, [1, 2, [3, 4, 5]]), "((1 2) (3 (4 5)))");
  assert.is(tree.reduceAssociative(nest, [], "none"), "none");
  assert.throws(() => tree.reduceAssociative(nest, []), "Must specify identity");
  assert.is(tree.all([1, { a: true }]), true);
  assert.is(tree.all([1, { a: 0 }]), false);
});

test("inside out", () => {
  const [outer, inner] = [tree.structure([0, 0]), tree.structure({ a: 0, b: [0] })];
  const turned = tree.transpose(outer, inner, [
    { a: 1, b: [2] },
    { a: 3, b: [4] },
  ]);
  assert.equal(turned, { a: [1, 3], b: [[2, 4]] });
  assert.throws(() => tree.transpose(outer, inner, [1, 2]), /^Mismatch[^]*inner/);
  assert.equal(tree.broadcast([1, 2], [{ a: 5 }, [6, 7]]), [{ a: 1 }, [2, 2]]);
  assert.throws(() => tree.map((x: number) => x, [1, [2]], [1, 2]), "tree[1]");
});

test("classes are trees under every transformation", () => {
  const area = (c: Circle): JaxArray => c.radius.mul(c.radius).add(c.centre[0]);
  const slope = grad(area)(new Circle([jnp.array(1), jnp.array(2)], jnp.array(3), "c"));
  assert.instance(slope, Circle);
  assert.is(slope.name, "c");
  assert.equal([slope.radius.item(), slope.centre[0].item(), slope.centre[1].item()], [6, 1, 0]);

  const double = jit((l: Line) => line(l.from.mul(2), l.to.mul(2)));
  const doubled = vmap(double)(line(jnp.arange(3), jnp.ones([3])));
  assert.instance(doubled, Line);
  assert.is(doubled.label, "line");
  assert.equal([doubled.from.tolist(), doubled.to.tolist()], [[0, 2, 4], [2, 2, 2]]); // prettier-ignore
  assert.equal(tree.flattenWithPath(line(jnp.array(1), jnp.array(2)))[0].map(([path]) => tree.keystr(path)), [".from", ".to"]); // prettier-ignore

  const power = jit((m: Method, x: JaxArray) => Array.from({ length: m.steps }, () => x).reduce((a, b) => a.mul(b))); // prettier-ignore
  assert.is(power(new Method(3), jnp.array(2)).item(), 8);
  assert.throws(
    () => tree.registerStatic(Method),
    "Duplicate custom PyTreeDef type registration for class Method.",
  );
});

test("paths", () => {
  class Plain {
    constructor(readonly x: unknown) {}
  }
  tree.registerPytreeNode(
    Plain,
    ({ x }) => [[x], null],
    (_, [x]) => new Plain(x),
  );
  const pairs = tree.leavesWithPath({ "it's": [1, line(jnp.array(2), jnp.array(3))], p: new Plain(4) });
  assert.equal(
    pairs.map(([path]) => tree.keystr(path)),
    [`["it's"][0]`, `["it's"][1].from`, `["it's"][1].to`, "['p'][<flat index 0>]"],
  );
  const simple = { simple: true, separator: "/" };
  assert.is(tree.keystr(pairs[1][0], simple), "it's/1/from");
  assert.is(tree.keystr(pairs[3][0], simple), "p/0");
  assert.is(inspect(pairs[1][0]), `[ DictKey(key="it's"), SequenceKey(idx=1), GetAttrKey(name='from') ]`);
  assert.is(inspect(pairs[3][0][1]), "FlattenedIndexKey(key=0)");
  assert.throws(() => tree.keystr([], { sep: "/" } as never), "unexpected keyword argument 'sep'");
});

test("classes that name their children, and that say themselves how they are trees", () => {
  class Span {
    constructor(
      readonly from: JaxArray,
      readonly to: JaxArray,
    ) {}
    treeFlattenWithKeys() {
      const children = [
        [new tree.GetAttrKey("from"), this.from],
        [new tree.GetAttrKey("to"), this.to],
      ] as const;
      return [children, "span"] as const;
    }
    static treeUnflatten(_meta: string, [from, to]: JaxArray[]) {
      return new Span(from, to);
    }
  }
  assert.is(tree.registerPytreeWithKeysClass(Span), Span);
  const span = new Span(jnp.array(1), jnp.array(2));
  assert.equal(tree.leavesWithPath([span]).map(([path]) => tree.keystr(path)), ["[0].from", "[0].to"]); // prettier-ignore
  assert.is(String(tree.structure(span)), "PyTreeDef(CustomNode(Span[span], [*, *]))");
  // The structure alone tells the names too.
  const wrong = jit((s: Span) => new Span(s.from, "no array" as never));
  assert.throws(() => wrong(span), "at output component .to");

  class Box {
    constructor(readonly items: unknown[]) {}
    treeFlatten() {
      return [this.items, this.items.length] as const;
    }
    static treeUnflatten(_count: number, items: unknown[]) {
      return new Box(items);
    }
  }
  assert.is(tree.registerPytreeNodeClass(Box), Box);
  assert.equal(
    tree.map((x: number) => x + 1, new Box([1, [2]])),
    new Box([2, [3]]),
  );
});

test("partial functions are trees of their arguments", () => {
  const scale = new tree.Partial((a: JaxArray, x: JaxArray) => a.mul(x), jnp.array(3));
  assert.is(scale(jnp.array(2)).item(), 6);
  assert.match(
    String(tree.structure(scale)),
    /^PyTreeDef\(CustomNode\(Partial\[<function .*>\], \[\[\*\]\]\)\)$/,
  );
  const run = jit((f: typeof scale, x: JaxArray) => f(x));
  assert.is(run(scale, jnp.array(2)).item(), 6);
  const slope = grad((f: typeof scale) => f(jnp.array(5)))(scale);
  assert.is((slope.args[0] as JaxArray).item(), 5);
  assert.throws(() => new tree.Partial(1 as never), "the first argument must be callable");
});

test("structures", () => {
  const def = tree.structure([1, { a: [2, 3] }]);
  assert.equal([def.numLeaves, def.numNodes], [3, 6]);
  assert.equal(tree.treedefChildren(def).map(String), ["PyTreeDef(*)", "PyTreeDef({'a': [*, *]})"]); // prettier-ignore
  assert.is(String(tree.treedefTuple([def, tree.structure(1)])), "PyTreeDef([[*, {'a': [*, *]}], *])");
  assert.equal([null, [], 1, [1]].map((x) => tree.treedefIsLeaf(tree.structure(x))), [true, true, true, false]); // prettier-ignore
  assert.equal(tree.flattenUpTo(tree.structure([0, 0]), [{ a: 1 }, 2]), [{ a: 1 }, 2]);
  assert.is(tree.allLeaves([1, "a"]), true);
  assert.is(tree.allLeaves([1, [2]]), false);
  assert.is(tree.allLeaves([1, [2]], { isLeaf: Array.isArray }), true);
  const messages: readonly [of: unknown, message: string][] = [
    [{ a: 1 }, "Expected list, got {'a': 1}."],
    [[1, "x", null], "List arity mismatch: 3 != 2; list: [1, 'x', None]."],
    [jnp.arange(2), "Expected list, got Array([0, 1], dtype=int32)."],
  ];
  for (const [x, message] of messages)
    assert.throws(() => tree.flattenUpTo(tree.structure([0, 0]), x), message);
  assert.throws(
    () => tree.flattenUpTo(tree.structure({ a: 1 }), { b: 1 }),
    "Dict key mismatch; expected keys: ['a']; present keys: ['b'].",
  );
});

test("what is not an array in an instance is compared by value", () => {
  class Layer {
    constructor(
      readonly w: JaxArray,
      readonly options: { activation: string; sizes: number[] },
    ) {}
  }
  tree.registerDataclass(Layer, ["w"], ["options"]);
  const layer = (sizes: number[]) => new Layer(jnp.ones([2]), { activation: "relu", sizes });
  const same = (a: Layer, b: Layer) => tree.structure(a).equals(tree.structure(b));
  assert.is(same(layer([1]), layer([1])), true);
  assert.is(same(layer([1]), layer([2])), false);
  assert.throws(
    () => tree.registerDataclass(Layer, { dataFields: ["w"] } as never),
    /^registerDataclass of Layer: dataFields and metaFields are lists/,
  );
  assert.throws(
    () => tree.registerDataclass(Layer, ["w"], ["w"]),
    "data_fields and meta_fields must not overlap. Overlapping fields: {'w'}.",
  );
});
