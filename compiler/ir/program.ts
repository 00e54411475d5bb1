import type { ArrayType } from "./arrayType.js";
import type { Source } from "./source.js";

/** A value inside a program. Identity is what matters; names are given by the printer. */
export class Var {
  constructor(readonly type: ArrayType) {}
}

/** A scalar constant that stands in the text of the program. */
export class Literal {
  constructor(
    readonly value: number | boolean,
    readonly type: ArrayType,
  ) {}
}

export type Atom = Var | Literal;

/**
 * Params of an equation. Each primitive knows the type of its own (rules are methods, whose parameters are bivariant).
 */
export type Params = unknown;

/** What the IR itself needs to know of a primitive; `trace/primitive.ts` has the whole of it. */
export interface Operation {
  readonly name: string;
  type(inputs: readonly ArrayType[], params: Params): ArrayType[];
}

/** One step of a program: `outputs = primitive[params] inputs`. */
export interface Equation<Op extends Operation = Operation> {
  readonly primitive: Op;
  readonly inputs: readonly Atom[];
  readonly params: Params;
  readonly outputs: readonly Var[];
  readonly source?: Source;
}

/** An array that a program closes over. The value is opaque to the IR. */
export interface Constant {
  readonly variable: Var;
  readonly value: unknown;
}

/** A straight-line program in SSA form: users see it as a *jaxpr*. Immutable: a pass returns a new one. */
export class Program<Op extends Operation = Operation> {
  constructor(
    readonly inputs: readonly Var[],
    readonly equations: readonly Equation<Op>[],
    readonly outputs: readonly Atom[],
    readonly constants: readonly Constant[] = [],
  ) {}

  get inputTypes(): ArrayType[] {
    return this.inputs.map((v) => v.type);
  }

  get outputTypes(): ArrayType[] {
    return this.outputs.map((a) => a.type);
  }
}
