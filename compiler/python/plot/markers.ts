/** Outlines of markers, around the point 0, 0. */
import { ValueError } from "../../ir/errors.js";
import { coordinate } from "./svg.js";
import { text } from "./values.js";

interface Outline {
  readonly path: string;
  /** Whether it has an inside. */
  readonly isFilled: boolean;
}

type Point = readonly [number, number];

function closed(points: readonly Point[]): string {
  return `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join("L")}Z`;
}

function strokes(lines: readonly (readonly Point[])[]): string {
  return lines.map((points) => closed(points).slice(0, -1)).join("");
}

/** Corners on circles, the first at the top unless turned; several radii alternate. */
function corners(count: number, radii: readonly number[], turn = 0): Point[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = 2 * Math.PI * (i / count) + turn;
    const radius = radii[i % radii.length];
    return [radius * Math.sin(angle), -radius * Math.cos(angle)] as const;
  });
}

const turned = (points: readonly Point[], quarters: number): Point[] =>
  points.map(([x, y]) => {
    for (let i = 0; i < quarters; i++) [x, y] = [-y, x];
    return [x, y];
  });

function circle(radius: number): string {
  const [r, d] = [coordinate(radius), coordinate(2 * radius)];
  return `M-${r} 0a${r} ${r} 0 1 0 ${d} 0a${r} ${r} 0 1 0-${d} 0Z`;
}

const triangle: Point[] = [[0, -0.5], [0.5, 0.5], [-0.5, 0.5]]; // prettier-ignore
const square: Point[] = [[-0.5, -0.5], [0.5, -0.5], [0.5, 0.5], [-0.5, 0.5]]; // prettier-ignore
const half = Math.SQRT1_2;
const plus = [[-1, -3], [1, -3], [1, -1], [3, -1], [3, 1], [1, 1], [1, 3], [-1, 3], [-1, 1], [-3, 1], [-3, -1], [-1, -1]]; // prettier-ignore
const filledPlus = plus.map(([x, y]) => [x / 6, y / 6] as const);
const cross = filledPlus.map(([x, y]) => [(x - y) * half * 1.06, (x + y) * half * 1.06] as const);

const polygons: Record<string, readonly Point[]> = {
  v: turned(triangle, 2),
  "^": triangle,
  "<": turned(triangle, 3),
  ">": turned(triangle, 1),
  s: square,
  D: corners(4, [half]),
  d: corners(4, [half]).map(([x, y]) => [x * 0.6, y] as const),
  p: corners(5, [0.5]),
  h: corners(6, [0.5]),
  H: corners(6, [0.5], Math.PI / 6),
  "8": corners(8, [0.5], Math.PI / 8),
  "*": corners(10, [0.5, 0.19]),
  P: filledPlus,
  X: cross,
};
const arm: Point[][] = [[[0, 0], [0, 0.5]], [[0, 0], [0.4, -0.25]], [[0, 0], [-0.4, -0.25]]]; // prettier-ignore
const lines: Record<string, readonly (readonly Point[])[]> = {
  "+": [[[-0.5, 0], [0.5, 0]], [[0, -0.5], [0, 0.5]]], // prettier-ignore
  x: [[[-0.5, -0.5], [0.5, 0.5]], [[-0.5, 0.5], [0.5, -0.5]]], // prettier-ignore
  "|": [
    [
      [0, -0.5],
      [0, 0.5],
    ],
  ],
  _: [
    [
      [-0.5, 0],
      [0.5, 0],
    ],
  ],
  "1": arm,
  "2": arm.map((line) => turned(line, 2)),
  "3": arm.map((line) => turned(line, 1)),
  "4": arm.map((line) => turned(line, 3)),
};

export const markerNames: ReadonlySet<string> = new Set([
  ...Object.keys(polygons),
  ...Object.keys(lines),
  "o",
  ".",
  ",",
]);
const nothing = new Set(["None", "none", " ", ""]);

/** A marker's name; "" for none. */
export function toMarker(value: unknown): string {
  const name = value === null ? "" : text(value);
  if (nothing.has(name)) return "";
  if (!markerNames.has(name)) throw new ValueError(`Unrecognized marker style '${name}'`);
  return name;
}

/** The outline of a marker of a size in points. */
export function markerOutline(name: string, size: number): Outline {
  const scale = (points: readonly Point[]): Point[] => points.map(([x, y]) => [x * size, y * size]);
  if (Object.hasOwn(polygons, name)) return { path: closed(scale(polygons[name])), isFilled: true };
  if (Object.hasOwn(lines, name)) return { path: strokes(lines[name].map(scale)), isFilled: false };
  if (name === ",") return { path: closed(square.map(([x, y]) => [x * 0.72, y * 0.72])), isFilled: true };
  return { path: circle(name === "." ? size / 4 : size / 2), isFilled: true };
}
