/** How lines are dashed. */
import { ValueError } from "../../ir/errors.js";
import { own, vector } from "./values.js";

export interface LineStyle {
  /** Lengths of dashes and gaps, in widths of the line; none for a solid line. */
  readonly dashes: readonly number[];
  readonly isDrawn: boolean;
  /** What the script wrote. */
  readonly source: unknown;
}

const patterns: Record<string, readonly number[]> = {
  "-": [],
  "--": [3.7, 1.6],
  "-.": [6.4, 1.6, 1, 1.6],
  ":": [1, 1.65],
};
const named: Record<string, string> = { solid: "-", dashed: "--", dashdot: "-.", dotted: ":" };
const nothing = new Set(["None", "none", " ", ""]);

export const solid: LineStyle = { dashes: [], isDrawn: true, source: "-" };

export function toLineStyle(value: unknown): LineStyle {
  if (typeof value === "string") {
    const sign = own(named, value) ?? value;
    if (nothing.has(sign)) return { dashes: [], isDrawn: false, source: "None" };
    if (Object.hasOwn(patterns, sign)) return { dashes: patterns[sign], isDrawn: true, source: sign };
    throw new ValueError(`'${value}' is not a valid value for ls.`);
  }
  if (Array.isArray(value)) {
    // (offset, (on, off, …)), or the lengths alone.
    const lengths = Array.isArray(value[1]) ? value[1] : value.length === 2 && value[1] === null ? [] : value;
    return { dashes: vector(lengths), isDrawn: true, source: value };
  }
  throw new ValueError(`${String(value)} is not a valid value for ls.`);
}

/** The attributes of SVG for a line of a width. */
export function dashAttribute({ dashes }: LineStyle, width: number): string | undefined {
  return dashes.length === 0 ? undefined : dashes.map((d) => +(d * width).toFixed(2)).join(" ");
}
