/**
 * Which kernel computes which roots. Roots join a kernel when they are computed on its domain, when what they read of
 * it is the element or the row that is being computed, and when nothing outside has to run in between.
 */

import { sizeOf } from "../ir/arrayType.js";
import type { Cut } from "./cuts.js";
import { Frame, type Place } from "./frame.js";
import { type Graph, type Reduction, type Value, computedWith, readsOf } from "./graph.js";
import { KernelBody, type RootRead, type Unit, isAlone, readsIn } from "./unit.js";

/** The most statements of a kernel's body. */
const MAX_SIZE = 500;

export interface Member {
  readonly unit: Unit;
  readonly place: Place;
  /** The loop in which it is computed: the first one where all that it reads is there. */
  readonly phase: number;
}

export class Group {
  readonly members: Member[] = [];
  /** Groups that must have run. */
  readonly needs = new Set<Group>();

  constructor(
    public body: KernelBody,
    readonly number: number,
  ) {}

  get frame(): Frame {
    return this.body.frame;
  }

  get isProduct(): boolean {
    return this.members.some(({ unit }) => unit.reduction?.shares);
  }

  memberOf(value: Value): Member | undefined {
    return this.members.find(({ unit }) => unit.outputs.includes(value));
  }
}

export interface Grouping {
  /** In an order in which they can run. */
  readonly groups: readonly Group[];
  /** The roots that are written to memory: outputs, and what other groups read. */
  readonly stored: ReadonlySet<Value>;
  /** Kernels that bind more than the limit. */
  readonly crowded: readonly Group[];
}

export function groupRoots(graph: Graph, roots: ReadonlySet<Value>, maxBuffers: number): Grouping {
  const hopeful = new Grouper(graph, roots, maxBuffers, true).run();
  // A root that was expected to stay inside of its kernel may have had to leave: then expect nothing.
  return hopeful.crowded.length > 0 ? new Grouper(graph, roots, maxBuffers, false).run() : hopeful;
}

class Grouper {
  private readonly groups: Group[] = [];
  private readonly groupOf = new Map<Value, Group>();
  private readonly units: Unit[] = [];
  private readonly readers = new Map<Value, Unit[]>();
  private readonly outputs: ReadonlySet<Value>;
  private readonly groupsReading = new Map<Value, Set<Group>>();
  private readonly reads = new Map<Frame, Map<string, readonly RootRead[]>>();
  private readonly frames = new Map<string, Frame>();

  constructor(
    private readonly graph: Graph,
    private readonly roots: ReadonlySet<Value>,
    private readonly maxBuffers: number,
    private readonly isHopeful: boolean,
  ) {
    this.outputs = new Set(graph.outputs);
  }

  run(): Grouping {
    this.collectUnits();
    for (const unit of this.units) this.place(unit);
    const stored = new Set(
      this.units.flatMap(({ outputs }) => outputs).filter((value) => this.isStored(value)),
    );
    // What the kernels of a loop bind is not known here, only what they work on.
    const isKernel = ({ members }: Group): boolean => !members.some(({ unit }) => unit.whole);
    const crowded = this.groups.filter(
      (group) => isKernel(group) && this.buffers(group.members, group) > this.maxBuffers,
    );
    return { groups: inOrder(this.groups), stored, crowded };
  }

  private collectUnits(): void {
    const seen = new Set<Value>();
    for (const value of this.graph.values) {
      const { definition } = value;
      if (!this.roots.has(value) || value.isEmpty) continue;
      if (definition.kind === "input" || definition.kind === "constant") continue;
      const outputs = computedWith(value);
      if (seen.has(outputs[0])) continue;
      seen.add(outputs[0]);
      this.units.push({
        outputs,
        reduction: definition.kind === "reduction" ? definition.reduction : undefined,
        scatter: definition.kind === "scatter" ? definition.scatter : undefined,
        procedure: definition.kind === "procedure" ? definition.procedure : undefined,
        whole: definition.kind === "whole" ? definition.whole : undefined,
      });
    }
    for (const unit of this.units)
      for (const value of this.rootsRead(unit))
        this.readers.set(value, [...(this.readers.get(value) ?? []), unit]);
  }

  private readonly read = new Map<Unit, Set<Value>>();

  private rootsRead(unit: Unit): Set<Value> {
    const known = this.read.get(unit);
    if (known) return known;
    const seen = new Set(readsOf(unit.outputs[0]));
    for (const value of seen) if (!this.roots.has(value)) for (const read of readsOf(value)) seen.add(read);
    const read = new Set([...seen].filter((value) => this.roots.has(value)));
    this.read.set(unit, read);
    return read;
  }

  /** Whether lanes run loops in what the unit computes in place. */
  private isLooping({ outputs: [value] }: Unit): boolean {
    const inPlace = new Set([value]);
    for (const { definition } of inPlace) {
      if (definition.kind !== "map") continue;
      if (definition.isLoop) return true;
      for (const read of definition.reads) if (!this.roots.has(read)) inPlace.add(read);
    }
    return false;
  }

  private place(unit: Unit): void {
    const group = this.candidates(unit).find((candidate) => this.tryJoin(candidate, unit));
    if (!group) this.found(unit);
  }

  /** Groups to try, those first that compute what the unit reads, the latest first. */
  private candidates(unit: Unit): Group[] {
    if (isAlone(unit) || unit.reduction?.shares) return [];
    const read = this.rootsRead(unit);
    const producers = new Set(
      [...read].map((value) => this.groupOf.get(value)).filter((group) => group !== undefined),
    );
    const sharing = new Set([...read].flatMap((value) => [...(this.groupsReading.get(value) ?? [])]));
    const related = [...sharing].filter((group) => !producers.has(group) && !group.isProduct);
    const frame = unit.reduction && this.frameOf(unit.reduction);
    const others = this.groups.filter((group) =>
      frame ? group.frame === frame : group.frame.folded.length === 0,
    );
    const early = neededBy(producers);
    return [...new Set([producers, related, others].flatMap(latestFirst))].filter(
      (group) => !early.has(group),
    );
  }

  private found(unit: Unit): void {
    const { reduction, scatter, procedure, outputs } = unit;
    const frame = reduction
      ? this.frameOf(reduction)
      : this.frame(procedure?.domain ?? (scatter?.updates ?? outputs[0]).shape, []);
    const group = new Group(new KernelBody(frame, this.roots), this.groups.length);
    this.groups.push(group);
    this.join(group, { unit, place: "row", phase: 0 });
  }

  private frame(space: readonly number[], axes: readonly number[], cut?: Cut, shares?: boolean): Frame {
    const key = JSON.stringify([space, axes, cut, shares]);
    let frame = this.frames.get(key);
    if (!frame) {
      // The axes of a product tile each for itself.
      frame = new Frame(space, axes, cut, shares ? (axis) => axis : undefined);
      this.frames.set(key, frame);
    }
    return frame;
  }

  private frameOf({ space, axes, cut, shares }: Reduction): Frame {
    return this.frame(space, axes, cut, shares);
  }

  private tryJoin(group: Group, unit: Unit): boolean {
    if (group.members.some((member) => isAlone(member.unit))) return false;
    const frame = this.commonFrame(group, unit);
    const place = frame && (unit.reduction ? "row" : frame.placeOf(unit.outputs[0]));
    if (!frame || !place) return false;
    const members = frame === group.frame ? group.members : group.members.map((m) => ({ ...m, place: frame.placeOf(m.unit.outputs[0])! })); // prettier-ignore
    // Threads that fold would wait for each other in the loops of what they fold.
    if (place === "element" && this.isLooping(unit)) return false;
    if (frame !== group.frame && members.some((m) => m.place === "element" && this.isLooping(m.unit))) return false; // prettier-ignore
    const phase = this.phaseIn(members, frame, unit, place);
    if (phase === undefined) return false;
    if (this.buffers([...members, { unit, place, phase }], group) > this.maxBuffers) return false;
    const body = frame === group.frame ? group.body : this.bodyOf(members, frame);
    if (body.size >= MAX_SIZE || body.sizeWith(unit, place, phase) > MAX_SIZE) return false;
    group.body = body;
    group.members.splice(0, group.members.length, ...members);
    this.join(group, { unit, place, phase });
    return true;
  }

  /** The frame of the group, or the one it gets so that the reduction can fold the elements that it computes. */
  private commonFrame(group: Group, { reduction }: Unit): Frame | undefined {
    if (!reduction) return group.frame;
    const frame = this.frameOf(reduction);
    if (group.frame.folded.length > 0) return group.frame === frame ? frame : undefined;
    if (frame.folded.length === 0) return undefined;
    return group.frame.rows === sizeOf(reduction.space) && frame.rows !== group.frame.rows
      ? frame
      : undefined;
  }

  /** The phase that the unit would have; nothing if it cannot be computed there. */
  private phaseIn(members: readonly Member[], frame: Frame, unit: Unit, place: Place): number | undefined {
    let phase = 0;
    for (const { value, position } of this.readsOf(frame, unit, place)) {
      const own = members.find((member) => member.unit.outputs.includes(value));
      if (!own) continue;
      if (position !== frame.position(own.place)) return undefined;
      phase = Math.max(phase, own.unit.reduction ? own.phase + 1 : own.phase);
    }
    return phase > 0 && frame.cut ? undefined : phase;
  }

  private join(group: Group, member: Member): void {
    group.members.push(member);
    group.body.add(member.unit, member.place, member.phase);
    for (const value of member.unit.outputs) this.groupOf.set(value, group);
    for (const value of this.rootsRead(member.unit)) {
      const groups = this.groupsReading.get(value) ?? new Set<Group>();
      this.groupsReading.set(value, groups.add(group));
      const other = this.groupOf.get(value);
      if (other && other !== group) group.needs.add(other);
    }
  }

  /** How many buffers a kernel of these members binds. */
  private buffers(members: readonly Member[], group: Group): number {
    const own = new Set(members.flatMap(({ unit }) => unit.outputs));
    const read = new Set(
      members.flatMap(({ unit }) => [...this.rootsRead(unit)]).filter((v) => !own.has(v) && !v.isEmpty),
    );
    return read.size + [...own].filter((value) => this.isStored(value, own, group)).length;
  }

  /** Whether a root has to be written. Readers without a group are expected to join, where hope allows. */
  private isStored(value: Value, own?: ReadonlySet<Value>, group = this.groupOf.get(value)): boolean {
    if (this.outputs.has(value)) return true;
    return (this.readers.get(value) ?? []).some((reader) => {
      if (own?.has(reader.outputs[0])) return false;
      const home = this.groupOf.get(reader.outputs[0]);
      return home ? home !== group : isAlone(reader) || !this.isHopeful;
    });
  }

  private bodyOf(members: readonly Member[], frame: Frame): KernelBody {
    const body = new KernelBody(frame, this.roots);
    for (const { unit, place, phase } of members) body.add(unit, place, phase);
    return body;
  }

  private readsOf(frame: Frame, unit: Unit, place: Place): readonly RootRead[] {
    const known = this.reads.get(frame) ?? new Map<string, readonly RootRead[]>();
    this.reads.set(frame, known);
    const key = `${unit.outputs[0].number} ${place}`;
    let reads = known.get(key);
    if (!reads) known.set(key, (reads = readsIn(frame, unit, place, this.roots)));
    return reads;
  }
}

/**
 * What to compute in place so that a kernel with too many buffers binds fewer, or as many of which more can be spared: a value that it
 * reads, where it binds what that is made of, too.
 */
export function spareOf(
  { members }: Group,
  roots: ReadonlySet<Value>,
  canBeSpared: (value: Value) => boolean,
): Value | undefined {
  const behind = (values: Iterable<Value>, spared?: Value): Set<Value> => {
    const all = new Set(values);
    for (const value of all)
      if (!roots.has(value) || value === spared) for (const read of readsOf(value)) all.add(read);
    return new Set([...all].filter((value) => roots.has(value) && value !== spared));
  };
  const reads = members.flatMap(({ unit }) => readsOf(unit.outputs[0]));
  const bound = behind(reads);
  let best: { value: Value; count: number } | undefined;
  for (const value of bound) {
    if (value.definition.kind !== "map" || !canBeSpared(value)) continue;
    const count = behind(reads, value).size;
    if (count <= bound.size && count < (best?.count ?? Infinity)) best = { value, count };
  }
  return best?.value;
}

/**
 * What to store so that a kernel with too many buffers binds fewer: of the values that it computes in place, the one
 * that stands for the most buffers, and of those the smallest part.
 */
export function cutFrom(group: Group, roots: ReadonlySet<Value>): Value | undefined {
  const buffersOf = new Map<Value, ReadonlySet<Value>>();
  const buffers = (value: Value): ReadonlySet<Value> => {
    let known = buffersOf.get(value);
    if (!known) {
      known = roots.has(value)
        ? new Set([value])
        : new Set(readsOf(value).flatMap((read) => [...buffers(read)]));
      buffersOf.set(value, known);
    }
    return known;
  };
  let best: Value | undefined;
  for (const { unit } of group.members) {
    const all = new Set(readsOf(unit.outputs[0]).flatMap((read) => [...buffers(read)])).size;
    const visitReads = (value: Value): void => {
      for (const read of readsOf(value)) {
        if (roots.has(read) || seen.has(read)) continue;
        seen.add(read);
        const n = buffers(read).size;
        if (n > 1 && n < all && n >= (best ? buffers(best).size : 0)) best = read;
        visitReads(read);
      }
    };
    const seen = new Set<Value>();
    visitReads(unit.outputs[0]);
  }
  return best;
}

/** Groups that must have run before any of these does. */
function neededBy(groups: Iterable<Group>): ReadonlySet<Group> {
  const needed = new Set<Group>();
  for (const group of groups) group.needs.forEach((other) => needed.add(other));
  for (const group of needed) group.needs.forEach((other) => needed.add(other));
  return needed;
}

function latestFirst(groups: Iterable<Group>): Group[] {
  return [...groups].sort((a, b) => b.number - a.number);
}

/** Every group after those it needs; otherwise in the order in which they began. */
function inOrder(groups: readonly Group[]): Group[] {
  const ordered = new Set<Group>();
  const visit = (group: Group): void => {
    if (ordered.has(group)) return;
    group.needs.forEach(visit);
    ordered.add(group);
  };
  groups.forEach(visit);
  return [...ordered];
}
