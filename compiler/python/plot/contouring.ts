/**
 * Contour lines and the areas between them, by marching squares. A cell in which a level is ambiguous is cut into four
 * triangles around its middle. Neighbours compute the same points on the side that they share, so that pieces join exactly.
 */
import type { Point } from "./line.js";
import type { Matrix } from "./values.js";

interface Corner {
  x: number;
  y: number;
  z: number;
}

/** The nodes of a grid, with values. */
export interface Grid {
  readonly x: Matrix;
  readonly y: Matrix;
  readonly z: Matrix;
}

/** The least and the greatest value of each cell; not a number where a corner is missing. */
interface CellRanges {
  least: Float64Array;
  most: Float64Array;
}

const knownRanges = new WeakMap<Grid, CellRanges>();

function rangesOf(grid: Grid): CellRanges {
  const known = knownRanges.get(grid);
  if (known) return known;
  const { rows, columns } = grid.z;
  const [least, most] = [
    new Float64Array(rows * columns).fill(NaN),
    new Float64Array(rows * columns).fill(NaN),
  ];
  for (let r = 0; r + 1 < rows; r++)
    for (let c = 0; c + 1 < columns; c++) {
      const corners = cornersOf(grid, r * columns + c);
      if (!corners.every((p) => Number.isFinite(p.x + p.y + p.z))) continue;
      const values = corners.map(({ z }) => z);
      least[r * columns + c] = Math.min(...values);
      most[r * columns + c] = Math.max(...values);
    }
  const ranges = { least, most };
  knownRanges.set(grid, ranges);
  return ranges;
}

/** The corners of the cell whose first is the node `k`, counter-clockwise where axes grow to the right and up. */
function cornersOf({ x, y, z }: Grid, k: number): Corner[] {
  const nodes = [k, k + 1, k + 1 + z.columns, k + z.columns];
  return nodes.map((n) => ({ x: x.data[n], y: y.data[n], z: z.data[n] }));
}

/** The cell, or its triangles if the level passes between opposite corners in two ways. */
function pieces(corners: Corner[], levels: readonly number[]): Corner[][] {
  const isSaddle = levels.some((level) => {
    const [a, b, c, d] = corners.map(({ z }) => z > level);
    return a === c && b === d && a !== b;
  });
  if (!isSaddle) return [corners];
  const mean = (key: keyof Corner): number => corners.reduce((sum, corner) => sum + corner[key], 0) / 4;
  const middle = { x: mean("x"), y: mean("y"), z: mean("z") };
  return corners.map((corner, i) => [corner, corners[(i + 1) % 4], middle]);
}

/** Where a level passes between two corners; the same from both sides. */
function crossing(a: Corner, b: Corner, level: number): Point {
  if (a.x > b.x || (a.x === b.x && a.y > b.y)) [a, b] = [b, a];
  const t = (level - a.z) / (b.z - a.z);
  return [a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)];
}

/** Directed segments, joined where one ends and another begins. */
class Chains {
  private readonly starts = new Map<string, [Point, Point][]>();

  private key([x, y]: Point): string {
    return `${x},${y}`;
  }

  /** A segment; the same one backwards takes both away. */
  add(from: Point, to: Point): void {
    const [start, end] = [this.key(from), this.key(to)];
    if (start === end) return;
    const back = this.starts.get(end);
    const opposite = back?.findIndex(([, point]) => this.key(point) === start) ?? -1;
    if (back && opposite >= 0) {
      back.splice(opposite, 1);
      return;
    }
    const known = this.starts.get(start);
    if (known) known.push([from, to]);
    else this.starts.set(start, [[from, to]]);
  }

  private follow(first: [Point, Point]): Point[] {
    const points: Point[] = [...first];
    for (;;) {
      const next = this.starts.get(this.key(points[points.length - 1]))?.pop();
      if (!next) return points;
      points.push(next[1]);
    }
  }

  /** All chains: first those with ends, then closed ones. */
  join(): Point[][] {
    const ends = new Set([...this.starts.values()].flat().map(([, to]) => this.key(to)));
    const lines: Point[][] = [];
    for (const isClosed of [false, true])
      for (const [key, segments] of this.starts) {
        if (!isClosed && ends.has(key)) continue;
        for (let next = segments.pop(); next; next = segments.pop()) lines.push(this.follow(next));
      }
    return lines;
  }
}

/** The lines on which values are `level`. */
export function contourLines(grid: Grid, level: number): Point[][] {
  const chains = new Chains();
  const { least, most } = rangesOf(grid);
  for (let k = 0; k < least.length; k++) {
    if (!(most[k] > level && least[k] <= level)) continue;
    for (const piece of pieces(cornersOf(grid, k), [level])) {
      let [entry, exit]: (Point | undefined)[] = [];
      piece.forEach((a, i) => {
        const b = piece[(i + 1) % piece.length];
        if (a.z > level === b.z > level) return;
        if (a.z > level) exit = crossing(a, b, level);
        else entry = crossing(a, b, level);
      });
      // What is above lies to the left.
      if (entry && exit) chains.add(exit, entry);
    }
  }
  return chains.join();
}

/** The part of a piece where values are above `low` and not above `high`. */
function band(piece: Corner[], low: number, high: number): Point[] {
  const points: Point[] = [];
  const zone = ({ z }: Corner): number => (z <= low ? 0 : z <= high ? 1 : 2);
  piece.forEach((a, i) => {
    const b = piece[(i + 1) % piece.length];
    const [from, to] = [zone(a), zone(b)];
    if (from === 1) points.push([a.x, a.y]);
    if (from === to) return;
    const passed = from < to ? [low, high].slice(from, to) : [low, high].slice(to, from).reverse();
    for (const level of passed) points.push(crossing(a, b, level));
  });
  return points;
}

/** The outlines of where values are above `low` and not above `high`; holes run the other way. */
export function contourArea(grid: Grid, low: number, high: number): Point[][] {
  const chains = new Chains();
  const { least, most } = rangesOf(grid);
  const { columns } = grid.z;
  const isInside = (k: number): boolean => least[k] > low && most[k] <= high;
  for (let k = 0; k < least.length; k++) {
    if (!(most[k] > low && least[k] <= high)) continue;
    if (!isInside(k)) {
      for (const piece of pieces(cornersOf(grid, k), [low, high])) addOutline(chains, band(piece, low, high));
      continue;
    }
    // Sides between cells that are inside as a whole would cancel.
    const neighbours = [k - columns, k + 1, k + columns, k - 1];
    const corners = cornersOf(grid, k).map(({ x, y }): Point => [x, y]);
    neighbours.forEach((neighbour, i) => {
      if (!isInside(neighbour)) chains.add(corners[i], corners[(i + 1) % 4]);
    });
  }
  return chains.join();
}

function addOutline(chains: Chains, points: readonly Point[]): void {
  points.forEach((point, i) => chains.add(point, points[(i + 1) % points.length]));
}
