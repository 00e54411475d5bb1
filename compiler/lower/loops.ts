/** Loops as values: each lane for itself, or turn after turn of everything. */

import { type ArrayType, sameShape, sizeOf } from "../ir/arrayType.js";
import { type Expr, i32, result } from "../ir/expression.js";
import { unflatten } from "./coordinates.js";
import { type Definition, type Procedure, type Value, readsOf } from "./graph.js";
import { LaneLoop, type LoopBody, type Wanted } from "./laneLoop.js";
import type { MapDefinition } from "./pack.js";

/** What adds values to the graph. */
interface LoopValues {
  map(type: ArrayType, definition: MapDefinition): Value;
  procedure(types: readonly ArrayType[], procedure: Omit<Procedure, "outputs" | "label" | "source">): Value[];
}

/** An output that is read: the carried value or the stacked elements of this number, of all. */
interface Needed {
  readonly output: number;
  readonly type: ArrayType;
  /** What the loop calls it. */
  readonly value: Value;
  readonly isStacked: boolean;
}

/** Lanes of these trailing elements are worth the registers that they take. */
const MAX_ELEMENTS = 64;

/**
 * The outputs of a loop whose lanes run it by themselves; nothing if they cannot. Outputs that nobody reads are left out.
 */
export function laneOutputs(
  body: LoopBody,
  stacked: readonly Value[],
  types: readonly ArrayType[],
  isNeeded: readonly boolean[],
  values: LoopValues,
): (Value | undefined)[] | undefined {
  const names = [...body.carried, ...stacked];
  const needed = names
    .map((value, output): Needed => ({
      output,
      value,
      type: types[output],
      isStacked: output >= body.carried.length,
    })) // prettier-ignore
    .filter(({ output }) => isNeeded[output]);
  const outputs = new Array<Value | undefined>(types.length).fill(undefined);
  const groups = byShape(needed).map((group) => new LaneGroup(body, group, group[0].value.shape));
  if (groups.some(({ loop }) => !loop)) return undefined;
  if (groups.some((group) => group.isShared)) {
    const wide = wideGroup(body, needed);
    if (wide) {
      wide.define(outputs, values);
      return outputs;
    }
  }
  for (const group of groups) group.define(outputs, values);
  return outputs;
}

function byShape(needed: readonly Needed[]): Needed[][] {
  const groups: Needed[][] = [];
  for (const one of needed) {
    const group = groups.find(([first]) => sameShape(first.value.shape, one.value.shape));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Lanes that have whole rows of everything, so that what their elements share is computed once. */
function wideGroup(body: LoopBody, needed: readonly Needed[]): LaneGroup | undefined {
  const shapes = needed.map(({ value }) => value.shape);
  for (let rank = Math.min(...shapes.map(({ length }) => length)); rank >= 0; rank--) {
    const lanes = shapes[0].slice(0, rank);
    if (!shapes.every((shape) => sameShape(shape.slice(0, rank), lanes))) continue;
    const elements = shapes.reduce((sum, shape) => sum + sizeOf(shape.slice(rank)), 0);
    if (elements > MAX_ELEMENTS) return undefined;
    const group = new LaneGroup(body, needed, lanes);
    if (group.loop && !group.isShared) return group;
  }
  return undefined;
}

/** Outputs that lanes make together. */
class LaneGroup {
  readonly loop: LaneLoop | undefined;

  constructor(
    private readonly body: LoopBody,
    private readonly needed: readonly Needed[],
    private readonly lanes: readonly number[],
  ) {
    const wanted = (isStacked: boolean) => (lane: readonly Expr[]) => this.elements(lane, isStacked);
    this.loop = LaneLoop.of(body, lanes, wanted(false), wanted(true));
  }

  /** The elements of a lane of all that is carried, or stacked. */
  private elements(lane: readonly Expr[], isStacked: boolean): Wanted[] {
    return this.needed
      .filter((one) => one.isStacked === isStacked)
      .flatMap(({ value }) => placesIn(value, lane).map((index) => ({ value, index })));
  }

  get isShared(): boolean {
    return this.loop?.isShared ?? false;
  }

  define(outputs: (Value | undefined)[], values: LoopValues): void {
    const isPointwise = this.needed.every(
      ({ value, isStacked }) => !isStacked && sameShape(value.shape, this.lanes),
    );
    if (isPointwise) {
      for (const one of this.needed) outputs[one.output] = values.map(one.type, this.pointwise(one));
      return;
    }
    const types = this.needed.map(({ type }) => type);
    const made = values.procedure(types, this.procedure());
    this.needed.forEach(({ output }, n) => (outputs[output] = made[n]));
  }

  private pointwise({ value }: Needed): MapDefinition {
    const loop = this.loop!;
    const number = loop.numberOf(value, loop.lane);
    return {
      kind: "map",
      reads: loop.reads,
      isView: false,
      isLoop: true,
      at: (index, read) => result(loop.at(index, read), number),
    };
  }

  /** Turns are written out where they make elements that are stored; otherwise they are an expression. */
  private procedure(): Omit<Procedure, "outputs" | "label" | "source"> {
    const loop = this.loop!;
    const carried = this.needed.map((one, output) => ({ ...one, output })).filter((one) => !one.isStacked);
    const stacked = this.needed.map((one, output) => ({ ...one, output })).filter((one) => one.isStacked);
    return {
      domain: this.lanes,
      reads: loop.reads,
      take: (point, { read, store, repeat }) => {
        const outside = (value: Value, index: readonly Expr[]): Expr =>
          read(loop.reads.indexOf(value), index);
        const last = (): ((number: number) => Expr) => {
          if (stacked.length === 0) {
            const whole = loop.at(point, outside);
            return (number) => result(whole, number);
          }
          const turn = (number: Expr, before: readonly Expr[]): Expr[] => {
            const { next, made, place } = loop.turnAt(point, outside, number, before);
            let n = 0;
            for (const { value, output } of stacked)
              for (const index of placesIn(value, point)) store(output, [place, ...index], made[n++]);
            return next;
          };
          const after = repeat(this.body.bound!, loop.initialAt(point, outside), turn, true);
          return (number) => after[number];
        };
        const final = last();
        for (const { value, output } of carried) {
          const places = placesIn(value, loop.lane);
          placesIn(value, point).forEach((index, n) => store(output, index, final(loop.numberOf(value, places[n])))); // prettier-ignore
        }
      },
    };
  }
}

/** The places of a value in a lane. */
function placesIn({ shape }: Value, lane: readonly Expr[]): Expr[][] {
  const rest = shape.slice(lane.length);
  return Array.from({ length: sizeOf(rest) }, (_, n) => [...lane, ...unflatten(i32(n), rest)]);
}

/** Of the values from `first` on, those that are made of marks. */
export function varyingValues(values: readonly Value[], first: number): Set<Value> {
  const varying = new Set<Value>();
  for (const value of values.slice(first))
    if (isMark(value) || readsOf(value).some((read) => varying.has(read))) varying.add(value);
  return varying;
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

const isMark = ({ definition }: Value): boolean => definition === mark;
