/**
 * Random functions as users write them, of small whole numbers: whatever the order in which something is added, every bit
 * is known.
 */

import { type Array as JaxArray, lax, numpy as jnp, vmap } from "../../compiler/index.js";
import { sizeOf } from "../../compiler/ir/arrayType.js";
import { random } from "./support.js";

const extents = [1, 2, 3, 4, 5, 8, 9, 16, 17, 33];
const dtypes = ["float32", "float32", "int32", "uint32", "bool"];
const MAX_SIZE = 1500;
const MAX_PRODUCTS = 20_000;

type Pool = readonly JaxArray[];
/** A step from the arrays that there are to one more. */
type Step = (pool: Pool) => JaxArray;

const number = (x: JaxArray): JaxArray => (x.dtype === "bool" ? x.astype("int32") : x);

/** Whole numbers stay so small that sums and products of them are exact. */
function small(x: JaxArray): JaxArray {
  return x.dtype === "uint32"
    ? jnp.minimum(x, jnp.array(9, { dtype: "uint32" }))
    : jnp.clip(number(x), -9, 9);
}

export class RandomFunction {
  readonly inputs: readonly JaxArray[];
  private readonly next: () => number;
  private readonly steps: Step[] = [];
  private readonly results: readonly number[];

  constructor(private readonly seed: number) {
    this.next = random(seed);
    const shape = this.shape();
    this.inputs = Array.from({ length: 1 + this.pick(4) }, () => this.input(shape));
    // Steps are chosen for arrays that are there.
    const pool = [...this.inputs];
    for (let n = 4 + this.pick(16); n > 0; n--) {
      const step = this.step(pool);
      const value = step?.(pool);
      if (!step || !value || value.size > MAX_SIZE) continue;
      this.steps.push(step);
      pool.push(value);
    }
    const last = Math.max(0, pool.length - 6);
    const any = (): number => (this.pick(4) === 0 ? this.pick(pool.length) : last + this.pick(pool.length - last)); // prettier-ignore
    this.results = Array.from({ length: 1 + this.pick(5) }, any);
  }

  /** The function: equal results, inputs and constants are among the results. */
  readonly apply = (...inputs: JaxArray[]): JaxArray[] => {
    const pool = [...inputs];
    for (const step of this.steps) pool.push(step(pool));
    return this.results.map((n) => pool[n]);
  };

  private pick(n: number): number {
    return Math.floor(this.next() * n);
  }

  private choose<T>(items: readonly T[]): T {
    return items[this.pick(items.length)];
  }

  private shape(): number[] {
    const from = this.seed % 9 === 0 ? [...extents, 0] : extents;
    const shape = Array.from({ length: this.pick(4) }, () => this.choose(from));
    while (sizeOf(shape) > MAX_SIZE / 2) shape.pop();
    return shape;
  }

  private input(full: readonly number[]): JaxArray {
    const missing = full.length > 0 && this.pick(3) === 0 ? this.pick(full.length) : -1;
    const shape = full.filter((_, axis) => axis !== missing);
    const dtype = this.choose(dtypes);
    const least = dtype === "bool" || dtype === "uint32" ? 0 : -8;
    const data = Array.from(
      { length: sizeOf(shape) },
      () => least + this.pick(dtype === "bool" ? 2 : 9 - least),
    );
    return jnp.array(data, { dtype }).reshape(shape);
  }

  private step(pool: Pool): Step | undefined {
    const at = this.pick(pool.length);
    const { shape, ndim } = pool[at];
    const others = [...pool.keys()].filter((n) => pool[n].type.equals(pool[at].type));
    const other = this.choose(others);
    const x = (p: Pool): JaxArray => number(p[at]);
    const y = (p: Pool): JaxArray => number(p[other]);
    if (ndim === 0 || shape.includes(0) || this.pick(3) === 0) return this.elementwise(x, y);
    const axis = this.pick(ndim);
    return this.pick(2) ? this.moved(at, shape, axis) : this.folded(x, y, shape, axis);
  }

  private elementwise(x: Step, y: Step): Step {
    const dtype = this.choose(dtypes);
    return this.choose<Step>([
      (p) => small(x(p).add(y(p))),
      (p) => small(x(p).mul(y(p))),
      (p) => x(p).le(y(p)),
      (p) => jnp.where(x(p).gt(y(p)), y(p), x(p)),
      (p) => jnp.abs(x(p)).astype(dtype),
      () => jnp.eye(3),
    ]);
  }

  /** What only moves elements. */
  private moved(at: number, shape: readonly number[], axis: number): Step {
    const [place, more] = [this.pick(shape[axis]), 1 + this.pick(3)];
    const order = shape.map((_, n) => (n + 1 + axis) % shape.length);
    const places = jnp.array(Array.from({ length: more }, () => this.pick(shape[axis])), { dtype: "int32" }); // prettier-ignore
    const widths = shape.map((): [number, number] => [this.pick(3), this.pick(3)]);
    const first = this.pick(shape[0]);
    return this.choose<Step>([
      (p) => jnp.transpose(p[at], order),
      (p) => p[at].reshape([-1]),
      (p) => jnp.roll(p[at], place, { axis }),
      (p) => jnp.flip(p[at], { axis }),
      (p) => jnp.pad(p[at], widths),
      (p) => jnp.concatenate([p[at], p[at], jnp.flip(p[at], { axis })], { axis }),
      (p) => jnp.take(p[at], places, { axis }),
      (p) => p[at].at(first).get(),
      (p) => p[at].at(first).set(p[at].at(0).get()),
      (p) => jnp.repeat(p[at], more, { axis }),
      (p) => lax.dynamicSlice(p[at], shape.map(() => jnp.sum(p[at]).astype("int32")), shape.map((n) => Math.ceil(n / 2))), // prettier-ignore
    ]);
  }

  /** What combines elements along an axis. */
  private folded(x: Step, y: Step, shape: readonly number[], axis: number): Step {
    const keepdims = this.pick(2) === 0;
    const turns = 2 + this.pick(20);
    const isProduct = shape.length === 2 && sizeOf(shape) * shape[0] <= MAX_PRODUCTS;
    const isRecurrent = shape.length > 1 && shape[0] <= 20;
    return this.choose<Step>([
      (p) => small(jnp.sum(x(p), { axis, keepdims })),
      (p) => small(jnp.sum(x(p))).add(x(p)),
      (p) => jnp.max(x(p), { axis, keepdims }),
      (p) => jnp.argmin(x(p), { axis }),
      (p) => small(jnp.cumsum(x(p), { axis })),
      (p) => (shape[axis] > 17 ? x(p) : jnp.sort(x(p), { axis })),
      (p) => small(x(p).at(jnp.array([0, shape[0] - 1, 0], { dtype: "int32" })).add(y(p).at(0).get())), // prettier-ignore
      (p) => small(vmap((row: JaxArray) => row.add(jnp.sum(row)))(x(p))),
      (p) => (isProduct ? small(x(p).matmul(y(p).T)) : x(p)),
      (p) => (isRecurrent ? unrolled(x(p), y(p), shape[0]) : x(p)),
      (p) => repeated(x(p), y(p), axis, turns),
    ]);
  }
}

/** Each row from the one before. */
function unrolled(x: JaxArray, y: JaxArray, rows: number): JaxArray {
  const states = [x.at(0).get()];
  for (let n = 1; n < rows; n++) {
    const before = states[n - 1];
    states.push(small(before.mul(small(jnp.sum(before))).add(y.at(n).get())));
  }
  return jnp.stack(states);
}

/** Steps that need all of the one before. */
function repeated(x: JaxArray, y: JaxArray, axis: number, turns: number): JaxArray {
  for (let n = 0; n < turns; n++) x = small(jnp.roll(x, 1, { axis }).add(jnp.max(y, { axis, keepdims: true })).sub(small(jnp.sum(x)))); // prettier-ignore
  return x;
}
