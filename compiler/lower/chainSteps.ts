/** Launches as the steps of a chain. A loop is the steps of its turn, if all of them are small, with jumps around them. */

import { ArrayType } from "../ir/arrayType.js";
import { add, and, i32, lessThan, literal, load, variable } from "../ir/expression.js";
import type { HostArray } from "../trace/hostArray.js";
import type { Jump } from "./chain.js";
import { keyOf } from "./distinct.js";
import { type Definition, Value } from "./graph.js";
import type { LoweredLoop } from "./index.js";
import type { Kernel, Store } from "./kernel.js";
import type { Launch } from "./layout.js";
import { type Move, movingOf } from "./moves.js";
import type { DeviceOptions } from "./options.js";
import { placesOfLoop } from "./planLoop.js";
import { type Rebased, rebase } from "./rebase.js";
import { type LinkSize, sizeInChain, timeOfDispatches } from "./schedules/link.js";

/** A kernel that may be a link. */
interface Part extends Rebased, LinkSize {}

export interface Step {
  readonly part: Part;
  /** One for each buffer of the kernel. */
  readonly values: readonly Value[];
  readonly reads: readonly Value[];
  readonly written: readonly Value[];
  readonly jump?: Jump;
}

export interface Steps {
  readonly steps: readonly Step[];
  /** What a thread takes at most for all of them, in additions: infinite for a loop without a bound. */
  readonly time: number;
  /** Whether it always takes as long. */
  readonly isFixed: boolean;
  /** Arrays that the turns of loops close over. */
  readonly constants: ReadonlyMap<Value, HostArray>;
}

/** Where launches find what they are launches of. */
export interface Sources {
  readonly kernels: readonly Kernel[];
  readonly loops: readonly LoweredLoop[];
}

/** Of values that are memory alone: nobody asks what they are made of. */
export const unknown: Definition = { kind: "map", reads: [], isView: false, at: () => i32(0) };

/** What a link writes that decides whether its jump is taken; it lies in no memory. */
export const decision = new Value(Infinity, new ArrayType("bool", []), unknown, "decision");

/** Moves of at most so many elements are one step. */
const SHORT_MOVE = 64;

const none: ReadonlyMap<Value, HostArray> = new Map();

export class ChainSteps {
  /** Nothing for those that are not small. */
  private readonly parts = new Map<Kernel, Part | undefined>();
  private readonly distinct = new Map<string, Kernel>();

  constructor(private readonly options: DeviceOptions) {}

  /** Nothing, if it is not small. */
  of(launch: Launch, sources: Sources): Steps | undefined {
    const { kernel, loop, values, written, scatter, isEmpty } = launch;
    if (loop) return this.ofLoop(launch, sources.loops[kernel]);
    if (scatter || isEmpty) return undefined;
    const reads = values.filter((value) => !written.includes(value));
    const step = this.step(sources.kernels[kernel], values, reads, written);
    return step && { steps: [step], time: step.part.time, isFixed: true, constants: none };
  }

  private step(
    kernel: Kernel,
    values: readonly Value[],
    reads: readonly Value[],
    written: readonly Value[],
  ): Step | undefined {
    const part = this.partOf(kernel);
    return part && { part, values, reads, written };
  }

  private partOf(kernel: Kernel): Part | undefined {
    if (!this.parts.has(kernel)) this.parts.set(kernel, this.makePart(kernel));
    return this.parts.get(kernel);
  }

  /** Kernels that do the same on other parts of what they read have one kernel in common. */
  private makePart(whole: Kernel): Part | undefined {
    const size = sizeInChain(whole, this.options);
    if (size === undefined) return undefined;
    const { kernel, starts } = rebase(whole);
    const key = keyOf(kernel);
    const known = this.distinct.get(key) ?? kernel;
    this.distinct.set(key, known);
    return { kernel: known, starts, ...size };
  }

  private ofLoop({ values, loop }: Launch, lowered: LoweredLoop): Steps | undefined {
    const { body, bound, isFlagged } = lowered;
    const turn = new LoopValues(lowered, values);
    const inner: Steps[] = [];
    for (const launch of body.request.launches) {
      if (launch.isEmpty && !launch.scatter) continue;
      const steps = this.of(turn.renamed(launch), body);
      if (!steps) return undefined;
      inner.push(steps);
    }
    const { counter } = turn;
    const begins: Move<Value>[] = [
      ...loop!.begins.flatMap(({ from, to }) => move(from, to)),
      ...turn.counts.map((to) => set(0, to)),
      ...(counter ? [set(-1, counter)] : []),
    ];
    const before = this.moves(begins);
    const after = turn.moves().map((moves) => this.moves(moves));
    const test = this.test(counter, bound, isFlagged ? turn.carried[turn.carried.length - 1] : undefined);
    if (!before?.length || !test || !after.every((steps) => steps !== undefined)) return undefined;
    const taken = [...inner.flatMap(({ steps }) => steps), ...after.flat()];
    const time = sum(inner) + sum(after.flat().map(({ part }) => part)) + test.part.time;
    const excess = taken.reduce((sum, { part }) => sum + part.excess, 0);
    if (excess > timeOfDispatches(taken.length, this.options)) return undefined;
    const [last] = before.splice(-1);
    const enter: Jump = { by: taken.length + 1, isDecided: false };
    const again: Jump = { by: -taken.length, isDecided: true };
    return {
      steps: [...before, { ...last, jump: enter }, ...taken, { ...test, jump: again }],
      time: sum([...before, last, test].map(({ part }) => part)) + (bound ?? Infinity) * time,
      isFixed: !isFlagged && inner.every((steps) => steps.isFixed),
      constants: new Map([...body.request.graph.constants.map(({ value, data }) => [value, data] as const), ...inner.flatMap(({ constants }) => [...constants])]), // prettier-ignore
    };
  }

  /** Steps that make moves which do not meet. */
  private moves(all: readonly Move<Value>[]): Step[] | undefined {
    const kinds = [...new Set(all.map(kindOf))];
    const steps = kinds.map((kind) => {
      const moves = all.filter((one) => kindOf(one) === kind);
      const { kernel, places } = movingOf(moves);
      const reads = moves.flatMap(({ from, to, turn, adds }) => [
        ...("place" in from ? [from.place] : []),
        ...(turn ? [turn.counter] : []),
        ...(adds ? [to] : []),
      ]);
      return this.step(kernel, places, reads, [...new Set(moves.map(({ to }) => to))]);
    });
    return steps.every((step) => step !== undefined) ? steps : undefined;
  }

  /** Decides whether there is one more turn, and counts it. */
  private test(
    counter: Value | undefined,
    bound: number | undefined,
    flag: Value | undefined,
  ): Step | undefined {
    const values = [...(counter ? [counter] : []), ...(flag ? [flag] : []), decision];
    const name = (value: Value): string => `buffer${values.indexOf(value)}`;
    const store = (value: Value, x: Store["value"]): Store => ({
      kind: "store",
      buffer: name(value),
      index: i32(0),
      value: x,
      condition: literal("bool", true),
    });
    const number = counter && add(load("i32", name(counter), i32(0)), i32(1));
    const goesOn = flag ? load("bool", name(flag), i32(0)) : literal("bool", true);
    const kernel: Kernel = {
      name: "test",
      buffers: values.map((value) => ({
        name: name(value),
        type: value.scalar,
        size: 1,
        access: value === flag ? "read" : "write",
      })),
      axes: [{ variable: variable("i32", "i", 0, 0), extent: 1, group: 0 }],
      body: [
        ...(number ? [store(counter, number)] : []),
        store(decision, number ? and(goesOn, lessThan(number, i32(bound!))) : goesOn),
      ],
      shares: false,
      sources: new Map(),
    };
    const reads = values.filter((value) => value !== decision);
    return this.step(kernel, values, reads, counter ? [counter, decision] : [decision]);
  }
}

/** What the values of a turn are around its loop. */
class LoopValues {
  readonly carried: readonly Value[];
  readonly counts: readonly Value[];
  /** The number of the turn. */
  readonly counter: Value | undefined;
  private readonly stacked: readonly Value[];
  private readonly names = new Map<Value, Value>();

  constructor(
    private readonly loop: LoweredLoop,
    values: readonly Value[],
  ) {
    const { consts, carried, arrays, stacked, counts } = placesOfLoop(loop, values);
    const { inputs } = loop.body.request.graph;
    [...consts, ...carried, ...arrays].forEach((value, n) => this.names.set(inputs[n], value));
    [this.carried, this.stacked, this.counts] = [carried, stacked, counts];
    const own = inputs.at(consts.length + carried.length + arrays.length);
    this.counter =
      own ?? (loop.bound === undefined ? undefined : made(new ArrayType("int32", []), "counter"));
  }

  renamed(launch: Launch): Launch {
    const map = (values: readonly Value[]): Value[] => values.map((value) => this.name(value));
    const { loop } = launch;
    return {
      ...launch,
      values: map(launch.values),
      ...(loop && { loop: { ...loop, begins: loop.begins.map(({ from, to }) => ({ from: this.name(from), to })) } }), // prettier-ignore
    };
  }

  private name(value: Value): Value {
    return this.names.get(value) ?? value;
  }

  /** What is moved at the end of a turn, and then. */
  moves(): Move<Value>[][] {
    const results = this.loop.body.request.graph.outputs.map((value) => this.name(value));
    const { bound, reverse } = this.loop;
    const [stacked, counts] = [this.carried.length, this.carried.length + this.stacked.length];
    const first: Move<Value>[] = [
      ...this.stacked.flatMap(
        (to, n) =>
        move(results[stacked + n], to).map((m) => ({ ...m, turn: { counter: this.counter!, of: bound!, reverse } })), // prettier-ignore
      ),
      ...this.counts.flatMap((to, n) => move(results[counts + n], to).map((m) => ({ ...m, adds: true }))),
    ];
    // What changes places goes by way of another place.
    const last = this.carried.flatMap((to, n) => {
      const from = results[n];
      if (from === to) return [];
      if (!this.carried.includes(from)) return move(from, to);
      const aside = made(from.type, "aside");
      first.push(...move(from, aside));
      return move(aside, to);
    });
    const meet = first.some(({ from }) => "place" in from && this.carried.includes(from.place));
    return meet ? [first, last] : [[...first, ...last]];
  }
}

/** Moves of one kind may be one step: what is short, and what has the same length. */
function kindOf({ count }: Move<Value>): number {
  return Math.max(count, SHORT_MOVE);
}

function made(type: ArrayType, label: string): Value {
  return new Value(Infinity, type, unknown, label);
}

function move(from: Value, to: Value): Move<Value>[] {
  return from.isEmpty ? [] : [{ from: { place: from }, to, count: from.size, type: to.scalar }];
}

function set(literal: number, to: Value): Move<Value> {
  return { from: { literal }, to, count: to.size, type: to.scalar };
}

function sum(all: readonly { readonly time: number }[]): number {
  return all.reduce((total, { time }) => total + time, 0);
}
