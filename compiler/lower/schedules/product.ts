/**
 * Products by tiles: a workgroup computes a tile of the result, and its threads a smaller tile each. Step by step along
 * the folded axis, the workgroup brings a slice of either operand into workgroup memory, where each element is loaded
 * once for the whole tile. It is a product, whatever is computed, if the element that is folded is made of two operands,
 * and some axes go through the one alone and some through the other.
 */

import { sizeOf } from "../../ir/arrayType.js";
import { type Expr, type VariableExpr, add, and, component, div, i32, lessThan, mul, operands, rem, variable, visit, withOperands } from "../../ir/expression.js"; // prettier-ignore
import { type Code, type SharedArray, groupName, laneName } from "../code.js";
import { unflatten } from "../coordinates.js";
import type { Axis, Fold, Kernel, Loop, Store } from "../kernel.js";
import { type DeviceOptions, lanes } from "../options.js";
import { guarded, runningVariable } from "../serial.js";
import { LANES } from "../vectors.js";
import { type Point, rewriterFor } from "./points.js";
import type { Instance } from "./threads.js";
import { farAccesses, loadIndices } from "./warp.js";

/** Threads along a side of a workgroup, points of a thread along a side of its tile, and how deep a slice is. */
interface Shape {
  readonly threads: number;
  readonly points: number;
  readonly depth: number;
}

/** Those with the least code first. */
const tiles: readonly Omit<Shape, "depth">[] = [
  { threads: 8, points: 4 },
  { threads: 16, points: 4 },
  { threads: 16, points: 8 },
];
/** The deepest slice that fits is best: there are fewer barriers. */
const depths = [32, 16, 8];

/** Lanes for each thread, beyond which a smaller tile is better. */
const MAX_IDLE = 16;

/** One operand, and the axes that go through it alone. */
interface Side {
  readonly name: string;
  readonly operand: Expr;
  readonly axes: readonly Axis[];
  readonly extent: number;
}

interface Product {
  readonly kernel: Kernel;
  readonly loop: Loop;
  readonly fold: Fold;
  readonly stores: readonly Store[];
  readonly sides: readonly [rows: Side, columns: Side];
  readonly batch: readonly Axis[];
}

export function productTiles(kernel: Kernel, options: DeviceOptions): (() => Instance)[] {
  const product = options.target === "gpu" ? findProduct(kernel) : undefined;
  if (!product) return [];
  return tiles.flatMap((tile) => {
    const shape = depths.map((depth) => ({ ...tile, depth })).find((s) => fits(product, s, options));
    return shape ? [() => new ProductTile(product, shape).build()] : [];
  });
}

/** The last axis of the kernel, along which its results lie side by side, is one of the columns. */
function findProduct(kernel: Kernel): Product | undefined {
  const [loop, ...stores] = kernel.body;
  if (!kernel.shares || loop?.kind !== "loop" || loop.stores.length > 0 || loop.folds.length !== 1)
    return undefined;
  if (loop.unguarded < loop.extent || !stores.every((s) => s.kind === "store")) return undefined;
  const [fold] = loop.folds;
  const parts = operands(fold.element[0]);
  if (fold.element.length !== 1 || parts.length !== 2) return undefined;
  const [inLeft, inRight] = parts.map(variablesOf);
  const only = (mine: ReadonlySet<Expr>, others: ReadonlySet<Expr>): Axis[] =>
    kernel.axes.filter(({ variable: v }) => mine.has(v) && !others.has(v));
  const sides = [only(inLeft, inRight), only(inRight, inLeft)].map((axes, n): Side => ({
    name: n === 0 ? "left" : "right",
    operand: parts[n],
    axes,
    extent: sizeOf(axes.map(({ extent }) => extent)),
  }));
  if (sides.some(({ axes }) => axes.length === 0)) return undefined;
  const [rows, columns] = sides[0].axes.includes(kernel.axes.at(-1)!) ? [sides[1], sides[0]] : sides;
  const batch = kernel.axes.filter((axis) => !rows.axes.includes(axis) && !columns.axes.includes(axis));
  return { kernel, loop, fold, stores, sides: [rows, columns], batch };
}

function variablesOf(x: Expr): ReadonlySet<Expr> {
  const found = new Set<Expr>();
  visit([x], (part) => {
    if (part.kind === "variable") found.add(part);
  });
  return found;
}

/** Less than half of a tile may be wasted at the edges, and many lanes must have something to do. */
function fits({ loop, sides, batch }: Product, shape: Shape, options: DeviceOptions): boolean {
  const { threads, points, depth } = shape;
  const bytes = 2 * depth * rowLength(shape) * LANES * 4;
  const results = sizeOf([...sides, ...batch].map(({ extent }) => extent));
  return (
    threads * threads <= options.maxInvocations &&
    bytes <= options.maxWorkgroupBytes &&
    loop.extent >= depth &&
    sides.every(({ extent }) => 2 * extent > threads * points) &&
    (threads === tiles[0].threads || results / points ** 2 >= lanes[options.target] / MAX_IDLE)
  );
}

/** Vectors from one row of a slice to the next: with one to spare, threads that write a column use different banks. */
function rowLength({ threads, points }: Pick<Shape, "threads" | "points">): number {
  return (threads * points) / LANES + 1;
}

class ProductTile {
  private readonly sources = new Map<Expr, string>();
  private readonly workgroups: number;
  private readonly lane: Expr;
  /** Which tile of either side, and which place in it. */
  private readonly tiles: readonly Expr[];
  private readonly places: readonly Expr[];
  private readonly batch = new Map<Expr, Expr>();
  private readonly shared: readonly SharedArray[];

  constructor(
    private readonly product: Product,
    private readonly shape: Shape,
  ) {
    const { batch, sides } = product;
    const { threads, points, depth } = shape;
    const batchExtents = batch.map(({ extent }) => extent);
    const counts = [...batchExtents, ...sides.map(({ extent }) => Math.ceil(extent / (threads * points)))];
    this.workgroups = sizeOf(counts);
    const index = unflatten(variable("i32", groupName, 0, this.workgroups - 1), counts);
    batch.forEach((axis, n) => this.batch.set(axis.variable, index[n]));
    this.tiles = index.slice(batch.length);
    this.lane = variable("i32", laneName, 0, threads * threads - 1);
    this.places = [div(this.lane, i32(threads)), rem(this.lane, i32(threads))];
    this.shared = sides.map(({ name, operand }): SharedArray => ({
      name: `${name}_slice`,
      type: operand.type,
      size: depth * rowLength(shape),
      lanes: LANES,
    }));
  }

  build(): Instance {
    const { loop, fold, stores } = this.product;
    const { threads, depth } = this.shape;
    const points = this.points();
    const sums = points.map(({ suffix }) => variable(fold.results[0].type, runningVariable(fold.results[0]).name + suffix)); // prettier-ignore
    points.forEach(({ substitution }, n) => substitution.set(fold.results[0], sums[n]));
    const turns = Math.floor(loop.extent / depth);
    const turn = variable("i32", loop.variable.name, 0, turns - 1);
    const code: Code[] = [
      ...sums.map((sum): Code => ({ kind: "var", variable: sum, value: fold.initial[0] })),
      { kind: "for", variable: turn, extent: turns, body: this.step(mul(turn, i32(depth)), depth, sums) },
    ];
    const rest = loop.extent % depth;
    if (rest > 0) code.push(...this.step(i32(loop.extent - rest), rest, sums));
    for (const point of points) code.push(...this.storesOf(stores, point));
    return {
      code,
      grid: { of: "workgroups", count: this.workgroups, workgroupSize: threads * threads },
      shared: this.shared,
      sources: this.sources,
      points: points.length,
    };
  }

  /** The points of a thread, row by row. Vectors of four lie apart, so that those of neighbours lie side by side. */
  private points(): Point[] {
    const { sides } = this.product;
    const { points } = this.shape;
    const along = sides.map((side, s) =>
      Array.from({ length: points }, (_, n) => {
        const vector = add(mul(i32(Math.floor(n / LANES)), i32(this.shape.threads)), this.places[s]);
        return this.at(side, s, add(mul(vector, i32(LANES)), i32(n % LANES)));
      }),
    );
    return along[0].flatMap((row, m) =>
      along[1].map((column, n): Point => ({
        substitution: new Map([...this.batch, ...row.substitution, ...column.substitution]),
        exists: and(row.exists, column.exists),
        suffix: `_${m}_${n}`,
      })),
    );
  }

  /** A position in the tile of a side, in the coordinates of its axes. */
  private at({ axes, extent }: Side, s: number, place: Expr): Omit<Point, "suffix"> {
    const position = add(mul(this.tiles[s], i32(this.shape.threads * this.shape.points)), place);
    const index = unflatten(position, axes.map((axis) => axis.extent)); // prettier-ignore
    return {
      substitution: new Map(axes.map((axis, n) => [axis.variable, index[n]])),
      exists: lessThan(position, i32(extent)),
    };
  }

  /** Brings one slice of either operand, of which the first `depth` elements are folded. */
  private step(start: Expr, depth: number, sums: readonly VariableExpr[]): Code[] {
    const { sides, fold } = this.product;
    const { threads, points } = this.shape;
    const turn = variable("i32", "deep", 0, depth - 1);
    const row = mul(turn, i32(rowLength(this.shape)));
    const vectors = sides.map(({ name, operand }) =>
      Array.from({ length: points / LANES }, (_, n) => variable(operand.type, `${name}_${n}`)),
    );
    const fetches = vectors.flatMap((names, s) =>
      names.map((v, n): Code => {
        const index = add(row, add(i32(n * threads), this.places[s]));
        return { kind: "fetch", variable: v, array: this.shared[s].name, index };
      }),
    );
    const element = (s: number, n: number): Expr => component(vectors[s][Math.floor(n / LANES)], n % LANES);
    const assigns = sums.map((sum, p): Code => {
      const parts = [element(0, Math.floor(p / points)), element(1, p % points)];
      const inOrder = sides[0].name === "left" ? parts : [...parts].reverse();
      return { kind: "assign", variables: [sum], values: fold.combine([sum], [withOperands(fold.element[0], inOrder)]) }; // prettier-ignore
    });
    return [
      barrier,
      ...sides.flatMap((side, s) => this.bring(side, s, start)),
      barrier,
      { kind: "for", variable: turn, extent: depth, body: [...fetches, ...assigns] },
    ];
  }

  /** Neighbouring threads bring what lies side by side in memory; each writes whole vectors. */
  private bring(side: Side, s: number, start: Expr): Code[] {
    const { threads, points, depth } = this.shape;
    const { loop, kernel } = this.product;
    const width = (threads * points) / LANES;
    const loads = loadIndices([side.operand]);
    const isDeep =
      farAccesses(loads, loop.variable) < farAccesses(loads, side.axes[side.axes.length - 1].variable);
    return Array.from({ length: (depth * width) / (threads * threads) }, (_, n): Code => {
      const number = add(i32(n * threads * threads), this.lane);
      const [deep, vector] = isDeep
        ? [rem(number, i32(depth)), div(number, i32(depth))]
        : [div(number, i32(width)), rem(number, i32(width))];
      const values = Array.from({ length: LANES }, (_, v) => {
        const { substitution } = this.at(side, s, add(mul(vector, i32(LANES)), i32(v)));
        const all = new Map([...this.batch, ...substitution, [loop.variable, add(start, deep)]]);
        return rewriterFor(kernel, this.sources, all).apply(side.operand);
      });
      const index = add(mul(deep, i32(rowLength(this.shape))), vector);
      return { kind: "share", array: this.shared[s].name, type: side.operand.type, index, values };
    });
  }

  private storesOf(stores: readonly Store[], { substitution, exists }: Point): Code[] {
    const rewriter = rewriterFor(this.product.kernel, this.sources, substitution);
    return stores.flatMap(({ buffer, index, value, condition }) =>
      guarded(and(rewriter.apply(condition), exists), [
        { kind: "store", buffer, index: rewriter.apply(index), value: rewriter.apply(value) },
      ]),
    );
  }
}

const barrier: Code = { kind: "barrier" };
