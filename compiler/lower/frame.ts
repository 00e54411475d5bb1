/**
 * The domain of a kernel: a space of elements, some of whose axes are folded. What is left are the rows. A kernel
 * without folded axes has rows only.
 */

import { sizeOf } from "../ir/arrayType.js";
import {
  add,
  div,
  type Expr,
  i32,
  lessThan,
  literal,
  mul,
  narrowed,
  rem,
  variable,
  type VariableExpr,
} from "../ir/expression.js";
import { flatten, unflatten } from "./coordinates.js";
import type { Cut } from "./cuts.js";
import { type Read, type Value, keptAxes, nothing } from "./graph.js";
import type { Axis } from "./kernel.js";

const rowNames = ["i", "j", "k", "l", "m", "n", "o", "p"];

export type Place = "row" | "element";

export class Frame {
  readonly axes: readonly Axis[];
  readonly rows: number;
  /** Elements of a row. */
  readonly length: number;
  readonly loop: { readonly variable: VariableExpr; readonly extent: number; readonly unguarded: number };
  /** The current element's coordinates in the space. */
  readonly coordinates: readonly Expr[];
  /** Whether the current element exists: the last turn of a cut fold may reach beyond the end. */
  readonly guard: Expr;
  readonly rowPosition: Expr;
  readonly elementPosition: Expr;

  constructor(
    readonly space: readonly number[],
    readonly folded: readonly number[],
    readonly cut?: Cut,
    group: (axis: number) => number = () => 0,
  ) {
    // Axes of one element have no variable: their coordinate is 0.
    const kept = keptAxes({ space, axes: folded }).filter((axis) => space[axis] !== 1);
    const foldedShape = folded.map((axis) => space[axis]);
    const keptAxis = kept.map((axis, n) => makeAxis(rowNames[n] ?? `r${n}`, space[axis], group(axis)));
    this.axes = keptAxis;
    this.length = sizeOf(foldedShape);
    const { parts, block } = cut ?? { parts: 1, block: 1 };
    const extent = Math.ceil(this.length / (parts * block)) * block;
    const unguarded = Math.floor(this.length / (parts * block)) * block;
    this.loop = { variable: variable("i32", "c", 0, Math.max(extent - 1, 0)), extent, unguarded };
    let element: Expr = extent === 1 ? i32(0) : this.loop.variable;
    if (cut) {
      const part = makeAxis("part", parts, group(space.length));
      this.axes = cut.side === "first" ? [part, ...keptAxis] : [...keptAxis, part];
      const turn = add(mul(div(element, i32(block)), i32(parts)), part.variable);
      element = add(mul(turn, i32(block)), rem(element, i32(block)));
    }
    this.guard = cut ? lessThan(element, i32(this.length)) : literal("bool", true);
    this.rows = sizeOf(this.axes.map((axis) => axis.extent));
    const inRow = unflatten(element, foldedShape);
    this.coordinates = space.map((_, axis) => {
      if (folded.includes(axis)) return inRow[folded.indexOf(axis)];
      return kept.includes(axis) ? keptAxis[kept.indexOf(axis)].variable : i32(0);
    });
    this.rowPosition = flatten(this.axes.map((axis) => axis.variable), this.axes.map((axis) => axis.extent)); // prettier-ignore
    this.elementPosition = flatten(this.coordinates, space);
  }

  position(place: Place): Expr {
    return place === "row" ? this.rowPosition : this.elementPosition;
  }

  /** Where in the frame the elements of a value are computed, if it fits at all. */
  placeOf(value: Value): Place | undefined {
    if (value.size === this.rows && !this.cut) return "row";
    return value.size === sizeOf(this.space) && this.folded.length > 0 ? "element" : undefined;
  }

  /** Coordinates, in a value's own shape, of the element at a place. */
  indexOf(value: Value, place: Place): readonly Expr[] {
    if (place === "element" && sameExtents(value.shape, this.space)) return this.coordinates;
    const rows = this.axes.map((axis) => axis.extent);
    if (place === "row" && sameExtents(value.shape, rows)) return this.axes.map((axis) => axis.variable);
    return unflatten(this.position(place), value.shape);
  }
}

function makeAxis(name: string, extent: number, group: number): Axis {
  return { variable: variable("i32", name, 0, Math.max(extent - 1, 0)), extent, group };
}

function sameExtents(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((extent, axis) => extent === b[axis]);
}

/**
 * Expressions of values at given coordinates. `resolve` says which values are not computed in place, and what stands
 * for them; `note` hears of every computed value.
 */
export class Evaluator {
  private readonly known = new Map<Value, Map<string, Expr>>();

  constructor(
    private readonly resolve: (value: Value, index: readonly Expr[]) => Expr | undefined,
    private readonly note?: (value: Value, expression: Expr) => void,
  ) {}

  /** Another function after anything was forgotten: what others remember hangs on it. */
  read: Read = this.reader();

  private readonly readElement: Read = (value, index) => {
    if (value.isEmpty) return nothing(value);
    let elements = this.known.get(value);
    if (!elements) this.known.set(value, (elements = new Map<string, Expr>()));
    const key = index.map((x) => x.id).join(" ");
    let expression = elements.get(key);
    if (!expression)
      elements.set(
        key,
        (expression = narrowed(value.type.dtype, this.resolve(value, index) ?? this.compute(value, index))),
      );
    return expression;
  };

  private reader(): Read {
    return (value, index) => this.readElement(value, index);
  }

  /** At how many places a value has been evaluated. */
  places(value: Value): number {
    return this.known.get(value)?.size ?? 0;
  }

  /** Forgets a value that is to be resolved otherwise from now on, and all that may be made from it. */
  forget(changed: Value): void {
    for (const value of this.known.keys()) if (value.number >= changed.number) this.known.delete(value);
    this.read = this.reader();
  }

  /** Computes a value from its definition, whatever `resolve` says of it. */
  compute(value: Value, index: readonly Expr[]): Expr {
    const { definition } = value;
    if (definition.kind !== "map") throw new Error(`${value.label} has no expression of its own`);
    const expression = definition.at(index, this.read);
    this.note?.(value, expression);
    return expression;
  }
}
