/** Reverse mode, second half: run a linear program backwards. */

import { type Atom, type Equation, Literal, type Program, Var } from "../ir/program.js";
import { showSource, withSource } from "../ir/source.js";
import { addTangents } from "../primitives/arithmetic.js";
import { zerosOf } from "../primitives/creation.js";
import { scalar } from "../trace/hostArray.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

/**
 * Cotangents of the inputs marked `linear`, from cotangents of the outputs (`null`: zero, in and out).
 * The other inputs have the given values. Equations that touch no linear input are computed first.
 */
export function transposeProgram(
  program: Program<Primitive>,
  linear: readonly boolean[],
  values: readonly (Value | null)[],
  cotangents: readonly MaybeZero[],
): MaybeZero[] {
  return new Backward(program, linear, values).run(cotangents);
}

class Backward {
  private readonly known = new Map<Var, Value>();
  private readonly cotangents = new Map<Var, Value>();
  private readonly linear = new Set<Var>();
  private readonly todo: Equation<Primitive>[] = [];

  constructor(
    private readonly program: Program<Primitive>,
    isLinear: readonly boolean[],
    values: readonly (Value | null)[],
  ) {
    for (const c of program.constants) this.known.set(c.variable, c.value as Value);
    program.inputs.forEach((v, i) => (isLinear[i] ? this.linear.add(v) : this.known.set(v, values[i]!)));
    for (const e of program.equations) this.forward(e);
  }

  private isLinear(a: Atom): a is Var {
    return a instanceof Var && this.linear.has(a);
  }

  private read(a: Atom): Value {
    return a instanceof Literal ? scalar(a.value, a.type) : this.known.get(a)!;
  }

  private forward(e: Equation<Primitive>): void {
    if (e.inputs.some((a) => this.isLinear(a))) {
      for (const v of e.outputs) this.linear.add(v);
      this.todo.push(e);
      return;
    }
    const outputs = withSource(e.source, () =>
      bind(
        e.primitive,
        e.inputs.map((a) => this.read(a)),
        e.params,
      ),
    );
    e.outputs.forEach((v, i) => this.known.set(v, outputs[i]));
  }

  private accumulate(a: Atom, cotangent: MaybeZero): void {
    if (cotangent === null || !this.isLinear(a)) return;
    const before = this.cotangents.get(a);
    this.cotangents.set(a, before ? addTangents(before, cotangent) : cotangent);
  }

  run(cotangents: readonly MaybeZero[]): MaybeZero[] {
    this.program.outputs.forEach((a, i) => this.accumulate(a, cotangents[i]));
    for (const e of this.todo.reverse()) this.backward(e);
    return this.program.inputs.map((v) => this.cotangents.get(v) ?? null);
  }

  private backward(e: Equation<Primitive>): void {
    const cotangents = e.outputs.map((v) => this.cotangents.get(v) ?? null);
    if (cotangents.every((c) => c === null)) return;
    if (!e.primitive.transpose) throw notLinear(e);
    const inputs = e.inputs.map((a) => (this.isLinear(a) ? null : this.read(a)));
    const types = e.inputs.map((a) => a.type);
    const result = withSource(e.source, () => e.primitive.transpose!(cotangents, inputs, types, e.params));
    e.inputs.forEach((a, i) => this.accumulate(a, result[i]));
  }
}

function notLinear(e: Equation<Primitive>): TypeError {
  const where = e.source && e.source.file !== "" ? ` (at ${showSource(e.source)})` : "";
  return new TypeError(
    `Transpose rule (for reverse-mode differentiation) for '${e.primitive.name}' not implemented${where}. ` +
      `The tangent output of a custom_jvp rule must be a linear function of its input tangents.`,
  );
}

/** A cotangent as an array, zero or not. */
export function instantiateCotangent(cotangent: MaybeZero, type: Value["type"]): Value {
  return cotangent ?? zerosOf(type.tangent());
}
