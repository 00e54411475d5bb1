/**
 * Where lanes choose or stop by themselves, they lie along the first axes of an index or a condition. Shapes do not tell which
 * arrays have these axes too: as many rows of a matrix that all lanes have in common look alike. So it is kept for each input of
 * a choice or a loop, and found for what programs make of them.
 */

import type { Atom, Equation, Program } from "../ir/program.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";

/** Which of the lanes' axes an array begins with: the lowest bit stands for the last one, and higher ones for those around it. */
export type Lanes = number;

/** All of so many axes. */
export const allLanes = (axes: number): Lanes => 2 ** axes - 1;

/** A batch is a further axis of lanes, around those that there are. */
export function withBatch(lanes: Lanes, isBatched: boolean, axes: number): Lanes {
  return isBatched ? lanes + 2 ** axes : lanes;
}

const results = new WeakMap<Program<Primitive>, Map<string, readonly Lanes[]>>();

/** Of the outputs of a program, given those of its inputs. */
export function lanesAfter(program: Program<Primitive>, inputs: readonly Lanes[]): readonly Lanes[] {
  if (inputs.every((lanes) => lanes === 0)) return program.outputs.map(() => 0);
  let known = results.get(program);
  if (!known) results.set(program, (known = new Map<string, readonly Lanes[]>()));
  const key = inputs.join();
  let found = known.get(key);
  if (!found) known.set(key, (found = follow(program, inputs)));
  return found;
}

function follow(program: Program<Primitive>, inputs: readonly Lanes[]): Lanes[] {
  return program.outputs.map(lanesWithin(program, inputs));
}

/** Of everything in a program, given those of its inputs. */
export function lanesWithin(program: Program<Primitive>, inputs: readonly Lanes[]): (x: Atom) => Lanes {
  const known = new Map<Atom, Lanes>(program.inputs.map((v, i) => [v, inputs[i]]));
  const of = (x: Atom): Lanes => known.get(x) ?? 0;
  for (const equation of program.equations) {
    const after = lanesOfOutputs(equation, equation.inputs.map(of));
    equation.outputs.forEach((v, i) => known.set(v, after[i]));
  }
  return of;
}

/** What is made of arrays has the axes of all of them. */
export function lanesOfOutputs(
  { primitive: { lowering }, params, outputs }: Equation<Primitive>,
  inputs: readonly Lanes[],
): readonly Lanes[] {
  switch (lowering.kind) {
    case "call":
      return lanesAfter(lowering.program(params) as Program<Primitive>, inputs);
    case "check":
      return inputs.slice(1);
    case "loop": {
      const { carried, stacked } = lanesOfLoop(lowering.loop(params), inputs);
      return [...carried, ...stacked];
    }
    case "branch": {
      const [index, ...operands] = inputs;
      const all = lowering.branches(params).map((b) => lanesAfter(b as Program<Primitive>, operands));
      return all[0].map((_, o) => all.reduce((sum, branch) => sum | branch[o], index));
    }
    default:
      return outputs.map(() => inputs.reduce((sum, lanes) => sum | lanes, 0));
  }
}

/** Of what a loop carries after any number of turns, and of what its turns give beside it. */
export function lanesOfLoop(
  { condition, conditionConsts, body, bodyConsts, carried: count }: LoopParts,
  inputs: readonly Lanes[],
): { carried: readonly Lanes[]; stacked: readonly Lanes[] } {
  const firstCarried = conditionConsts + bodyConsts;
  const consts = inputs.slice(conditionConsts, firstCarried);
  const elements = inputs.slice(firstCarried + count);
  let carried = inputs.slice(firstCarried, firstCarried + count);
  for (;;) {
    const outputs = lanesAfter(body as Program<Primitive>, [...consts, ...carried, ...elements]);
    const stops = condition && condition.outputTypes[0].ndim > 0 ? lanesAfter(condition as Program<Primitive>, [...inputs.slice(0, conditionConsts), ...carried])[0] : 0; // prettier-ignore
    const after = carried.map((lanes, i) => lanes | outputs[i] | stops);
    if (after.every((lanes, i) => lanes === carried[i])) return { carried, stacked: outputs.slice(count) };
    carried = after;
  }
}
