/** Axes: artists on a frame with two axes. */
import { AttributeError } from "../../ir/errors.js";
import { Transform, type Artist } from "./artist.js";
import { Axis, AxisRange, type Interval } from "./axis.js";
import type { Canvas } from "./canvas.js";
import { cycleColor, toColor, type Color } from "./colors.js";
import type { Container } from "./containers.js";
import type { Figure } from "./figure.js";
import type { Legend } from "./legend.js";
import type { Mappable } from "./mappable.js";
import { axesMethods } from "./methods/index.js";
import { normalized, PlotFunction, PlotObject, type Methods } from "./objects.js";
import { Rectangle } from "./patches.js";
import type { Keywords } from "./signature.js";
import { Spines } from "./spines.js";
import { Text } from "./texts.js";

/** Where axes are: a part of a grid, or a rectangle in fractions of the figure (from the bottom left). */
export type Slot =
  | {
      rows: number;
      columns: number;
      row: [number, number];
      column: [number, number];
      widths?: number[];
      heights?: number[];
    }
  | { rectangle: [x0: number, y0: number, x1: number, y1: number] };

/** A part of a slot, in fractions from its bottom left. */
export type Part = readonly [x0: number, y0: number, x1: number, y1: number];

export type TitlePlace = "left" | "center" | "right";

export class Axes extends PlotObject {
  readonly className = "matplotlib.axes._axes.Axes";
  artists: Artist[] = [];
  containers: Container[] = [];
  xAxis: Axis;
  yAxis: Axis;
  titles: Record<TitlePlace, Text> = {
    left: makeTitle("left"),
    center: makeTitle("center"),
    right: makeTitle("right"),
  };
  spines = new Spines();
  legend: Legend | undefined;
  /** How long a unit of y is, in units of x; undefined where axes fill their slot. */
  aspect: number | undefined;
  /** Whether the view grows to keep the aspect, rather than the frame shrinking. */
  growsView = false;
  /** What is left of the slot beside colour bars. */
  part: Part = [0, 0, 1, 1];
  /** Of colour bars: the ratio of its sides. */
  boxAspect: number | undefined;
  background: Color | undefined = toColor("white");
  label = "";
  isOn = true;
  visible = true;
  zorder = 0;
  gridBelow = true;
  /** What a colour bar without a mappable is for. */
  currentMappable: Mappable | undefined;
  private lineCount = 0;
  private patchCount = 0;

  constructor(
    readonly figure: Figure,
    readonly slot: Slot,
    shared: { x?: AxisRange; y?: AxisRange } = {},
  ) {
    super();
    this.xAxis = new Axis(shared.x ?? new AxisRange("x"));
    this.yAxis = new Axis(shared.y ?? new AxisRange("y"));
    this.xAxis.range.members.push(this);
    this.yAxis.range.members.push(this);
  }

  override repr(): string {
    const titles = (["left", "center", "right"] as const).filter((place) => this.titles[place].text !== "");
    const parts = titles.map((place) => `'${place}': '${this.titles[place].text}'`);
    const shown = [
      this.label === "" ? "" : `label='${this.label}'`,
      parts.length > 0 ? `title={${parts.join(", ")}}` : "",
      this.xAxis.label.text === "" ? "" : `xlabel='${this.xAxis.label.text}'`,
      this.yAxis.label.text === "" ? "" : `ylabel='${this.yAxis.label.text}'`,
    ];
    return `<Axes: ${shown.filter((part) => part !== "").join(", ")}>`;
  }

  protected override methods(): Methods<never> {
    return axesMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    const ofClass = (...names: string[]): Artist[] =>
      this.artists.filter(({ shortName }) => names.includes(shortName));
    return {
      figure: this.figure,
      xaxis: this.xAxis,
      yaxis: this.yAxis,
      spines: this.spines,
      title: this.titles.center,
      lines: ofClass("Line2D"),
      texts: ofClass("Text", "Annotation"),
      images: ofClass("AxesImage"),
      patches: ofClass("Rectangle", "Polygon", "Circle", "Ellipse", "Wedge"),
      collections: this.artists.filter(({ className }) => /collections|contour|quiver/.test(className)),
      containers: this.containers,
      legend_: this.legend ?? null,
      transData: new Transform(["data", "data"]),
      transAxes: new Transform(["axes", "axes"]),
    };
  }

  /** Python's `ax.set(xlabel=…)`: every keyword has a method of its name. */
  override set(kwargs: Keywords): unknown[] {
    return [...normalized(kwargs)].map(([key, value]) => {
      const method = this.attribute(`set_${key}`);
      if (!(method instanceof PlotFunction))
        throw new AttributeError(`Axes.set() got an unexpected keyword argument '${key}'`);
      const takesMany = (key === "xlim" || key === "ylim") && Array.isArray(value);
      return method.call(takesMany ? (value as unknown[]) : [value], new Map());
    });
  }

  addArtist<T extends Artist>(artist: T): T {
    artist.axes = this;
    this.artists.push(artist);
    return artist;
  }

  addContainer(container: Container): Container {
    this.containers.push(container);
    return container;
  }

  removeArtist(artist: Artist): void {
    this.artists = this.artists.filter((other) => other !== artist);
    if (this.legend === artist) this.legend = undefined;
  }

  remove(): void {
    this.figure.removeAxes(this);
    for (const { range } of [this.xAxis, this.yAxis]) range.members.splice(range.members.indexOf(this), 1);
  }

  /** The next colour of lines, or of areas. */
  nextColor(kind: "line" | "patch" = "line"): Color {
    return cycleColor(kind === "line" ? this.lineCount++ : this.patchCount++);
  }

  restartColors(): void {
    this.lineCount = this.patchCount = 0;
  }

  /** What is shown along x and y, on a frame of a size: equal units may make more be seen. */
  views(width: number, height: number): { x: Interval; y: Interval } {
    const view = { x: this.xAxis.range.view(), y: this.yAxis.range.view() };
    if (this.aspect === undefined || !this.growsView) return view;
    const [spanX, spanY] = [view.x[1] - view.x[0], view.y[1] - view.y[0]];
    const perX = Math.abs(spanX) / width;
    const perY = (Math.abs(spanY) * this.aspect) / height;
    if (perX < perY) view.x = scaled(view.x, perY / perX);
    else view.y = scaled(view.y, perX / perY);
    return view;
  }

  /** Points of the page that a legend should not hide. */
  obstacles(canvas: Canvas): [number, number][] {
    const found: [number, number][] = [];
    for (const artist of this.artists) {
      const [x, y] = canvas.along(artist.units);
      const limits = artist.limits();
      const ys = Array.from(limits.y);
      const points = Array.from(limits.x, (value, i): [number, number] => [x(value), y(ys[i] ?? NaN)]);
      const isClosed = artist instanceof Rectangle;
      const isJoined = isClosed || artist.shortName === "Line2D" || artist.shortName === "Polygon";
      points.forEach((point, i) => {
        found.push(point);
        const next = points[i + 1] ?? (isClosed ? points[0] : undefined);
        if (isJoined && next) found.push(...between(point, next));
      });
    }
    return found;
  }
}

function makeTitle(alignment: TitlePlace): Text {
  return new Text({ left: 0, center: 0.5, right: 1 }[alignment], 1, "").with({
    fontsize: 12,
    horizontalalignment: alignment,
  });
}

function scaled([low, high]: Interval, factor: number): Interval {
  const [middle, half] = [(low + high) / 2, ((high - low) / 2) * factor];
  return [middle - half, middle + half];
}

/** Points on the way from one to another. */
function between([x0, y0]: [number, number], [x1, y1]: [number, number]): [number, number][] {
  const count = Math.min(40, Math.floor(Math.hypot(x1 - x0, y1 - y0) / 6)) || 0;
  return Array.from({ length: count }, (_, i) => {
    const t = (i + 1) / (count + 1);
    return [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
  });
}
