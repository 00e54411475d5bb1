/// Which values get memory of their own. All others are computed again wherever they are used.

import { demandsOf } from "./demand.js";
import type { Graph, Value } from "./graph.js";

/// The most that one element of a kernel may compute and load: beyond it, compilation takes longer than it saves.
const MAX_SIZE = 400;
const MAX_LOADS = 48;
/// Work that may be repeated before a value is stored: about what a dispatch costs, in additions.
const REPEATED_WORK = 400_000;
/// How many consecutive elements a thread computes: it computes once what does not vary along them.
const PER_THREAD = 16;
/// How many elements of a register tile share an operand.
const TILE = 4;

/// What one element of a value takes when everything but the roots is computed in place.
interface Cost {
  /// How often each value, roots and inputs included, is evaluated.
  readonly evaluations: ReadonlyMap<Value, number>;
  readonly time: number;
  readonly size: number;
  readonly loads: number;
  /// Those that are certain.
  readonly buffers: number;
}

/// `forced` are roots whatever this finds.
export function chooseRoots(graph: Graph, maxBuffers: number, forced: ReadonlySet<Value>): Set<Value> {
  return new RootChooser(graph, maxBuffers, forced).choose();
}

class RootChooser {
  private readonly roots: Set<Value>;
  private readonly costs = new Map<Value, Cost>();

  constructor(
    private readonly graph: Graph,
    private readonly maxBuffers: number,
    forced: ReadonlySet<Value>,
  ) {
    this.roots = new Set(forced);
  }

  choose(): Set<Value> {
    const { values, outputs } = this.graph;
    for (const value of values) if (value.definition.kind !== "map") this.roots.add(value);
    for (const value of outputs) this.roots.add(value);
    for (const { definition } of values)
      if (definition.kind === "scatter") this.roots.add(definition.scatter.operand);
    this.boundCosts();
    this.storeRepeatedWork();
    this.boundCosts();
    return this.roots;
  }

  /// Makes roots of operands until no element takes too much.
  private boundCosts(): void {
    this.costs.clear();
    for (const value of this.graph.values) {
      const { definition } = value;
      const written = definition.kind === "reduction" ? definition.reduction.outputs.length : 1;
      let cost = this.cost(value);
      while (cost.size > MAX_SIZE || cost.loads > MAX_LOADS || cost.buffers + written > this.maxBuffers) {
        const heaviest = this.heaviestOperand(value);
        if (!heaviest) break;
        this.roots.add(heaviest);
        cost = this.cost(value);
      }
      this.costs.set(value, cost);
    }
  }

  private heaviestOperand(value: Value): Value | undefined {
    const weight = (v: Value): number => this.costs.get(v)!.size + this.costs.get(v)!.buffers;
    const candidates = demandsOf(value).reads.map((read) => read.value).filter((v) => !this.roots.has(v)); // prettier-ignore
    return candidates.reduce<Value | undefined>((a, b) => (a && weight(a) >= weight(b) ? a : b), undefined);
  }

  private cost(value: Value): Cost {
    const evaluations = new Map<Value, number>([[value, 1]]);
    for (const { value: operand, samePosition } of demandsOf(value).reads) {
      const inner = this.roots.has(operand) ? new Map([[operand, 1]]) : this.costs.get(operand)!.evaluations;
      for (const [v, n] of inner) {
        const before = evaluations.get(v) ?? 0;
        evaluations.set(v, samePosition ? Math.max(before, n) : before + n);
      }
    }
    let [time, size, loads, buffers] = [0, 0, 0, 0];
    for (const [v, n] of evaluations) {
      if (v === value || !this.roots.has(v)) {
        time += n * demandsOf(v).time;
        size += n * demandsOf(v).size;
      } else {
        loads += n;
        if (!mayStayInside(v)) buffers++;
      }
    }
    return { evaluations, time, size, loads, buffers };
  }

  /// A value that many elements read, through a broadcast or a product, is computed once for all.
  private storeRepeatedWork(): void {
    const evaluated = new Map<Value, number>();
    for (const value of [...this.graph.values].reverse()) {
      const times = this.roots.has(value) ? value.size : (evaluated.get(value) ?? 0);
      const repeated = (times - value.size) * this.costs.get(value)!.time;
      if (!this.roots.has(value) && times >= 2 * value.size && repeated > REPEATED_WORK)
        this.roots.add(value);
      this.countReads(value, this.roots.has(value) ? spaceOf(value) : times, evaluated);
    }
  }

  private countReads(value: Value, times: number, evaluated: Map<Value, number>): void {
    const { definition } = value;
    const isShared = definition.kind === "reduction" && definition.reduction.shares;
    for (const { value: operand, samePosition, varies } of demandsOf(value).reads) {
      const reads = isShared ? times / TILE : varies ? times : times / PER_THREAD;
      const before = evaluated.get(operand) ?? 0;
      evaluated.set(operand, samePosition ? Math.max(before, reads) : before + reads);
    }
  }
}

/// Folds may be computed by the kernels that read them; the grouping counts them where they are not.
function mayStayInside({ definition }: Value): boolean {
  return definition.kind === "reduction" && !definition.reduction.shares && !definition.reduction.parts;
}

/// How many elements are evaluated to get the whole of a root.
function spaceOf(value: Value): number {
  const { definition } = value;
  if (definition.kind === "reduction") return definition.reduction.space.reduce((a, b) => a * b, 1);
  return definition.kind === "scatter" ? definition.scatter.updates.size : value.size;
}
