/**
 * Loops that each element runs for itself. What an element needs of what is carried is found by following its reads: where
 * these come to an end after a few elements, in what is carried as well as in the condition, those are the variables of a
 * loop inside of a kernel.
 */

import { sizeOf } from "../ir/arrayType.js";
import {
  type Expr,
  type LoopExpr,
  Rewriter,
  type VariableExpr,
  and,
  contains,
  i32,
  literal,
  loop,
  sub,
  variable,
  visit,
} from "../ir/expression.js";
import { unflatten } from "./coordinates.js";
import { type Counted, type Work, anyIndex, workOf, workOfTurns } from "./demand.js";
import type { Target } from "./options.js";
import { accessTime, turnTime } from "./schedules/estimate.js";
import { type Definition, type Read, type Value, keptAxes, nothing } from "./graph.js";

/** The most variables of a loop, and the most statements of a turn. */
const MAX_VARIABLES = 64;
const MAX_SIZE = 4000;
/** The longest fold that is written out in a turn. */
const MAX_FOLD = 32;

/** A loop, its programs inlined: what a turn makes of marks, which stand for what is carried and for elements. */
export interface LoopBody {
  readonly carried: readonly Value[];
  readonly initial: readonly Value[];
  readonly next: readonly Value[];
  /** Of arrays, the elements that turns see. */
  readonly elements: readonly Value[];
  readonly arrays: readonly Value[];
  readonly condition: Value | undefined;
  /** Whether turns are taken at all: where the loop stands in a branch. */
  readonly guard: Value | undefined;
  readonly bound: number | undefined;
  readonly reverse: boolean;
  /** The values that differ from turn to turn. */
  readonly varying: ReadonlySet<Value>;
  /** No other loop of the program has the same. */
  readonly name: string;
}

/** An element that the loop carries. */
interface Slot {
  readonly of: number;
  readonly index: readonly Expr[];
  readonly variable: VariableExpr;
}

interface PendingRead {
  readonly value: Value;
  readonly index: readonly Expr[];
}

/** What is wanted of a loop: elements that it carries, or elements that its turns make. */
export interface Wanted {
  readonly value: Value;
  readonly index: readonly Expr[];
}

/** An element cannot run the loop for itself. */
class Entangled extends Error {}

/** The loop of any one lane. Its lanes are points of `lanes`, the first axes of what is wanted. */
export class LaneLoop {
  /** The coordinates of the lane. */
  readonly lane: readonly Expr[];
  readonly laneCount: number;
  private readonly slots: Slot[] = [];
  private readonly pending = new Map<Expr, PendingRead>();
  private readonly known = new Map<Value, Map<string, Expr>>();
  private readonly turn: VariableExpr | undefined;
  /** The loop for lanes that have been asked for. */
  private readonly written = new WeakMap<Read, Map<string, LoopExpr>>();
  readonly next: readonly Expr[];
  readonly initial: readonly Expr[];
  readonly condition: Expr;
  /** What is wanted of the turns. */
  readonly made: readonly Expr[];
  /** The statements of a turn. */
  readonly size: number;
  /** Whether a lane may leave it before its end, when it has taken too long. */
  isCapped = false;

  /** `carried` are wanted when the loop has ended, and `made` in each turn. */
  static of(
    body: LoopBody,
    lanes: readonly number[],
    carried: (lane: readonly Expr[]) => readonly Wanted[],
    made: (lane: readonly Expr[]) => readonly Wanted[] = () => [],
  ): LaneLoop | undefined {
    try {
      return new LaneLoop(body, lanes, carried, made);
    } catch (error) {
      if (error instanceof Entangled) return undefined;
      throw error;
    }
  }

  private constructor(
    private readonly body: LoopBody,
    lanes: readonly number[],
    carried: (lane: readonly Expr[]) => readonly Wanted[],
    made: (lane: readonly Expr[]) => readonly Wanted[],
  ) {
    this.laneCount = sizeOf(lanes);
    this.lane = anyIndex(lanes).map((x, axis) => (lanes[axis] === 1 ? i32(0) : x));
    const { bound, condition, guard, name } = body;
    if (bound !== undefined) this.turn = variable("i32", `${name}_turn`, 0, Math.max(bound - 1, 0));
    for (const { value, index } of carried(this.lane)) this.slot(body.carried.indexOf(value), index);
    this.made = made(this.lane).map(({ value, index }) => this.read(value, index));
    const whether = condition ? this.read(condition, this.lane.slice(0, condition.shape.length)) : literal("bool", true); // prettier-ignore
    // Following what the slots need makes more of them.
    const next: Expr[] = [];
    for (let n = 0; n < this.slots.length; n++) next.push(this.read(body.next[this.slots[n].of], this.slots[n].index)); // prettier-ignore
    this.next = next;
    this.initial = this.slots.map(({ of, index }) => this.later(body.initial[of], index));
    this.condition = guard ? and(this.later(guard, this.lane.slice(0, guard.shape.length)), whether) : whether; // prettier-ignore
    this.expectLane();
    this.size = workOf([...next, this.condition, ...this.made]).size;
    if (this.size > MAX_SIZE) throw new Entangled();
  }

  /** Everything of what is carried must stop with the lane: its predicate is that of the elements. */
  private expectLane(): void {
    const { condition, guard } = this.body;
    const depth = Math.max(condition?.shape.length ?? 0, guard?.shape.length ?? 0);
    if (depth > this.lane.length) throw new Entangled();
    const stops = condition?.shape.length ?? 0;
    for (const { index } of this.slots)
      if (this.lane.slice(0, stops).some((at, axis) => index[axis] !== at)) throw new Entangled();
  }

  /** Whether a lane carries elements of other lanes, which carry them too. */
  get isShared(): boolean {
    return this.slots.some(({ index }) => index.some((at, axis) => axis < this.lane.length && at !== this.lane[axis])); // prettier-ignore
  }

  /** What the turns read from outside. */
  get reads(): Value[] {
    return [...new Set([...this.pending.values()].map(({ value }) => value))];
  }

  /** The variable of an element that is carried. */
  private slot(of: number, index: readonly Expr[]): VariableExpr {
    const found = this.slots.find((s) => s.of === of && s.index.every((x, axis) => x === index[axis]));
    if (found) return found.variable;
    const lane = new Set<Expr>(this.lane);
    visit(index, (x) => {
      if (x.kind === "variable" ? !lane.has(x) : x.kind !== "literal" && x.kind !== "binary")
        throw new Entangled();
    });
    if (this.slots.length >= MAX_VARIABLES) throw new Entangled();
    const { scalar } = this.body.carried[of];
    const slot = { of, index, variable: variable(scalar, `${this.body.name}_${this.slots.length}`) };
    this.slots.push(slot);
    return slot.variable;
  }

  private readonly read: Read = (value, index) => {
    if (value.isEmpty) return nothing(value);
    const carried = this.body.carried.indexOf(value);
    if (carried >= 0) return this.slot(carried, index);
    const element = this.body.elements.indexOf(value);
    if (element >= 0) return this.later(this.body.arrays[element], [this.place(), ...index]);
    if (dependsOnNothing(value)) return this.compute(value, index);
    if (!this.body.varying.has(value)) return this.later(value, index);
    let elements = this.known.get(value);
    if (!elements) this.known.set(value, (elements = new Map<string, Expr>()));
    const key = index.map((x) => x.id).join(" ");
    let expression = elements.get(key);
    if (!expression) elements.set(key, (expression = this.compute(value, index)));
    return expression;
  };

  /** The element of the arrays that the turn sees. */
  private place(): Expr {
    return this.turnOf(this.turn!);
  }

  private compute(value: Value, index: readonly Expr[]): Expr {
    const { definition } = value;
    if (definition.kind === "map") return definition.at(index, this.read);
    if (definition.kind !== "reduction" || definition.reduction.cut) throw new Entangled();
    const { space, axes, element, combine, result, initial } = definition.reduction;
    const folded = axes.map((axis) => space[axis]);
    const length = sizeOf(folded);
    if (length > MAX_FOLD) throw new Entangled();
    const kept = keptAxes(definition.reduction);
    const all = Array.from({ length }, (_, n) => {
      const inFold = unflatten(i32(n), folded);
      return element(space.map((_, axis) => axes.includes(axis) ? inFold[axes.indexOf(axis)] : index[kept.indexOf(axis)]), this.read); // prettier-ignore
    });
    return result(all.length > 0 ? all.reduce((a, b) => combine(a, b)) : initial)[definition.output];
  }

  /** Stands for an element of a value outside of the loop, until it is known which one. */
  private later(value: Value, index: readonly Expr[]): Expr {
    if (value.isEmpty) return nothing(value);
    const marker = variable(value.scalar, `${this.body.name} read ${value.number}:${index.map((x) => x.id).join(" ")}`); // prettier-ignore
    this.pending.set(marker, { value, index });
    return marker;
  }

  /** Rewrites for a lane: elements are read with `read`, and variables of the loop stay, unless others stand for them. */
  private forLane(lane: readonly Expr[], read: Read, standIns?: ReadonlyMap<Expr, Expr>): Rewriter {
    const places = new Map<Expr, Expr>(this.lane.map((x, axis) => [x, lane[axis]]));
    const rewriter: Rewriter = new Rewriter((x) => {
      if (x.kind !== "variable") return undefined;
      const pending = this.pending.get(x);
      if (pending) return read(pending.value, pending.index.map((at) => rewriter.apply(at))); // prettier-ignore
      return places.get(x) ?? standIns?.get(x);
    });
    return rewriter;
  }

  /** The loop as a lane runs it. */
  at(lane: readonly Expr[], read: Read): LoopExpr {
    let known = this.written.get(read);
    if (!known) this.written.set(read, (known = new Map<string, LoopExpr>()));
    const key = lane.map((x) => x.id).join(" ");
    let found = known.get(key);
    if (!found) known.set(key, (found = this.write(lane, read)));
    return found;
  }

  private write(lane: readonly Expr[], read: Read): LoopExpr {
    const rewriter = this.forLane(lane, read);
    const apply = (x: Expr): Expr => rewriter.apply(x);
    const condition = apply(this.condition);
    const { bound } = this.body;
    return loop({
      carried: this.slots.map((slot) => slot.variable),
      turn: this.turn,
      bound,
      initial: this.initial.map(apply),
      condition,
      next: this.next.map(apply),
      made: this.made.map(apply),
      isCapped: this.isCapped,
    });
  }

  /** What a lane takes in so many turns: by default, in all. */
  work(target: Target, counted: Counted, bound?: number): Work {
    const isOpen = counted === "certain" && this.condition.kind !== "literal";
    const all = isOpen ? 0 : (this.body.bound ?? Infinity);
    const accesses = [...this.readsInTurn.map(({ size }) => size), ...this.made.map(() => 0)];
    const turn = accesses.reduce((sum, size) => sum + accessTime(size, target), turnTime(target));
    return workOfTurns([...this.next, this.condition, ...this.made], bound ?? all, { turn, inner: turnTime(target), counted }); // prettier-ignore
  }

  /** Of what each turn reads an element anew. */
  private get readsInTurn(): Value[] {
    const own = new Set<Expr>(this.slots.map((slot) => slot.variable));
    if (this.turn) own.add(this.turn);
    return [...this.pending.values()]
      .filter(({ index }) => contains(index, (x) => own.has(x)))
      .map(({ value }) => value);
  }

  /** The turn that sees, or makes, the element at a place of arrays. */
  turnOf(place: Expr): Expr {
    const { bound, reverse } = this.body;
    return reverse ? sub(i32(bound! - 1), place) : place;
  }

  /** One turn of a lane. */
  turnAt(
    lane: readonly Expr[],
    read: Read,
    number: Expr,
    carried: readonly Expr[],
  ): { next: Expr[]; made: Expr[]; place: Expr } {
    const standIns = new Map<Expr, Expr>(this.slots.map((slot, n) => [slot.variable, carried[n]]));
    if (this.turn) standIns.set(this.turn, number);
    const rewriter = this.forLane(lane, read, standIns);
    return {
      next: this.next.map((x) => rewriter.apply(x)),
      made: this.made.map((x) => rewriter.apply(x)),
      place: rewriter.apply(this.place()),
    };
  }

  /** What a lane carries at first. */
  initialAt(lane: readonly Expr[], read: Read): Expr[] {
    const rewriter = this.forLane(lane, read);
    return this.initial.map((x) => rewriter.apply(x));
  }

  /** Where in the list of what is carried an element is. */
  numberOf(value: Value, index: readonly Expr[]): number {
    const carried = this.body.carried.indexOf(value);
    return this.slots.findIndex((s) => s.of === carried && s.index.every((x, axis) => x === index[axis]));
  }
}

/** Stands for what a loop carries while its turns are looked at. */
export const mark: Definition = {
  kind: "map",
  reads: [],
  isView: false,
  at: () => {
    throw new Error("what a loop carries has no place outside of it");
  },
};

const independent = new WeakMap<Value, boolean>();

/** Whether an element is known from its place alone. */
function dependsOnNothing(value: Value): boolean {
  let known = independent.get(value);
  if (known === undefined) {
    const { definition } = value;
    known = definition.kind === "map" && definition !== mark && definition.reads.every(dependsOnNothing);
    independent.set(value, known);
  }
  return known;
}
