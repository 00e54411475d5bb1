/**
 * What the type checker says of transformed functions. Nothing here runs: `tsc` is the test, and a line marked as an error
 * that is none fails it.
 */

import {
  type Array,
  type ArrayLike,
  type ArrayType,
  customGradient,
  customJvp,
  customVjp,
  evalShape,
  fixedPoint,
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
  rootFind,
  stopGradient,
  tree,
  valueAndGrad,
  vjp,
  vmap,
} from "../../compiler/index.js";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** `expectType<T>()(x)`: x has exactly the type T. */
declare function expectType<T>(): <U>(x: U, ...same: Same<T, U> extends true ? [] : [never]) => void;

interface Params {
  w: Array;
  layers: Array[];
  bias: Array | null;
}
declare const params: Params;
declare const x: Array;
const loss = (p: Params, y: Array, scale?: Array): Array => p.w.mul(y).mul(scale ?? 1);

// Arguments: numbers and lists stand for arrays, and nothing else does.
grad(loss)(params, 1);
grad(loss)({ w: 1, layers: [x, 2, [3, 4]], bias: null }, [1, 2], 3);
// @ts-expect-error -- an argument lacks
grad(loss)(params);
// @ts-expect-error -- a string is no array
grad(loss)(params, "a");
// @ts-expect-error -- a field lacks
jit(loss)({ w: 1 }, 2);
// @ts-expect-error -- not a list
vmap(loss, { inAxes: [null, 0] })({ w: 1, layers: 2, bias: null }, x);
// @ts-expect-error -- one argument too many
jvp(jnp.sin, [1, 2], [1, 1]);
// @ts-expect-error -- not a function
grad(3);
// @ts-expect-error -- not an option
grad(loss, { argnum: 1 });

// Gradients have the type of the arguments that they belong to.
expectType<Params>()(grad(loss)(params, 1));
expectType<Array>()(grad(loss, { argnums: 1 })(params, 1));
expectType<[Array, Params]>()(grad(loss, { argnums: [1, 0] })(params, 1));
expectType<Array>()(grad(loss, { argnums: 2 })(params, 1, 2));
expectType<[Array, Params]>()(valueAndGrad(loss)(params, 1));
expectType<[Array, [Params]]>()(valueAndGrad(loss, { argnums: [0] })(params, 1));
expectType<Array>()(grad((a: number) => jnp.sin(a))(1));
expectType<Array>()(grad((a: ArrayLike) => jnp.sin(a))(1));
expectType<Array>()(grad(jnp.sin)(1));
expectType<[Array, Array]>()(grad(([a, b]: [Array, Array]) => a.mul(b))([1, 2]));
const withAux = (a: Array): [Array, { steps: number }] => [a, { steps: 1 }];
expectType<[Array, { steps: Array }]>()(grad(withAux, { hasAux: true })(1));
expectType<[[Array, { steps: Array }], Array]>()(valueAndGrad(withAux, { hasAux: true })(1));
const [auxOut, auxVjp, aux] = vjp(withAux, 1, { hasAux: true });
expectType<Array>()(auxOut);
expectType<Array>()(auxVjp(1)[0]);
expectType<{ steps: Array }>()(aux);
const [, auxJvp, sameAux] = linearize(withAux, 1, { hasAux: true });
expectType<Array>()(auxJvp(1));
expectType<{ steps: Array }>()(sameAux);
expectType<[Array, { steps: Array }]>()(jacfwd(withAux, { hasAux: true })(1));
expectType<[Array, { steps: Array }]>()(jacrev(withAux, { hasAux: true })(1));
expectType<[Array, { steps: Array }]>()(hessian(withAux, { hasAux: true })(1));
expectType<[Array, { steps: Array }]>()(jacrev(withAux, { hasAux: true })(1));
declare const dynamic: number[];
expectType<(Params | Array | undefined)[]>()(grad(loss, { argnums: dynamic })(params, 1));

// What is known of an array stands for it where only that is asked.
const known = { shape: [2], dtype: "float32" };
expectType<ArrayType>()(evalShape(loss, { w: known, layers: [known, 1], bias: null }, 2));
makeJaxpr(loss)(params, known);
jit(loss).lower(params, known);
// @ts-expect-error -- no array
jit(loss)(params, known);

// The other transformations.
const two = (a: Array, b: { c: Array }): { y: Array; z: Array[] } => ({ y: a, z: [b.c] });
interface Two {
  y: Array;
  z: Array[];
}
expectType<{ y: Array; z: Array[] }>()(vmap(two)(x, { c: 1 }));
expectType<{ y: Array; z: Array[] }>()(jit(two)(x, { c: 1 }));
const [y, yDot] = jvp(two, [x, { c: 1 }], [x, { c: 1 }]);
expectType<{ y: Array; z: Array[] }>()(y);
expectType<{ y: Array; z: Array[] }>()(yDot);
const [out, fVjp] = vjp(two, x, { c: 1 });
const [aBar, bBar] = fVjp({ y: 1, z: [out.y] });
expectType<Array>()(aBar);
expectType<{ c: Array }>()(bBar);
// @ts-expect-error -- a cotangent has the structure of the output
fVjp(1);
const [, fJvp] = linearize(two, x, { c: 1 });
const fromLinear: Two = fJvp(1, { c: 2 });
const shapes = evalShape(two, x, { c: 1 });
expectType<ArrayType>()(shapes.y);
expectType<ArrayType[]>()(shapes.z);
makeJaxpr(two)(x, { c: 1 }).toString();
expectType<Array>()(jacfwd(jnp.sin)(x));
expectType<Params>()(jacrev(loss)(params, 1));
expectType<{ c: Array }>()(jacrev(two, { argnums: 1 })(x, { c: 1 }).y);
expectType<[Array, Array]>()(jacfwd((a: Array, b: Array) => a.mul(b), { argnums: [0, 1] })(1, 2));
expectType<Array>()(hessian(jnp.sin)(1));
expectType<Params>()(hessian(loss)(params, 1).w);
expectType<Array>()(stopGradient(1));
expectType<Params>()(stopGradient(params));

// Transformations of transformations.
expectType<Array>()(jit(vmap(grad((a: Array) => jnp.sin(a))))(x));
expectType<Params>()(jit(vmap(grad(loss), { inAxes: [null, 0] }))(params, x));
expectType<Array>()(grad(grad(jit((a: Array) => jnp.sin(a))))(1));

// Custom rules keep the types of their functions.
const custom = customJvp((a: Array, b: Params) => a.mul(b.w));
custom.defjvp(([a, b], [aDot]) => [custom(a, b), aDot]);
expectType<Params>()(grad(custom, { argnums: 1 })(1, params));
custom.defjvp(([a, b], [aDot, bDot]) => {
  expectType<Array>()(a);
  expectType<Params>()(b);
  expectType<Params>()(bDot);
  return [custom(a, b), aDot];
});
// @ts-expect-error -- a tree is no array
custom.defjvp(([a, b]) => [a, b.mul(2)]);
custom.defjvps((t, ans, a, b) => t.mul(ans).mul(a).mul(b.w), null);
// @ts-expect-error -- one rule an argument
custom.defjvps(null);
const optional = customJvp((a: Array, scale?: Array) => a.mul(scale ?? 1));
optional.defjvp(([a, scale], [t]) => [optional(a, scale), t.mul(scale ?? 1)]);
const reverse = customVjp((a: Array) => jnp.sin(a));
reverse.defvjp(
  (a) => [reverse(a), jnp.cos(a)],
  (cos, g) => [cos.mul(g)],
);
expectType<Array>()(reverse(1));
expectType<Array>()(grad(reverse)(1));
expectType<Array>()(grad(customGradient((a: Array) => [a.mul(a), (g: Array) => g.mul(a)]))(3));
const pairOf = customVjp((a: Array, b: Params) => a.mul(b.w));
pairOf.defvjp(
  (a, b) => [a.mul(b.w), [a, { b }]],
  ([a, { b }], g) => {
    expectType<Array>()(a);
    expectType<Params>()(b);
    return [g.mul(b.w), null];
  },
);
const app = customVjp((f: (z: Array) => Array, a: Array) => f(a), { nondiffArgnums: [0] });
app.defvjp(
  (f, a) => [f(a), a],
  (f, a, g) => [f(a).mul(g)],
);
const named = customJvp((kind: string, a: Array) => (kind === "sin" ? jnp.sin(a) : a), {
  nondiffArgnums: 0,
});
named.defjvp((kind, [a], [t]) => [named(kind.trim(), a), t]);
expectType<Array>()(grad(app, { argnums: 1 })((z) => z, 3));
// @ts-expect-error -- a function is wanted
app(1, 2);

// Parameters without types are any, and so is what hangs on them: nothing has to be cast.
const loose = customJvp((a) => jnp.log(jnp.add(1, jnp.exp(a))));
loose.defjvp(([a], [t]) => [loose(a), t.mul(a)]);
loose.defjvps((t, _ans, a) => t.mul(a));
expectType<Array>()(loose(3));
const slopes = jit(vmap(grad(loose)));
slopes(jnp.arange(3)).mul(2);
grad((a, b) => a.mul(b), { argnums: [0, 1] })(1, 2)[1].add(1);
const [value, pullback] = vjp((a, b) => a.mul(b), 1, 2);
pullback(value)[0].add(pullback(1)[1]);
jvp((a) => jnp.sin(a), [1], [1])[1].add(1);
valueAndGrad((a) => [a, a.mul(2)], { hasAux: true })(1)[0][1].add(1);
jacfwd((a) => ({ b: a }))(1).b.mul(2);
customGradient((a) => [a.mul(a), (g) => [g.mul(a)]])(3).add(1);
const updated: Params = tree.map((p, g) => p.sub(g), params, grad(loss)(params, 1));
expectType<Array[]>()(tree.leaves(params));
expectType<(Array | number)[]>()(tree.flatten({ a: [x, { b: 1 }], c: null })[0]);
expectType<unknown[]>()(tree.leaves(params, { isLeaf: (leaf) => leaf === x }));
declare const anything: (...args: unknown[]) => unknown;
jit(anything)(1, "a", params);

// Classes stay the classes that they are.
declare class Point {
  private readonly secret: number;
  constructor(x: Array, y: Array);
  readonly x: Array;
  readonly y: Array;
  norm(): Array;
}
declare const point: Point;
expectType<Point>()(grad((p: Point) => p.norm())(point));
const pointOut: Point = jit((p: Point) => p)(point);

export { fromLinear, pointOut, updated };

// Loops and solvers: what is carried, and what is unknown, is a tree of arrays whatever it is at first.
expectType<Array>()(lax.whileLoop((x) => x.lt(3), (x) => x.add(1), 0)); // prettier-ignore
expectType<{ readonly k: Array; readonly x: Array }>()(lax.foriLoop(0, 3, (i, c) => ({ k: i, x: c.x }), { k: x, x })); // prettier-ignore
expectType<[{ readonly k: Array; readonly x: Array }, Array]>()(lax.whileLoop(({ k }) => k.lt(3), (c) => c, { k: x, x }, { maxSteps: 3, unfinished: true })); // prettier-ignore
expectType<[carry: Array, ys: { y: Array }]>()(lax.scan((c, x: Array) => [c.add(x), { y: x }], 0, [1, 2]));
expectType<Array>()(fixedPoint((a, y) => a.w.mul(y), params, x));
expectType<[x: Array, unfinished: Array]>()(fixedPoint((_, y) => y, null, x, { unfinished: true }));
expectType<{ readonly u: Array; readonly v: Array }>()(
  rootFind((a, { u, v }) => ({ u: u.sub(a), v }), 1, { u: x, v: x }),
);
expectType<Array>()(lax.customRoot((y) => y, x, (f, y) => f(y), (g, y) => g(y))); // prettier-ignore
expectType<Array>()(
  lax.customLinearSolve(
    (y) => y.mul(2),
    x,
    (_, b) => b,
    { symmetric: true },
  ),
);
// @ts-expect-error -- no such option
rootFind((_, y) => y, null, x, { tol: 1 });
// @ts-expect-error -- an array has no such method
lax.whileLoop((c) => c.less(3), (c) => c, x); // prettier-ignore
