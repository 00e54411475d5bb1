/** Text on a drawing: where it goes, and how large it is. */
import { escapeText, element, coordinate } from "./svg.js";
import { runsWidth, textRuns, type Run } from "./mathtext.js";
import { ascent, descent, lineHeight } from "./textMetrics.js";
import type { Color } from "./colors.js";

/** A rectangle on the page, in points from its top left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface LabelStyle {
  size: number;
  color?: Color;
  opacity?: number;
  weight?: string;
  style?: string;
  family?: string;
  /** Counter-clockwise, in degrees. */
  rotation?: number;
  horizontal?: string;
  vertical?: string;
  /** Whether the text is aligned before it is turned. */
  turnsAboutAnchor?: boolean;
  spacing?: number;
}

export interface PlacedLabel {
  markup: string;
  box: Box;
}

/** The size of a text that is not turned. */
export function labelSize(
  text: string,
  { size, spacing = 1.2 }: LabelStyle,
): { width: number; height: number } {
  const lines = text.split("\n");
  const width = Math.max(...lines.map((line) => runsWidth(textRuns(line)))) * size;
  return { width, height: (ascent + descent + (lines.length - 1) * leading(spacing)) * size };
}

const leading = (spacing: number): number => lineHeight + (spacing - 1.2) * ascent;

/** The box around all. */
export function union(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  return {
    left: Math.min(...boxes.map((b) => b.left)),
    top: Math.min(...boxes.map((b) => b.top)),
    right: Math.max(...boxes.map((b) => b.right)),
    bottom: Math.max(...boxes.map((b) => b.bottom)),
  };
}

/** How far the middle of a text lies from where it is put, by its alignment. */
const fromAnchor = (alignment: string, before: string, after: string, length: number): number =>
  alignment === before ? length / 2 : alignment === after ? -length / 2 : 0;

function verticalOffset(vertical: string, height: number, size: number): number {
  if (vertical === "baseline") return -height / 2 + descent * size;
  return fromAnchor(vertical, "top", "bottom", height);
}

/** A text at a point. Its box is what is meant to be its size; fonts may differ a little. */
export function placeLabel(text: string, x: number, y: number, style: LabelStyle): PlacedLabel {
  const { size, rotation = 0, horizontal = "left", vertical = "baseline" } = style;
  const { width, height } = labelSize(text, style);
  const angle = (rotation * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [across, along] = [
    Math.abs(width * cos) + Math.abs(height * sin),
    Math.abs(width * sin) + Math.abs(height * cos),
  ];
  let [dx, dy] = [fromAnchor(horizontal, "left", "right", across), verticalOffset(vertical, along, size)];
  if (style.turnsAboutAnchor) {
    const [ux, uy] = [fromAnchor(horizontal, "left", "right", width), verticalOffset(vertical, height, size)];
    [dx, dy] = [ux * cos + uy * sin, uy * cos - ux * sin];
  }
  const [centerX, centerY] = [x + dx, y + dy];
  const box = {
    left: centerX - across / 2,
    right: centerX + across / 2,
    top: centerY - along / 2,
    bottom: centerY + along / 2,
  };
  const anchor =
    rotation === 0 && horizontal !== "center" ? (horizontal === "left" ? "start" : "end") : "middle";
  const anchorX = anchor === "middle" ? centerX : x;
  const first = centerY - height / 2 + ascent * size;
  const lines = text
    .split("\n")
    .map((line, i) => lineMarkup(line, anchorX, first + i * leading(style.spacing ?? 1.2) * size, size));
  const transform = rotation
    ? `rotate(${coordinate(-rotation)} ${coordinate(centerX)} ${coordinate(centerY)})`
    : undefined;
  const attributes = {
    ...fontAttributes(style),
    "text-anchor": anchor === "start" ? undefined : anchor,
    transform,
  };
  return { markup: element("g", attributes, lines.join("")), box };
}

function fontAttributes({
  size,
  color,
  opacity,
  weight,
  style,
  family,
}: LabelStyle): Record<string, string | number | undefined> {
  const seen = opacity ?? color?.opacity ?? 1;
  return {
    "font-size": size,
    fill: !color || color.paint === "#000000" || color.paint === "black" ? undefined : color.paint,
    "fill-opacity": seen === 1 ? undefined : seen,
    "font-weight": weight === "normal" ? undefined : weight,
    "font-style": style === "normal" ? undefined : style,
    "font-family": family,
  };
}

function lineMarkup(line: string, x: number, y: number, size: number): string {
  const runs = textRuns(line);
  let rise = 0;
  const content = runs.map((run) => {
    const markup = runMarkup(run, rise, size);
    rise = run.rise;
    return markup;
  });
  return element("text", { x, y }, content.join(""));
}

function runMarkup(run: Run, riseBefore: number, size: number): string {
  const attributes = {
    dy: run.rise === riseBefore ? undefined : (riseBefore - run.rise) * size,
    dx: run.back === 0 ? undefined : -run.back * size,
    "font-size": run.scale === 1 ? undefined : run.scale * size,
    "font-style": run.italic ? "italic" : undefined,
    "font-weight": run.bold ? "bold" : undefined,
  };
  const isPlain = Object.values(attributes).every((value) => value === undefined);
  return isPlain ? escapeText(run.text) : element("tspan", attributes, escapeText(run.text));
}
