/** Programs as users write them, of many small steps: how many kernels they take is what the tests look at. */

import {
  type Array as JaxArray,
  type HostArray,
  grad,
  hessian,
  lax,
  makeJaxpr,
  nn,
  numpy as jnp,
  valueAndGrad,
  vmap,
} from "../../compiler/index.js";
import type { Program } from "../../compiler/ir/program.js";
import { sizeOf } from "../../compiler/ir/arrayType.js";
import type { HostData } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import { random } from "./support.js";

type F = (...xs: JaxArray[]) => JaxArray | readonly JaxArray[];

export interface WholeProgram {
  readonly program: Program<Primitive>;
  readonly inputs: readonly HostData[];
  /** What it computes, operation by operation. */
  readonly expected: readonly HostData[];
}

export class Whole {
  constructor(
    private readonly shapes: readonly (readonly number[])[],
    private readonly f: F,
  ) {}

  make(): WholeProgram {
    const next = random(this.shapes.length);
    const data = this.shapes.map((shape) => Float32Array.from({ length: sizeOf(shape) }, () => next() - 0.4));
    const arrays = data.map((x, n) => jnp.array(x).reshape([...this.shapes[n]]));
    const results = [this.f(...arrays)].flat() as HostArray[];
    return {
      program: makeJaxpr(this.f as (...xs: unknown[]) => unknown)(...arrays).program,
      inputs: data,
      expected: results.map(({ values }) => values),
    };
  }
}

const times = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
const total = (x: JaxArray): JaxArray => jnp.sum(jnp.square(x));
const row = (x: JaxArray, n: number): JaxArray => x.at(n).get();

const cell = (h: JaxArray, x: JaxArray, w: JaxArray, u: JaxArray, b: JaxArray): JaxArray =>
  jnp.tanh(w.matmul(h).add(u.matmul(x)).add(b));

const rnn = (xs: JaxArray, w: JaxArray, u: JaxArray, b: JaxArray): JaxArray =>
  times(20).reduce((h, n) => cell(h, row(xs, n), w, u, b), jnp.zeros([16]));

const rnnShapes = [[20, 8], [16, 16], [16, 8], [16]]; // prettier-ignore

function lstm(xs: JaxArray, w: JaxArray, u: JaxArray, b: JaxArray): JaxArray {
  let h: JaxArray = jnp.zeros([8]);
  let c: JaxArray = jnp.zeros([8]);
  for (let n = 0; n < 10; n++) {
    const [i, f, g, o] = jnp.split(w.matmul(row(xs, n)).add(u.matmul(h)).add(b), 4);
    c = nn
      .sigmoid(f)
      .mul(c)
      .add(nn.sigmoid(i).mul(jnp.tanh(g)));
    h = nn.sigmoid(o).mul(jnp.tanh(c));
  }
  return h;
}

function rk4(y: JaxArray, a: JaxArray): JaxArray {
  const f = (v: JaxArray): JaxArray => a.matmul(v);
  for (let n = 0; n < 10; n++) {
    const k1 = f(y);
    const k2 = f(y.add(k1.mul(0.05)));
    const k3 = f(y.add(k2.mul(0.05)));
    const k4 = f(y.add(k3.mul(0.1)));
    y = y.add(
      k1
        .add(k2.mul(2))
        .add(k3.mul(2))
        .add(k4)
        .mul(0.1 / 6),
    );
  }
  return y;
}

const logistic = (w: JaxArray, x: JaxArray, y: JaxArray): JaxArray =>
  jnp.mean(nn.softplus(x.matmul(w)).sub(y.mul(x.matmul(w)))).add(total(w).mul(0.1));

/** One step of Newton's method, the system solved by conjugate gradients. */
function newton(w: JaxArray, x: JaxArray, y: JaxArray): JaxArray {
  const loss = (v: JaxArray): JaxArray => logistic(v, x, y);
  const g = grad(loss)(w);
  const h = hessian(loss)(w);
  let step: JaxArray = jnp.zeros([10]);
  let r = g;
  let p = r;
  for (let n = 0; n < 10; n++) {
    const hp = h.matmul(p);
    const alpha = r.matmul(r).div(p.matmul(hp).add(1e-6));
    const rest = r.sub(hp.mul(alpha));
    step = step.add(p.mul(alpha));
    p = rest.add(p.mul(rest.matmul(rest).div(r.matmul(r).add(1e-6))));
    r = rest;
  }
  return w.sub(step);
}

function inverse2(m: JaxArray): JaxArray {
  const [a, b, c, d] = [[0, 0], [0, 1], [1, 0], [1, 1]].map(([i, j]) => m.at(i, j).get()); // prettier-ignore
  const det = a.mul(d).sub(b.mul(c));
  return jnp.stack([jnp.stack([d, b.neg()]), jnp.stack([c.neg(), a])]).div(det);
}

function kalman(zs: JaxArray, f: JaxArray, h: JaxArray): JaxArray[] {
  let x: JaxArray = jnp.zeros([4]);
  let p: JaxArray = jnp.eye(4);
  for (let n = 0; n < 5; n++) {
    x = f.matmul(x);
    p = f.matmul(p).matmul(f.T).add(jnp.eye(4).mul(0.1));
    const s = h.matmul(p).matmul(h.T).add(jnp.eye(2));
    const k = p.matmul(h.T).matmul(inverse2(s));
    x = x.add(k.matmul(row(zs, n).sub(h.matmul(x))));
    p = jnp.eye(4).sub(k.matmul(h)).matmul(p);
  }
  return [x, p];
}

const mlp = (x: JaxArray, w1: JaxArray, b1: JaxArray, w2: JaxArray, b2: JaxArray): JaxArray =>
  w2.matmul(jnp.tanh(w1.matmul(x).add(b1))).add(b2);

const mlpShapes = [[64, 4], [8, 4], [8], [2, 8], [2]]; // prettier-ignore

const image = [1, 3, 16, 16];
const kernel = [4, 3, 3, 3];

function mandelbrot(x: JaxArray, y: JaxArray): JaxArray {
  let [a, b, count]: JaxArray[] = [x, y, jnp.zerosLike(x)];
  for (let n = 0; n < 30; n++) {
    [a, b] = [a.mul(a).sub(b.mul(b)).add(x), a.mul(b).mul(2).add(y)];
    count = count.add(jnp.where(a.mul(a).add(b.mul(b)).lt(4), 1, 0));
  }
  return count;
}

function attention(x: JaxArray, q: JaxArray, k: JaxArray, v: JaxArray): JaxArray {
  const scores = x.matmul(q).matmul(x.matmul(k).T).mul(0.25);
  return nn.softmax(scores).matmul(x.matmul(v));
}

function jacobi(a: JaxArray, b: JaxArray): JaxArray {
  const d = jnp.diag(a).add(6);
  let x: JaxArray = jnp.zerosLike(b);
  for (let n = 0; n < 12; n++) x = b.sub(a.matmul(x)).div(d);
  return x;
}

/** Three bodies, in two dimensions. */
function orbits(position: JaxArray, velocity: JaxArray): JaxArray[] {
  for (let n = 0; n < 5; n++) {
    const d = jnp.expandDims(position, 0).sub(jnp.expandDims(position, 1));
    const r = jnp.sqrt(jnp.sum(jnp.square(d), { axis: 2, keepdims: true }).add(0.01));
    velocity = velocity.add(jnp.sum(d.div(r.mul(r).mul(r)), { axis: 1 }).mul(0.01));
    position = position.add(velocity.mul(0.01));
  }
  return [position, velocity];
}

export const wholePrograms: Readonly<Record<string, Whole>> = {
  "recurrent network": new Whole(rnnShapes, rnn),
  "the recurrent network's gradient": new Whole(rnnShapes, (...xs) => {
    const loss = (ys: JaxArray, w: JaxArray, u: JaxArray, b: JaxArray): JaxArray => total(rnn(ys, w, u, b));
    const [value, slopes] = valueAndGrad(loss, { argnums: [1, 2, 3] })(xs[0], xs[1], xs[2], xs[3]);
    return [value, ...slopes];
  }),
  "long short-term memory": new Whole([[10, 6], [32, 6], [32, 8], [32]], lstm), // prettier-ignore
  "Runge-Kutta": new Whole([[3], [3, 3]], rk4), // prettier-ignore
  "Runge-Kutta, mapped": new Whole([[4096, 3], [3, 3]], (y, a) => vmap(rk4, { inAxes: [0, null] })(y, a)), // prettier-ignore
  "Kalman filters, mapped": new Whole([[500, 5, 2], [4, 4], [2, 4]], (zs, f, h) => vmap(kalman, { inAxes: [0, null, null] })(zs, f, h)), // prettier-ignore
  "rotations": new Whole([[4096, 3], [4096, 3, 3]], (x, r) => vmap((v: JaxArray, m: JaxArray) => nn.relu(m.matmul(m.matmul(v)).add(v)))(x, r)), // prettier-ignore
  "distances": new Whole([[200, 3], [100, 3]], (x, y) => jnp.sqrt(jnp.sum(jnp.square(jnp.expandDims(x, 1).sub(jnp.expandDims(y, 0))), { axis: 2 }))), // prettier-ignore
  "Newton step": new Whole([[10], [32, 10], [32]], newton), // prettier-ignore
  "logistic regression": new Whole([[10], [32, 10], [32]], (w, x, y) => valueAndGrad(logistic)(w, x, y)), // prettier-ignore
  "Kalman filter": new Whole([[5, 2], [4, 4], [2, 4]], kalman), // prettier-ignore
  "perceptron, mapped": new Whole(mlpShapes, (x, ...ws) =>
    vmap((v: JaxArray) => mlp(v, ws[0], ws[1], ws[2], ws[3]))(x),
  ),
  "the perceptron's gradients by example": new Whole(mlpShapes, (x, ...ws) => {
    const loss = (w1: JaxArray, b1: JaxArray, w2: JaxArray, b2: JaxArray, v: JaxArray): JaxArray => total(mlp(v, w1, b1, w2, b2)); // prettier-ignore
    const each = vmap(grad(loss, { argnums: [0, 1, 2, 3] }), {
      inAxes: [null, null, null, null, 0],
    });
    return each(ws[0], ws[1], ws[2], ws[3], x);
  }),
  "padded convolution": new Whole([image, kernel], (x, k) => lax.conv(x, k, [1, 1], "SAME")),
  "the convolution's gradient": new Whole([image, kernel], (x, k) => grad((w: JaxArray) => total(lax.conv(x, w, [1, 1], "SAME")))(k)), // prettier-ignore
  "convolution by a large kernel": new Whole([[1, 2, 16, 16], [2, 2, 7, 7]], (x, k) => lax.conv(x, k, [1, 1], "SAME")), // prettier-ignore
  "maximum pooling": new Whole([image], (x) =>
    lax.reduceWindow(x, -Infinity, "max", [1, 1, 2, 2], { windowStrides: [1, 1, 2, 2], padding: "SAME" }),
  ),
  "differences on a padded grid": new Whole([[32, 32]], (x) => {
    const p = jnp.pad(x, 1);
    const at = (i: number, j: number): JaxArray => lax.slice(p, [i, j], [i + 32, j + 32]);
    return at(0, 1).add(at(2, 1)).add(at(1, 0)).add(at(1, 2)).sub(x.mul(4));
  }),
  "rolled, flipped, tiled, repeated": new Whole([[12], [3, 4]], (x, y) => [
    jnp.roll(x, 3).add(x),
    jnp.flip(y, { axis: 1 }).mul(2),
    jnp.tile(x, 3),
    jnp.repeat(x, 2).mul(2),
    jnp.tile(y, [2, 2]),
  ]),
  "concatenated with empty parts": new Whole([[12], [5]], (x, y) => [
    jnp.concatenate([x.at(jnp.slice(0, 0)).get(), x, y]),
    jnp.concatenate([jnp.zeros([0]), y, jnp.sin(x)]).mul(2),
  ]),
  "running products": new Whole([[5], [3, 4]], (x, y) => [
    jnp.cumprod(x),
    grad((v: JaxArray) => jnp.sum(jnp.cumprod(v)))(x),
    jnp.cumsum(y, { axis: 1 }),
  ]),
  "polynomial": new Whole([[6], [100]], (c, x) => jnp.polyval(c, x)), // prettier-ignore
  "constant outputs": new Whole([[8]], (x) => [
    x.mul(2),
    jnp.eye(4),
    jnp.ones([3]),
    jnp.array([1, 2, 3]),
    x,
    x.mul(2),
    jnp.arange(5),
  ]),
  "200 sines": new Whole([[1000]], (x) => times(200).reduce((y) => jnp.sin(y), x)),
  "orbits": new Whole([[3, 2], [3, 2]], orbits), // prettier-ignore
  "the gradient of their energy": new Whole([[3, 2], [3, 2]], (p, v) => grad((q: JaxArray) => orbits(q, v).reduce((sum, x) => sum.add(total(x)), jnp.array(0)))(p)), // prettier-ignore
  "Mandelbrot set": new Whole([[50], [50]], mandelbrot), // prettier-ignore
  "attention": new Whole([[6, 8], [8, 8], [8, 8], [8, 8]], attention), // prettier-ignore
  "Jacobi iteration": new Whole([[5, 5], [5]], jacobi), // prettier-ignore
  "linear regression": new Whole([[100, 3], [100], [3]], (x, y, w) => times(10).reduce((v) => v.sub(grad((u: JaxArray) => jnp.mean(jnp.square(x.matmul(u).sub(y))))(v).mul(0.1)), w)), // prettier-ignore
  "independent sums": new Whole([[100], [200], [300], [20, 30]], (a, b, c, d) => [
    jnp.sum(a),
    jnp.mean(b),
    jnp.max(c),
    jnp.sum(d, { axis: 0 }),
    jnp.sum(d, { axis: 1 }),
  ]),
  "an optimizer's updates": new Whole([[8, 4], [8], [2, 8], [2], [8, 4], [8], [2, 8], [2]], (...xs) => times(4).flatMap((n) => [xs[n].sub(xs[n + 4].mul(0.1)), jnp.square(xs[n + 4])])), // prettier-ignore
};
