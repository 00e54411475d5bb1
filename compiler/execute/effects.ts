/** Programs whose operations have effects: the inputs of those become outputs, and the effects happen when they arrive. */

import { NotImplementedError } from "../ir/errors.js";
import type { Program } from "../ir/program.js";
import { hasEffects, isEffectful, perform } from "../trace/effects.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";

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
    if (lowering.kind !== "call") throw inside(primitive.name);
    return evaluate(lowering.program(params) as Program<Primitive>, inputs, apply);
  };
  const run = (...inputs: Value[]): Value[] => [...evaluate(program, inputs, apply), ...seen];
  return { program: stage(run, program.inputTypes, { transform: "lowering", name: "effects" }), effects };
}

function inside(name: string): NotImplementedError {
  return new NotImplementedError(`Effects not supported in \`${name}\` of a compiled program`, {
    hint: "debug.print and debug.callback may be called outside of loops and branches, or without jit.",
  });
}

/** Runs a program by a function that knows nothing of effects, and lets them happen. */
export function runWithEffects(
  program: Program<Primitive>,
  run: (program: Program<Primitive>) => Value[],
): Value[] {
  if (!hasEffects(program)) return run(program);
  const { program: pure, effects } = separated(program);
  const values = run(pure);
  let next = program.outputs.length;
  for (const { primitive, params, count } of effects) {
    perform(primitive, values.slice(next, next + count), params);
    next += count;
  }
  return values.slice(0, program.outputs.length);
}
