/**
 * The numerical examples of the specification page, through the TypeScript API. Each case prints what the page prints;
 * it runs as plain calls, and compiled on whatever device `init` picked.
 */

import {
  type Array,
  customJvp,
  customVjp,
  DeviceArray,
  grad,
  jit,
  jvp,
  numpy as jnp,
  tree,
  vjp,
  vmap,
} from "../compiler/index.js";

/** Prints arrays as Python's print does, also those on a device. */
async function show(x: unknown): Promise<string> {
  return String(x instanceof DeviceArray ? await x.toHost() : x);
}

interface Example {
  readonly name: string;
  /** What is computed, as functions of arrays that can be compiled, with their arguments and the page's output. */
  readonly cases: readonly { f: (...args: never[]) => unknown; args: unknown[]; prints: string | string[] }[];
}

const sinTimes = customJvp((x: Array, y: Array) => jnp.sin(x).mul(y));
sinTimes.defjvp(([x, y], [xDot, yDot]) => {
  const primalOut = sinTimes(x, y);
  const tangentOut = jnp.cos(x).mul(xDot).mul(y).add(jnp.sin(x).mul(yDot));
  return [primalOut, tangentOut];
});

const sinTimesVjp = customVjp((x: Array, y: Array) => jnp.sin(x).mul(y));
sinTimesVjp.defvjp(
  (x, y) => [sinTimesVjp(x, y), [jnp.cos(x), jnp.sin(x), y]],
  ([cosX, sinX, y], g) => [cosX.mul(g).mul(y), sinX.mul(g)],
);

const naive = (x: Array) => jnp.log(jnp.add(1, jnp.exp(x)));

const log1pexp = customJvp((x: Array) => jnp.log(jnp.add(1, jnp.exp(x))));
log1pexp.defjvp(([x], [xDot]) => {
  const ans = log1pexp(x);
  const slope = jnp.subtract(1, jnp.divide(1, jnp.add(1, jnp.exp(x))));
  return [ans, slope.mul(xDot)];
});

const log1pexps = customJvp((x: Array) => jnp.log(jnp.add(1, jnp.exp(x))));
log1pexps.defjvps((t, _ans, x) => jnp.subtract(1, jnp.divide(1, jnp.add(1, jnp.exp(x)))).mul(t));

const boundaryPlain = (x: Array) => jnp.divide(x, jnp.add(1, jnp.sqrt(x)));
const boundary = customJvp(boundaryPlain);
boundary.defjvp(([x], [xDot]) => {
  const root = jnp.sqrt(x);
  return [
    boundary(x),
    root
      .add(2)
      .div(jnp.power(root.add(1), 2).mul(2))
      .mul(xDot),
  ];
});

const clipGradient = customVjp((_lo: Array, _hi: Array, x: Array) => x);
clipGradient.defvjp(
  (lo, hi, x) => [x, [lo, hi]],
  ([lo, hi], g) => [null, null, jnp.clip(g, lo, hi)],
);
const clipSin = (x: Array) => jnp.sin(clipGradient(-0.75, 0.75, x));

const square = customJvp((x: Array, y: Array) => jnp.power(x, 2).mul(y));
square.defjvps(
  (xDot, _out, x, y) => jnp.multiply(2, x).mul(y).mul(xDot),
  (yDot, _out, x) => jnp.power(x, 2).mul(yDot),
);
const squareNull = customJvp((x: Array, y: Array) => jnp.power(x, 2).mul(y));
squareNull.defjvps((xDot, _out, x, y) => jnp.multiply(2, x).mul(y).mul(xDot), null);

interface Point {
  x: Array;
  y: Array;
}

const onPoint = customJvp(({ x, y }: Point) => ({ a: jnp.power(x, 2), b: [jnp.sin(x), jnp.cos(y)] }));
onPoint.defjvp(([pt]: [Point], [dot]: [Point]) => {
  const ans = onPoint(pt);
  const b = [jnp.cos(pt.x).mul(dot.x), jnp.negative(jnp.sin(pt.y)).mul(dot.y)];
  return [ans, { a: jnp.multiply(2, pt.x).mul(dot.x), b }];
});

const onPointVjp = customVjp(({ x, y }: Point) => ({ a: jnp.power(x, 2), b: [jnp.sin(x), jnp.cos(y)] }));
onPointVjp.defvjp(
  (pt: Point) => [onPointVjp(pt), pt],
  (pt: Point, g: { a: Array; b: [Array, Array] }) => {
    const x = jnp.multiply(2, pt.x).mul(g.a).add(jnp.cos(pt.x).mul(g.b[0]));
    return [{ x, y: jnp.negative(jnp.sin(pt.y)).mul(g.b[1]) }];
  },
);
const funOf = (f: (pt: Point) => { a: Array; b: Array[] }) => (pt: Point) => {
  const dct = f(pt);
  return dct.a.add(dct.b[0]);
};

const app = customJvp((f: (x: Array) => Array, x: Array) => f(x), { nondiffArgnums: [0] });
app.defjvp((f, [x], [xDot]) => [f(x), jnp.multiply(2, xDot)]);
const app2 = customJvp((f: (x: Array) => Array, x: Array, g: (x: Array) => Array) => f(g(x)), {
  nondiffArgnums: [0, 2],
});
app2.defjvp((f, g, [x], [xDot]) => [f(g(x)), jnp.multiply(3, xDot)]);
const appVjp = customVjp((f: (x: Array) => Array, x: Array) => f(x), { nondiffArgnums: [0] });
appVjp.defvjp(
  (f, x) => [f(x), x],
  (_f, _x, g) => [jnp.multiply(5, g)],
);
const cube = (x: Array) => jnp.power(x, 3);
const times5 = (y: Array) => jnp.multiply(5, y);

const sine = customJvp((x: Array) => jnp.sin(x));
sine.defjvp(([x], [t]) => [sine(x), jnp.cos(x).mul(t)]);
const sineVjp = customVjp((x: Array) => jnp.sin(x));
sineVjp.defvjp(
  (x) => [sineVjp(x), jnp.cos(x)],
  (cosX, yBar) => [cosX.mul(yBar)],
);

const t5 = jnp.linspace(0, 10, 5);

export const examples: readonly Example[] = [
  {
    name: "TL;DR",
    cases: [
      { f: sinTimes, args: [2, 3], prints: "2.7278922" },
      { f: (x: Array, y: Array) => jvp(sinTimes, [x, y], [1, 0])[1], args: [2, 3], prints: "-1.2484405" },
      { f: grad(sinTimes), args: [2, 3], prints: "-1.2484405" },
      { f: grad(sinTimesVjp), args: [2, 3], prints: "-1.2484405" },
    ],
  },
  {
    name: "numerical stability",
    cases: [
      { f: naive, args: [3], prints: "3.0485873" },
      { f: grad(naive), args: [3], prints: "0.95257413" },
      { f: vmap(grad(naive)), args: [jnp.arange(3)], prints: "[0.5       0.7310586 0.8807971]" },
      { f: grad(naive), args: [100], prints: "nan" },
      ...[log1pexp, log1pexps].flatMap((f) => [
        { f: grad(f), args: [100], prints: "1.0" },
        { f, args: [3], prints: "3.0485873" },
        { f: grad(f), args: [3], prints: "0.95257413" },
        { f: vmap(jit(grad(f))), args: [jnp.arange(3)], prints: "[0.5       0.7310586 0.8807971]" },
      ]),
    ],
  },
  {
    name: "a convention at the boundary",
    cases: [
      { f: grad(boundaryPlain), args: [0], prints: "nan" },
      { f: grad(boundary), args: [0], prints: "1.0" },
    ],
  },
  {
    name: "gradient clipping",
    cases: [
      { f: clipSin, args: [t5], prints: "[ 0.          0.5984721  -0.9589243   0.93799996 -0.5440211 ]" },
      {
        f: vmap(grad(clipSin)),
        args: [t5],
        prints: "[ 0.75      -0.75       0.2836622  0.3466353 -0.75     ]",
      },
    ],
  },
  {
    name: "basic usage",
    cases: [
      { f: sine, args: [3], prints: "0.14112" },
      { f: (x: Array) => jvp(sine, [x], [1])[1], args: [3], prints: "-0.9899925" },
      { f: grad(sine), args: [3], prints: "-0.9899925" },
      { f: grad(grad(sine)), args: [3], prints: "-0.14112" },
      { f: grad(square), args: [2, 3], prints: "12.0" },
      { f: grad(square, { argnums: 1 }), args: [2, 3], prints: "4.0" },
      { f: grad(squareNull), args: [2, 3], prints: "12.0" },
      { f: grad(squareNull, { argnums: 1 }), args: [2, 3], prints: "0.0" },
      { f: vmap(sine), args: [jnp.arange(3)], prints: "[0.         0.84147096 0.9092974 ]" },
      { f: grad(sineVjp), args: [3], prints: "-0.9899925" },
      { f: (x: Array) => vjp(sineVjp, x)[1](1)[0], args: [3], prints: "-0.9899925" },
    ],
  },
  {
    name: "trees",
    cases: [
      { f: onPoint, args: [{ x: 1, y: 2 }], prints: ["1.0", "0.84147096", "-0.41614684"] },
      { f: grad(funOf(onPoint)), args: [{ x: 1, y: 2 }], prints: ["2.5403023", "0.0"] },
      { f: onPointVjp, args: [{ x: 1, y: 2 }], prints: ["1.0", "0.84147096", "-0.41614684"] },
      { f: grad(funOf(onPointVjp)), args: [{ x: 1, y: 2 }], prints: ["2.5403023", "-0.0"] },
    ],
  },
  {
    name: "arguments that are not differentiated",
    cases: [
      { f: (x: Array) => app(cube, x), args: [3], prints: "27.0" },
      { f: (x: Array) => grad(app, { argnums: 1 })(cube, x), args: [3], prints: "2.0" },
      { f: (x: Array) => app2(cube, x, times5), args: [3], prints: "3375.0" },
      { f: (x: Array) => grad(app2, { argnums: 1 })(cube, x, times5), args: [3], prints: "3.0" },
      { f: (x: Array) => appVjp(cube, x), args: [4], prints: "64.0" },
      { f: (x: Array) => grad(appVjp, { argnums: 1 })(cube, x), args: [4], prints: "5.0" },
    ],
  },
];

/** The printed leaves of what a case gives. */
export async function run(f: (...args: never[]) => unknown, args: readonly unknown[]): Promise<string[]> {
  const result = (f as (...xs: unknown[]) => unknown)(...args);
  return Promise.all(tree.leaves(result).map(show));
}

/** The same, compiled. */
export function runCompiled(f: (...args: never[]) => unknown, args: readonly unknown[]): Promise<string[]> {
  return run(jit(f as (...xs: unknown[]) => unknown), args);
}
