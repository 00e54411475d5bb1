/** Choices in reverse mode: the choice of what is known, the choice of the rest, and that one backwards. */

import type { ArrayType } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { Program, Var } from "../ir/program.js";
import { type Halves, splitProgram } from "../passes/linearize.js";
import { type Lanes, allLanes, lanesAfter } from "../passes/lanes.js";
import { flags, memoized } from "../passes/memo.js";
import { pass } from "../passes/pass.js";
import { instantiateCotangent, transposeProgram } from "../passes/transpose.js";
import { addTangents } from "../primitives/arithmetic.js";
import { eq } from "../primitives/comparison.js";
import { fullOf, zerosOf } from "../primitives/creation.js";
import { reduceOr } from "../primitives/reductions.js";
import { select } from "../primitives/select.js";
import { broadcastInDim } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import { scalar } from "../trace/hostArray.js";
import type { KnownPart, MaybeZero, Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";

export interface CondParams {
  /** They take the same inputs, and give the same types. */
  readonly branches: readonly Program<Primitive>[];
  /** Where lanes choose, which of their axes the inputs of the branches begin with. */
  readonly lanes?: readonly Lanes[];
}

/** Which of the lanes' axes the inputs of the branches begin with: none, where all take the same branch. */
export function lanesOfInputs({ branches, lanes }: CondParams): readonly Lanes[] {
  return lanes ?? branches[0].inputs.map(() => 0);
}

/** Binds a choice among programs that may close over constants. */
type Choose = (
  branches: readonly ClosedProgram[],
  index: Value,
  inputs: readonly Value[],
  lanes: readonly Lanes[],
) => Value[];

/** Divides a choice with unknown inputs (`null`): what a branch leaves for its second half, others leave as zeros. */
export function divideCond(
  [index, ...inputs]: readonly (Value | null)[],
  params: CondParams,
  choose: Choose,
): KnownPart<CondParams> {
  const { branches } = params;
  const isUnknown = inputs.map((x) => x === null);
  if (index === null) return { outputs: branches[0].outputs.map(() => null) };
  const wanted = branches[0].outputs.map((_, i) =>
    branches.some((branch) => splitProgram(branch, isUnknown).unknownOutput[i]),
  );
  const halves = branches.map((branch) => splitProgram(branch, isUnknown, wanted));
  const given = inputs.filter((x) => x !== null);
  const [givenLanes, unknownLanes] = [false, true].map((is) => lanesOfInputs(params).filter((_, i) => isUnknown[i] === is)); // prettier-ignore
  const left = new Left(halves, index, givenLanes);
  const outputs = choose(left.firstHalves(), index, given, givenLanes);
  const ownCount = halves[0].knownOutputs;
  const residuals = left.values(outputs.slice(ownCount), given);
  const own = outputs.slice(0, ownCount);
  const unknownInputs = isUnknown.flatMap((is, i) => (is ? [i + 1] : []));
  const isNeeded = given.map((_, i) => halves.some(({ forwarded }) => forwarded.includes(i)));
  const needed = given.filter((_, i) => isNeeded[i]);
  return {
    outputs: wanted.map((is) => (is ? null : own.shift()!)),
    rest: {
      inputs: [index, ...residuals, ...needed, ...unknownInputs],
      params: {
        branches: left.secondHalves(given.map((x, i) => (isNeeded[i] ? x.type : null))),
        ...(params.lanes && {
          lanes: [...left.lanes(), ...givenLanes.filter((_, i) => isNeeded[i]), ...unknownLanes],
        }),
      },
    },
  };
}

/** A place for an array that the first half of a branch computes for its second half. */
interface Slot {
  readonly type: ArrayType;
  /** Whether the choice hands it on; otherwise it is computed for every branch. */
  readonly isChosen: boolean;
}

/** What the first halves of branches leave for the second ones. One branch is taken: what is of one type takes the same slots. */
class Left {
  private readonly slots: Slot[] = [];
  /** Of each branch, the slots of what it leaves. */
  private readonly places: readonly (readonly number[])[];

  constructor(
    private readonly halves: readonly Halves[],
    private readonly index: Value,
    given: readonly Lanes[],
  ) {
    this.places = halves.map(({ program, constants, knownOutputs }) => {
      const lanes = lanesAfter(program, [...constants.map(() => 0), ...given]);
      const taken = new Set<number>();
      return program.outputTypes.slice(knownOutputs).map((type, i) => {
        const place = this.slotFor({ type, isChosen: this.isOfLanes(type, lanes[knownOutputs + i]) }, taken);
        taken.add(place);
        return place;
      });
    });
  }

  private slotFor({ type, isChosen }: Slot, taken: ReadonlySet<number>): number {
    const isFree = (slot: Slot, n: number): boolean =>
      slot.isChosen && !taken.has(n) && slot.type.equals(type) && slot.type.weakType === type.weakType;
    const free = isChosen ? this.slots.findIndex(isFree) : -1;
    return free >= 0 ? free : this.slots.push({ type, isChosen }) - 1;
  }

  /** Where lanes choose, what a choice hands on must be theirs. Their axes are the first if no other axes could be them. */
  private isOfLanes({ shape }: ArrayType, lanes: Lanes): boolean {
    const { shape: own, ndim } = this.index;
    if (lanes !== allLanes(ndim)) return false;
    return own.every((n, axis) => shape.indexOf(n) === axis && shape.lastIndexOf(n) === axis);
  }

  /** Which of the lanes' axes residuals begin with. */
  lanes(): Lanes[] {
    return this.slots.map(({ isChosen }) => (isChosen ? allLanes(this.index.ndim) : 0));
  }

  private key(half: string, n: number): string {
    const slots = this.slots.map(({ type, isChosen }) => `${type.toString()}${isChosen ? "" : "!"}`);
    return `${half} half ${this.places[n].join()} of ${slots.join()}`;
  }

  firstHalves(): ClosedProgram[] {
    return this.halves.map(({ program, constants, knownOutputs }, n) => {
      const make = (): ClosedProgram => {
        const staged = stage(
          (...xs) => {
            const out = evaluate(program, xs);
            const left = this.slots.flatMap(({ type, isChosen }, slot) => {
              const own = this.places[n].indexOf(slot);
              return isChosen ? [own < 0 ? zerosOf(type) : out[knownOutputs + own]] : [];
            });
            return [...out.slice(0, knownOutputs), ...left];
          },
          program.inputTypes,
          { transform: "partial evaluation", name: "a branch" },
        );
        return hoistConstants(staged);
      };
      const first = memoized(program, `${this.key("first", n)} ${knownOutputs}`, make);
      return { program: first.program, constants: [...first.constants, ...constants] };
    });
  }

  /** All that is left, in order; what no choice hands on is computed for every branch. */
  values(chosen: readonly Value[], given: readonly Value[]): Value[] {
    const computed = this.halves.map(({ program, constants, knownOutputs }, n) => {
      const isAll = this.places[n].every((slot) => this.slots[slot].isChosen);
      return isAll ? [] : evaluate(program, [...constants, ...given]).slice(knownOutputs);
    });
    let next = 0;
    return this.slots.map(({ isChosen }, slot) => {
      if (isChosen) return chosen[next++];
      const owner = this.places.findIndex((own) => own.includes(slot));
      return computed[owner][this.places[owner].indexOf(slot)];
    });
  }

  /** Of all that is left, what is given and needed (else `null`), and unknown inputs. */
  secondHalves(given: readonly (ArrayType | null)[]): Program<Primitive>[] {
    return this.halves.map(
      ({ unknown, forwarded }, n) =>
        memoized(unknown, `${this.key("second", n)} ${given.join()}`, () => {
          const needed = unknown.inputs.slice(0, forwarded.length);
          const computed = needed.filter((_, i) => forwarded[i] < 0);
          const leading = this.slots.map(({ type }, slot) => computed[this.places[n].indexOf(slot)] ?? new Var(type)); // prettier-ignore
          const known = given.flatMap((t, i) => (t ? [needed[forwarded.indexOf(i)] ?? new Var(t)] : []));
          const inputs = [...leading, ...known, ...unknown.inputs.slice(forwarded.length)];
          return { program: new Program<Primitive>(inputs, unknown.equations, unknown.outputs), constants: [] }; // prettier-ignore
        }).program,
    );
  }
}

/** Cotangents of the inputs that are `null`. */
export function transposeCond(
  cotangents: readonly MaybeZero[],
  [index, ...inputs]: readonly (Value | null)[],
  params: CondParams,
  choose: Choose,
): MaybeZero[] {
  const { branches } = params;
  const isLinear = inputs.map((x) => x === null);
  const given = cotangents.map((ct) => ct !== null);
  const backward = branches.map((branch) => backwardBranch(branch, isLinear, given));
  const known = inputs.filter((x) => x !== null);
  const cts = cotangents.filter((ct) => ct !== null);
  const lanes = lanesOfInputs(params);
  const all = allLanes(index!.ndim);
  const isOfLanes = lanes.every((own, i) => !isLinear[i] || own === all);
  const knownLanes = lanes.filter((_, i) => !isLinear[i]);
  const sums = isOfLanes
    ? choose(backward, index!, [...known, ...cts], [...knownLanes, ...cts.map(() => all)])
    : addedUp(backward, index!, known, knownLanes, cts);
  return [null, ...isLinear.map((is) => (is ? sums.shift()! : null))];
}

/**
 * Where lanes that choose have an input in common, its cotangent is the sum of what the branches give for their own lanes. For other
 * lanes a branch is given zeros, and beside them nothing that they would make NaN of.
 */
function addedUp(
  backward: readonly ClosedProgram[],
  index: Value,
  known: readonly Value[],
  lanes: readonly Lanes[],
  cts: readonly Value[],
): Value[] {
  const all = backward.map(({ program, constants }, n) => {
    const isTaken = eq(index, scalar(n, index.type.with({ shape: [] })));
    const where = (own: Lanes, x: Value, other: Value): Value =>
      select(alongFirst(own === allLanes(index.ndim) ? isTaken : reduceOr(isTaken), x.shape), x, other);
    const given = known.map((x, i) =>
      isFloating(x.dtype) ? where(lanes[i], x, fullOf(ordinary, x.type)) : x,
    );
    const own = cts.map((ct) => where(allLanes(index.ndim), ct, zerosOf(ct.type)));
    return evaluate(program, [...constants, ...given, ...own]);
  });
  return all.reduce((sums, terms) => sums.map((sum, i) => addTangents(sum, terms[i])));
}

/** No function has a pole or an end of its domain here. */
const ordinary = 0.7;

function alongFirst(x: Value, shape: readonly number[]): Value {
  return x.ndim < shape.length ? broadcastInDim(x, shape, x.shape.map((_, axis) => axis)) : x; // prettier-ignore
}

/** A linear branch backwards: of known inputs and cotangents that are given, cotangents of all linear inputs. */
function backwardBranch(
  branch: Program<Primitive>,
  isLinear: readonly boolean[],
  given: readonly boolean[],
): ClosedProgram {
  return memoized(branch, `backward branch ${flags(isLinear)} ${flags(given)}`, () => {
    const knownTypes = branch.inputTypes.filter((_, i) => !isLinear[i]);
    const ctTypes = branch.outputTypes.filter((_, i) => given[i]).map((t) => t.tangent());
    const staged = pass("transpose", branch, () =>
      stage(
        (...xs) => {
          const known = xs.slice(0, knownTypes.length);
          const cts = xs.slice(knownTypes.length);
          const values = isLinear.map((is) => (is ? null : known.shift()!));
          const result = transposeProgram(branch, isLinear, values, given.map((is) => (is ? cts.shift()! : null))); // prettier-ignore
          return result
            .map((ct, i) => (isLinear[i] ? instantiateCotangent(ct, branch.inputTypes[i]) : null))
            .filter((ct) => ct !== null);
        },
        [...knownTypes, ...ctTypes],
        { transform: "transpose", name: "a branch" },
      ),
    );
    return hoistConstants(staged);
  });
}
