/** What goes wrong in user code is said in JAX's words, with the user's names. */

import * as assert from "uvu/assert";
import {
  type Array,
  customJvp,
  customVjp,
  grad,
  jit,
  jvp,
  makeJaxpr,
  numpy as jnp,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("errors");

function fails(f: () => unknown, ...parts: (string | RegExp)[]): void {
  try {
    f();
  } catch (error) {
    const message = (error as Error).message;
    for (const part of parts)
      assert.ok(
        typeof part === "string" ? message.includes(part) : part.test(message),
        `${message}\nlacks ${String(part)}`,
      );
    return;
  }
  assert.unreachable("nothing was thrown");
}

const x3 = jnp.array([1, 2, 3]);

test("custom_jvp: no rule", () => {
  const noRule = customJvp(function noRule(x: Array) {
    return jnp.sin(x);
  });
  fails(() => grad(noRule)(1), "No JVP defined for custom_jvp function noRule using defjvp.");
});

test("custom_jvp: what the rule must give", () => {
  const withRule = (rule: (...args: never[]) => unknown) => {
    const foo = customJvp(function foo(x: Array) {
      return jnp.sin(x);
    });
    foo.defjvp(Object.defineProperty(rule, "name", { value: "fooJvp" }) as (...args: unknown[]) => unknown);
    return foo;
  };
  const foo1 = withRule(([x]: Array[]) => jnp.sin(x));
  fails(
    () => jvp(foo1, [2], [1]),
    "Custom JVP rule fooJvp for function foo must produce a pair (list or tuple of length two)",
  );
  const foo2 = withRule(([x]: Array[], [t]: Array[]) => [[x, x], t]);
  fails(
    () => jvp(foo2, [2], [1]),
    "must produce primal and tangent outputs with equal container (pytree) structures, but got PyTreeDef([*, *]) and PyTreeDef(*) respectively.",
  );
  const foo3 = withRule(([x]: Array[]) => [x, jnp.ones([2])]);
  fails(() => jvp(foo3, [2], [1]), "Expected f32[] (tangent type of f32[]) but got f32[2].");
  const foo4 = withRule(([x]: Array[], [t]: Array[]) => [
    { a: x, b: x },
    { a: t, b: t },
  ]);
  fails(
    () => jvp(jit(foo4), [2], [1]),
    "of the same container/pytree structure",
    "{a: f32[], b: f32[]}",
    "while the custom_jvp-decorated function foo had output container/pytree structure:\n    f32[].",
  );
  const nonlinear = withRule(([x]: Array[], [t]: Array[]) => [jnp.sin(x), jnp.sin(t)]);
  fails(
    () => grad(nonlinear)(2),
    "Transpose rule (for reverse-mode differentiation) for 'sin' not implemented",
  );
});

test("custom rules: arguments", () => {
  const f = customJvp(function f(x: Array, y: Array) {
    return jnp.multiply(x, y);
  });
  f.defjvps(null, null);
  const loose = f as (...args: unknown[]) => unknown;
  fails(
    () => loose(1),
    "The input arguments to the custom_jvp-decorated function f could not be resolved to positional-only arguments.",
    "missing a required argument: 'y'",
  );
  fails(() => loose(1, 2, 3), "too many positional arguments");
  const g = customJvp((n: unknown, x: Array) => x, { nondiffArgnums: [0] });
  fails(() => g.defjvps(null), "Can't use ``defjvps`` with ``nondiff_argnums``.");
});

test("custom_vjp: what the rules must give", () => {
  const withRules = (fwd: (...args: never[]) => unknown, bwd: (...args: never[]) => unknown) => {
    const foo = customVjp(function foo(x: Array) {
      return jnp.sin(x);
    });
    foo.defvjp(fwd as (...args: unknown[]) => unknown, bwd as (...args: unknown[]) => unknown);
    return foo;
  };
  const noRule = customVjp(function noRule(x: Array) {
    return x;
  });
  fails(() => noRule(1), "No VJP defined for custom_vjp function noRule using defvjp.");
  const good = (x: Array) => [jnp.sin(x), x];
  fails(
    () =>
      grad(
        withRules(
          (x: Array) => jnp.sin(x),
          () => null,
        ),
      )(1),
    /Custom VJP fwd rule .* for function foo must produce a pair/,
  );
  fails(
    () => grad(withRules(good, (_r: Array, g: Array) => g))(1),
    "must produce a tuple of length equal to the number of arguments",
  );
  fails(
    () => grad(withRules(good, (_r: Array, g: Array) => [g, g]))(1),
    "but got bwd output structure PyTreeDef([*, *]) for primal input structure PyTreeDef([*])",
  );
  fails(
    () => grad(withRules(good, () => [jnp.ones([2])]))(1),
    "at output[0] the bwd rule produced an output of type f32[2] corresponding to an input of type f32[]",
  );
  fails(
    () =>
      jvp(
        withRules(good, (_r: Array, g: Array) => [g]),
        [1],
        [1],
      ),
    "can't apply forward-mode autodiff (jvp) to a custom_vjp function.",
  );
});

test("custom_vjp: a tracer where a non-differentiable argument should be", () => {
  const f = customVjp((n: Array, x: Array) => jnp.multiply(n, x), { nondiffArgnums: [0] });
  f.defvjp(
    (n, x) => [f(n, x), x],
    (n, _x, g) => [jnp.multiply(n, g)],
  );
  fails(() => jit((n: Array) => grad(f, { argnums: 1 })(n, 2) as Array)(3), "nondiff_argnums", "Tracer");
});

test("closed-over values that are differentiated", () => {
  const outer = (y: Array) => {
    const f = customJvp((x: Array) => jnp.multiply(x, y));
    f.defjvp(([x], [t]) => [f(x), jnp.multiply(y, t)]);
    return f(2);
  };
  fails(() => grad(outer)(3), "with respect to a closed-over value");
});

test("a traced value must not decide, nor escape", () => {
  const branch = (x: Array) => (Number(x) > 0 ? x : jnp.negative(x));
  fails(
    () => jit(branch)(1),
    "Abstract tracer value encountered",
    "float32[]",
    "jit of branch",
    "errors.test",
  );
  let leaked: Array | undefined;
  jit((x: Array) => (leaked = jnp.sin(x)))(1);
  fails(() => jnp.sin(leaked!), "unexpected tracer", "f32[]", "escape");
});

test("functions that can't be traced", () => {
  fails(() => jit(async (x: Array) => x)(1), "async");
  fails(() => jit((x: Array) => void jnp.sin(x))(1), "returned undefined");
  fails(() => grad("sin" as never), "expected a function");
  fails(() => jit((x: Array) => jnp.sin(x))("a" as never), "is not a valid JAX type", "argument x");
});

test("grad and its relatives", () => {
  fails(
    () => grad((x: Array) => jnp.sin(x))(x3),
    "Gradient only defined for scalar-output functions. Output had shape: (3,)",
  );
  fails(
    () => grad((x: Array) => x)(jnp.array(3, { dtype: "int32" })),
    "requires real- or complex-valued inputs",
    "int32",
  );
  fails(() => grad((x: Array) => x, { argnums: 2 })(1), "requires at least 3 positional arguments");
  fails(() => jvp((x: Array) => x, [1], [x3]), "different primal and tangent shapes");
  fails(() => jvp((x: Array) => x, [1], [1, 1]), "same tree structure");
  fails(() => vjp((x: Array) => x, 1)[1](x3), "unexpected JAX type", "got f32[3], but expected f32[]");
  fails(
    () => vmap((x: Array, y: Array) => x.add(y))(x3, jnp.ones([2])),
    "inconsistent sizes",
    "size 3",
    "size 2",
  );
  fails(() => vmap((x: Array) => x)(1), "rank should be at least 1, but is only 0 (its shape is ())");
});

test("shapes and dtypes", () => {
  fails(() => jnp.add(x3, jnp.ones([2])), "add got incompatible shapes for broadcasting: (3,), (2,).");
  fails(() => jnp.zeros([2], { dtype: "complex64" }), "complex64", "not understood");
  fails(() => jnp.array([[1, 2], [3]]), "rectangle", "(2,)", "(1,)");
});

test("jaxprs print as the specification prints them", () => {
  const naive = (x: Array) => jnp.log(jnp.add(1, jnp.exp(x)));
  assert.is(
    String(makeJaxpr(grad(naive))(100)),
    "{ lambda ; a:f32[]. let\n    b:f32[] = exp a\n    c:f32[] = add 1.0 b\n    _:f32[] = log c\n" +
      "    d:f32[] = div 1.0 c\n    e:f32[] = mul d b\n  in (e,) }",
  );
});
