/** Units, the least that a kernel computes: what they read, what they evaluate, and how long that makes a kernel. */

import { type Expr, load } from "../ir/expression.js";
import { flatten } from "./coordinates.js";
import { workOf } from "./demand.js";
import { Evaluator, type Frame, type Place } from "./frame.js";
import type { Procedure, Reduction, Scatter, Value, WholeLoop } from "./graph.js";

/** A root, or the roots that come out of one reduction, procedure or loop. */
export interface Unit {
  readonly outputs: readonly Value[];
  readonly reduction?: Reduction;
  readonly scatter?: Scatter;
  readonly procedure?: Procedure;
  readonly whole?: WholeLoop;
}

/** Whether nothing else can be computed with a unit. */
export function isAlone({ scatter, procedure, whole }: Unit): boolean {
  return Boolean(scatter ?? procedure ?? whole);
}

/** A root that is read, and at which position. */
export interface RootRead {
  readonly value: Value;
  readonly position: Expr;
}

/** What a unit reads for one element of a frame. */
export function readsIn(frame: Frame, unit: Unit, place: Place, roots: ReadonlySet<Value>): RootRead[] {
  const reads: RootRead[] = [];
  const evaluator = new Evaluator((value, index) => {
    if (!roots.has(value)) return undefined;
    const position = flatten(index, value.shape);
    reads.push({ value, position });
    return loaded(value, position);
  });
  evaluated(frame, unit, place, evaluator);
  return reads;
}

/**
 * The statements of a kernel. Each of its loops has its own, although they may compute the same: what is computed of
 * an element in one loop is not there in the next.
 */
export class KernelBody {
  /** Roots that are computed again by what reads them. */
  private readonly inPlace = new Set<Value>();
  private readonly whole: Count;
  /** As `whole`, with every root loaded: what folds to a constant is a deep chain to evaluate all the same. */
  private readonly apart: Count;

  constructor(
    readonly frame: Frame,
    roots: ReadonlySet<Value>,
  ) {
    const counted = (isLoaded: (value: Value) => boolean): Count =>
      new Count(frame, (value, index) => isLoaded(value) ? loaded(value, flatten(index, value.shape)) : undefined); // prettier-ignore
    this.whole = counted((value) => roots.has(value) && !this.inPlace.has(value));
    this.apart = counted((value) => roots.has(value));
  }

  get size(): number {
    return Math.max(this.whole.size, this.apart.size);
  }

  /** The size with one more unit. */
  sizeWith(unit: Unit, place: Place, phase: number): number {
    return Math.max(this.whole.sizeWith(unit, place, phase), this.apart.sizeWith(unit, place, phase));
  }

  add(unit: Unit, place: Place, phase: number): void {
    this.whole.add(unit, place, phase);
    this.apart.add(unit, place, phase);
    if (!unit.reduction) for (const value of unit.outputs) this.inPlace.add(value);
  }
}

/** The statements of loops, evaluated in one way. */
class Count {
  private readonly loops: Expr[][] = [];
  private readonly sizes: number[] = [];
  private readonly evaluator: Evaluator;

  constructor(
    private readonly frame: Frame,
    resolve: (value: Value, index: readonly Expr[]) => Expr | undefined,
  ) {
    this.evaluator = new Evaluator(resolve);
  }

  get size(): number {
    return this.sizes.reduce((sum, size) => sum + size, 0);
  }

  sizeWith(unit: Unit, place: Place, phase: number): number {
    const loop = [...(this.loops[phase] ?? []), ...evaluated(this.frame, unit, place, this.evaluator)];
    return this.size - (this.sizes[phase] ?? 0) + workOf(loop).size;
  }

  add(unit: Unit, place: Place, phase: number): void {
    const loop = (this.loops[phase] ??= []);
    loop.push(...evaluated(this.frame, unit, place, this.evaluator));
    this.sizes[phase] = workOf(loop).size;
  }
}

function loaded(value: Value, position: Expr): Expr {
  return load(value.scalar, `root ${value.number}`, position);
}

/** Nothing for what has a kernel of its own, or none. */
function evaluated(frame: Frame, unit: Unit, place: Place, evaluator: Evaluator): readonly Expr[] {
  const { reduction, outputs } = unit;
  if (frame.rows * Math.max(frame.length, 1) === 0 || isAlone(unit)) return [];
  if (!reduction) return [evaluator.compute(outputs[0], frame.indexOf(outputs[0], place))];
  const element = reduction.element(frame.coordinates, evaluator.read);
  return reduction.combine(element, element);
}
