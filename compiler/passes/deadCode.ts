import { type Atom, Program } from "../ir/program.js";
import { isEffectful } from "../trace/effects.js";
import type { Primitive } from "../trace/primitive.js";

/**
 * A program without the equations, and the constants, that none of its outputs needs; checks and effects stay.
 * Of a linear program the others would cost residuals, and might be ones that cannot be run: what custom_vjp leaves for the transpose alone.
 */
export function withoutDeadCode(program: Program<Primitive>): Program<Primitive> {
  const needed = new Set<Atom>(program.outputs);
  const equations = [...program.equations].reverse().filter((e) => {
    const stays = e.primitive.lowering.kind === "check" || isEffectful(e.primitive, e.params);
    if (!stays && !e.outputs.some((v) => needed.has(v))) return false;
    for (const a of e.inputs) needed.add(a);
    return true;
  });
  const constants = program.constants.filter((c) => needed.has(c.variable));
  return new Program(program.inputs, equations.reverse(), program.outputs, constants);
}

/** The program with some of its outputs, and which of its inputs these need. */
export function withOutputs(
  program: Program<Primitive>,
  isNeeded: (output: number) => boolean,
): { readonly program: Program<Primitive>; readonly reads: readonly boolean[] } {
  const outputs = program.outputs.filter((_, n) => isNeeded(n));
  const left = withoutDeadCode(new Program(program.inputs, program.equations, outputs, program.constants));
  const read = new Set<Atom>([...outputs, ...left.equations.flatMap(({ inputs }) => inputs)]);
  return { program: left, reads: left.inputs.map((v) => read.has(v)) };
}
