/** Reverse mode, second half: run a linear program backwards. */

import { isFloating } from "../ir/dtype.js";
import { AssertionError, NotImplementedError } from "../ir/errors.js";
import { type Atom, type Equation, Literal, type Program, Var } from "../ir/program.js";
import { currentSource, withSource } from "../ir/source.js";
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
  /** Integers and booleans made from linear floats, by the equations that make them. Nothing linear can use them. */
  private readonly notLinear = new Map<Var, Equation<Primitive>>();
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
      const fromFloats = e.inputs.some((a) => this.isLinear(a) && isFloating(a.type.dtype));
      for (const v of e.outputs) {
        this.linear.add(v);
        const isNumber = isFloating(v.type.dtype) || v.type.dtype === "float0";
        if (fromFloats && !isNumber) this.notLinear.set(v, e);
      }
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
    const crooked = e.inputs.flatMap((a) => (a instanceof Var ? (this.notLinear.get(a) ?? []) : []));
    if (crooked.length > 0) throw notLinear(crooked[0]);
    if (!e.primitive.transpose) throw notLinear(e);
    const inputs = e.inputs.map((a) => (this.isLinear(a) ? null : this.read(a)));
    const types = e.inputs.map((a) => a.type);
    const result = withSource(e.source, () => e.primitive.transpose!(cotangents, inputs, types, e.params));
    if (!result) throw notLinear(e, AssertionError);
    e.inputs.forEach((a, i) => this.accumulate(a, result[i]));
  }
}

/** `Problem`: what JAX raises, a failed assertion where a rule is for other inputs. */
function notLinear({ primitive, source }: Equation<Primitive>, Problem = NotImplementedError): Error {
  const rule = source?.rule;
  const who = rule
    ? `The tangent output of ${rule.ruleName}, the rule of ${rule.functionName},`
    : "The tangent of the function";
  return new Problem(
    `Transpose rule (for reverse-mode differentiation) for '${primitive.name}' not implemented`,
    {
      hint:
        `${who} is not a linear function of its input tangents: '${primitive.name}' is applied to a tangent. ` +
        `A rule may multiply tangents by primal values, add them up, and move their elements; nothing else.`,
      source,
      places: [
        { what: "the rule was set", source: rule?.source },
        { what: "reverse mode was asked for", source: currentSource() },
      ],
    },
  );
}

/** A cotangent as an array, zero or not. */
export function instantiateCotangent(cotangent: MaybeZero, type: Value["type"]): Value {
  return cotangent ?? zerosOf(type.tangent());
}
