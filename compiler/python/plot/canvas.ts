/** What artists of one axes draw on: from numbers to points of the page. */
import type { Definitions } from "./svg.js";
import type { Box } from "./label.js";
import type { Color } from "./colors.js";
import { dashAttribute, type LineStyle } from "./lineStyle.js";
import type { Attributes } from "./svg.js";
import type { Scale } from "./scales.js";

/** What a coordinate counts: data, or fractions of the axes or of the figure. */
type Unit = "data" | "axes" | "figure";
export type Units = readonly [x: Unit, y: Unit];
type Along = (value: number) => number;

/** From numbers on one axis to points on the page. */
function along(scale: Scale, [low, high]: readonly number[], start: number, end: number): Along {
  const [from, to] = [scale.forward(low), scale.forward(high)];
  const factor = (end - start) / (to - from);
  return (value) => start + (scale.forward(value) - from) * factor;
}

const fraction =
  (start: number, end: number): Along =>
  (value) =>
    start + value * (end - start);

interface View {
  readonly scale: Scale;
  readonly limits: readonly number[];
}

export class Canvas {
  private readonly horizontal: Record<Unit, Along>;
  private readonly vertical: Record<Unit, Along>;

  constructor(
    readonly page: Box,
    /** The axes. */
    readonly frame: Box,
    readonly x: View,
    readonly y: View,
    readonly definitions: Definitions,
  ) {
    this.horizontal = {
      data: along(x.scale, x.limits, frame.left, frame.right),
      axes: fraction(frame.left, frame.right),
      figure: fraction(page.left, page.right),
    };
    this.vertical = {
      data: along(y.scale, y.limits, frame.bottom, frame.top),
      axes: fraction(frame.bottom, frame.top),
      figure: fraction(page.bottom, page.top),
    };
  }

  /** From x and from y to points on the page. */
  along([x, y]: Units): [Along, Along] {
    return [this.horizontal[x], this.vertical[y]];
  }
}

/** Attributes that fill; the opacity is the artist's, or the colour's. */
export function fillAttributes(color: Color, alpha?: number): Attributes {
  const opacity = alpha ?? color.opacity;
  return { fill: color.paint, "fill-opacity": opacity === 1 || color.paint === "none" ? undefined : opacity };
}

/** Attributes that stroke. */
export function strokeAttributes(color: Color, width: number, style: LineStyle, alpha?: number): Attributes {
  if (color.paint === "none" || width <= 0 || !style.isDrawn) return {};
  const opacity = alpha ?? color.opacity;
  return {
    stroke: color.paint,
    "stroke-width": width,
    "stroke-opacity": opacity === 1 ? undefined : opacity,
    "stroke-dasharray": dashAttribute(style, width),
  };
}
