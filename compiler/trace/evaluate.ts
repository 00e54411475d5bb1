import { Literal, type Atom, type Program, type Var } from "../ir/program.js";
import { withSource } from "../ir/source.js";
import { scalar } from "./hostArray.js";
import type { Primitive } from "./primitive.js";
import { bind } from "./trace.js";
import type { Value } from "./value.js";

/** Runs a program, equation by equation, under the current trace. `apply` says how its operations are applied. */
export function evaluate(
  program: Program<Primitive>,
  inputs: readonly Value[],
  apply: typeof bind = bind,
): Value[] {
  const environment = new Map<Var, Value>();
  program.constants.forEach((c) => environment.set(c.variable, c.value as Value));
  program.inputs.forEach((v, i) => environment.set(v, inputs[i]));
  const read = (a: Atom): Value => (a instanceof Literal ? scalar(a.value, a.type) : environment.get(a)!);
  for (const e of program.equations) {
    const outputs = withSource(e.source, () => apply(e.primitive, e.inputs.map(read), e.params));
    e.outputs.forEach((v, i) => environment.set(v, outputs[i]));
  }
  return program.outputs.map(read);
}
