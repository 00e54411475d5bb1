/** Finds what is wrong with a program: the net under every pass. */

import { greatest, least } from "./dtype.js";
import type { ArrayType } from "./arrayType.js";
import { roundToBfloat16, roundToFloat16 } from "./float16.js";
import { programsIn } from "./params.js";
import { showEquation, showProgram } from "./print.js";
import type { Program } from "./program.js";
import { type Atom, type Equation, Literal, Var } from "./program.js";
import { showSource } from "./source.js";

export { programsIn } from "./params.js";

/** A program that breaks a rule of the IR. This is the fault of whoever made it, never of the user's code. */
export class InvalidProgram extends Error {
  override readonly name = "InvalidProgram";
}

// Programs are immutable, so that what was found good stays good.
const checked = new WeakSet<Program>();

/**
 * Throws an `InvalidProgram` unless every variable is bound once, before it is used, every literal is a number of its
 * type, and every equation's outputs have the types that its primitive gives, in this program and in those inside.
 * Weak types are not compared.
 */
export function checkProgram(program: Program): void {
  if (checked.has(program)) return;
  new Checker(program).run();
  checked.add(program);
}

class Checker {
  private readonly bound = new Set<Var>();

  constructor(private readonly program: Program) {}

  run(): void {
    const { constants, inputs, equations, outputs } = this.program;
    constants.forEach((c, i) => this.bind(c.variable, () => `constant ${i}`));
    inputs.forEach((v, i) => this.bind(v, () => `input ${i}`));
    for (const equation of equations) this.checkEquation(equation);
    outputs.forEach((atom, i) => {
      const problem = this.problemWith(atom);
      if (problem) this.fail(`Output ${i} ${problem}`);
    });
  }

  private checkEquation(equation: Equation): void {
    equation.inputs.forEach((atom, i) => {
      const problem = this.problemWith(atom);
      if (problem) this.fail(`Input ${i} of ${equation.primitive.name} ${problem}`, equation);
    });
    for (const nested of programsIn(equation.params)) this.checkNested(nested, equation);
    this.checkTypes(equation, this.typesOf(equation));
    equation.outputs.forEach((v, i) =>
      this.bind(v, () => `output ${i} of ${equation.primitive.name}`, equation),
    );
  }

  private checkNested(nested: Program, equation: Equation): void {
    try {
      checkProgram(nested);
    } catch (error) {
      if (!(error instanceof InvalidProgram)) throw error;
      this.fail(
        `A program inside of ${equation.primitive.name} is invalid. ${error.message}`,
        equation,
        error,
      );
    }
  }

  private typesOf(equation: Equation): ArrayType[] {
    const { primitive, inputs, params } = equation;
    try {
      return primitive.type(
        inputs.map((atom) => atom.type),
        params,
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return this.fail(`${primitive.name} does not take its inputs: ${reason}`, equation, error);
    }
  }

  private checkTypes(equation: Equation, expected: readonly ArrayType[]): void {
    const { primitive, outputs } = equation;
    if (outputs.length !== expected.length)
      this.fail(
        `${primitive.name} gives ${count(expected.length, "output")}, but the equation has ${outputs.length}`,
        equation,
      );
    outputs.forEach((v, i) => {
      if (v.type.equals(expected[i])) return;
      this.fail(
        `Output ${i} of ${primitive.name} is ${expected[i].toString()}, but the equation says ${v.type.toString()}`,
        equation,
      );
    });
  }

  private bind(variable: Var, what: () => string, equation?: Equation): void {
    if (!(variable instanceof Var)) this.fail(`${capitalized(what())} is not a variable`, equation);
    if (this.bound.has(variable)) this.fail(`${capitalized(what())} is bound for the second time`, equation);
    this.bound.add(variable);
  }

  private problemWith(atom: Atom): string | undefined {
    if (atom instanceof Literal) return problemWithLiteral(atom);
    if (!(atom instanceof Var)) return "is neither a variable nor a literal";
    return this.bound.has(atom) ? undefined : "is not bound before it is used";
  }

  private fail(problem: string, equation?: Equation, cause?: unknown): never {
    throw new InvalidProgram(`${problem}${this.place(equation)}`, cause === undefined ? {} : { cause });
  }

  private place(equation: Equation | undefined): string {
    if (!equation) return `, in\n${indented(showProgram(this.program))}`;
    const from = equation.source ? `\nwhich comes from ${showSource(equation.source)}` : "";
    return `, in the equation\n${indented(showEquation(equation, this.program))}${from}`;
  }
}

function problemWithLiteral({ value, type }: Literal): string | undefined {
  if (type.ndim > 0) return `is a literal of type ${type.toString()}: literals are scalars`;
  return holds(value, type.dtype) ? undefined : `is the literal ${String(value)}, which is no ${type.dtype}`;
}

function holds(value: number | boolean, dtype: ArrayType["dtype"]): boolean {
  if (typeof value === "boolean") return dtype === "bool";
  switch (dtype) {
    case "float64":
      return true;
    case "int64":
      return Number.isInteger(value);
    case "uint64":
      return Number.isInteger(value) && value >= 0;
    case "float32":
      return Object.is(Math.fround(value), value);
    case "float16":
      return Object.is(roundToFloat16(value), value);
    case "bfloat16":
      return Object.is(roundToBfloat16(value), value);
    case "int32":
    case "int16":
    case "int8":
    case "uint32":
    case "uint16":
    case "uint8":
      return Number.isInteger(value) && value >= least(dtype) && value <= greatest(dtype);
    default:
      return false;
  }
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function capitalized(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
