/**
 * A program as the kernels see it: values, each an index map or a fold over other values. Which operation a value came
 * from is a label here, for kernel names and comments, and decides nothing.
 */

import { ArrayType, sizeOf } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import { type Expr, type ScalarType, literal, scalarType } from "../ir/expression.js";
import type { Equation } from "../ir/program.js";
import { ValueError } from "../ir/errors.js";
import type { Lowering, Steps } from "../trace/primitive.js";
import type { Cut } from "./cuts.js";
import type { WholeParts } from "./wholeLoop.js";

export type Source = Equation["source"];

/** Gives the expression of an element of a value. */
export type Read = (value: Value, index: readonly Expr[]) => Expr;

/** Kernels count with int32, on the host too. */
const MAX_ELEMENTS = 2 ** 31 - 1;

export class Value {
  constructor(
    /** Greater than the number of every value it is made from. */
    readonly number: number,
    readonly type: ArrayType,
    public definition: Definition,
    readonly label: string,
    readonly source?: Source,
  ) {
    if (this.size > MAX_ELEMENTS)
      throw new ValueError(`${String(type)} (${label}) has more elements than an int32 counts.`, { source });
  }

  get shape(): readonly number[] {
    return this.type.shape;
  }

  get size(): number {
    return sizeOf(this.type.shape);
  }

  get scalar(): ScalarType {
    return scalarType(this.type.dtype);
  }

  /** float0 and arrays without elements need no memory and no work. */
  get isEmpty(): boolean {
    return this.type.dtype === "float0" || this.size === 0;
  }
}

export type Definition =
  | { readonly kind: "input"; readonly index: number }
  | { readonly kind: "constant"; readonly index: number }
  /**
   * Each element from elements of other values, perhaps in turns; a view from elements elsewhere. What is kept is made by lanes
   * for themselves: it is never stored.
   */
  | { readonly kind: "map"; readonly reads: readonly Value[]; readonly isView: boolean; readonly isLoop?: boolean; readonly isKept?: boolean; at(index: readonly Expr[], read: Read): Expr }
  /** Output `output` of a reduction. */
  | { readonly kind: "reduction"; readonly reduction: Reduction; readonly output: number }
  | { readonly kind: "scatter"; readonly scatter: Scatter }
  /** Output `output` of a procedure. */
  | { readonly kind: "procedure"; readonly procedure: Procedure; readonly output: number }
  /** Output `output` of a loop whose turns are programs. */
  | { readonly kind: "whole"; readonly whole: WholeLoop; readonly output: number }; // prettier-ignore

/** Folds some axes of a space of elements. The outputs have the shape of the axes that are kept. */
export interface Reduction {
  readonly space: readonly number[];
  /** The folded axes, in order. */
  readonly axes: readonly number[];
  /** A fold that is cut gives the results of its parts, which lie along one more axis of the outputs. */
  readonly cut?: Cut;
  readonly reads: readonly Value[];
  readonly initial: readonly Expr[];
  /** The components of the element at `index`, coordinates in the space. */
  element(index: readonly Expr[], read: Read): Expr[];
  combine(a: readonly Expr[], b: readonly Expr[]): Expr[];
  result(components: readonly Expr[]): Expr[];
  readonly outputs: readonly Value[];
  /** Elements of the space share what they read: a matrix product, where a register tile pays. */
  readonly shares: boolean;
  readonly label: string;
  readonly source?: Source;
}

/** Combines updates into a copy of an operand. */
export interface Scatter {
  readonly operand: Value;
  readonly updates: Value;
  readonly reads: readonly Value[];
  readonly combine: ScatterCombine;
  target(index: readonly Expr[], read: Read): { at: readonly Expr[]; valid: Expr };
  readonly label: string;
  readonly source?: Source;
}

/** Steps of its own at every point of a domain, which together write the outputs. */
export interface Procedure {
  readonly domain: readonly number[];
  readonly reads: readonly Value[];
  readonly outputs: readonly Value[];
  take(point: readonly Expr[], steps: Steps): void;
  readonly label: string;
  readonly source?: Source;
}

/** Turns of a program, one after the other, on whole arrays. */
export interface WholeLoop {
  readonly parts: WholeParts;
  readonly consts: readonly Value[];
  /** What is carried, at first. */
  readonly initial: readonly Value[];
  readonly arrays: readonly Value[];
  /** What is carried, at last, and what the turns stack. */
  readonly outputs: readonly Value[];
  readonly label: string;
  readonly source?: Source;
}

export type ScatterCombine = Extract<Lowering, { kind: "scatter" }>["combine"];

export interface Graph {
  readonly inputs: readonly Value[];
  /** Array constants, with what the program holds as their values. */
  readonly constants: readonly { readonly value: Value; readonly data: unknown }[];
  /** Everything that the outputs need, in order. */
  readonly values: readonly Value[];
  /** The program's, and the counts of the checks. */
  readonly outputs: readonly Value[];
  readonly checks: readonly Check[];
  /** Whether lanes may leave loops before their end. */
  readonly isCapped: boolean;
}

/** Something that must not be: `count` says how often it is, and is a scalar int32. */
export interface Check {
  readonly count: Value;
  error(count: number): Error;
}

/** What a value is made from. */
export function readsOf(value: Value): readonly Value[] {
  const { definition } = value;
  switch (definition.kind) {
    case "input":
    case "constant":
      return [];
    case "map":
      return definition.reads;
    case "reduction":
      return definition.reduction.reads;
    case "scatter":
      return definition.scatter.reads;
    case "procedure":
      return definition.procedure.reads;
    case "whole": {
      const { consts, initial, arrays } = definition.whole;
      return [...consts, ...initial, ...arrays];
    }
  }
}

/** The values and all that they are made from. */
export function reachable(outputs: readonly Value[]): Set<Value> {
  const seen = new Set<Value>(outputs);
  for (const value of seen) for (const read of readsOf(value)) seen.add(read);
  return seen;
}

/** The values that come out of one reduction or procedure with a value, and the value itself. */
export function computedWith(value: Value): readonly Value[] {
  const { definition } = value;
  switch (definition.kind) {
    case "reduction":
      return definition.reduction.outputs;
    case "procedure":
      return definition.procedure.outputs;
    case "whole":
      return definition.whole.outputs;
    default:
      return [value];
  }
}

/** Whether lanes have it for themselves. */
export function isKept({ definition }: Value): boolean {
  return definition.kind === "map" && definition.isKept === true;
}

/** The axes of a reduction that are kept. */
export function keptAxes({ space, axes }: { space: readonly number[]; axes: readonly number[] }): number[] {
  return space.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
}

const dtypes: Record<ScalarType, DType> = {
  f64: "float64",
  i64: "int64",
  u64: "uint64",
  f32: "float32",
  f16: "float16",
  i32: "int32",
  u32: "uint32",
  bool: "bool",
};

/** The array type of components of a type. */
export function arrayOf(type: ScalarType, shape: readonly number[]): ArrayType {
  return new ArrayType(dtypes[type], shape);
}

/** What stands for an element of a value that has none. */
export function nothing(value: Value): Expr {
  return literal(value.type.dtype === "float0" ? "bool" : value.scalar, 0);
}
