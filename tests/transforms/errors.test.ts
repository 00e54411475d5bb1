/** What goes wrong in transformations is said in JAX's words, with the user's names and line. */

import { inspect } from "node:util";
import * as assert from "uvu/assert";
import {
  type Array,
  closureConvert,
  customGradient,
  evalShape,
  float0,
  grad,
  hessian,
  jacfwd,
  jacrev,
  jit,
  jvp,
  lax,
  linearize,
  makeJaxpr,
  numpy as jnp,
  ShapeDtypeStruct,
  stopGradient,
  tree,
  valueAndGrad,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { integerOf } from "../../compiler/trace/static.js";
import { suite } from "../harness/suite.js";
import { called, fails, thrown } from "./fails.js";

const test = suite("errors");

const x3 = jnp.array([1, 2, 3]);
const i3 = jnp.array([1, 2, 3], { dtype: "int32" });
// Callers without types make these mistakes.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
type Loose = any;
const sine: Loose = (x: Array) => jnp.sin(x);
const notAType = (shown: string, type: string) => `Argument ${shown} of type ${type} is not a valid JAX type`;
/** They take what a function returns for an argument of theirs. */
const deriving = ["grad", "valueAndGrad", "jvp", "vjp", "linearize", "jacfwd", "jacrev", "hessian"];

/** Every transformation, applied to a function of one number and run. */
const transforms: Record<string, (f: Loose) => unknown> = {
  grad: (f) => grad(f)(1),
  valueAndGrad: (f) => valueAndGrad(f)(1),
  jvp: (f) => jvp(f, [1], [1]),
  vjp: (f) => vjp(f, 1),
  linearize: (f) => linearize(f, 1),
  jacfwd: (f) => jacfwd(f)(1),
  jacrev: (f) => jacrev(f)(1),
  hessian: (f) => hessian(f)(1),
  vmap: (f) => vmap(f)(x3),
  jit: (f) => jit(f)(1),
  makeJaxpr: (f) => makeJaxpr(f)(1),
  evalShape: (f) => evalShape(f, 1),
  closureConvert: (f) => closureConvert(f, 1),
};

for (const [name, run] of Object.entries(transforms)) {
  test(`${name}: what is not a function that returns arrays`, () => {
    fails(() => run(3), "TypeError", "Expected a callable value, got 3");
    fails(() => run("sin"), "TypeError", "Expected a callable value, got sin");
    const generator = function* g(x: Array) {
      yield x;
    };
    fails(() => run(generator), "TypeError", "Expected a function, got a generator function: g");
    const traced = (type: string, where = "") =>
      new RegExp(
        `^function f traced for \\w+ returned a value of type ${type}${where}, which is not a valid JAX type$`,
      );
    const batched = (type: string) =>
      new RegExp(`^Output from batched function .+ with type ${type} is not a valid JAX type$`);
    const derived = (type: string) => new RegExp(`^Argument .+ of type '?${type}'? is not a valid JAX type$`);
    const returned = name === "vmap" ? batched : deriving.includes(name) ? derived : traced;
    const f = (body: (x: Array) => unknown) => run({ f: (x: Array) => body(x) }.f);
    fails(() => f((x) => void jnp.sin(x)), "TypeError", returned("undefined"), "lack a return");
    fails(() => f(() => "a"), "TypeError", returned("string"));
    fails(() => f(() => new Map()), "TypeError", returned("Map"), "registerPytreeNode");
    fails(() => f(() => sine), "TypeError", returned("function"));
    fails(
      () => f((x) => ({ a: [x, "b"] })),
      "TypeError",
      returned("string", " at output component \\['a'\\]\\[1\\]"),
    );
    fails(() => f((x) => Promise.resolve(x)), "TypeError", traced("Promise"), "async");
  });

  test(`${name}: an error in the function stays as it is, and the next call works`, () => {
    const own = new Error("mine");
    const bad = () => {
      throw own;
    };
    assert.is(
      thrown(() => run(bad)),
      own,
    );
    assert.is(own.message, "mine");
    fails(
      () => run((x: Array) => jnp.add(jnp.broadcastTo(x, [3]), jnp.ones([4]))),
      "TypeError",
      /\(3,\), \(4,\)/,
    );
    assert.is(String(jnp.sin(0)), "0.0");
    run((x: Array) => jnp.sum(jnp.sin(x)));
  });
}

test("an async function that fails leaves no unhandled rejection", async () => {
  let unhandled = 0;
  const count = () => unhandled++;
  const node = (globalThis as { process?: NodeJS.Process }).process;
  node?.on("unhandledRejection", count);

  const f = async (x: Array) => (Number(x) > 0 ? x : 1);
  fails(() => jit(f as Loose)(1), "TypeError", /Promise/, "async");
  await new Promise((resolve) => setTimeout(resolve, 5));
  node?.off("unhandledRejection", count);
  assert.is(unhandled, 0);
});

test("arguments that are not arrays", () => {
  fails(() => grad(sine)("a"), "TypeError", `${notAType("'a'", "string")}.`, "grad of sine, argument x");
  fails(
    () => jit(sine)(undefined),
    "TypeError",
    /^Error interpreting argument to <function sine> as an abstract array. The problematic value is of type undefined/,
    "jit of sine, argument x",
  );
  fails(() => vmap(sine)({ a: new Date(0) }), "TypeError", /Date' is not a valid/, "argument x['a']");
  fails(() => stopGradient("a"), "TypeError", notAType("'a'", "string"), "stopGradient");
});

test("argnums", () => {
  const two: Loose = (x: Array, y: Array) => x.mul(y);
  const least = (n: number, given: number) =>
    `differentiating with respect to argnums=${n} requires at least ${n + 1} positional arguments to be passed by the caller, but got only ${given} positional arguments.`;
  for (const transform of [grad, valueAndGrad, jacfwd, jacrev, hessian] as Loose[]) {
    fails(() => transform(sine, { argnums: 2 })(1), "TypeError", least(2, 1), "sine");
    fails(() => transform(two, { argnums: -3 })(1, 2), "ValueError", /got value -3 for len\(args\) == 2\.$/);
    fails(
      () => transform(two, { argnums: [0, -2] })(1, 2),
      "ValueError",
      "argnums=[0, -2] names an argument twice.",
    );
    for (const wrong of [0.5, NaN, "a", null])
      fails(
        () => transform(two, { argnums: wrong })(1, 2),
        "TypeError",
        /^argnums must be an integer or a list/,
      );
  }
  assert.is(String(grad(two, { argnums: -1 })(2, 3)), "2.0");
});

test("grad: what can be differentiated", () => {
  const only = "Gradient only defined for scalar-output functions. Output";
  fails(() => grad(sine)(x3), "TypeError", `${only} had shape: (3,).`, "sine", "jacrev");
  fails(() => grad((x: Array) => [x, x])(1), "TypeError", /^Gradient only defined .* Output was \[/);
  fails(() => grad((x: Array) => ({ a: x }))(1), "TypeError", /Output was \{a: /);
  fails(() => grad((_x: Array) => null)(1), "TypeError", `${only} was None.`);
  fails(
    () => grad(sine)(i3),
    "TypeError",
    "grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got int32. " +
      "If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True.",
    "argument x of sine",
    "allowInt",
  );
  fails(
    () => grad((x: Array) => x.astype("int32"))(1),
    "TypeError",
    /^grad requires real-valued outputs .* but got int32\./,
  );
  fails(() => grad((x: Array) => jnp.greater(x, 0))(1), "TypeError", /but got bool\./);
  for (const result of [(x: Array) => x, (x: Array) => [x, x, x]])
    fails(
      () => grad(result, { hasAux: true })(1),
      "TypeError",
      /^expected function with aux output to return a two-element tuple, but got type/,
    );
});

test("jvp and linearize: tangents", () => {
  fails(
    () => jvp(sine, 1 as Loose, 1 as Loose),
    "TypeError",
    "primal and tangent arguments to jax.jvp must be tuples or lists; found number and number.",
    "jvp(sine, [x], [xDot])",
  );
  fails(
    () => jvp(sine, [1], [1, 1]),
    "TypeError",
    "primal and tangent arguments to jax.jvp must have the same tree structure; primals have tree structure PyTreeDef([*]) whereas tangents have tree structure PyTreeDef([*, *]).",
  );
  fails(
    () => jvp(sine, [1], [x3]),
    "ValueError",
    "jvp called with different primal and tangent shapes;Got primal shape () and tangent shape as (3,)",
    "sine, argument x",
  );
  fails(
    () => jvp(sine, [1], [2n]),
    "TypeError",
    /Got primal dtype float32 and so expected tangent dtype float32, but got tangent dtype int32 instead\.$/,
    "argument x",
  );
  fails(
    () => jvp(sine, [2n], [1]),
    "TypeError",
    /Got primal dtype int32 and so expected tangent dtype \[\('float0', 'V'\)\], but got tangent dtype float32 instead\.$/,
  );
  fails(
    () => linearize(sine, 1)[1](1, 1),
    "TypeError",
    "expected PyTreeDef([*]), got PyTreeDef([*, *])",
    "sine",
  );
  const inconsistent =
    /^linearized function called on tangent values inconsistent with the original primal values:\nGot tangent aval float32\[3\] for primal aval float32\[\] but expected float32\[\]\.$/;
  fails(() => linearize(sine, 1)[1](x3), "ValueError", inconsistent, "argument x");
});

test("vjp: cotangents", () => {
  const pullback: Loose = vjp(sine, 1)[1];
  fails(
    () => pullback([1]),
    "ValueError",
    /^unexpected tree structure\.[^]*sine[^]*  \* out was a pytree leaf in the original output, but a Array here, so their Python types differ\.$/,
  );
  fails(
    () => pullback(x3),
    "ValueError",
    "unexpected JAX type (e.g. shape/dtype) for argument to VJP function: got float32[3], but expected float32[] because the corresponding output of the differentiated function had JAX type float32[]",
    "sine",
  );
  for (const wrong of [[], [1, 2]])
    fails(
      () => pullback(...wrong),
      "TypeError",
      new RegExp(`applied to sine was called with ${wrong.length} arguments`),
    );
});

test("Jacobians", () => {
  fails(
    () => jacfwd(sine)(i3),
    "TypeError",
    "jacfwd requires real-valued inputs (input dtype that is a sub-dtype of np.floating), but got int32.",
    "argument x of sine",
    "jvp",
  );
  fails(
    () => jacrev(sine)(i3),
    "TypeError",
    "jacrev requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got int32.",
    "argument x of sine",
  );
  fails(() => hessian(sine)(i3), "TypeError", /^jacfwd requires/);
});

test("vmap: sizes and ranks", () => {
  const three: Loose = (x: Array, y: Array, z: Array) => x.add(y).add(z);
  const sizes = "vmap got inconsistent sizes for array axes to be mapped:\n";
  fails(
    () => vmap(three)(x3, jnp.ones([4]), x3),
    "ValueError",
    `${sizes}  * most axes (2 of them) had size 3, e.g. axis 0 of argument x of type float32[3];\n  * one axis had size 4: axis 0 of argument y of type float32[4]`,
    "three",
  );
  fails(
    () => vmap(sine, { axisSize: 4 })(x3),
    "ValueError",
    `${sizes}  * the \`axis_size\` argument was 4;\n  * one axis had size 3: axis 0 of argument x of type float32[3]`,
  );
  const rank = (axis: number, least: number, shape: string) =>
    `vmap was requested to map its argument along axis ${axis}, which implies that its rank should be at least ${least}, but is only ${shape === "()" ? 0 : 1} (its shape is ${shape})`;
  fails(() => vmap(sine)(1), "ValueError", rank(0, 1, "()"), "argument x of sine");
  fails(() => vmap(sine, { inAxes: 2 })(x3), "ValueError", rank(2, 3, "(3,)"));
  fails(() => vmap(sine, { inAxes: -2 })(x3), "ValueError", rank(-2, 2, "(3,)"));
  fails(
    () => vmap(sine, { inAxes: null })(x3),
    "ValueError",
    "vmap must have at least one non-None value in in_axes or axis_size must be specified",
  );
  fails(
    () => vmap(() => 1)(),
    "ValueError",
    /^vmap wrapped function must be passed at least one argument containing an array/,
  );
});

test("vmap: specifications of axes", () => {
  const first: Loose = (x: { a: Array }) => x.a;
  fails(
    () => vmap(sine, { inAxes: [0, 0] })(x3),
    "ValueError",
    /but got len\(in_axes\)=2, len\(args\)=1$/,
    "inAxes",
  );
  for (const inAxes of ["a", { a: 0 }, NaN, 0.5])
    fails(
      () => vmap(sine, { inAxes } as Loose)(x3),
      "TypeError",
      /^vmap in_axes must be an int, None, or a tuple of entries/,
    );
  for (const inAxes of [["a"], [0.5], [NaN]])
    fails(
      () => vmap(sine, { inAxes } as Loose)(x3),
      "TypeError",
      /^vmap in_axes must be an int, None, or \(nested\) container with those types as leaves, but got \[/,
    );
  for (const inAxes of [[{ b: 0 }], [[0, 0]]])
    fails(
      () => vmap(first, { inAxes } as Loose)({ a: x3 }),
      "ValueError",
      /^vmap in_axes specification must be a tree prefix of the corresponding value;/,
    );
  fails(
    () => vmap(sine, { outAxes: null })(x3),
    "ValueError",
    "at vmap out_axes, got axis spec None but output was batched on axis 0",
  );
  fails(
    () => vmap((x: Array) => [x, x], { outAxes: [0, null] })(x3),
    "ValueError",
    "at vmap out_axes[1], got axis spec None but output was batched on axis 0",
  );
  fails(
    () => vmap(sine, { outAxes: [0, 0] })(x3),
    "ValueError",
    /^vmap out_axes specification must be a tree prefix/,
  );
  fails(
    () => vmap(sine, { outAxes: "a" } as Loose)(x3),
    "TypeError",
    "vmap out_axes must be an int, None, or (nested) container with those types as leaves, but got a.",
  );
  for (const outAxes of [2, -3])
    fails(
      () => vmap(sine, { outAxes })(x3),
      "ValueError",
      `axis ${outAxes} is out of bounds for array of dimension 1`,
    );
  assert.is(String(vmap((_x: Array) => 1, { outAxes: null })(x3)), "1.0");
});

test("jit: static and donated arguments", () => {
  const f: Loose = (a: unknown, x: Array) => x;
  fails(
    () => jit(f, { staticArgnums: 5 }),
    "ValueError",
    "Jitted function has static_argnums=[5], but only accepts 2 positional arguments.",
    "staticArgnums",
  );
  fails(() => jit(f, { staticArgnums: -3 }), "ValueError", /static_argnums=\[-3\]/);
  fails(() => jit(f, { staticArgnums: "a" } as Loose), "TypeError", /^staticArgnums must be an integer/);
  fails(
    () => jit(f, { staticArgnums: 0, donateArgnums: [0] }),
    "ValueError",
    /cannot intersect\. Argument names \{'a'\}/,
  );
  const fixed: Loose = jit(f, { staticArgnums: 0 });
  fails(
    () => fixed(x3, 1),
    "ValueError",
    /^Non-hashable static arguments are not supported\. Static argument \(index 0\) of type HostArray for function f/,
  );
  fails(() => jit((n: Array) => fixed(n, 2))(1), "ValueError", /^Non-hashable static arguments/);
  fixed([1, { a: "b" }], 1);
  const first = fixed.explain();
  fixed([1, { a: "b" }], 2);
  assert.is(fixed.explain(), first, "equal lists are one static value");
  fixed([2, { a: "b" }], 2);
  assert.match(fixed.explain(), 'static argument a changed from [1, {a: "b"}] to [2, {a: "b"}]');
  const apply: Loose = jit((f: Loose, x: Loose) => tree.map(f, x), { staticArgnums: 0 });
  const up = (a: Array): Array => a.add(1);
  const down = (a: Array): Array => a.sub(1);
  apply(up, x3);
  apply(down, x3);
  assert.match(apply.explain(), "static argument f changed from function up to function down");
  apply(down, [x3]);
  assert.match(
    apply.explain(),
    "the tree of the arguments changed from PyTreeDef([None, *]) to PyTreeDef([None, [*]])",
  );
});

test("a traced value must not decide", () => {
  const traced =
    /^Abstract tracer value encountered where concrete value is expected: traced array with shape float32\[\]$/;
  const depends = (f: string, x: string) =>
    `The error occurred while tracing the function ${f} for jit. This concrete value was not available because it depends on the value of the argument ${x}.`;
  const branch = (x: Array, _y: Array) => (Number(x.mul(2)) > 0 ? x : jnp.negative(x));
  fails(
    () => jit(branch)(1, 2),
    "TracerBoolConversionError",
    traced,
    depends("branch", "x"),
    "(branch)",
    "jnp.where",
  );
  fails(
    () => jit(grad(branch))(1, 2),
    "TracerBoolConversionError",
    traced,
    "depends on the value of the argument",
  );
  fails(() => vmap(branch)(x3, x3), "TracerBoolConversionError", traced, "vmap of branch");
  const operator = (x: Array) => (x as unknown as number) + 1;
  fails(() => jit(operator)(1), "TracerBoolConversionError", traced, "x.add(1)", "(operator)");
  const choose = ({ p }: { p: Array }) => (Number(jnp.greater(p, 0)) ? 1 : 2);
  fails(
    () => jit(choose)({ p: 1 }),
    "TracerBoolConversionError",
    "Attempted boolean conversion of traced array with shape bool[].",
    depends("choose", "arg0['p']"),
  );
  fails(() => jit((x: Array) => x.tolist() as Loose)(1), "ConcretizationTypeError", traced, "tolist()");
  fails(() => jit((x: Array) => x.item() as Loose)(1), "ConcretizationTypeError", traced, "item()");
  fails(
    () => jit((x: Array) => void x.data())(1),
    "TracerArrayConversionError",
    "The numpy.ndarray conversion method __array__() was called on traced array with shape float32[]",
    "depends on the value of the argument x",
  );
  fails(
    () => jit((x: Array) => jnp.arange(3).at(x.gt(0)).get())(x3),
    "NonConcreteBooleanIndexError",
    "Array boolean indices must be concrete; got bool[3]",
    "jnp.where",
  );
  fails(
    () => jit(integerOf as Loose)(i3.at(0).get()),
    "TracerIntegerConversionError",
    "The __index__() method was called on traced array with shape int32[]",
    depends("integerOf", "x"),
  );
  fails(() => integerOf(x3), "TypeError", "Only integer scalar arrays can be converted to a scalar index.");
  assert.is(integerOf(i3.at(1).get()), 2);
  assert.is(String(grad(branch)(3, 1)), "1.0");
});

test("float0 is no number", () => {
  const zero = jnp.zeros(3, { dtype: float0 });
  const told = (name: string) =>
    new RegExp(`^Called ${name} with a float0 array\\. float0s do not support any operations`);
  fails(() => jnp.sin(zero), "TypeError", told("sin"), "jnp.zeros");
  fails(() => jnp.add(zero, 1), "TypeError", told("add"));
  fails(
    () => jvp((n: Array, x: Array) => n.mul(x), [i3, 3], [i3, 1]),
    "TypeError",
    /Got primal dtype int32 and so expected tangent dtype \[\('float0', 'V'\)\], but got tangent dtype int32 instead\.$/,
  );
  assert.is(String(jvp((n: Array, x: Array) => n.mul(x), [i3, 3], [zero, 1])[1]), "[1. 2. 3.]");
});

test("ShapeDtypeStruct", () => {
  const struct = new ShapeDtypeStruct([2, 3], "int32");
  assert.is(String(struct), "ShapeDtypeStruct(shape=(2, 3), dtype=int32)");
  assert.equal([struct.size, struct.ndim, struct.weakType], [6, 2, false]);
  const made = evalShape((x: Array) => ({ a: x.mul(0.5) }), struct);
  assert.is(inspect(made), "{ a: ShapeDtypeStruct(shape=(2, 3), dtype=float32, weak_type=True) }");
  assert.is(inspect(makeJaxpr(sine)(made.a).inAvals), "[ ShapedArray(float32[2,3], weak_type=True) ]");
  fails(
    () => new ShapeDtypeStruct([2], undefined as Loose),
    "ValueError",
    "ShapeDtypeStruct: dtype must be specified.",
  );
  fails(() => jit(sine)(struct), "TypeError", /value is of type ShapeDtypeStruct/);
});

test("lengths, axes and counts must be known", () => {
  const shapes =
    /^Shapes must be 1D sequences of concrete values of integer type, got \[JitTracer\(~float32\[\]\)\]\.$/;
  const made: ((n: Loose, x: Array) => unknown)[] = [
    (n, x) => x.reshape(n),
    (n) => jnp.zeros(n),
    (n) => jnp.full([n], 1),
    (n, x) => jnp.broadcastTo(x, n),
  ];
  for (const f of made)
    fails(() => jit(f as Loose)(3, x3), "TypeError", shapes, "argument n", "staticArgnums");
  const told = /^Abstract tracer value .* traced array with shape float32\[\]$/;
  const known: [what: string, f: (n: Loose, x: Array) => unknown][] = [
    ["The axis argument", (n, x) => x.sum({ axis: n })],
    ["The axis argument", (n, x) => jnp.argmax(x, { axis: n })],
    ["The axis argument", (n, x) => jnp.expandDims(x, n)],
    ["The axis argument", (n, x) => x.transpose([n])],
    ["The axis argument", (n, x) => jnp.stack([x, x], { axis: n })],
    ["The num argument", (n) => jnp.linspace(0, 1, n)],
    ["The reps argument", (n, x) => jnp.tile(x, n)],
    ["The bounds of a slice", (n, x) => lax.slice(x, [n], [3])],
    ["The indicesOrSections argument", (n, x) => jnp.split(x, n)],
  ];
  for (const [what, f] of known)
    fails(() => jit(f as Loose)(0, x3), "ConcretizationTypeError", told, `${what} must be known statically.`, "argument n"); // prettier-ignore
  // Where the values are known, arrays of them will do.
  const three: Loose = jnp.array(3);
  const axis: Loose = jnp.array(0, { dtype: "int32" });
  assert.equal(jnp.zeros(three).shape, [3]);
  assert.equal(jnp.sum(jnp.ones([2, 3]), { axis }).shape, [3]);
  assert.equal(grad((x: Array) => x.reshape(three).sum())(x3).tolist(), [1, 1, 1]);
});

test("a list is no array to transformations", () => {
  const double: Loose = called("double", (x: Array) => x.mul(2));
  for (const transform of [jit, grad, vmap] as Loose[])
    fails(
      () => transform(double)([x3, x3]),
      "TypeError",
      "x.mul is not a function",
      "double was given a list",
      "jnp.array",
    );
  fails(() => grad(jit(double))([1]), "TypeError", "x.mul is not a function", "double was given a list");
  // What is no method of arrays is not missing for that.
  const other: Loose = (x: Loose) => x[0].twice();
  assert.throws(
    () => jit(other)([x3]),
    (error: Error) => error.message === "x[0].twice is not a function",
  );
  assert.throws(() => jit((x: Loose) => x.foo())(1), (error: Error) => error.message === "x.foo is not a function"); // prettier-ignore
});

test("a traced value must not escape", () => {
  const escape =
    /^Encountered an unexpected tracer\. .*intermediate value with type float32\[\d*\] wrapped in a \w+Tracer to escape the scope of the transformation\.$/;
  let leaked: Array = x3;
  const leak: Loose = (x: Array) => {
    leaked = jnp.sin(x);
    return x;
  };
  for (const run of [
    () => jit(leak)(1),
    () => grad(leak)(1),
    () => vmap(leak)(x3),
    () => jvp(leak, [1], [1]),
  ]) {
    run();
    fails(() => jnp.cos(leaked), "UnexpectedTracerError", escape, "the value was made at", "(leak)");
    fails(() => jit((y: Array) => leaked.add(y))(1), "UnexpectedTracerError", escape);
    fails(() => jit(() => leaked)(), "UnexpectedTracerError", escape);
  }
});

test("customGradient and closureConvert", () => {
  for (const result of [(x: Array) => x, (x: Array) => [x, 3]] as Loose[])
    fails(
      () => customGradient(called("f", result))(1),
      "TypeError",
      /^custom_gradient function f must return a pair of its output and a function/,
    );
  fails(
    () => grad(customGradient((x: Array) => [x, (g: Array) => [g, g]]))(1),
    "TypeError",
    /^Custom VJP bwd rule must produce an output with the same container/,
  );
  fails(
    () => grad(customGradient((x: Array) => [x, () => jnp.ones([3])]))(1),
    "ValueError",
    /output of type float32\[3\] corresponding to an input of type float32\[\]/,
  );
  fails(
    () => closureConvert(sine, 1)[0]([1, 2]),
    "TypeError",
    "The inputs to the closure produced by closure_convert must have the same Pytree structure as the example arguments passed when closure_convert was called. Expected PyTreeDef([*]), but got PyTreeDef([[*, *]])",
    "closureConvert of sine",
  );
});

test("trees", () => {
  const differ = (what: string, key: string) =>
    new RegExp(`^pytree structure error: different ${what} at key path\\n    tree_map tree${key}\\n`);
  const map2 = (a: unknown, b: unknown) => tree.map((x) => x, a, b);
  fails(() => map2([1, 2], [1]), "ValueError", differ("lengths of list", ""));
  fails(() => map2([1, { a: [1] }], [1, { a: 3 }]), "ValueError", differ("types", "\\[1\\]\\['a'\\]"));
  fails(() => map2({ a: 1 }, { b: 1 }), "ValueError", differ("pytree metadata", ""));
  const pair = tree.structure([1, 2]);
  fails(() => tree.unflatten(pair, [1]), "ValueError", "Too few leaves for PyTreeDef; expected 2, got 1");
  fails(() => tree.unflatten(pair, [1, 2, 3]), "ValueError", "Too many leaves for PyTreeDef; expected 2.");
});

test("shapes and dtypes", () => {
  fails(
    () => jnp.add(x3, jnp.ones([2])),
    "TypeError",
    "add got incompatible shapes for broadcasting: (3,), (2,).",
  );
  fails(() => jnp.zeros([2], { dtype: "complex64" }), "TypeError", /complex64.*not understood/);
  fails(() => jnp.array([[1, 2], [3]]), "ValueError", /inhomogeneous shape after 1 dimensions/, "rectangle");
});

test("jaxprs print as the specification prints them", () => {
  const naive = (x: Array) => jnp.log(jnp.add(1, jnp.exp(x)));
  assert.is(
    String(makeJaxpr(grad(naive))(100)),
    "{ lambda ; a:f32[]. let\n    b:f32[] = exp a\n    c:f32[] = add 1.0 b\n    _:f32[] = log c\n" +
      "    d:f32[] = div 1.0 c\n    e:f32[] = mul d b\n  in (e,) }",
  );
});
