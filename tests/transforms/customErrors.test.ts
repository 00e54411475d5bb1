/** What goes wrong in custom rules is said in JAX's words, and shows the line of the rule and of the call. */

import * as assert from "uvu/assert";
import {
  type Array,
  customJvp,
  customVjp,
  customVmap,
  grad,
  hessian,
  jacfwd,
  jit,
  jvp,
  linearize,
  numpy as jnp,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { called, fails, thrown } from "./fails.js";

const test = suite("errors of custom rules");

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- callers without types make these mistakes
type Loose = any;
const x3 = jnp.array([1, 2, 3]);

function withJvp(rule: (primals: Array[], tangents: Array[]) => unknown): Loose {
  const foo = customJvp(called("foo", (x: Array) => jnp.sin(x)));
  foo.defjvp(called("fooJvp", rule));
  return foo;
}

function withVjp(
  fwd: (x: Loose) => unknown,
  bwd: (res: Loose, g: Loose) => unknown,
  f = (x: Loose): unknown => x,
): Loose {
  const foo = customVjp(called("foo", f));
  foo.defvjp(called("fooFwd", fwd), called("fooBwd", bwd));
  return foo;
}

test("no rule", () => {
  const myf: Loose = customJvp(called("myf", (x: Array) => x));
  fails(
    () => myf(1),
    "AttributeError",
    "No JVP defined for custom_jvp function myf using defjvp.",
    "myf was made at",
    "myf.defjvp(",
  );
  fails(() => grad(myf)(1), "AttributeError", /^No JVP defined/);
  const myg: Loose = customVjp(called("myg", (x: Array) => x));
  fails(
    () => myg(1),
    "AttributeError",
    "No VJP defined for custom_vjp function myg using defvjp.",
    "myg was made at",
  );
});

const rule = "Custom JVP rule fooJvp for function foo must produce";

test("custom_jvp: a pair", () => {
  const pair = (got: string) =>
    `${rule} a pair (list or tuple of length two) representing primal and tangent outputs, but got ${got}.`;
  fails(
    () =>
      jvp(
        withJvp(([x]) => x),
        [1],
        [1],
      ),
    "TypeError",
    pair("1.0"),
    "the rule was set at",
  );
  fails(
    () =>
      jvp(
        withJvp(() => null),
        [1],
        [1],
      ),
    "TypeError",
    pair("None"),
  );
  fails(
    () =>
      jvp(
        withJvp(() => undefined),
        [1],
        [1],
      ),
    "TypeError",
    pair("undefined"),
  );
  fails(
    () =>
      jvp(
        withJvp(([x], [t]) => ({ x, t })),
        [1],
        [1],
      ),
    "TypeError",
    pair("{x: 1.0, t: 1.0}"),
  );
  fails(() => grad(withJvp(([x]) => [x, x, x]))(1), "TypeError", /a pair \(list or tuple of length two\)/);
  fails(
    () =>
      jvp(
        withJvp(([x]) => Promise.resolve([x, x])),
        [1],
        [1],
      ),
    "TypeError",
    /^function fooJvp as a JVP rule returned a value of type Promise/,
    "async",
  );
  fails(
    () =>
      jvp(
        withJvp(([x]) => [x, "a"]),
        [1],
        [1],
      ),
    "TypeError",
    "Argument 'a' of type string is not a valid JAX type",
    "fooJvp",
  );
});

test("custom_jvp: structure, shapes and dtypes", () => {
  fails(
    () =>
      jvp(
        withJvp(([x], [t]) => [[x, x], t]),
        [1],
        [1],
      ),
    "TypeError",
    `${rule} primal and tangent outputs with equal container (pytree) structures, but got PyTreeDef([*, *]) and PyTreeDef(*) respectively.`,
  );
  const must = "Custom JVP rule must produce primal and tangent outputs with corresponding shapes and dtypes";
  fails(
    () =>
      jvp(
        withJvp(([x]) => [x, jnp.ones([2])]),
        [1],
        [1],
      ),
    "TypeError",
    `${must}. Expected float32[] (tangent type of float32[]) but got float32[2].`,
    "fooJvp",
    "foo",
    "the rule was set at",
  );
  fails(
    () =>
      jvp(
        withJvp(([x]) => [x, 2n]),
        [1],
        [1],
      ),
    "TypeError",
    `${must}. Expected float32[] (tangent type of float32[]) but got int32[].`,
  );
  fails(
    () =>
      jvp(
        withJvp(([x], [t]) => [
          [x, x],
          [t, jnp.ones([2])],
        ]),
        [1],
        [1],
      ),
    "TypeError",
    `${must}, but got:\n  primal float32[] with tangent float32[2], expecting tangent float32[]`,
  );
  const first = (what: string) =>
    `${rule} a pair (list or tuple of length two) where the first element represents the primal output (equal in value to the output of the custom_jvp-decorated function foo, and in particular ${what}`;
  fails(
    () => jvp(jit(withJvp(([x], [t]) => [{ a: x, b: x }, { a: t, b: t }])), [1], [1]), // prettier-ignore
    "TypeError",
    `${first("of the same container/pytree structure)")}, but instead the JVP rule output's first element had container/pytree structure:\n    {a: float32[], b: float32[]}\nwhile the custom_jvp-decorated function foo had output container/pytree structure:\n    float32[].`,
  );
  fails(
    () => jvp(jit(withJvp(() => [jnp.ones([2]), jnp.ones([2])])), [1], [1]),
    "TypeError",
    `${first("with leaves of the same shape/dtype)")}, but instead the JVP rule output's first element had shapes/dtypes of:\n    float32[2]\nwhile the custom_jvp-decorated function foo had output shapes/dtypes of:\n    float32[]`,
  );
});

const crooked: [name: string, primitive: string, tangent: (t: Array, x: Array) => unknown][] = [
  ["sine", "sin", (t) => jnp.sin(t)],
  ["a square", "square", (t) => jnp.square(t)],
  ["a product", "mul", (t) => t.mul(t)],
  ["a division", "div", (t, x) => x.div(t)],
  ["a maximum", "max", (t) => jnp.maximum(t, 0)],
  [
    "a matrix product",
    "dot_general",
    (t) => jnp.sum(jnp.matmul(t.mul(jnp.ones([2, 2])), t.mul(jnp.ones([2, 2])))),
  ],
  ["a choice by the tangent", "gt", (t) => jnp.where(jnp.greater(t, 0), t, t.mul(2))],
  ["rounding by way of integers", "convert_element_type", (t) => t.astype("int32").astype("float32")],
];
for (const [name, primitive, tangent] of crooked)
  test(`custom_jvp: a tangent that is not linear: ${name}`, () => {
    const foo = withJvp(([x], [t]) => [x, tangent(t, x)]);
    for (const f of [foo, jit(foo), (x: Array) => vmap(foo)(x.mul(jnp.ones([3]))).sum()])
      fails(
        () => grad(f)(1),
        "NotImplementedError",
        `Transpose rule (for reverse-mode differentiation) for '${primitive}' not implemented`,
        "fooJvp, the rule of foo, is not a linear function of its input tangents",
        "the rule was set at",
        "reverse mode was asked for at",
      );
    jvp(foo, [1], [1]);
  });

test("custom_jvp: what is linear enough", () => {
  const slope = (tangent: (t: Array, x: Array) => unknown) =>
    String(grad(withJvp(([x], [t]) => [x, tangent(t, x)]))(2));
  assert.is(slope(() => 1), "0.0"); // prettier-ignore
  assert.is(slope((t) => t.add(1)), "1.0"); // prettier-ignore
  assert.is(
    slope((t, x) => t.mul(x).sub(t)),
    "1.0",
  );
  assert.is(
    slope((t) => (jnp.greater(t, 0), t)),
    "1.0",
  );
  fails(() => grad(withJvp(([, ], [t]) => [t, t]))(1), "ValueError", /^Linearization failed to produce known values for all output primals\. This is typically caused by/, "foo"); // prettier-ignore
});

test("arguments that can't be resolved", () => {
  for (const [kind, make] of [
    ["custom_jvp", customJvp],
    ["custom_vjp", customVjp],
  ] as [string, Loose][]) {
    // prettier-ignore
    const g2 = make(called("g2", (x: Array, y: Array) => x.mul(y)));
    if (kind === "custom_jvp") g2.defjvps(null, null);
    else g2.defvjp((x: Array) => [x, x], () => [null, null]); // prettier-ignore
    const unresolved = `The input arguments to the ${kind}-decorated function g2 could not be resolved to positional-only arguments. Binding failed with the error:\n`;
    fails(
      () => g2(1),
      "TypeError",
      `${unresolved}missing a required argument: 'y'`,
      "g2 takes (x, y)",
      "g2 was made at",
    );
    fails(() => g2(1, 2, 3), "TypeError", `${unresolved}too many positional arguments`);
    fails(() => g2(1, "a"), "TypeError", /is not a valid JAX type|as a JAX value/, `${kind} of g2, argument y`);
  }
});

test("defjvps", () => {
  const withRules = (...rules: Loose[]): Loose => {
    const f = customJvp(called("g2", (x: Array, y: Array) => x.mul(y)));
    (f as Loose).defjvps(...rules);
    return f;
  };
  const good = (t: Array, _out: Array, _x: Array, y: Array) => t.mul(y);
  fails(
    () => grad(withRules(good))(2, 3),
    "ValueError",
    /^defjvps was given 1 rules, but the custom_jvp-decorated function g2 was called with 2 arguments\.$/,
    "the rules were set at",
  );
  fails(() => grad(withRules(good, null, null))(2, 3), "ValueError", /given 3 rules/);
  fails(() => withRules(1, null), "TypeError", "Expected a callable value, got 1", "g2.defjvps");
  fails(
    () => grad(withRules(() => jnp.ones([2]), null))(2, 3),
    "TypeError",
    /Expected float32\[\] \(tangent type of float32\[\]\) but got float32\[2\]\.$/,
  );
  fails(
    () => grad(withRules((t: Array) => [t, t], null))(2, 3),
    "TypeError",
    /equal container \(pytree\) structures, but got PyTreeDef\(\*\) and PyTreeDef\(\[\*, \*\]\)/,
  );
  const fixed = customJvp(
    called("h", (_n: unknown, x: Array) => x),
    { nondiffArgnums: [0] },
  );
  fails(
    () => fixed.defjvps(null, null),
    "TypeError",
    "Can't use ``defjvps`` with ``nondiff_argnums``.",
    "h has nondiffArgnums=[0]",
  );
});

test("custom_vjp: the forward rule", () => {
  const must = (primal: string) =>
    `Custom VJP fwd rule fooFwd for function foo must produce a pair (list or tuple of length two) where the first element represents the primal output (equal to ${primal} of the custom_vjp-decorated function foo) and the second element represents residuals (i.e. values stored from the forward pass for use on the backward pass), but instead`;
  const bwd = (_res: unknown, g: unknown) => [g];
  fails(
    () => grad(withVjp((x) => x, bwd))(1),
    "TypeError",
    `${must("those")} of a pair the fwd rule fooFwd produced 1.0.`,
    "the rules were set at",
  );
  fails(
    () => grad(jit(withVjp((x) => [[x, x], null], bwd)))(1),
    "TypeError",
    `${must("the output")} the fwd rule output's first element had container/pytree structure:\n    [float32[], float32[]]\nwhile the custom_vjp-decorated function foo had output container/pytree structure:\n    float32[].`,
  );
  fails(
    () => grad(jit(withVjp(() => [jnp.ones([2]), null], bwd)))(1),
    "TypeError",
    `${must("the output")} the fwd rule output's first element had shapes/dtypes of:\n    float32[2]\nwhile the custom_vjp-decorated function foo had output shapes/dtypes of:\n    float32[]`,
  );
  fails(
    () => grad(withVjp((x) => [x, "abc"], bwd))(1),
    "TypeError",
    /'abc' of type string is not a valid JAX type/,
    "fooFwd",
    "residuals",
  );
  fails(
    () => grad(withVjp((x) => Promise.resolve([x, x]), bwd))(1),
    "TypeError",
    /^function fooFwd as a fwd rule returned a value of type Promise/,
  );
});

test("custom_vjp: the backward rule", () => {
  const fwd = (x: Loose) => [x, x];
  const structure = (got: string, args = "[*]") =>
    `Custom VJP bwd rule must produce an output with the same container (pytree) structure as the args tuple of the primal function, and in particular must produce a tuple of length equal to the number of arguments to the primal function, but got bwd output structure PyTreeDef(${got}) for primal input structure PyTreeDef(${args}).`;
  const wrong: [Loose, string][] = [
    [(_: unknown, g: Array) => g, "*"],
    [() => null, "None"],
    [() => undefined, "*"],
    [() => [], "[]"],
    [(_: unknown, g: Array) => [g, g], "[*, *]"],
    [(_: unknown, g: Array) => ({ a: g }), "{'a': *}"],
    [(_: unknown, g: Array) => [[g]], "[[*]]"],
  ];
  for (const [bwd, got] of wrong)
    for (const f of [withVjp(fwd, bwd), jit(withVjp(fwd, bwd))])
      fails(() => grad(f)(1), "TypeError", structure(got), "fooBwd", "foo", "the rules were set at");
  const pick = ([x]: Array[]) => x;
  fails(() => grad(withVjp((p) => [pick(p), p], (_, g) => [{ a: g }], pick))([1, 2]), "TypeError", structure("[{'a': *}]", "[[*, *]]")); // prettier-ignore
  const type = (got: string, what: string) =>
    `Custom VJP bwd rule must produce an output with the same type as the args tuple of the primal function, but at output[0] the bwd rule produced an output of type ${got} corresponding to an input of type float32[], so the ${what} do not match`;
  fails(
    () => grad(withVjp(fwd, () => [jnp.ones([2])]))(1),
    "ValueError",
    type("float32[2]", "shapes"),
    "fooBwd",
  );
  fails(() => grad(withVjp(fwd, () => [2n]))(1), "ValueError", type("int32[]", "dtypes"));
  fails(
    () => grad(withVjp(fwd, () => ["a"]))(1),
    "TypeError",
    /is not a valid JAX type/,
    "fooBwd, output[0]",
  );
  assert.is(String(grad(withVjp(fwd, () => [null]))(1)), "0.0");
  assert.equal((grad(withVjp((p) => [pick(p), p], (_, g) => [[g, null]], pick))([1, 2]) as Array[]).map(String), ["1.0", "0.0"]); // prettier-ignore
});

test("custom_vjp: forward mode", () => {
  const foo = withVjp((x) => [x, x], (_, g) => [g]); // prettier-ignore
  const modes: (() => unknown)[] = [
    () => jvp(foo, [1], [1]),
    () => jacfwd(foo)(1),
    () => linearize(foo, 1)[1](1),
    () => jit((x: Array) => jvp(foo, [x], [1]))(1),
    () => jvp(jit(foo), [1], [1]),
    () => vmap((x: Array) => jvp(foo, [x], [1]))(x3),
    () => jvp(vmap(foo), [x3], [x3]),
    () => jvp((x: Array) => jvp(foo, [x], [1]), [1], [1]),
  ];
  for (const mode of modes)
    fails(
      mode,
      "TypeError",
      "can't apply forward-mode autodiff (jvp) to a custom_vjp function.",
      "foo has a rule for reverse mode only. Use customJvp",
      "its rule was set at",
    );
  assert.is(String(hessian(foo)(1)), "0.0");
  assert.is(String(jvp((x: Array) => foo(1).mul(x), [2], [1])[1]), "1.0");
});

test("tracers where non-differentiable arguments should be", () => {
  const app: Loose = customVjp(
    called("app", (n: Array, x: Array) => jnp.multiply(n, x)),
    { nondiffArgnums: [0] },
  );
  app.defvjp((n: Array, x: Array) => [app(n, x), x], (n: Array, _x: Array, g: Array) => [jnp.multiply(n, g)]); // prettier-ignore
  const found =
    /^Found a JAX Tracer object passed as an argument to a custom_vjp function in a position indicated by nondiff_argnums as non-differentiable\. .* array-valued arguments should typically not be indicated as nondiff_argnums\.$/;
  const slope = (n: Array) => grad(app, { argnums: 1 })(n, 2) as Array;
  for (const run of [() => jit(slope)(3), () => vmap(slope)(x3), () => grad((n: Array) => app(n, 2))(3)])
    fails(
      run,
      "UnexpectedTracerError",
      found,
      "It is argument n of app. Take 0 out of nondiffArgnums",
      "app was made at",
    );
  const range: Loose = customJvp(
    called("far", (x: Array) => x),
    { nondiffArgnums: [5] },
  );
  range.defjvp(() => [1, 1]);
  fails(() => range(1), "ValueError", /^nondiff_argnums=\[5\] is out of range/, "nondiffArgnums");
  fails(
    () => customJvp((x: Array) => x, { nondiffArgnums: "a" as Loose }),
    "TypeError",
    /^nondiffArgnums must be an integer/,
  );
});

test("closed-over values that are differentiated", () => {
  const detected = (kind: string) =>
    new RegExp(`^Detected differentiation of a ${kind} function with respect to a closed-over value\\.`);
  const overJvp = (y: Array) => {
    const f = customJvp(called("f", (x: Array) => jnp.multiply(x, y)));
    f.defjvp(([x], [t]) => [f(x), jnp.multiply(y, t)]);
    return f(2);
  };
  const overVjp = (y: Array) => {
    const f = customVjp(called("f", (x: Array) => jnp.multiply(x, y)));
    f.defvjp((x) => [f(x), x], (_x, g) => [g.mul(y)]); // prettier-ignore
    return f(2);
  };
  for (const [kind, over] of [
    ["custom_jvp", overJvp],
    ["custom_vjp", overVjp],
  ] as const) {
    // prettier-ignore
    assert.is(String(vmap(over)(x3)), "[2. 4. 6.]");
    fails(
      () => grad(jit(over))(3),
      "UnexpectedTracerError",
      detected(kind),
      "the function is f",
      "the rule was set at",
    );
    fails(() => jvp(jit(over), [3], [1]), "UnexpectedTracerError", detected(kind));
    fails(() => grad(over)(3), "UnexpectedTracerError", /./);
  }
});

test("errors inside rules keep their own words and stack", () => {
  const own = new RangeError("mine");
  const throwing = withJvp(() => {
    throw own;
  });
  for (const run of [
    () => jvp(throwing, [1], [1]),
    () => jit(grad(throwing))(1),
    () => grad(jit(throwing))(1),
    () => vmap(grad(jit(throwing)))(x3),
  ]) {
    assert.is(thrown(run), own);
    assert.is(own.message, "mine");
  }
  const bwd = withVjp((x) => [x, x], () => {
    throw own;
  }); // prettier-ignore
  for (const run of [() => grad(bwd)(1), () => jit(grad(jit(bwd)))(1), () => vmap(grad(bwd))(x3)])
    assert.is(thrown(run), own);
  const misfit = withJvp(function fooJvp([x], [t]) {
    return [x, jnp.add(jnp.ones([3]), jnp.ones([4])).mul(t)];
  });
  for (const f of [misfit, jit(misfit)]) fails(() => grad(f)(1), "TypeError", /\(3,\), \(4,\)/, "(fooJvp)");
  assert.is(String(grad((x: Array) => jnp.sin(x))(0)), "1.0");
  assert.is(String(jit(vmap(grad((x: Array) => jnp.sin(x))))(jnp.zeros([2]))), "[1. 1.]");
});

test("batching rules", () => {
  const f: Loose = customVmap(called("f", (x: Array) => x));
  f.defVmap(called("rule", (_n: number, _b: boolean[], xs: Array) => xs));
  fails(
    () => vmap(f)(x3),
    "TypeError",
    "Custom vmap rule rule must produce a pair of output values and output batching specification, but got [1. 2. 3.].",
  );
  fails(
    () =>
      vmap((x: Array) => {
        const closed: Loose = customVmap((y: Array) => y.mul(x));
        closed.defVmap(() => null);
        return closed(1) as Array;
      })(x3),
    "ValueError",
    /^custom_vmap functions cannot be mapped over values that they close over/,
    "an argument",
  );
  fails(() => customVmap(3 as Loose), "TypeError", "Expected a callable value, got 3");
});

test("a batching rule in forward mode, some arguments with batched tangents and some without", () => {
  const f: Loose = customVmap((x: Array, y: Array) => x.mul(y));
  const seen: boolean[][] = [];
  f.defVmap((_n: number, batched: boolean[], xs: Array, ys: Array) => {
    seen.push(batched);
    return [xs.mul(ys), true];
  });
  const [value, slope] = vmap((x: Array, y: Array) => jvp(f, [x, y], [x, 1]))(x3, x3) as Array[];
  assert.equal([String(value), String(slope)], ["[1. 4. 9.]", "[ 2.  6. 12.]"]);
  assert.equal(seen, [[true, true]]);
});
