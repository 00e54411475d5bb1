/**
 * Functions that carry a signature, and calls with named arguments, as front ends make them. Messages and results are JAX's,
 * of the same functions in Python.
 */

import * as assert from "uvu/assert";
import { Keywords, splitKeywords } from "../../compiler/calls/keywords.js";
import { type Parameter, signature } from "../../compiler/calls/parameters.js";
import {
  type Array,
  customJvp,
  customVjp,
  evalShape,
  grad,
  hessian,
  jacfwd,
  jit,
  makeJaxpr,
  numpy as jnp,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";
import { called, fails, thrown } from "./fails.js";

const test = suite("signatures");

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- functions of another language
type Loose = any;
type Body = (positional: readonly Loose[], named: ReadonlyMap<string, Loose>) => unknown;

/** A function as a front end would hand it over. Parameters are written as in Python: `x, /, y=2, *args, k, **kw`. */
function defined(name: string, parameters: string, body: Body): Loose {
  const f = (...args: unknown[]): unknown => {
    const { positional, keywords } = splitKeywords(args);
    return body(positional, keywords?.values ?? new Map());
  };
  const source = { file: "script.py", line: 9 };
  return called(
    name,
    Object.assign(f, { [signature]: { parameters: parsed(parameters.split(", ")), source } }),
  );
}

function parsed(parts: readonly string[]): Parameter[] {
  const slash = parts.indexOf("/");
  const star = parts.findIndex((part) => /^\*\w*$/.test(part));
  return parts.flatMap((part, i): Parameter[] => {
    const [, stars, name, value] = /^(\**)(\w*)(?:=(.*))?$/.exec(part) ?? [];
    if (!name) return [];
    if (stars) return [{ name, kind: stars === "*" ? "varPositional" : "varKeyword" }];
    const inOrder = i < slash ? "positionalOnly" : "positionalOrKeyword";
    const kind = star >= 0 && i > star ? "keywordOnly" : inOrder;
    return [{ name, kind, ...(value && { hasDefault: true, default: Number(value) }) }];
  });
}

const named = (values: Record<string, unknown>): Loose => new Keywords(new Map(Object.entries(values)));
const text = (x: unknown): string => String(x);
const mul = (x: Loose, y: Loose): Array => jnp.multiply(x, y);

/** `def f(x, k): return x * k` */
const product = defined("product", "x, k", ([x, ...rest], kw) => mul(x, rest[0] ?? kw.get("k")));

test("what is given by name is traced, and not differentiated", () => {
  assert.is(text(jit(product)(2, named({ k: 3 }))), "6.0");
  assert.is(text(grad(product)(2, named({ k: 3 }))), "3.0");
  assert.is(text(jacfwd(product)(2, named({ k: 3 }))), "3.0");
  assert.is(text(hessian(product)(2, named({ k: 3 }))), "0.0");
  assert.is(
    text(makeJaxpr(product)(2, named({ k: 3 }))),
    "{ lambda ; a:f32[] b:f32[]. let c:f32[] = mul a b in (c,) }",
  );
  assert.equal(evalShape(product, jnp.ones([2]), named({ k: 3 })).shape, [2]);
});

test("vmap maps what is given by name over its first axis", () => {
  const x = jnp.arange(3);
  assert.is(text(vmap(product)(x, named({ k: x }))), "[0. 1. 4.]");
  assert.is(text(vmap(product, { inAxes: [null] })(2, named({ k: jnp.arange(2) }))), "[0. 2.]");
  fails(
    () => vmap(product)(x, named({ k: jnp.arange(2) })),
    "ValueError",
    "vmap got inconsistent sizes for array axes to be mapped:\n" +
      "  * one axis had size 3: axis 0 of argument x of type float32[3];\n" +
      "  * one axis had size 2: axis 0 of kwargs['k'] of type float32[2]",
  );
  fails(
    () => vmap(product, { inAxes: [0, 0] })(x, named({ k: x })),
    "ValueError",
    /got len\(in_axes\)=2, len\(args\)=1$/,
  );
});

test("argnums count what stands in order", () => {
  fails(
    () => grad(product, { argnums: 1 })(1, named({ k: 3 })),
    "TypeError",
    "differentiating with respect to argnums=1 requires at least 2 positional arguments to be passed by the caller, but got only 1 positional arguments.",
  );
  assert.is(text(grad(product, { argnums: -1 })(2, named({ k: 3 }))), "3.0");
});

test("messages call arguments what the signature calls them", () => {
  const decides =
    (get: (positional: readonly Loose[], kw: ReadonlyMap<string, Loose>) => Array) => (at: string) =>
      jit(defined("f", at, (positional, kw) => (get(positional, kw).gt(0).item() ? 1 : 0)));
  const message = (run: () => unknown): string => thrown(run).message;
  const second = decides(([, k], kw) => (k ?? kw.get("k")) as Array)("x, k=2");
  const told = /while tracing the function f at script\.py:9 for jit\. .* the value of the argument k\./;
  assert.match(
    message(() => second(1, 2)),
    told,
  );
  assert.match(
    message(() => second(1, named({ k: 2 }))),
    told,
  );
  const rest = decides((_, kw) => (kw.get("a") as { b: Array }).b)("x, **kw");
  assert.match(
    message(() => rest(1, named({ a: { b: 2 } }))),
    /argument kw\['a'\]\['b'\]\./,
  );
  const more = decides(([, second]) => second as Array)("*a, **kw");
  assert.match(
    message(() => more(1, 2)),
    /argument a\[1\]\./,
  );
  const ofGrad: Loose = jit(grad(defined("f", "x, k", ([x, k]) => ((k as Array).gt(0).item() ? x : 0))));
  assert.match(
    message(() => ofGrad(1, 2)),
    /argument k\./,
  );
});

test("static arguments by name and by number", () => {
  const seen: unknown[] = [];
  const f = defined("f", "x, k=2", ([x, ...rest], kw) => {
    const k: unknown = rest[0] ?? kw.get("k") ?? 2;
    seen.push(k);
    return mul(x, Number(k));
  });
  const byName: Loose = jit(f, { staticArgnames: "k" });
  assert.is(text(byName(1, named({ k: 3 }))), "3.0");
  assert.is(text(byName(1, named({ k: 3 }))), "3.0");
  assert.is(text(byName(1, 3)), "3.0");
  assert.is(text(byName(1, named({ k: 4 }))), "4.0");
  assert.is(byName.explain(), "f was compiled again: static argument k changed from 3 to 4");
  assert.equal(seen, [3, 3, 4]);
  assert.is(text((jit(f, { staticArgnums: 1 }) as Loose)(1, named({ k: 5 }))), "5.0");
  const written: Loose = jit((x: Array, n: number) => x.mul(n), { staticArgnames: ["n"] });
  assert.is(text(written(2, 3)), "6.0");
});

test("names that a function does not take", () => {
  fails(
    () => jit(product, { staticArgnames: "z" }),
    "ValueError",
    "Jitted function has invalid argnames {'z'} in static_argnames. Function does not take these args.",
  );
  fails(
    () =>
      jit(
        defined("f", "x, /", ([x]) => x),
        { staticArgnames: "x" },
      ),
    "ValueError",
    "Jitted function has invalid argnames {'x'} in static_argnames. These are positional-only",
  );
  fails(
    () => jit(product, { staticArgnames: "k", donateArgnames: ["k"] }),
    "ValueError",
    "static_argnames and donate_argnames cannot intersect. Argument names {'k'} appear in both static_argnames and donate_argnames",
  );
  fails(() => jit(product, { donateArgnames: 3 as Loose }), "TypeError", "argument is not a string: 3");
});

test("custom rules get the arguments in order, with defaults", () => {
  const log: unknown[] = [];
  const f: Loose = customJvp(defined("f", "x, y=2, *, g=0", ([x, y]) => mul(x, y)));
  f.defjvp((primals: Loose, tangents: Loose) => {
    log.push(primals.map(text).join(" "));
    return [f(...primals), tangents[0]];
  });
  assert.is(text(f(3)), "6.0");
  assert.is(text(grad(f)(3)), "1.0");
  assert.is(text(grad((x: Array) => f(named({ y: x, x: 2 })))(1)), "0.0");
  assert.equal(log, ["3.0 2.0", "2.0 1.0"]);
});

test("nondiffArgnames", () => {
  const f: Loose = customJvp(
    defined("f", "x, g=0, y=2", ([x, , y]) => mul(x, y)),
    { nondiffArgnames: ["g"] },
  );
  const log: unknown[] = [];
  f.defjvp((g: unknown, [x, y]: Loose, [t]: Loose) => {
    log.push(g);
    return [f(x, g, y), t];
  });
  assert.is(text(grad(f)(1)), "1.0");
  assert.is(text(grad(f)(1, named({ g: "hello" }))), "1.0");
  assert.equal(log, [0, "hello"]);

  const power = customVjp((x: Array, n: number) => x.pow(n), { nondiffArgnames: "n" });
  power.defvjp(
    (x: Array, n: number) => [power(x, n), x],
    (n: number, x: Array, g: Array) => [g.mul(n).mul(x)],
  );
  assert.is(text(grad(power)(3, 2)), "6.0");
});

test("calls of custom functions that don't fit", () => {
  const f: Loose = customJvp(defined("f", "x, y=2, *, g=0", ([x]) => x));
  f.defjvp(() => null);
  const calls: [problem: string, ...args: unknown[]][] = [
    ["got an unexpected keyword argument 'z'", 1, named({ z: 3 })],
    ["The following keyword arguments could not be resolved to positions: g", 1, named({ g: 3 })],
    ["multiple values for argument 'x'", 1, named({ x: 3 })],
    ["missing a required argument: 'x'"],
    ["too many positional arguments", 1, 2, 3],
  ];
  for (const [problem, ...args] of calls)
    fails(
      () => f(...args),
      "TypeError",
      "The input arguments to the custom_jvp-decorated function f could not be resolved to positional-only arguments. " +
        `Binding failed with the error:\n${problem}`,
    );
});
