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

/** The corners of each cell, counter-clockwise where axes grow to the right and up. */
function* cells({ x, y, z }: Grid): Generator<Corner[]> {
  const corner = (k: number): Corner => ({ x: x.data[k], y: y.data[k], z: z.data[k] });
  for (let r = 0; r + 1 < z.rows; r++)
    for (let c = 0; c + 1 < z.columns; c++) {
      const k = r * z.columns + c;
      const corners = [k, k + 1, k + 1 + z.columns, k + z.columns].map(corner);
      if (corners.every((p) => Number.isFinite(p.x + p.y + p.z))) yield corners;
    }
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
  for (const cell of cells(grid))
    for (const piece of pieces(cell, [level])) {
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
  for (const cell of cells(grid))
    for (const piece of pieces(cell, [low, high])) {
      const points = band(piece, low, high);
      points.forEach((point, i) => chains.add(point, points[(i + 1) % points.length]));
    }
  return chains.join();
}
