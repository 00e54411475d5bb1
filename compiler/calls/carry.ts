/** What the rules of loops have in common: which of the carried values are marked, and programs with other inputs. */

import { TypeError } from "../ir/errors.js";
import { Program, Var } from "../ir/program.js";
import type { ArrayType } from "../ir/arrayType.js";
import { memoized } from "../passes/memo.js";
import type { Primitive } from "../trace/primitive.js";
import type { ClosedProgram } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

/**
 * The carried values that are marked (batched, with a tangent, unknown) after any number of turns: those that are so at
 * the start, and those that `turn` makes so of them.
 */
export function markedAfterAll(
  start: readonly boolean[],
  turn: (marks: readonly boolean[]) => readonly boolean[],
): boolean[] {
  let marks = [...start];
  for (;;) {
    const after = turn(marks);
    const all = marks.map((is, i) => is || after[i]);
    if (all.every((is, i) => is === marks[i])) return marks;
    marks = all;
  }
}

/** A list in pieces of these lengths, and what is left. */
export function pieces<T>(list: readonly T[], ...lengths: readonly number[]): T[][] {
  let start = 0;
  const parts = lengths.map((length) => list.slice(start, (start += length)));
  return [...parts, list.slice(start)];
}

/** The program with its inputs and outputs in another order: numbers of those it has. */
export function reordered(
  program: Program<Primitive>,
  inputs: readonly number[],
  outputs: readonly number[],
): Program<Primitive> {
  return memoized(program, `order ${inputs.join()} ${outputs.join()}`, () => ({
    program: new Program(
      inputs.map((i) => program.inputs[i]),
      program.equations,
      outputs.map((i) => program.outputs[i]),
      program.constants,
    ),
    constants: [],
  })).program;
}

/** The program with further inputs from place `at` on, which it does not read. */
export function withUnused(
  program: Program<Primitive>,
  at: number,
  types: readonly ArrayType[],
): Program<Primitive> {
  if (types.length === 0) return program;
  return memoized(program, `unused ${at} ${types.join()}`, () => {
    const unused = types.map((type) => new Var(type));
    const inputs = [...program.inputs.slice(0, at), ...unused, ...program.inputs.slice(at)];
    return { program: new Program(inputs, program.equations, program.outputs), constants: [] };
  }).program;
}

/** Programs that each close over constants of its own as programs that have all of these for leading inputs. */
export function withCommonConstants(closed: readonly ClosedProgram[]): {
  programs: Program<Primitive>[];
  constants: Value[];
} {
  const all = [...new Set(closed.flatMap(({ constants }) => constants))];
  const programs = closed.map(({ program, constants }) => {
    const places = all.map((c) => constants.indexOf(c));
    if (places.every((place, i) => place === i)) return program;
    const key = `common ${places.map((place, i) => (place < 0 ? all[i].type.toString() : place)).join(" ")}`;
    return memoized(program, key, () => {
      const leading = places.map((place, i) => program.inputs[place] ?? new Var(all[i].type));
      const inputs = [...leading, ...program.inputs.slice(constants.length)];
      return { program: new Program(inputs, program.equations, program.outputs), constants: [] };
    }).program;
  });
  return { programs, constants: all };
}

/** Throws unless a program takes inputs of these types. */
export function expectInputs(
  name: string,
  { inputTypes }: Program<Primitive>,
  given: readonly ArrayType[],
): void {
  if (inputTypes.length === given.length && inputTypes.every((t, i) => t.equals(given[i]))) return;
  throw new TypeError(`${name} takes (${inputTypes.join(", ")}), but is given (${given.join(", ")}).`);
}
