/** A handful of primitives with only what the lowering reads, so that its tests stand on their own. */

import { ArrayType, stridesOf } from "../../compiler/ir/arrayType.js";
import {
  type Expr,
  add,
  call,
  cast,
  i32,
  literal,
  lessThan,
  mul,
  select,
  sub,
  variable,
} from "../../compiler/ir/expression.js";
import { binary, div, rem, unary } from "../../compiler/ir/expression.js";
import { type Atom, type Equation, Literal, Program, Var } from "../../compiler/ir/program.js";
import type { Source } from "../../compiler/ir/source.js";
import type { Lowering, Primitive } from "../../compiler/trace/primitive.js";

type TypeRule = (inputs: readonly ArrayType[], params: any) => ArrayType[]; // eslint-disable-line @typescript-eslint/no-explicit-any -- each rule narrows its params

function primitive(name: string, type: TypeRule, lowering: Lowering): Primitive {
  const absent = (): never => {
    throw new Error(`${name} has no such rule in this test`);
  };
  return { name, type, lowering, evaluate: absent, batch: absent };
}

const elementwise = (
  name: string,
  emit: (args: readonly Expr[]) => Expr,
  dtype?: ArrayType["dtype"],
): Primitive => primitive(name, ([x]) => [x.with({ dtype })], { kind: "scalar", emit });

export const exp = elementwise("exp", ([x]) => call("pb_exp", "f32", x));
export const log = elementwise("log", ([x]) => call("pb_log", "f32", x));
export const tanh = elementwise("tanh", ([x]) => call("pb_tanh", "f32", x));
export const neg = elementwise("neg", ([x]) => unary("neg", x));
export const addP = elementwise("add", ([x, y]) => add(x, y));
export const subP = elementwise("sub", ([x, y]) => sub(x, y));
export const mulP = elementwise("mul", ([x, y]) => mul(x, y));
export const divP = elementwise("div", ([x, y]) => div(x, y));
export const greater = elementwise("gt", ([x, y]) => binary("gt", x, y), "bool");
export const where = primitive("where", ([, x]) => [x], {
  kind: "scalar",
  emit: ([c, x, y]) => select(c, x, y),
});
export const toInt = elementwise("to_int", ([x]) => cast("i32", x), "int32");
export const toFloat = elementwise("to_float", ([x]) => cast("f32", x), "float32");

/** Input axis n becomes output axis `axes[n]`. */
export const broadcast = primitive(
  "broadcast",
  ([x], { shape }: { shape: number[]; axes: number[] }) => [x.with({ shape })],
  { kind: "view", at: (index, read, { inputs }, { axes }: { axes: number[] }) => read(0, axes.map((axis, n) => (inputs[0].shape[n] === 1 ? i32(0) : index[axis]))) }, // prettier-ignore
);
export const reshape = primitive("reshape", ([x], { shape }: { shape: number[] }) => [x.with({ shape })], {
  kind: "view",
  at: (index, read, { inputs, outputs }) => {
    const strides = stridesOf(outputs[0].shape);
    const position = index.reduce((sum, x, n) => add(sum, mul(x, i32(strides[n]))), i32(0));
    const inner = stridesOf(inputs[0].shape);
    return read(0, inputs[0].shape.map((d, n) => rem(div(position, i32(inner[n])), i32(d)))); // prettier-ignore
  },
});
export const transpose = primitive(
  "transpose",
  ([x], { order }: { order: number[] }) => [x.with({ shape: order.map((axis) => x.shape[axis]) })],
  { kind: "view", at: (index, read, _, { order }: { order: number[] }) => read(0, order.map((_, n) => index[order.indexOf(n)])) }, // prettier-ignore
);
/** Shifts along the last axis; what comes in is 0. */
export const shift = primitive("shift", ([x]) => [x], {
  kind: "view",
  at: (index, read, { outputs, scalar }, { by }: { by: number }) => {
    const last = index[index.length - 1];
    const inside = binary("ge", last, i32(by));
    const at = binary("max", sub(last, i32(by)), i32(0));
    return select(inside, read(0, [...index.slice(0, -1), at]), literal(scalar(outputs[0]), 0));
  },
});
/** Rows of the first input at the places that the second one tells. */
export const take = primitive("take", ([x, at]) => [x.with({ shape: [...at.shape, ...x.shape.slice(1)] })], {
  kind: "view",
  at: (index, read, { inputs }) => {
    const n = inputs[1].ndim;
    const row = binary("min", binary("max", read(1, index.slice(0, n)), i32(0)), i32(inputs[0].shape[0] - 1));
    return read(0, [row, ...index.slice(n)]);
  },
});
/** Any number of one-dimensional arrays, end to end. */
export const concatenate = primitive(
  "concatenate",
  (xs) => [xs[0].with({ shape: [xs.reduce((n, x) => n + x.size, 0)] })],
  {
    kind: "view",
    at: ([at], read, { inputs }) => {
      let end = 0;
      return inputs
        .map((x, n): [Expr, number] => {
          const inside = binary("max", sub(at, i32(end)), i32(0));
          end += x.size;
          return [read(n, [binary("min", inside, i32(x.size - 1))]), end];
        })
        .reduceRight(([rest], [x, until]) => [select(lessThan(at, i32(until)), x, rest), until])[0];
    },
  },
);
export const iota = primitive(
  "iota",
  (_, { shape, dtype }: { shape: number[]; dtype: ArrayType["dtype"]; axis: number }) => [
    new ArrayType(dtype, shape),
  ],
  {
    kind: "view",
    at: (index, _, { outputs, scalar }, { axis }: { axis: number }) => cast(scalar(outputs[0]), index[axis]),
  },
);

const without = (x: ArrayType, axes: readonly number[]): ArrayType => x.with({ shape: x.shape.filter((_, n) => !axes.includes(n)) }); // prettier-ignore
const reduction = (name: string, initial: number, combine: (x: Expr, y: Expr) => Expr): Primitive =>
  primitive(name, ([x], { axes }: { axes: number[] }) => [without(x, axes)], {
    kind: "reduce",
    axes: ({ axes }: { axes: number[] }) => axes,
    initial: ({ inputs, scalar }) => [literal(scalar(inputs[0]), initial)],
    combine: ([x], [y]) => [combine(x, y)],
  });
export const reduceSum = reduction("reduce_sum", 0, add);
export const reduceMax = reduction("reduce_max", -Infinity, (x, y) => call("pb_max", "f32", x, y));
export const argmax = primitive(
  "argmax",
  ([x], { axis }: { axis: number }) => [without(x, [axis]).with({ dtype: "int32" })],
  {
    kind: "reduce",
    axes: ({ axis }: { axis: number }) => [axis],
    initial: () => [literal("f32", -Infinity), literal("i32", 2 ** 31 - 1)],
    element: ([x], index, _, { axis }: { axis: number }) => [x, index[axis]],
    combine: ([x, i], [y, j]) => {
      const isNaN = (v: Expr): Expr => binary("ne", v, v);
      const wins = binary("or", binary("gt", x, y), binary("and", isNaN(x), binary("eq", y, y)));
      const ties = binary("or", binary("eq", x, y), binary("and", isNaN(x), isNaN(y)));
      const first = binary("or", wins, binary("and", ties, lessThan(i, j)));
      return [select(first, x, y), select(first, i, j)];
    },
    result: ([, i]) => [i],
  },
);

interface ContractParams {
  contract: [number[], number[]];
  batch: [number[], number[]];
}
export const contract = primitive(
  "contract",
  ([a, b], { contract, batch }: ContractParams) => {
    const free = (x: ArrayType, n: number): number[] =>
      x.shape.filter((_, d) => !contract[n].includes(d) && !batch[n].includes(d));
    return [a.with({ shape: [...batch[0].map((d) => a.shape[d]), ...free(a, 0), ...free(b, 1)] })];
  },
  { kind: "contract", axes: (params: ContractParams) => params },
);
export const matmul: ContractParams = { contract: [[1], [0]], batch: [[], []] };

/** Adds updates (input 2) to rows of the operand that input 1 tells; rows outside are dropped. */
export const scatterAdd = primitive("scatter_add", ([x]) => [x], {
  kind: "scatter",
  combine: "add",
  target: (index, read, { inputs }) => {
    const row = read(1, [index[0]]);
    const rows = i32(inputs[0].shape[0]);
    return {
      at: [row, ...index.slice(1)],
      valid: binary("and", binary("ge", row, i32(0)), lessThan(row, rows)),
    };
  },
});
export const twice = primitive("twice", ([x]) => [x], { kind: "call", program: (params: { program: Program<Primitive> }) => params.program }); // prettier-ignore
export { variable };

/** Builds a program by hand. */
export class ProgramBuilder {
  private readonly equations: Equation<Primitive>[] = [];
  private readonly inputs: Var[] = [];

  input(shape: readonly number[], dtype: ArrayType["dtype"] = "float32"): Var {
    const v = new Var(new ArrayType(dtype, shape));
    this.inputs.push(v);
    return v;
  }

  number(value: number | boolean, dtype: ArrayType["dtype"] = "float32"): Literal {
    return new Literal(value, new ArrayType(dtype, []));
  }

  apply(p: Primitive, inputs: readonly Atom[], params: unknown = {}, source?: Source): Var {
    const types = p.type(inputs.map((x) => x.type), params); // prettier-ignore
    const outputs = types.map((type) => new Var(type));
    this.equations.push({ primitive: p, inputs, params, outputs, source });
    return outputs[0];
  }

  /** A number as an array. */
  full(value: number, shape: readonly number[], dtype: ArrayType["dtype"] = "float32"): Var {
    return this.apply(broadcast, [this.number(value, dtype)], { shape, axes: [] });
  }

  /** Brings an array without its last axis back to a shape. */
  spread(x: Atom, shape: readonly number[]): Var {
    return this.apply(broadcast, [x], { shape, axes: x.type.shape.map((_, n) => n) });
  }

  build(...outputs: Atom[]): Program<Primitive> {
    return new Program(this.inputs, this.equations, outputs);
  }
}

export function softmax(b: ProgramBuilder, x: Var): Var {
  const axes = [x.type.ndim - 1];
  const shape = x.type.shape;
  const e = b.apply(exp, [b.apply(subP, [x, b.spread(b.apply(reduceMax, [x], { axes }), shape)])]);
  return b.apply(divP, [e, b.spread(b.apply(reduceSum, [e], { axes }), shape)]);
}
