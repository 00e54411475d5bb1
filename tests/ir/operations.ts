/** Operations made by hand for the tests of the IR. */

import { ArrayType, sameShape } from "../../compiler/ir/arrayType.js";
import { NamedTuple, type ParamText, type ShownParams } from "../../compiler/ir/params.js";
import type { Atom, Equation, Operation, Params, Program, Var } from "../../compiler/ir/program.js";
import type { Source } from "../../compiler/ir/source.js";
import { listText } from "../../compiler/ir/valueText.js";

export const f32 = (...shape: number[]): ArrayType => new ArrayType("float32", shape);
export const i32 = (...shape: number[]): ArrayType => new ArrayType("int32", shape);

type TypeRule = (inputs: readonly ArrayType[]) => ArrayType[];

function elementwise(arity: number): TypeRule {
  return (inputs) => {
    if (inputs.length !== arity) throw new TypeError(`expected ${arity} inputs, got ${inputs.length}`);
    const shaped = inputs.find((t) => t.ndim > 0) ?? inputs[0];
    for (const t of inputs) {
      if (t.dtype !== shaped.dtype) throw new TypeError(`dtypes ${shaped.dtype} and ${t.dtype} differ`);
      if (t.ndim > 0 && !sameShape(t.shape, shaped.shape)) throw new TypeError("shapes differ");
    }
    return [shaped];
  };
}

export const sin: Operation = { name: "sin", type: elementwise(1) };
export const add: Operation = { name: "add", type: elementwise(2) };
export const mul: Operation = { name: "mul", type: elementwise(2) };
export const jit: Operation = {
  name: "jit",
  type: (_inputs, params) => (params as { jaxpr: Program }).jaxpr.outputTypes,
};

/** An operation that says nothing of its types: for texts only. */
export function named(name: string, paramText?: ParamText): Operation {
  const type = (): ArrayType[] => [];
  return paramText ? Object.assign({ name, type }, { paramText }) : { name, type };
}

function shownAs<P extends object>(show: (params: P) => ShownParams): ParamText<P> {
  return { show, read: (shown) => shown as P };
}

const dimensionNumbers = (name: string): ParamText<{ dimensionNumbers: ShownParams }> =>
  shownAs((params) => ({
    ...params,
    dimensionNumbers: new NamedTuple(name, params.dimensionNumbers as Record<string, unknown>),
  }));

const dotText = shownAs((params: { dimensionNumbers: readonly number[][][] }) => ({
  ...params,
  dimensionNumbers: params.dimensionNumbers.map((pair) => pair.map((axes) => listText(axes))),
}));

const special: Readonly<Record<string, Operation>> = {
  sin,
  add,
  mul,
  jit,
  dot_general: named("dot_general", dotText),
  gather: named("gather", dimensionNumbers("GatherDimensionNumbers")),
  "scatter-add": named("scatter-add", dimensionNumbers("ScatterDimensionNumbers")),
};

/** Knows every name but `missing`. */
export function operations(name: string): Operation | undefined {
  return name === "missing" ? undefined : (special[name] ?? named(name));
}

export function equation(
  primitive: Operation,
  inputs: readonly Atom[],
  outputs: readonly Var[],
  params: Params = {},
  source?: Source,
): Equation {
  return { primitive, inputs, params, outputs, source };
}
