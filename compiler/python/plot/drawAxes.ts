/** Axes as SVG: artists, spines, ticks, labels and titles. */
import type { Axes } from "./axes.js";
import type { Axis, TickStyle } from "./axis.js";
import { Canvas, fillAttributes } from "./canvas.js";
import { placeLabel, union, type Box, type LabelStyle } from "./label.js";
import type { Ticks } from "./scales.js";
import type { Side } from "./spines.js";
import { coordinate, element, type Definitions } from "./svg.js";

export interface DrawnAxes {
  markup: string;
  /** Around all that is seen of them. */
  box: Box;
}

interface Layer {
  zorder: number;
  markup: string;
  isClipped: boolean;
}

/** Draws axes on their frame. */
export function drawAxes(axes: Axes, frame: Box, page: Box, definitions: Definitions): DrawnAxes {
  const views = axes.views(frame.right - frame.left, frame.bottom - frame.top);
  const x = { scale: axes.xAxis.range.scale, limits: views.x };
  const y = { scale: axes.yAxis.range.scale, limits: views.y };
  const canvas = new Canvas(page, frame, x, y, definitions);
  const layers: Layer[] = axes.artists
    .filter(({ visible }) => visible)
    .map((artist) => ({ zorder: artist.zorder, markup: artist.draw(canvas), isClipped: artist.clip_on }));
  const decorations = axes.isOn ? drawDecorations(axes, canvas) : { layers: [], boxes: [], top: frame.top };
  layers.push(...decorations.layers);
  const titles = drawTitles(axes, frame, decorations.top);
  const legend = axes.legend?.visible
    ? [{ zorder: 5, markup: axes.legend.draw(canvas), isClipped: false }]
    : [];
  layers.push(...titles.map(({ markup }) => ({ zorder: 3, markup, isClipped: false })), ...legend);
  const background = axes.background && axes.isOn ? rectangle(frame, fillAttributes(axes.background)) : "";
  const legendBox = axes.legend?.visible ? [axes.legend.place(canvas)] : [];
  const boxes = [frame, ...decorations.boxes, ...titles.map(({ box }) => box), ...legendBox];
  return {
    markup: element("g", {}, background + stacked(layers, frame, definitions)),
    box: union(boxes) ?? frame,
  };
}

function rectangle(
  { left, top, right, bottom }: Box,
  attributes: Record<string, string | number | undefined>,
): string {
  return element("rect", { x: left, y: top, width: right - left, height: bottom - top, ...attributes });
}

/** Layers from the lowest to the highest; those that are clipped to the frame stand in groups. */
function stacked(layers: Layer[], frame: Box, definitions: Definitions): string {
  let markup = "";
  let clipped = "";
  const flush = (): void => {
    if (clipped === "") return;
    const id = definitions.id("clipPath", {}, rectangle(frame, {}));
    markup += element("g", { "clip-path": `url(#${id})` }, clipped);
    clipped = "";
  };
  for (const layer of [...layers].sort((a, b) => a.zorder - b.zorder)) {
    if (layer.isClipped) clipped += layer.markup;
    else if (layer.markup !== "") {
      flush();
      markup += layer.markup;
    }
  }
  flush();
  return markup;
}

interface Decorations {
  layers: Layer[];
  boxes: Box[];
  /** How high the x axis reaches, which titles stand above. */
  top: number;
}

function drawDecorations(axes: Axes, canvas: Canvas): Decorations {
  const layers: Layer[] = [];
  const boxes: Box[] = [];
  let { top } = canvas.frame;
  for (const axis of [axes.xAxis, axes.yAxis]) {
    if (!axis.visible) continue;
    const drawn = drawAxis(axis, axes, canvas);
    const zorder = axes.gridBelow ? 0.5 : 1.5;
    layers.push(
      { zorder, markup: drawn.grid, isClipped: true },
      { zorder: 2.5, markup: drawn.ticks, isClipped: false },
    );
    boxes.push(...drawn.boxes);
    if (axis === axes.xAxis) top = Math.min(top, ...drawn.boxes.map((box) => box.top));
  }
  for (const spine of Object.values(axes.spines.all))
    if (spine.visible) layers.push({ zorder: spine.zorder, markup: spine.draw(canvas), isClipped: false });
  return { layers, boxes, top };
}

/** One axis at work: how it lies on the page. */
class AxisDrawing {
  readonly isX: boolean;
  readonly boxes: Box[] = [];
  private readonly ticks: Ticks;
  private readonly view: readonly [number, number];

  constructor(
    private readonly axis: Axis,
    private readonly axes: Axes,
    private readonly canvas: Canvas,
  ) {
    const { frame } = canvas;
    this.isX = axis.range.direction === "x";
    const length = this.isX ? frame.right - frame.left : frame.bottom - frame.top;
    const room = Math.floor(length / (axis.major.labelSize * (this.isX ? 3 : 2)));
    const [low, high] = (this.isX ? canvas.x : canvas.y).limits;
    this.view = [Math.min(low, high), Math.max(low, high)];
    this.ticks = axis.range.ticksOn([low, high], room);
  }

  private place(value: number): number {
    const [x, y] = this.canvas.along(["data", "data"]);
    return this.isX ? x(value) : y(value);
  }

  /** Ticks in view, with their labels. */
  private shown(values: number[], labels: string[]): [value: number, label: string][] {
    const { scale } = this.axis.range;
    const [from, to] = this.view.map((v) => scale.forward(v));
    const tolerance = 1e-10 * Math.abs(to - from);
    return values
      .map((value, i): [number, string] => [value, labels[i] ?? ""])
      .filter(
        ([value]) => scale.forward(value) >= from - tolerance && scale.forward(value) <= to + tolerance,
      );
  }

  grid(): string {
    const { grid, minorGrid } = this.axis;
    const { frame } = this.canvas;
    const lines = (line: typeof grid, values: number[]): string => {
      if (!line) return "";
      line.axes = this.axes;
      const places = this.shown(values, []).map(([value]) => this.place(value));
      const d = places.map((at) => {
        const p = coordinate(at);
        return this.isX
          ? `M${p} ${coordinate(frame.bottom)}V${coordinate(frame.top)}`
          : `M${coordinate(frame.left)} ${p}H${coordinate(frame.right)}`;
      });
      return d.length === 0 ? "" : line.drawPath(d.join(""));
    };
    return lines(grid, this.ticks.major) + lines(minorGrid, this.ticks.minor);
  }

  /** Ticks and labels on all sides that have them, then the axis's own label. */
  draw(): string {
    const { major, labels, minor, minorLabels } = this.ticks;
    const kinds = [
      [this.axis.major, this.shown(major, labels)],
      [this.axis.minor, this.shown(minor, minorLabels)],
    ] as const;
    let markup = "";
    for (const side of this.isX ? (["bottom", "top"] as const) : (["left", "right"] as const)) {
      const edge = this.axes.spines.all[side].at(this.canvas);
      const outwards = side === "left" || side === "top" ? -1 : 1;
      for (const [style, ticks] of kinds) {
        if (this.axis.tickSides.has(side)) markup += this.tickMarks(style, ticks, edge, outwards);
        if (this.axis.labelSides.has(side)) markup += this.tickLabels(style, ticks, edge, side, outwards);
      }
    }
    return markup + this.offset() + this.label();
  }

  private tickMarks(
    { direction, length, width, color }: TickStyle,
    ticks: readonly [number, string][],
    edge: number,
    outwards: number,
  ): string {
    const from = edge - (direction === "out" ? 0 : outwards * length);
    const to = edge + (direction === "in" ? 0 : outwards * length);
    const [a, b] = [coordinate(from), coordinate(to)];
    const d = ticks.map(([value]) => {
      const p = coordinate(this.place(value));
      return this.isX ? `M${p} ${a}V${b}` : `M${a} ${p}H${b}`;
    });
    if (d.length === 0 || length === 0) return "";
    return element("path", { d: d.join(""), stroke: color.paint, "stroke-width": width });
  }

  private tickLabels(
    style: TickStyle,
    ticks: readonly [number, string][],
    edge: number,
    side: Side,
    outwards: number,
  ): string {
    const { direction, length, pad } = style;
    const away = (direction === "in" ? 0 : direction === "inout" ? length / 2 : length) + pad;
    const at = edge + outwards * away;
    const label: LabelStyle = {
      size: style.labelSize,
      color: style.labelColor,
      rotation: style.rotation,
      horizontal: style.alignment ?? (this.isX ? "center" : outwards < 0 ? "right" : "left"),
      vertical: this.isX ? (side === "bottom" ? "top" : "bottom") : "center",
      turnsAboutAnchor: style.isAnchored,
    };
    return ticks
      .filter(([, text]) => text !== "")
      .map(([value, text]) => {
        const p = this.place(value);
        const { markup, box } = this.isX ? placeLabel(text, p, at, label) : placeLabel(text, at, p, label);
        this.boxes.push(box);
        return markup;
      })
      .join("");
  }

  /** What all labels have in common stands at the axis's end. */
  private offset(): string {
    const { frame } = this.canvas;
    if (this.ticks.offset === "" || this.axis.labelSides.size === 0) return "";
    const isRight = this.axis.labelSides.has("right");
    const below = Math.max(frame.bottom, ...this.boxes.map((box) => box.bottom));
    const { labelSize: size, labelColor: color } = this.axis.major;
    const { markup, box } = this.isX
      ? placeLabel(this.ticks.offset, frame.right, below + 3, { size, color, horizontal: "right", vertical: "top" })
      : placeLabel(this.ticks.offset, isRight ? frame.right : frame.left, frame.top - 3, { size, color, horizontal: isRight ? "right" : "left", vertical: "bottom" }); // prettier-ignore
    if (!this.isX) this.boxes.push(box);
    return markup;
  }

  private label(): string {
    const { label, labelSide } = this.axis;
    if (label.text === "" || !label.visible) return "";
    const { frame } = this.canvas;
    const around = union([frame, ...this.boxes]) ?? frame;
    const pad = label.labelpad ?? 4;
    const middle = this.isX ? (frame.left + frame.right) / 2 : (frame.top + frame.bottom) / 2;
    const edge = around[labelSide] + (labelSide === "left" || labelSide === "top" ? -pad : pad);
    const vertical = { bottom: "top", top: "bottom", left: "center", right: "center" }[labelSide];
    const horizontal = {
      bottom: label.horizontalalignment,
      top: label.horizontalalignment,
      left: "right",
      right: "left",
    }[labelSide];
    const style = { ...label.labelStyle, vertical, horizontal };
    const along = this.alongEdge(label.horizontalalignment, middle);
    const { markup, box } = this.isX
      ? placeLabel(label.text, along, edge, style)
      : placeLabel(label.text, edge, middle, style);
    this.boxes.push(box);
    return markup;
  }

  /** Where on its side a label of an alignment is put. */
  private alongEdge(alignment: string, middle: number): number {
    const { left, right } = this.canvas.frame;
    return alignment === "left" ? left : alignment === "right" ? right : middle;
  }
}

function drawAxis(axis: Axis, axes: Axes, canvas: Canvas): { grid: string; ticks: string; boxes: Box[] } {
  const drawing = new AxisDrawing(axis, axes, canvas);
  return { grid: drawing.grid(), ticks: drawing.draw(), boxes: drawing.boxes };
}

/** Titles stand above what is above the frame. */
function drawTitles(axes: Axes, frame: Box, highest: number): { markup: string; box: Box }[] {
  return Object.values(axes.titles)
    .filter(({ text, visible }) => text !== "" && visible)
    .map((title) => {
      const x = frame.left + title.x * (frame.right - frame.left);
      const top = highest + (1 - title.y) * (frame.bottom - frame.top);
      const lines = title.text.split("\n").length - 1;
      const style = { ...title.labelStyle, vertical: lines > 0 ? "bottom" : title.verticalalignment };
      return placeLabel(title.text, x, top - (title.labelpad ?? 6), style);
    });
}
