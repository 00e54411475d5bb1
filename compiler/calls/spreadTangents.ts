/**
 * Tangents of what all lanes of a loop have in common. A turn spreads them over the lanes, and backwards it would sum over the lanes, which
 * then have to wait for each other in each turn. Where they are spread before the loop, lanes have sums of their own, added up behind it.
 */

import { sameShape } from "../ir/arrayType.js";
import { type Atom, type Equation, Program, Var } from "../ir/program.js";
import { withoutDeadCode } from "../passes/deadCode.js";
import { broadcastTo } from "../primitives/views.js";
import { isEffectful } from "../trace/effects.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

type Staged = Program<Primitive>;

/** The most arrays that a turn is given so: a lane has a sum for each. */
const MAX_SPREAD = 16;

/** A turn that is given what it spread. */
interface Spread {
  /** The numbers of the tangents that it is still given. */
  readonly kept: readonly number[];
  /** Of the tangents: what they are spread to. */
  readonly before: Staged;
  /** Of what it was given before the tangents, those that are kept, what was spread, and what it was given after the tangents. */
  readonly turn: Staged;
  /** For each array that is spread, what the turn makes of it element by element; nothing where it does something else. */
  readonly makes: readonly (Var | undefined)[];
}

const found = new WeakMap<Staged, Map<string, Spread>>();

/** A turn and the tangents of its constants, which are its inputs from `first` on: with what they are spread to among them. */
export function spreadTangents(
  turn: Staged,
  first: number,
  tangents: readonly Value[],
): Spread & { readonly tangents: readonly Value[] } {
  let known = found.get(turn);
  if (!known) found.set(turn, (known = new Map<string, Spread>()));
  const key = `${first} ${tangents.length}`;
  let spread = known.get(key);
  if (!spread) known.set(key, (spread = divide(turn, first, tangents.length)));
  const own = spread.kept.map((n) => tangents[n]);
  return { ...spread, tangents: [...own, ...evaluate(spread.before, tangents)] };
}

function divide(turn: Staged, first: number, count: number): Spread {
  const tangents = turn.inputs.slice(first, first + count);
  const { own, rest, spread } = separate(turn, tangents);
  const isWorthIt = spread.length > 0 && spread.length <= MAX_SPREAD;
  if (!isWorthIt)
    return { kept: tangents.map((_, n) => n), before: new Program(tangents, [], []), turn, makes: [] };
  const made = new Program(tangents, own, spread.map(({ from }) => from)); // prettier-ignore
  const before = stage(
    (...given) => evaluate(made, given).map((x, n) => broadcastTo(x, spread[n].to.type.shape)),
    tangents.map(({ type }) => type),
    { transform: "jvp", name: "a loop" },
  );
  const after = withoutDeadCode(new Program(turn.inputs, rest, turn.outputs, turn.constants));
  const read = new Set<Atom>([...after.equations.flatMap((e) => e.inputs), ...after.outputs]);
  const kept = tangents.flatMap((v, n) => (read.has(v) ? [n] : []));
  const inputs = [
    ...turn.inputs.slice(0, first),
    ...kept.map((n) => tangents[n]),
    ...spread.map(({ to }) => to),
    ...turn.inputs.slice(first + count),
  ];
  return {
    kept,
    before,
    turn: new Program(inputs, after.equations, after.outputs, after.constants),
    makes: spread.map(({ makes }) => makes),
  };
}

interface Separated {
  /** The equations of tangents alone. */
  readonly own: readonly Equation<Primitive>[];
  /** All equations; those that spread something are given it. */
  readonly rest: readonly Equation<Primitive>[];
  readonly spread: readonly { readonly from: Atom; readonly to: Var; readonly makes: Var | undefined }[];
}

function separate(turn: Staged, tangents: readonly Var[]): Separated {
  /** The tangents of which something is made, and of nothing else. */
  const madeOf = new Map<Atom, ReadonlySet<Var>>(tangents.map((v) => [v, new Set([v])]));
  const own: Equation<Primitive>[] = [];
  const spread: { from: Atom; to: Var; makes: Var | undefined }[] = [];
  const given = (x: Atom, shape: readonly number[], makes: Var | undefined): Atom => {
    const origins = madeOf.get(x);
    const type = x.type.with({ shape });
    if (!origins || type.size <= [...origins].reduce((sum, v) => sum + v.type.size, 0)) return x;
    const known = spread.find((one) => one.from === x && sameShape(one.to.type.shape, shape));
    if (known) return known.to;
    const to = new Var(type);
    spread.push({ from: x, to, makes });
    return to;
  };
  const rest = turn.equations.map((equation) => {
    const { primitive, inputs, outputs, params } = equation;
    const origins = new Set(inputs.flatMap((x) => [...(madeOf.get(x) ?? [])]));
    const isOwn = origins.size > 0 && inputs.every((x) => !(x instanceof Var) || madeOf.has(x));
    if (isOwn && !isEffectful(primitive, params)) {
      own.push(equation);
      for (const v of outputs) madeOf.set(v, origins);
      return equation;
    }
    // Operands of what computes element by element are repeated without a word.
    const makes = primitive.lowering.kind === "scalar" ? outputs[0] : undefined;
    return { ...equation, inputs: inputs.map((x) => given(x, (makes ?? x).type.shape, makes)) };
  });
  return { own, rest, spread };
}
