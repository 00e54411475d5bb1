/** Colour bars. */
import { Artist, type Limits } from "./artist.js";
import type { Axes } from "./axes.js";
import { fillAttributes, type Canvas } from "./canvas.js";
import { sample, type Color } from "./colors.js";
import { ContourSet } from "./contourSet.js";
import type { Box } from "./label.js";
import type { Mappable } from "./mappable.js";
import { PlotObject, type Methods } from "./objects.js";
import { polygonPath } from "./patches.js";
import { pngUrl } from "./png.js";
import { scaleOf } from "./scales.js";
import { element } from "./svg.js";
import { text } from "./values.js";

/** The colours, in axes of their own. */
class Strip extends Artist {
  readonly className = "matplotlib.collections.QuadMesh";
  override clip_on = false;

  constructor(
    private readonly mappable: Mappable,
    private readonly isVertical: boolean,
  ) {
    super();
  }

  private get bounds(): [number, number] {
    const { mappable } = this;
    if (mappable instanceof ContourSet && mappable.isFilled)
      return [mappable.levels[0], mappable.levels[mappable.levels.length - 1]];
    const { vmin = 0, vmax = 1 } = mappable.norm;
    return vmin === vmax ? [vmin - 0.1, vmax + 0.1] : [vmin, vmax];
  }

  override limits(): Limits {
    const values = this.bounds;
    return this.isVertical
      ? { x: [0, 1], y: values, stickyX: [0, 1], stickyY: values }
      : { x: values, y: [0, 1], stickyX: values, stickyY: [0, 1] };
  }

  override draw(canvas: Canvas): string {
    const { mappable } = this;
    return mappable instanceof ContourSet ? this.drawLevels(mappable, canvas) : this.drawGradient(canvas);
  }

  private drawGradient({ frame }: Canvas): string {
    const { left, top, right, bottom } = frame;
    const colors = Array.from({ length: 256 }, (_, i) => sample(this.mappable.cmap, i / 255));
    if (this.isVertical) colors.reverse();
    const data = Uint8Array.from(colors.flatMap((color) => [...color.map((c) => Math.round(c * 255)), 255]));
    const [width, height] = this.isVertical ? [1, 256] : [256, 1];
    return element("image", {
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      preserveAspectRatio: "none",
      opacity: this.mappable.alpha,
      href: pngUrl({ width, height, data }),
    });
  }

  /** A part of the bar between two numbers. */
  private part(from: number, to: number, canvas: Canvas): Box {
    const [x, y] = canvas.along(["data", "data"]);
    const { frame } = canvas;
    return this.isVertical
      ? { ...frame, top: Math.min(y(from), y(to)), bottom: Math.max(y(from), y(to)) }
      : { ...frame, left: Math.min(x(from), x(to)), right: Math.max(x(from), x(to)) };
  }

  /** The triangle for what is beyond the first or the last level. */
  private end(color: Color, { frame }: Canvas, isFirst: boolean): string {
    const { left, right, top, bottom } = frame;
    const length = 0.05 * (this.isVertical ? bottom - top : right - left);
    const [edge, tip] = this.isVertical
      ? isFirst ? [bottom, bottom + length] : [top, top - length]
      : isFirst ? [left, left - length] : [right, right + length]; // prettier-ignore
    const corners: [number, number][] = this.isVertical
      ? [[left, edge], [(left + right) / 2, tip], [right, edge]]
      : [[edge, top], [tip, (top + bottom) / 2], [edge, bottom]]; // prettier-ignore
    const outline = { stroke: "black", "stroke-width": 0.8 };
    return element("path", {
      d: polygonPath(corners),
      ...fillAttributes(color, this.mappable.alpha),
      ...outline,
    });
  }

  private drawLevels(contours: ContourSet, canvas: Canvas): string {
    if (!contours.isFilled)
      return contours.levels
        .map((level, i) => {
          const { left, right, top, bottom } = this.part(level, level, canvas);
          return element("line", { x1: left, x2: right, y1: top, y2: bottom, ...contours.lineStroke(i) });
        })
        .join("");
    return contours.bands
      .map(([low, high], i) => {
        if (!Number.isFinite(low)) return this.end(contours.layerColor(i), canvas, true);
        if (!Number.isFinite(high)) return this.end(contours.layerColor(i), canvas, false);
        const { left, right, top, bottom } = this.part(low, high, canvas);
        const fill = fillAttributes(contours.layerColor(i), contours.alpha);
        return element("rect", { x: left, y: top, width: right - left, height: bottom - top + 0.2, ...fill });
      })
      .join("");
  }
}

const colorbarMethods: Methods<Colorbar> = {
  set_label: [
    "label, *, loc=None, **kwargs",
    (bar, { label, kwargs }) => (
      (bar.longAxis.label.text = text(label)),
      void bar.longAxis.label.with(kwargs),
      null
    ),
  ],
  set_ticks: [
    "ticks, *, labels=None, minor=False, **kwargs",
    (bar, a) => (bar.longAxis.setTicks(a.ticks, a.labels, a.minor, a.kwargs), null),
  ],
  set_ticklabels: [
    "ticklabels, *, minor=False, **kwargs",
    (bar, a) => (bar.longAxis.setTicks(undefined, a.ticklabels, false, a.kwargs), null),
  ],
  remove: ["", (bar) => (bar.axes.remove(), null)],
};

export class Colorbar extends PlotObject {
  readonly className = "matplotlib.colorbar.Colorbar";

  constructor(
    readonly axes: Axes,
    mappable: Mappable,
    private readonly isVertical: boolean,
  ) {
    super();
    axes.addArtist(new Strip(mappable, isVertical));
    const [long, short] = isVertical ? [axes.yAxis, axes.xAxis] : [axes.xAxis, axes.yAxis];
    short.visible = false;
    if (isVertical) long.moveTo("right");
    if (mappable.norm.isLog) long.range.scale = scaleOf("log");
    if (mappable instanceof ContourSet) long.range.ticks = [...mappable.levels];
  }

  get longAxis(): Axes["xAxis"] {
    return this.isVertical ? this.axes.yAxis : this.axes.xAxis;
  }

  protected override methods(): Methods<never> {
    return colorbarMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { ax: this.axes };
  }
}
