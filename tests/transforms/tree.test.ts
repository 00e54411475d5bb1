/** `tree`: trees apart and together, and classes as trees. */

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
  assert.equal(tree.leavesWithPath(nested), [["['a']['c']", 3], ["['b'][0]", 1], ["['b'][1]", 2]]); // prettier-ignore
  assert.equal(tree.leaves(nested, { isLeaf: Array.isArray }), [3, [1, 2]]);
  assert.equal(
    tree.map((x: number, y: number) => x + y, [1, { a: 2 }], [10, { a: 20 }]),
    [11, { a: 22 }],
  );
  assert.equal(
    tree.mapWithPath((path, x: number) => `${path}=${x}`, { a: [1] }),
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
  assert.equal(tree.flattenWithPath(line(jnp.array(1), jnp.array(2)))[0].map(([path]) => path), [".from", ".to"]); // prettier-ignore

  const power = jit((m: Method, x: JaxArray) => Array.from({ length: m.steps }, () => x).reduce((a, b) => a.mul(b))); // prettier-ignore
  assert.is(power(new Method(3), jnp.array(2)).item(), 8);
  assert.throws(
    () => tree.registerStatic(Method),
    "Duplicate custom PyTreeDef type registration for class Method.",
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
});
