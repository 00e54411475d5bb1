/** Programs whose operations have effects: the inputs of those become outputs, and the effects happen when they arrive. */

import type { Program } from "../ir/program.js";
import { callsBack, hasEffects, isEffectful, perform } from "../trace/effects.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { HostArray } from "../trace/hostArray.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { callsBackFromDevice, type EffectTurns, insideOnDevice } from "./effectTurns.js";

/** An effect, whose inputs are so many outputs. */
interface Effect {
  readonly primitive: Primitive;
  readonly params: unknown;
  readonly count: number;
}

interface Separated {
  /** What the program computes, and behind it the inputs of the effects. */
  readonly program: Program<Primitive>;
  readonly effects: readonly Effect[];
}

const known = new WeakMap<Program<Primitive>, Separated>();

function separated(program: Program<Primitive>): Separated {
  let found = known.get(program);
  if (!found) known.set(program, (found = separate(program)));
  return found;
}

function separate(program: Program<Primitive>): Separated {
  const effects: Effect[] = [];
  const seen: Value[] = [];
  const apply: typeof bind = (primitive, inputs, params) => {
    const { effect, lowering } = primitive;
    if (effect) {
      effects.push({ primitive: primitive, params, count: inputs.length });
      seen.push(...inputs);
      return [];
    }
    if (!isEffectful(primitive, params)) return bind(primitive, inputs, params);
    if (lowering.kind !== "call") throw insideOnDevice(primitive.name);
    return evaluate(lowering.program(params) as Program<Primitive>, inputs, apply);
  };
  const run = (...inputs: Value[]): Value[] => [...evaluate(program, inputs, apply), ...seen];
  return { program: stage(run, program.inputTypes, { transform: "lowering", name: "effects" }), effects };
}

/** Whether there are effects in loops or branches of a program. */
function hasEffectsInTurns({ equations }: Program<Primitive>): boolean {
  return equations.some(({ primitive, params }) => {
    if (primitive.effect || !isEffectful(primitive, params)) return false;
    const { lowering } = primitive;
    return lowering.kind !== "call" || hasEffectsInTurns(lowering.program(params) as Program<Primitive>);
  });
}

/**
 * Runs a program by a function that knows nothing of effects, and lets them happen; one that has them in loops operation by
 * operation, if its inputs are on the host.
 */
export function runWithEffects(
  program: Program<Primitive>,
  inputs: readonly Value[],
  turns: EffectTurns,
  run: (program: Program<Primitive>) => Value[],
): Value[] {
  if (!hasEffects(program)) return run(program);
  const areOnHost = inputs.every((x) => x instanceof HostArray);
  if (areOnHost && (callsBack(program) || hasEffectsInTurns(program))) return turns.program(program, inputs);
  if (callsBack(program)) throw callsBackFromDevice();
  const { program: pure, effects } = separated(program);
  const values = run(pure);
  let next = program.outputs.length;
  for (const { primitive, params, count } of effects) {
    perform(primitive, values.slice(next, next + count), params);
    next += count;
  }
  return values.slice(0, program.outputs.length);
}
