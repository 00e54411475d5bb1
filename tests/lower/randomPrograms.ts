/** Random programs over the test primitives, and what they must compute: every equation on its own. */

import { ArrayType, sizeOf } from "../../compiler/ir/arrayType.js";
import { type Atom, Literal, Program, Var } from "../../compiler/ir/program.js";
import { compileForHost } from "../../compiler/host/index.js";
import { lower } from "../../compiler/lower/index.js";
import { type HostData, allocate } from "../../compiler/trace/hostArray.js";
import type { Primitive } from "../../compiler/trace/primitive.js";
import * as p from "./primitives.js";
import { random } from "./support.js";

const extents = [1, 2, 3, 4, 5, 8, 12, 16, 17, 33, 64, 100];
const MAX_SIZE = 40_000;

class Generator {
  private readonly next: () => number;
  private readonly builder = new p.ProgramBuilder();
  private readonly pool: Var[] = [];

  constructor(private readonly seed: number) {
    this.next = random(seed);
  }

  private pick(n: number): number {
    return Math.floor(this.next() * n);
  }

  private choose<T>(items: readonly T[]): T {
    return items[this.pick(items.length)];
  }

  program(): Program<Primitive> {
    const shape = this.shape();
    for (let n = 1 + this.pick(4); n > 0; n--) {
      const missing = shape.length > 0 && this.pick(3) === 0 ? this.pick(shape.length) : -1;
      this.pool.push(this.builder.input(shape.filter((_, axis) => axis !== missing)));
    }
    for (let step = 3 + this.pick(14); step > 0; step--) {
      const x = this.choose(this.pool);
      const added = this.step(x, this.choose(this.pool.filter((v) => v.type.equals(x.type))));
      if (added) this.pool.push(...added.filter((v) => v.type.size <= 2 * MAX_SIZE));
    }
    const last = this.pool.slice(-6);
    return this.builder.build(...Array.from({ length: 1 + this.pick(4) }, () => this.choose(last)));
  }

  private shape(): number[] {
    const from = [
      ...extents,
      ...(this.seed % 7 === 0 ? [0] : []),
      ...(this.seed % 5 === 0 ? [257, 1024] : []),
    ];
    const shape = Array.from({ length: this.pick(4) }, () => this.choose(from));
    while (sizeOf(shape) > MAX_SIZE) shape.pop();
    return shape;
  }

  private step(x: Var, y: Var): Var[] | undefined {
    const { builder: b } = this;
    const { shape } = x.type;
    const rank = shape.length;
    const tanh = (v: Var): Var => b.apply(p.tanh, [v]);
    switch (this.pick(15)) {
      case 0:
        return [tanh(x)];
      case 1:
        return [b.apply(p.addP, [x, y])];
      case 2:
        return [b.apply(p.subP, [x, y])];
      case 3:
        return [b.apply(p.mulP, [tanh(x), y])];
      case 4:
      case 5:
        return rank > 0 ? this.reduce(x) : undefined;
      case 6: {
        const order = shape.map((_, axis) => axis).sort(() => this.next() - 0.5);
        return [b.apply(p.transpose, [x], { order })];
      }
      case 7: {
        const n = sizeOf(shape);
        return [b.apply(p.reshape, [x], { shape: n % 2 === 0 && this.pick(2) ? [2, n / 2] : [n] })];
      }
      case 8:
        return rank > 0 && shape[rank - 1] > 1
          ? [b.apply(p.shift, [x], { by: 1 + this.pick(shape[rank - 1] - 1) })]
          : undefined;
      case 9: {
        if (rank === 0 || shape[0] === 0) return undefined;
        const at = b.apply(p.toInt, [b.apply(p.mulP, [tanh(x), b.full(shape[0], shape)])]);
        return [rank === 1 ? b.apply(p.take, [y, at]) : b.apply(p.toFloat, [at])];
      }
      case 10:
        return [
          b.apply(p.broadcast, [x], {
            shape: [2 + this.pick(3), ...shape],
            axes: shape.map((_, n) => n + 1),
          }),
        ];
      case 11:
        return [b.apply(p.where, [b.apply(p.greater, [x, y]), y, b.apply(p.neg, [x])])];
      case 12:
        if (rank === 0 || shape.includes(0)) return undefined;
        return [b.apply(p.toFloat, [b.apply(p.argmax, [x], { axis: this.pick(rank) })])];
      case 13:
        if (rank !== 2 || shape[0] * shape[0] * shape[1] > 400_000)
          return [p.softmax(b, rank > 0 ? x : b.full(1, [3]))];
        return [b.apply(p.contract, [x, b.apply(p.transpose, [y], { order: [1, 0] })], p.matmul)];
      default: {
        if (rank === 0 || shape[0] === 0) return undefined;
        const row = b.apply(p.iota, [], { shape: [shape[0]], dtype: "float32", axis: 0 });
        const at = b.apply(p.toInt, [b.apply(p.mulP, [row, b.full(0.6, [shape[0]])])]);
        return [b.apply(p.scatterAdd, [x, at, y])];
      }
    }
  }

  private reduce(x: Var): Var[] {
    const { builder: b } = this;
    const all = x.type.shape.map((_, axis) => axis);
    const some = all.filter(() => this.pick(2) === 0);
    const axes = some.length > 0 ? some : [this.pick(all.length)];
    const folded = b.apply(this.pick(2) ? p.reduceSum : p.reduceMax, [b.apply(p.tanh, [x])], { axes });
    const back = { shape: x.type.shape, axes: all.filter((axis) => !axes.includes(axis)) };
    return [folded, b.apply(p.subP, [x, b.apply(p.broadcast, [folded], back)])];
  }
}

export function randomProgram(seed: number): Program<Primitive> {
  return new Generator(seed).program();
}

/** Inputs between -2 and 2; with `special`, some are NaN, infinite or -0. */
export function randomInputs(program: Program<Primitive>, seed: number, special = false): HostData[] {
  const next = random(seed);
  return program.inputs.map(({ type }) =>
    allocate(type.dtype, type.size).map(() => {
      const x = next() * 4 - 2;
      return special && next() < 0.05 ? [NaN, Infinity, -Infinity, -0][Math.floor(next() * 4)] : x;
    }),
  );
}

/** The outputs, from equations that are lowered and run one by one. */
export function evaluateEachEquation(program: Program<Primitive>, inputs: readonly HostData[]): HostData[] {
  const values = new Map<Atom, HostData>(program.inputs.map((v, n) => [v, inputs[n]]));
  const valueOf = (atom: Atom): HostData => {
    if (!(atom instanceof Literal)) return values.get(atom)!;
    return allocate(atom.type.dtype, 1).fill(Number(atom.value));
  };
  for (const equation of program.equations) {
    const formal = equation.inputs.map(({ type }) => new Var(new ArrayType(type.dtype, type.shape)));
    const alone = new Program([...formal], [{ ...equation, inputs: formal }], equation.outputs);
    const run = compileForHost(lower(alone, { target: "host" }), { eval: false });
    run(equation.inputs.map(valueOf)).forEach((data, n) => values.set(equation.outputs[n], data));
  }
  return program.outputs.map(valueOf);
}

/** The first element that differs by more than rounding in another order may do, if any. */
export function difference(actual: HostData, expected: HostData): string | undefined {
  if (actual.length !== expected.length) return `${actual.length} elements instead of ${expected.length}`;
  const finite = [...expected].filter(Number.isFinite).map(Math.abs);
  const scale = finite.reduce((a, b) => Math.max(a, b), 1);
  for (const [n, y] of expected.entries()) {
    const x = actual[n];
    if (x === y || (Number.isNaN(x) && Number.isNaN(y)) || Math.abs(x - y) <= 2e-5 * scale) continue;
    return `element ${n} is ${x} instead of ${y}`;
  }
  return undefined;
}
