/** Loops as values: each lane for itself, or turn after turn of everything. */

import { type ArrayType, sameShape, sizeOf } from "../ir/arrayType.js";
import { type Expr, element, equal, i32, literalValue, result, select } from "../ir/expression.js";
import { flatten, unflatten } from "./coordinates.js";
import { type Procedure, type Read, type Value, readsOf } from "./graph.js";
import { LaneLoop, type LoopBody, type Wanted, mark } from "./laneLoop.js";
import type { MapDefinition } from "./pack.js";

/** What adds values to the graph. */
interface LoopValues {
  map(type: ArrayType, definition: MapDefinition): Value;
  procedure(types: readonly ArrayType[], procedure: TurnSteps): Value[];
  /**
   * Lanes that may keep what their turns make for themselves, if all that is read of it is read by lanes that take turns: the
   * outputs as expressions, and as what procedures store.
   */
  kept(outputs: readonly KeptOutput[], lanes: number, stored: readonly StoredOutputs[]): Value[];
  /** The most buffers of a kernel. */
  readonly maxBuffers: number;
  /** Whether what is read is counted as if all of it were stored. */
  readonly storesReads: boolean;
  /** Whether they are values of a turn of another loop, which sees expressions only. */
  readonly isInside: boolean;
  /** Whether lanes may run these loops at all, which perhaps can be left before their end. */
  accept(loops: readonly LaneLoop[], canBeLeft: boolean): boolean;
}

export type TurnSteps = Omit<Procedure, "outputs" | "label" | "source">;

/** The next so many outputs, which one procedure stores. */
interface StoredOutputs {
  readonly count: number;
  readonly steps: TurnSteps;
}

interface KeptOutput {
  readonly type: ArrayType;
  readonly definition: MapDefinition;
  readonly isStacked: boolean;
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
/** The most statements of a turn in which each lane does what others do too. */
const MAX_SHARED = 256;
/**
 * The most that a lane keeps of a loop for itself, in elements. WGSL promises 8 KiB for all that a function has, and there are
 * two such loops in a gradient.
 */
const MAX_KEPT = 1024;

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
  const groups = laneGroups(body, needed);
  if (!groups) return undefined;
  const loops = groups.flatMap(({ loop }) => loop ?? []);
  if (loops.length < groups.length || !groups.every((group) => group.fits(values))) return undefined;
  const canBeLeft = groups.every((group) => group.canBeLeft(values));
  if (!values.accept(loops, canBeLeft)) return undefined;
  for (const group of groups) group.define(outputs, values);
  return outputs;
}

function laneGroups(body: LoopBody, needed: readonly Needed[]): LaneGroup[] | undefined {
  const groups = byShape(needed).map((group) => new LaneGroup(body, group, group[0].value.shape));
  const isWide = groups.every(({ loop }) => loop) && groups.some(({ isShared }) => isShared);
  const wide = isWide ? wideGroup(body, needed) : undefined;
  if (wide) return [wide];
  return groups.some(({ loop, isShared }) => isShared && loop!.size > MAX_SHARED) ? undefined : groups;
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

  /** Whether a kernel can bind what it reads, and store an output. In the turns of another loop, that one is asked. */
  fits(values: LoopValues): boolean {
    return values.isInside || buffersOf(this.loop!.reads, values) < values.maxBuffers;
  }

  /** Turns that are written out, since what they make is stored, go on to their end. */
  canBeLeft(values: LoopValues): boolean {
    return this.isExpression(values) || this.stacked.length === 0;
  }

  define(outputs: (Value | undefined)[], values: LoopValues): void {
    const made = this.values(values);
    this.needed.forEach(({ output }, n) => (outputs[output] = made[n]));
  }

  private get stacked(): readonly Needed[] {
    return this.needed.filter(({ isStacked }) => isStacked);
  }

  private isExpression({ isInside }: LoopValues): boolean {
    const isPointwise = this.needed.every(({ value }) => sameShape(value.shape, this.lanes));
    const made = this.stacked.reduce((sum, { value }) => sum + this.elementCount(value), 0);
    return (this.body.bound ?? 0) * made <= MAX_KEPT && (isPointwise || isInside);
  }

  private values(values: LoopValues): Value[] {
    const isExpression = this.isExpression(values);
    if (isExpression && this.stacked.length === 0)
      return this.needed.map((one) => values.map(one.type, this.expression(one)));
    const parts = this.parts(values);
    if (!isExpression)
      return parts.flatMap((part) =>
        values.procedure(
          part.needed.map(({ type }) => type),
          part.procedure(),
        ),
      );
    const outputs = this.needed.map((one): KeptOutput => ({ ...one, definition: this.expression(one) }));
    const stored = parts.map((part) => ({ count: part.needed.length, steps: part.procedure() }));
    return values.kept(outputs, sizeOf(this.lanes), stored);
  }

  /** Where one kernel cannot bind all outputs, several take the same turns, each for some of them. */
  private parts(values: LoopValues): LaneGroup[] {
    const { length } = this.needed;
    const size = Math.max(1, values.maxBuffers - buffersOf(this.loop!.reads, values));
    if (length <= size) return [this];
    const starts = Array.from({ length: Math.ceil(length / size) }, (_, n) => n * size);
    return starts.map((start) => {
      const part = new LaneGroup(this.body, this.needed.slice(start, start + size), this.lanes);
      part.loop!.isCapped = this.loop!.isCapped;
      return part;
    });
  }

  /** The elements that a lane has of a value. */
  private elementCount({ shape }: Value): number {
    return sizeOf(shape.slice(this.lanes.length));
  }

  /** An output as what a lane finds at the end of its turns. */
  private expression({ value, isStacked }: Needed): MapDefinition {
    const loop = this.loop!;
    const rank = this.lanes.length;
    const before = this.needed.slice(0, this.needed.findIndex((one) => one.value === value && one.isStacked === isStacked)); // prettier-ignore
    const first = before.filter((one) => one.isStacked).reduce((sum, one) => sum + this.elementCount(one.value), 0); // prettier-ignore
    const places = placesIn(value, loop.lane);
    const at = (index: readonly Expr[], read: Read): Expr => {
      const [place, own] = isStacked ? [index[0], index.slice(1)] : [undefined, index];
      const whole = loop.at(own.slice(0, rank), read);
      const elementOf = (n: number): Expr =>
        place
          ? element(whole, first + n, loop.turnOf(place))
          : result(whole, loop.numberOf(value, places[n]));
      return chosen(flatten(own.slice(rank), value.shape.slice(rank)), places.length, elementOf);
    };
    return { kind: "map", reads: loop.reads, isView: false, isLoop: true, isKept: isStacked, at };
  }

  /** Turns are written out where they make elements that are stored; otherwise they are an expression. */
  private procedure(): TurnSteps {
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

/** The buffers that hold these values: they are stored themselves where they are made of more that nothing else needs, or made where they are read. */
function buffersOf(values: readonly Value[], { storesReads }: LoopValues): number {
  if (storesReads) return values.length;
  const buffers = new Map(values.map((value) => [value, storedBehind(value)]));
  for (const value of values) {
    const others = new Set(values.flatMap((other) => (other === value ? [] : [...buffers.get(other)!])));
    const own = [...buffers.get(value)!].filter((stored) => !others.has(stored));
    if (own.length > 1) buffers.set(value, new Set([value]));
  }
  return new Set([...buffers.values()].flatMap((stored) => [...stored])).size;
}

/** The stored values of which a value is made; itself, if it is stored. */
function storedBehind(value: Value): Set<Value> {
  // What lanes keep may have to be stored in the end, and no turns are taken twice.
  const isStored = ({ definition }: Value): boolean =>
    definition.kind !== "map" || definition.isLoop === true;
  const all = new Set([value]);
  for (const one of all) if (!isStored(one)) for (const read of readsOf(one)) all.add(read);
  return new Set([...all].filter(isStored));
}

/** One of several expressions, by a number. */
function chosen(number: Expr, count: number, at: (n: number) => Expr): Expr {
  const known = literalValue(number);
  if (known !== undefined) return at(known);
  const last = at(count - 1);
  return Array.from({ length: count - 1 }, (_, n) => n).reduceRight(
    (others, n) => select(equal(number, i32(n)), at(n), others),
    last,
  );
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

const isMark = ({ definition }: Value): boolean => definition === mark;
