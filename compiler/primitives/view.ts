import type { ArrayType } from "../ir/arrayType.js";
import type { Expr } from "../ir/expression.js";
import type { ParamText } from "../ir/params.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { readStrided, type Strided } from "./strided.js";

/** What makes a view of one array: its rules over shapes. */
interface ViewRules<P> {
  readonly name: string;
  shape(x: ArrayType, params: P): readonly number[];
  /** How the input is walked to get the output in order. */
  strided(shape: readonly number[], params: P): Strided;
  /** The input coordinates of the output element at `index`. */
  at(index: readonly Expr[], shape: readonly number[], output: readonly number[], params: P): Expr[];
  /** The params when both input and output have an extra leading axis of length `size`. */
  batchParams(params: P, size: number, shape: readonly number[]): P;
  transpose(cotangent: Value, type: ArrayType, params: P): Value;
  readonly paramText?: ParamText<P>;
}

/** A view of one array, linear in it. */
export function view<P>(rules: ViewRules<P>): Primitive<P> {
  const type = (x: ArrayType, params: P): ArrayType => x.with({ shape: rules.shape(x, params) });
  const primitive: Primitive<P> = {
    name: rules.name,
    type: ([x], params) => [type(x, params)],
    evaluate: ([x], params) => [readStrided(x, rules.strided(x.shape, params), type(x.type, params))],
    lowering: {
      kind: "view",
      at: (index, read, types, params) =>
        read(0, rules.at(index, types.inputs[0].shape, types.outputs[0].shape, params)),
    },
    batch([x], _, size, params) {
      return {
        outputs: [bind1(primitive, [x], rules.batchParams(params, size, x.shape.slice(1)))],
        batched: [true],
      };
    },
    jvp: ([x], [t], params) => ({
      primals: [bind1(primitive, [x], params)],
      tangents: [t && bind1(primitive, [t], params)],
    }),
    transpose: ([ct], _, [x], params) => [ct && rules.transpose(ct, x, params)],
    ...(rules.paramText && { paramText: rules.paramText }),
  };
  return primitive;
}
