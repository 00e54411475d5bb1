/** Which values get memory of their own. All others are computed again wherever they are used. */

import { sizeOf } from "../ir/arrayType.js";
import { type Expr, load, visit } from "../ir/expression.js";
import { flatten } from "./coordinates.js";
import { demandsOf, elementOf, spaceOf, workOf } from "./demand.js";
import { Evaluator } from "./frame.js";
import { isZero } from "./layout.js";
import { type Graph, type Value, computedWith, isKept, readsOf } from "./graph.js";
import type { DeviceOptions, Target } from "./options.js";

/** The most that one element of a kernel may compute and load: beyond it, compilation takes longer than it saves. */
const MAX_SIZE = 400;
const MAX_LOADS = 48;
/** The longest chain of operations in one element, whatever they fold to: evaluating it goes as deep into the stack. */
const MAX_DEPTH = 1000;
/** The most statements that go into computing one value at several places. */
const MAX_SPREAD = 150;
/** Work that may be repeated before a value is stored: about what a dispatch costs, in additions. */
const REPEATED_WORK: Record<Target, number> = { gpu: 400_000, software: 400_000, host: 2000 };
/**
 * The same where all that reads the value is so small that it may well be part of a chain, which stores a value for
 * the price of a barrier.
 */
const REPEATED_IN_CHAIN = 1000;
/** The same of what is computed again by the kernels that come later, where a chain would only have to store it. */
const REPEATED_IN_STAGES = 20;
/** Elements of the largest space that is small. */
const SMALL_SPACE: Record<Target, number> = { gpu: 8192, software: 1024, host: 0 };
/** To have an element go to memory and come back, in additions. */
const STORING: Record<Target, number> = { gpu: 64, software: 16, host: 16 };
/** How many consecutive elements a thread computes: it computes once what does not vary along them. */
const PER_THREAD = 16;
/** How many elements of a register tile share an operand. */
const TILE = 4;

/** What one element of a value takes when everything but the roots is computed in place. */
interface Cost {
  readonly time: number;
  readonly size: number;
  readonly loads: number;
  readonly depth: number;
  /** Those that are certain. */
  readonly buffers: number;
  /** Whether lanes run loops in it. */
  readonly isLooping: boolean;
}

/** What is known before. */
interface Given {
  /** Values that are stored whatever else is found. */
  readonly forced: ReadonlySet<Value>;
  /** Values that are not stored to save work. */
  readonly inPlace: ReadonlySet<Value>;
}

export function chooseRoots(graph: Graph, options: DeviceOptions, given: Given): Set<Value> {
  return new RootChooser(graph, options, given).choose();
}

/** How many elements of a value are evaluated: by readers of the same element, who share them, and by all others. */
interface Evaluations {
  /** By the stage in which the readers run: those of different stages share nothing. */
  readonly stages: Map<number, { same: number; others: number }>;
  /** The elements of the largest space for which it is evaluated. */
  space: number;
}

const noEvaluations = (): Evaluations => ({ stages: new Map(), space: 0 });

class RootChooser {
  private readonly roots: Set<Value>;
  private readonly costs = new Map<Value, Cost>();
  private evaluator = new Evaluator(() => undefined);
  /** Buffers of roots that may turn out to need none. */
  private readonly inside: ReadonlySet<string>;

  constructor(
    private readonly graph: Graph,
    private readonly options: DeviceOptions,
    private readonly given: Given,
  ) {
    this.roots = new Set(given.forced);
    this.inside = new Set(graph.values.filter(mayStayInside).map(bufferOf));
  }

  choose(): Set<Value> {
    const { values, outputs } = this.graph;
    for (const value of values) if (value.definition.kind !== "map") this.roots.add(value);
    for (const value of outputs) this.roots.add(value);
    for (const { definition } of values)
      if (definition.kind === "scatter" && !isZero(definition.scatter.operand))
        this.roots.add(definition.scatter.operand);
    for (const value of values)
      if (value.definition.kind === "whole") for (const read of readsOf(value)) this.roots.add(read);
    this.boundCosts();
    this.storeRepeatedWork();
    this.boundCosts();
    return this.roots;
  }

  /** Makes roots of operands until no element takes too much. */
  private boundCosts(): void {
    this.costs.clear();
    this.evaluator = new Evaluator((value, index) => this.loaded(value, index));
    for (const value of this.graph.values) {
      const written = computedWith(value).length;
      let cost = this.cost(value);
      for (;;) {
        const isOver =
          cost.size > MAX_SIZE ||
          cost.loads > MAX_LOADS ||
          cost.depth > MAX_DEPTH ||
          cost.buffers + written > this.options.maxStorageBuffers;
        const cut = isOver
          ? this.heaviestOperand(value)
          : (this.spreadOperand(value) ?? (cost.isLooping ? this.loopingOperand(value) : undefined));
        if (!cut) break;
        this.roots.add(cut);
        this.evaluator.forget(cut);
        cost = this.cost(value);
      }
      this.costs.set(value, cost);
    }
  }

  private loaded(value: Value, index: readonly Expr[]): Expr | undefined {
    if (!this.roots.has(value)) return undefined;
    return load(value.scalar, bufferOf(value), flatten(index, value.shape));
  }

  /** The operand that takes most; not a view of it, which would be read in its place. */
  private heaviestOperand(value: Value): Value | undefined {
    const weight = (v: Value): number => this.costs.get(v)!.size + this.costs.get(v)!.buffers;
    return this.operands(value).reduce<Value | undefined>(
      (a, b) => (a && weight(a) >= weight(b) ? a : b),
      undefined,
    );
  }

  /** An operand that has been computed at so many places that the next ones would double it again. */
  private spreadOperand(value: Value): Value | undefined {
    return this.operands(value).find((v) => {
      const places = this.evaluator.places(v);
      return places >= 3 && places * this.costs.get(v)!.size > MAX_SPREAD;
    });
  }

  /**
   * What is folded and has loops in it, on devices: threads that fold would wait for each other, with one lane after the other.
   * And lavapipe loses lanes that leave a loop before the last one does, if a barrier follows.
   */
  private loopingOperand(value: Value): Value | undefined {
    if (value.definition.kind !== "reduction" || this.options.target === "host") return undefined;
    return this.operands(value).find((v) => this.costs.get(v)!.isLooping);
  }

  /** What is computed in place for a value, itself and not a view of it. */
  private operands(value: Value): Value[] {
    const operands = readsOf(value).map((read) => this.withoutViews(read));
    return operands.filter((v) => !this.roots.has(v) && !this.given.inPlace.has(v) && !v.isEmpty && !isKept(v)); // prettier-ignore
  }

  private withoutViews(value: Value): Value {
    const { definition } = value;
    if (definition.kind !== "map" || !definition.isView || definition.reads.length !== 1) return value;
    const inner = this.withoutViews(definition.reads[0]);
    return this.roots.has(inner) ? value : inner;
  }

  private cost(value: Value): Cost {
    const expressions = elementOf(value, this.evaluator.read);
    const { time, size } = workOf(expressions);
    const buffers = new Set<string>();
    let loads = 0;
    visit(expressions, (x) => {
      if (x.kind !== "load") return;
      loads++;
      if (!this.inside.has(x.buffer)) buffers.add(x.buffer);
    });
    const { definition } = value;
    const isLooping =
      (definition.kind === "map" && definition.isLoop === true) ||
      readsOf(value).some((read) => !this.roots.has(read) && this.costs.get(read)?.isLooping);
    return { time, size, loads, depth: this.depth(value), buffers: buffers.size, isLooping };
  }

  private depth(value: Value): number {
    let deepest = 0;
    for (const read of readsOf(value))
      if (!this.roots.has(read)) deepest = Math.max(deepest, this.costs.get(read)!.depth);
    return deepest + 1;
  }

  /** A value that many elements read, through a broadcast or a product, is computed once for all. */
  private storeRepeatedWork(): void {
    const stages = this.stages();
    const evaluated = new Map<Value, Evaluations>();
    for (const value of [...this.graph.values].reverse()) {
      const found = evaluated.get(value) ?? noEvaluations();
      if (!this.roots.has(value) && this.isRepeated(value, found)) this.roots.add(value);
      const own = sizeOf(spaceOf(value));
      const isRoot = this.roots.has(value);
      const space = isRoot ? own : Math.max(found.space, own);
      const times = isRoot
        ? [[stages.get(value)!, own] as const]
        : [...found.stages].map(([stage, { same, others }]) => [stage, same + others] as const);
      for (const [stage, n] of times) this.countReads(value, n, stage, space, evaluated);
    }
  }

  private isRepeated(value: Value, { stages, space }: Evaluations): boolean {
    if (value.definition.kind === "map" && (value.definition.isView || isKept(value))) return false;
    if (this.given.inPlace.has(value)) return false;
    const counts = [...stages.values()];
    const { target } = this.options;
    const isSmall = space <= SMALL_SPACE[target];
    const sum = (ns: readonly number[]): number => ns.reduce((a, b) => a + b, 0);
    const { time } = this.costs.get(value)!;
    const same = counts.map((n) => n.same);
    const once = Math.max(0, ...same);
    // What is large is rather computed in several stages than stored and loaded.
    if (isSmall && (sum(same) - once) * time > REPEATED_IN_STAGES) return true;
    const times = once + sum(counts.map((n) => n.others));
    const repeated = (times - value.size) * time;
    const limit = isSmall ? REPEATED_IN_CHAIN : REPEATED_WORK[target] + STORING[target] * value.size;
    return times >= 2 * value.size && repeated > limit;
  }

  /** How many kernels at least must have run before the one that computes a value. */
  private stages(): ReadonlyMap<Value, number> {
    const stages = new Map<Value, number>();
    /** Before one that reads it at other places. */
    const elsewhere = new Map<Value, number>();
    for (const value of this.graph.values) {
      const reads = demandsOf(value);
      const stage = Math.max(0, ...reads.map((read) => (read.samePosition ? stages : elsewhere).get(read.value)!)); // prettier-ignore
      const isComputed = readsOf(value).length > 0 && this.roots.has(value) && !mayStayInside(value);
      stages.set(value, stage);
      elsewhere.set(value, isComputed ? stage + 1 : Math.max(stage, ...reads.map((read) => elsewhere.get(read.value)!))); // prettier-ignore
    }
    return stages;
  }

  private countReads(
    value: Value,
    times: number,
    stage: number,
    space: number,
    evaluated: Map<Value, Evaluations>,
  ): void {
    const { definition } = value;
    const isShared = definition.kind === "reduction" && definition.reduction.shares;
    for (const { value: operand, samePosition, varies, times: perElement } of demandsOf(value)) {
      const reads = perElement * (isShared ? times / TILE : varies ? times : times / PER_THREAD);
      const found = evaluated.get(operand) ?? noEvaluations();
      const counts = found.stages.get(stage) ?? { same: 0, others: 0 };
      if (samePosition) counts.same = Math.max(counts.same, reads);
      else counts.others += reads;
      found.stages.set(stage, counts);
      found.space = Math.max(found.space, space);
      evaluated.set(operand, found);
    }
  }
}

const bufferOf = ({ number }: Value): string => `root ${number}`;

/** Folds may be computed by the kernels that read them; the grouping counts them where they are not. */
function mayStayInside({ definition }: Value): boolean {
  return definition.kind === "reduction" && !definition.reduction.shares && !definition.reduction.cut;
}
