/**
 * What custom rules compute, case by case, as JAX computes it: arguments and outputs of every kind, closures, and the two kinds
 * within transformations and each other. Printed results are JAX's.
 */

import * as assert from "uvu/assert";
import {
  closureConvert,
  customGradient,
  customJvp,
  customVjp,
  grad,
  hessian,
  jacrev,
  jit,
  jvp,
  linearize,
  numpy as jnp,
  stopGradient,
  tree,
  vjp,
  vmap,
} from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("custom rules");

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- functions of arguments of every kind
type Loose = any;
/** Runs a case; `log` collects what a rule saw. */
type Case = [name: string, run: (log: string[]) => unknown, prints: string[], logs?: string[]];

function check(cases: readonly Case[]): void {
  for (const [name, run, prints, logs = []] of cases)
    test(name, () => {
      const log: string[] = [];
      assert.equal(tree.leaves(run(log)).map(showLeaf), prints);
      assert.equal(log, logs);
    });
}

function showLeaf(x: Loose): string {
  return x.dtype === "float0" ? `float0(${x.shape.join(",")})` : String(x).replace(/\n+ */g, " ");
}

const x3 = jnp.arange(3);
const i3 = jnp.arange(3, { dtype: "int32" });
const three = jnp.array(3, { dtype: "int32" });
const mul = (a: Loose, b: Loose) => jnp.multiply(a, b);
const float0 = vjp(mul, three, 2)[1](1)[0];

// Integers have tangents and cotangents of type float0.

const scaled = (log: string[]): Loose => {
  const f = customJvp(mul);
  f.defjvp(([n, x], [nDot, xDot]) => {
    log.push(nDot.dtype as string);
    return [f(n, x), mul(n, xDot)];
  });
  return f;
};
const scaledVjp = (zero: Loose): Loose => {
  const f = customVjp(mul);
  f.defvjp(
    (n, x) => [f(n, x), [n, x]],
    ([n, x], g) => [zero === "float" ? x : zero, mul(n, g)],
  );
  return f;
};
const withInteger = (): Loose => {
  const f = customJvp((x) => [x.mul(2), x.astype("int32")]);
  f.defjvp(([x], [t]) => [f(x), [t.mul(2), float0]]);
  return f;
};
const withIntegerVjp = (log: string[]): Loose => {
  const f = customVjp((x) => [x.mul(2), x.astype("int32")]);
  f.defvjp(
    (x) => [f(x), null],
    (_res, [g, n]) => {
      log.push(n.dtype as string);
      return [g.mul(2)];
    },
  );
  return f;
};
const first = (f: Loose) => (x: Loose) => f(x)[0];
const wrt1 = { argnums: 1 };

check([
  ["integer argument: grad", (log) => grad(scaled(log), wrt1)(three, 2), ["3.0"], ["float0"]],
  ["integer argument: jvp", (log) => jvp(scaled(log), [three, 2], [float0, 1]), ["6.0", "3.0"], ["float0"]],
  ["integer argument: vjp", (log) => vjp(scaled(log), three, 2)[1](1), ["float0()", "3.0"], ["float0"]],
  ["integer argument: jit grad", (log) => jit(grad(scaled(log), wrt1))(three, 2), ["3.0"], ["float0"]],
  ["integer argument: vmap grad", (log) => vmap(grad(scaled(log), wrt1))(i3, x3), ["[0. 1. 2.]"], ["float0"]],
  ["integer argument: grad jit", (log) => grad(jit(scaled(log)), wrt1)(three, 2), ["3.0"], ["float0"]],
  ["boolean argument", (log) => grad(scaled(log), wrt1)(true, 2), ["1.0"], ["float0"]],
  ["integer output: grad", () => grad(first(withInteger()))(2.5), ["2.0"]],
  ["integer output: jvp", () => jvp(withInteger(), [2.5], [1]), ["5.0", "2", "2.0", "float0()"]],
  ["integer output: jvp jit", () => jvp(jit(withInteger()), [2.5], [1]), ["5.0", "2", "2.0", "float0()"]],
  ["integer output: vjp", () => vjp(withInteger(), 2.5)[1]([1, float0]), ["2.0"]],
  ["custom_vjp, integer argument: null", () => grad(scaledVjp(null), wrt1)(three, 2), ["3.0"]],
  ["custom_vjp, integer argument: float0", () => grad(scaledVjp(float0), wrt1)(three, 2), ["3.0"]],
  [
    "custom_vjp, integer argument: ignored",
    () => vjp(scaledVjp("float"), three, 2)[1](1),
    ["float0()", "3.0"],
  ],
  ["custom_vjp, integer argument: vmap", () => vmap(grad(scaledVjp(null), wrt1))(i3, x3), ["[0. 1. 2.]"]],
  [
    "custom_vjp, integer argument: half a vmap",
    () => vmap(grad(scaledVjp(null), wrt1), { inAxes: [0, null] })(i3, 2),
    ["[0. 1. 2.]"],
  ],
  [
    "custom_vjp, integer argument: grad grad",
    () => grad(grad(scaledVjp(null), wrt1), wrt1)(three, 2),
    ["0.0"],
  ],
  ["custom_vjp, integer output", (log) => grad(first(withIntegerVjp(log)))(2.5), ["2.0"], ["float0"]],
  [
    "custom_vjp, integer output: grad jit",
    (log) => grad(jit(first(withIntegerVjp(log))))(2.5),
    ["2.0"],
    ["float0"],
  ],
  [
    "custom_vjp, integer output: vmap",
    (log) => vmap(grad(first(withIntegerVjp(log))))(x3),
    ["[2. 2. 2.]"],
    ["float0"],
  ],
]);

// Trees, no arguments, nothing at all, defaults and rest parameters.

const onTree: Loose = customJvp((d) => ({ s: d.a.mul(d.b[0]), l: [d.b[1]] }));
onTree.defjvp(([d]: Loose, [t]: Loose) => [
  onTree(d),
  { s: t.a.mul(d.b[0]).add(d.a.mul(t.b[0])), l: [t.b[1].mul(3)] },
]);
const treeLoss = (d: Loose) => onTree(d).s.add(onTree(d).l[0]);
const point = { a: 2, b: [3, 4] };
const simple = (f: Loose, rule: Loose, options = {}): Loose => {
  const custom = customJvp(f, options);
  custom.defjvp(rule);
  return custom;
};
const sum = (xs: Loose[]) => xs.reduce((a, b) => jnp.add(a, b));

check([
  ["a tree", () => grad(treeLoss)(point), ["3.0", "2.0", "3.0"]],
  ["a tree: jit", () => jit(grad(treeLoss))(point), ["3.0", "2.0", "3.0"]],
  [
    "a tree: vmap",
    () => vmap(grad(treeLoss), { inAxes: [{ a: 0, b: null }] })({ a: x3, b: [3, 4] }),
    ["[3. 3. 3.]", "[0. 1. 2.]", "[3. 3. 3.]"],
  ],
  ["no arguments", () => simple(() => 1, () => [1, 0])(), ["1.0"]], // prettier-ignore
  [
    "null as an argument",
    (log) =>
      grad(
        simple(
          (x: Loose, o: Loose) => (o === null ? x : x.mul(2)),
          ([x]: Loose, [t, o]: Loose) => (log.push(String(o)), [x, t.mul(5)]),
        ),
      )(2, null),
    ["5.0"],
    ["null"],
  ],
  ["null in the output", () => jvp(simple((x: Loose) => [x, null], ([x]: Loose, [t]: Loose) => [[x, null], [t, null]]), [2], [1]), ["2.0", "1.0"]], // prettier-ignore
  [
    "a default that is used",
    (log) =>
      grad(
        simple(
          (x: Loose, y = 3) => x.mul(y),
          ([x, y = 3]: Loose, [t]: Loose) => (log.push(String(y)), [mul(x, y), t.mul(10)]),
        ),
      )(2),
    ["10.0"],
    ["3"],
  ],
  [
    "a default that is not",
    (log) =>
      grad(
        simple(
          (x: Loose, y = 3) => x.mul(y),
          ([x, y = 3]: Loose, [t]: Loose) => (log.push(String(y)), [mul(x, y), t.mul(10)]),
        ),
      )(2, 4),
    ["10.0"],
    ["4.0"],
  ],
  [
    "rest parameters",
    () =>
      grad(
        simple(
          (...xs: Loose[]) => sum(xs),
          (p: Loose, t: Loose) => [sum(p), sum(t).mul(2)],
        ),
        { argnums: [0, 1, 2] },
      )(1, 2, 3),
    ["2.0", "2.0", "2.0"],
  ],
  [
    "zero tangents are arrays",
    (log) =>
      grad(
        simple(
          mul,
          ([x, y]: Loose, [t, u]: Loose) => (log.push(String(u)), [mul(x, y), mul(t, y).add(mul(x, u))]),
        ),
      )(2, 3),
    ["3.0"],
    ["0.0"],
  ],
  [
    "without a tangent the rule is not run",
    (log) => grad((x: Loose) => x.mul(simple(mul, () => log.push("rule"))(2, 3)))(2),
    ["6.0"],
  ],
]);

// Arguments that are not differentiated.

const cube = (x: Loose) => jnp.power(x, 3);
const times5 = (x: Loose) => mul(x, 5);
const app = (log: string[]): Loose =>
  simple(
    (f: Loose, x: Loose, g: Loose) => f(g(x)),
    (f: Loose, g: Loose, [x]: Loose, [t]: Loose) => (
      log.push(f.name as string, g.name as string),
      [f(g(x)), t.mul(3)]
    ),
    { nondiffArgnums: [2, 0] },
  );
const appVjp = (log: string[]): Loose => {
  const custom = customVjp((f, x, g) => f(g(x)), { nondiffArgnums: [0, -1] });
  custom.defvjp(
    (f, x, g) => [f(g(x)), x],
    (f, g, _x, ct) => (log.push(f.name as string, g.name as string), [ct.mul(7)]),
  );
  return custom;
};
const named = ["cube", "times5"];
const applied: Record<string, () => Loose> = {
  custom_jvp: () =>
    simple(
      (f: Loose, x: Loose) => f(x),
      (f: Loose, [x]: Loose, [t]: Loose) => [f(x), f(t).mul(5)],
      { nondiffArgnums: 0 },
    ),
  custom_vjp() {
    const custom = customVjp((f, x) => f(x), { nondiffArgnums: 0 });
    custom.defvjp(
      (f, x) => [f(x), x],
      (f, _x, g) => [f(g).mul(5)],
    );
    return custom;
  },
};
const nondiffNumber = simple(mul, (n: Loose, [x]: Loose, [t]: Loose) => [mul(n, x), mul(n, t)], {
  nondiffArgnums: 0,
});

check([
  ["nondiff: in the order of the arguments", (log) => grad(app(log), wrt1)(cube, 3, times5), ["3.0"], named],
  ["nondiff: custom_vjp", (log) => grad(appVjp(log), wrt1)(cube, 3, times5), ["7.0"], named],
  [
    "nondiff: custom_vjp, jit",
    (log) => jit((x: Loose) => grad(appVjp(log), wrt1)(cube, x, times5))(3),
    ["7.0"],
    named,
  ],
  [
    "nondiff: custom_vjp, vmap",
    (log) => vmap((x: Loose) => grad(appVjp(log), wrt1)(cube, x, times5))(x3),
    ["[7. 7. 7.]"],
    named,
  ],
  [
    "nondiff: a string",
    (log) =>
      grad(
        simple(
          (_s: string, x: Loose) => x,
          (s: string, [x]: Loose, [t]: Loose) => (log.push(s), [x, t.mul(2)]),
          { nondiffArgnums: 0 },
        ),
        wrt1,
      )("a", 3),
    ["2.0"],
    ["a"],
  ],
  ["nondiff: a traced number, jit", () => jit((n: Loose) => grad(nondiffNumber, wrt1)(n, 2))(3), ["3.0"]],
  [
    "nondiff: a traced number, vmap",
    () => vmap((n: Loose) => grad(nondiffNumber, wrt1)(n, 2))(x3),
    ["[0. 1. 2.]"],
  ],
  [
    "nondiff: a number that is differentiated",
    () => grad(nondiffNumber, { argnums: [0, 1] })(3, 2),
    ["0.0", "3.0"],
  ],
  ...Object.entries(applied).flatMap(([kind, make]): Case[] => [
    [
      `${kind}, closure: jit`,
      () => jit((n: Loose) => grad(make(), wrt1)((x: Loose) => mul(n, x), 2))(3),
      ["15.0"],
    ],
    [
      `${kind}, closure: vmap`,
      () => vmap((n: Loose) => make()((x: Loose) => mul(n, x), 2))(x3),
      ["[0. 2. 4.]"],
    ],
    [
      `${kind}, closure: vmap grad`,
      () => vmap((n: Loose) => grad(make(), wrt1)((x: Loose) => mul(n, x), 2))(x3),
      ["[ 0.  5. 10.]"],
    ],
    [
      `${kind}, closure: jit vmap`,
      () => jit(vmap((n: Loose) => grad(make(), wrt1)((x: Loose) => mul(n, x), 2)))(x3),
      ["[ 0.  5. 10.]"],
    ],
    [
      `${kind}, closure: vmap jit`,
      () => vmap(jit((n: Loose) => grad(make(), wrt1)((x: Loose) => mul(n, x), 2)))(x3),
      ["[ 0.  5. 10.]"],
    ],
    [
      `${kind}, closure: grad jit vmap`,
      () => grad((x: Loose) => jit(vmap((n: Loose) => make()((z: Loose) => mul(n, z), x)))(x3).sum())(2),
      ["15.0"],
    ],
    [
      `${kind}, closure: vmap jit grad`,
      () => vmap((n: Loose) => jit(grad((x: Loose) => make()((z: Loose) => mul(n, z), x)))(2))(x3),
      ["[ 0.  5. 10.]"],
    ],
    [
      `${kind}: unbatched in a vmap`,
      () => vmap((x: Loose) => [x, make()(times5, 2)], { outAxes: [0, null] })(x3),
      ["[0. 1. 2.]", "10.0"],
    ],
  ]),
]);

// Rules of rules, and rules within rules.

const cubed = (): Loose => {
  const custom = customVjp(cube);
  custom.defvjp(
    (x) => [custom(x), x],
    (x, g) => [mul(3, jnp.power(x, 2)).mul(g)],
  );
  return custom;
};
const log1pexp = (): Loose => {
  const custom = customJvp((x) => jnp.log(jnp.add(1, jnp.exp(x))));
  custom.defjvps((t, _ans, x) => jnp.subtract(1, jnp.divide(1, jnp.add(1, jnp.exp(x)))).mul(t));
  return custom;
};
const mixed = (x: Loose) => {
  const h = simple(
    (z: Loose) => mul(z, 2),
    ([z]: Loose, [t]: Loose) => [h(z), mul(3, t)],
  );
  return log1pexp()(jit(cubed())(x)).mul(h(x)).mul(1.5);
};
const product = (cotangents: Loose): Loose => {
  const custom = customVjp(mul);
  custom.defvjp((x, y) => [mul(x, y), [x, y]], cotangents);
  return custom;
};

check([
  ["second derivative through bwd", () => grad(grad(cubed()))(2), ["12.0"]],
  ["third derivative through bwd", () => grad(grad(grad(cubed())))(2), ["6.0"]],
  [
    "second derivative through bwd, compiled throughout",
    () => jit(grad(jit(grad(jit(cubed())))))(2),
    ["12.0"],
  ],
  // What fwd computes by calling the function has a dead derivative, which forward mode must not meet.
  ["forward mode over a compiled gradient", () => hessian(jit(grad(cubed())))(2), ["6.0"]],
  [
    "forward mode over a linearized gradient",
    () => linearize(linearize(grad(cubed()), 2)[1], 1)[1](3),
    ["36.0"],
  ],
  [
    "jacrev of jacrev",
    () => jacrev(jacrev((v: Loose) => vmap(cubed())(v)))(jnp.array([1, 2])),
    ["[[[ 6.  0.] [ 0.  0.]] [[ 0.  0.] [ 0. 12.]]]"],
  ],
  ["both kinds in one function", () => jit(vmap(grad(mixed)))(x3), ["[  3.1191623  12.489204  107.97736  ]"]],
  [
    "cotangents of unbatched arguments are summed",
    () =>
      grad((x: Loose) =>
        vmap((y: Loose) => product(([a, b]: Loose, g: Loose) => [mul(b, g), mul(a, g)])(x, y))(x3).sum(),
      )(2),
    ["3.0"],
  ],
  [
    "a cotangent that does not depend on the batch is not summed",
    () =>
      grad((x: Loose) => vmap((y: Loose) => product(() => [jnp.ones([]), 1])(x, y))(x3).sum(), {
        argnums: 0,
      })(2),
    ["1.0"],
  ],
  [
    "a residual that does not depend on the batch, either",
    () =>
      grad(
        (x: Loose, y: Loose) =>
          vmap(
            product(([a, b]: Loose) => [a, b]),
            { inAxes: [null, 0] },
          )(x, y).sum(),
        { argnums: [0, 1] },
      )(2, x3),
    ["2.0", "[0. 1. 2.]"],
  ],
  [
    "an unbatched argument",
    () =>
      vmap(
        simple(mul, ([x, y]: Loose, [t, u]: Loose) => [mul(x, y), mul(t, y).add(mul(x, u))]),
        { inAxes: [null, 0] },
      )(2, x3),
    ["[0. 2. 4.]"],
  ],
  [
    "stopGradient beside a rule",
    () => grad((x: Loose) => log1pexp()(stopGradient(x)).mul(x))(0),
    ["0.6931472"],
  ],
]);

// customGradient and closureConvert.

const squareWith = (bwd: (x: Loose) => Loose): Loose => customGradient((x) => [jnp.power(x, 2), bwd(x)]);
const listed = squareWith((x) => (g: Loose) => [g.mul(x)]);
const converted = (y: Loose) => {
  const [f, constants] = closureConvert((x: Loose) => mul(x, y), 1);
  const custom: Loose = customVjp((g, x, ...c) => g(x, ...c), { nondiffArgnums: 0 });
  custom.defvjp(
    (g: Loose, x: Loose, ...c: Loose) => [g(x, ...c), [x, c]],
    (_g: Loose, [x, c]: Loose, ct: Loose) => [ct.mul(100), ...c.map(() => x.mul(ct))],
  );
  return custom(f, 2, ...constants);
};

check([
  ["customGradient", () => grad(listed)(3), ["3.0"]],
  ["customGradient: a bare cotangent", () => grad(squareWith((x) => (g: Loose) => g.mul(x)))(3), ["3.0"]],
  [
    "customGradient: two arguments",
    () =>
      grad(
        customGradient((x, y) => [mul(x, y), (g) => [g.mul(y), g.mul(x)]]),
        { argnums: [0, 1] },
      )(3, 4),
    ["4.0", "3.0"],
  ],
  [
    "customGradient: a tree",
    () => grad(customGradient((d) => [mul(d.a, d.b), (g) => [{ a: g.mul(2), b: g.mul(3) }]]))({ a: 1, b: 2 }),
    ["2.0", "3.0"],
  ],
  [
    "customGradient: several outputs",
    () =>
      vjp(
        customGradient((x) => [[x, x.mul(2)], ([g, h]: Loose) => [g.mul(5).add(h)]]),
        3,
      )[1]([1, 2]),
    ["7.0"],
  ],
  ["customGradient: jit", () => jit(grad(listed))(3), ["3.0"]],
  ["customGradient: vmap", () => vmap(grad(listed))(x3), ["[0. 1. 2.]"]],
  ["customGradient: grad grad", () => grad(grad(listed))(3), ["1.0"]],
  ["closureConvert: nothing traced", () => converted(3), ["6.0"]],
  ["closureConvert: grad", () => grad(converted)(3), ["2.0"]],
  ["closureConvert: jit grad", () => jit(grad(converted))(3), ["2.0"]],
  ["closureConvert: vmap grad", () => vmap(grad(converted))(x3), ["[2. 2. 2.]"]],
]);

const tripled = customJvp((t: Loose) => t.mul(3));
tripled.defjvp(([t]: Loose, [tDot]: Loose) => [tripled(t), tDot.mul(3)]);
const linearRule = customJvp((x: Loose) => mul(x, x));
linearRule.defjvp(([x]: Loose, [t]: Loose) => [linearRule(x), tripled(t)]);
const zeroRule = customVjp((x: Loose, y: Loose) => mul(x, y));
zeroRule.defvjp(
  (x, y) => [mul(x, y), y],
  (y, g) => [mul(g, y), null],
);

check([
  ["a custom function of tangents: grad", () => grad(linearRule)(2), ["3.0"]],
  ["a custom function of tangents: grad jit", () => grad(jit(linearRule))(2), ["3.0"]],
  ["a custom function of tangents: vmap grad", () => vmap(grad(linearRule))(x3), ["[3. 3. 3.]"]],
  [
    "a rule that vmap has nothing to do with",
    () => vmap((x: Loose) => grad(zeroRule)(2, 5).add(x))(x3),
    ["[5. 6. 7.]"],
  ],
  [
    "a zero in a batch",
    () => vmap(grad(zeroRule, { argnums: [0, 1] }))(x3, x3),
    ["[0. 1. 2.]", "[0. 0. 0.]"],
  ],
]);
