/** Legends: samples of artists with their labels. */
import { TypeError, ValueError } from "../../ir/errors.js";
import { Artist, refuse, toBoolean } from "./artist.js";
import { fillAttributes, strokeAttributes, type Canvas, type Units } from "./canvas.js";
import { toColor, type Color } from "./colors.js";
import { labelSize, placeLabel, type Box } from "./label.js";
import { solid } from "./lineStyle.js";
import type { Methods, Properties } from "./objects.js";
import { element } from "./svg.js";
import { Text, toFontSize } from "./texts.js";
import { isNone, number, text, vector } from "./values.js";

/** What has a sample. */
export interface Labelled {
  label: string;
  legendSample?(box: Box, canvas: Canvas): string;
}

export interface LegendEntry {
  artist: Labelled;
  label: string;
}

/** The names of places in the order of their numbers. */
const places = [
  "best",
  "upper right",
  "upper left",
  "lower left",
  "lower right",
  "right",
  "center left",
  "center right",
  "lower center",
  "upper center",
  "center",
];

function toPlace(value: unknown): string {
  if (isNone(value)) return "best";
  const name = typeof value === "string" ? value : places[number(value)];
  if (places.includes(name)) return name === "right" ? "center right" : name;
  throw new ValueError(
    `${typeof value === "string" ? `'${value}'` : text(value)} is not a valid value for loc.`,
  );
}

const optional = (value: unknown): number | undefined => (isNone(value) ? undefined : number(value));

/** Keywords of `legend`, with how they are read. */
const legendProperties: Properties = {
  loc: toPlace,
  bbox_to_anchor: (value) => (isNone(value) ? undefined : vector(value)),
  bbox_transform: (value) => value,
  ncols: number,
  title: (value) => (isNone(value) ? "" : text(value)),
  title_fontsize: toFontSize,
  fontsize: toFontSize,
  frameon: (value) => isNone(value) || toBoolean(value),
  framealpha: (value) => optional(value) ?? 0.8,
  fancybox: (value) => isNone(value) || toBoolean(value),
  shadow: refuse("shadow"),
  facecolor: (value) => (isNone(value) ? toColor("white") : toColor(value)),
  edgecolor: (value) => (isNone(value) ? toColor("0.8") : toColor(value)),
  labelcolor: (value) => toColor(value),
  borderpad: number,
  labelspacing: number,
  handlelength: number,
  handleheight: number,
  handletextpad: number,
  borderaxespad: number,
  columnspacing: number,
  markerscale: refuse("markerscale"),
  numpoints: (value) => value,
  scatterpoints: (value) => value,
  mode: refuse("mode"),
  alignment: refuse("alignment"),
  reverse: toBoolean,
  draggable: (value) => value,
};

const legendMethods: Methods<Legend> = {
  get_texts: ["", ({ entries }) => entries.map(({ label }) => new Text(0, 0, label))],
  set_title: ["title, prop=None", (legend, { title }) => ((legend.title = text(title)), null)],
  get_frame: ["", (legend) => legend],
};

interface Size {
  width: number;
  height: number;
}

export class Legend extends Artist {
  readonly className = "matplotlib.legend.Legend";
  override zorder = 5;
  override clip_on = false;
  loc = "best";
  bbox_to_anchor: number[] | undefined;
  ncols = 1;
  title = "";
  title_fontsize = 10;
  fontsize = 10;
  frameon = true;
  framealpha = 0.8;
  fancybox = true;
  facecolor: Color = toColor("white");
  edgecolor: Color = toColor("0.8");
  labelcolor: Color = toColor("black");
  borderpad = 0.4;
  labelspacing = 0.5;
  handlelength = 2;
  handleheight = 0.7;
  handletextpad = 0.8;
  borderaxespad = 0.5;
  columnspacing = 2;
  reverse = false;

  constructor(
    readonly entries: LegendEntry[],
    /** Of a legend of the figure. */
    private readonly placeUnits: Units = ["axes", "axes"],
  ) {
    super();
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...legendProperties };
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...legendMethods };
  }

  protected override setProperty(name: string, value: unknown): void {
    super.setProperty(name, value);
    if (name === "fontsize") this.title_fontsize = this.fontsize;
  }

  protected override unknownKeyword(key: string): Error {
    return new TypeError(`Legend.__init__() got an unexpected keyword argument '${key}'`);
  }

  override draw(canvas: Canvas): string {
    const box = this.place(canvas);
    const frame = element("rect", {
      x: box.left,
      y: box.top,
      width: box.right - box.left,
      height: box.bottom - box.top,
      rx: this.fancybox ? 0.2 * this.fontsize : undefined,
      ...fillAttributes(this.facecolor, this.framealpha),
      ...strokeAttributes(this.edgecolor, 1, solid, this.framealpha),
    });
    return (this.frameon ? frame : "") + this.content(box, canvas);
  }

  private get rows(): number {
    return Math.ceil(this.entries.length / this.ncols);
  }

  /** The entries of each column, and its width. */
  private columns(): { entries: LegendEntry[]; width: number }[] {
    const { fontsize: f, rows } = this;
    const shown = this.reverse ? [...this.entries].reverse() : this.entries;
    return Array.from({ length: Math.ceil(shown.length / rows) || 0 }, (_, i) => {
      const entries = shown.slice(i * rows, (i + 1) * rows);
      const texts = entries.map(({ label }) => labelSize(label, { size: f }).width);
      return { entries, width: (this.handlelength + this.handletextpad) * f + Math.max(...texts) };
    });
  }

  private rowHeight(i: number): number {
    const labels = this.columns().map(({ entries }) => entries[i]?.label ?? "");
    return Math.max(...labels.map((label) => labelSize(label, { size: this.fontsize }).height));
  }

  private get titleHeight(): number {
    if (this.title === "") return 0;
    return labelSize(this.title, { size: this.title_fontsize }).height + this.labelspacing * this.fontsize;
  }

  /** The size of its box. */
  get size(): Size {
    const { fontsize: f } = this;
    const columns = this.columns();
    const between = Math.max(0, columns.length - 1) * this.columnspacing * f;
    const titleWidth = this.title === "" ? 0 : labelSize(this.title, { size: this.title_fontsize }).width;
    const width = columns.reduce((sum, column) => sum + column.width, between);
    let height = this.titleHeight + Math.max(0, this.rows - 1) * this.labelspacing * f;
    for (let i = 0; i < this.rows; i++) height += this.rowHeight(i);
    return {
      width: Math.max(width, titleWidth) + 2 * this.borderpad * f,
      height: height + 2 * this.borderpad * f,
    };
  }

  /** Where it is: at the place asked for, or where it hides least. */
  place(canvas: Canvas): Box {
    const [x, y] = canvas.along(this.placeUnits);
    const [left, bottom, width = 0, height = 0] = this.bbox_to_anchor ?? [0, 0, 1, 1];
    const anchor = { left: x(left), right: x(left + width), bottom: y(bottom), top: y(bottom + height) };
    const at = (name: string): Box => this.boxAt(name, anchor);
    if (this.loc !== "best") return at(this.loc);
    const points = this.axes?.obstacles(canvas) ?? [];
    let best = { count: Infinity, box: at("upper right") };
    for (const name of places.slice(1)) {
      const box = at(name === "right" ? "center right" : name);
      const count = points.filter(
        ([px, py]) => px > box.left && px < box.right && py > box.top && py < box.bottom,
      ).length;
      if (count < best.count) best = { count, box };
    }
    return best.box;
  }

  private boxAt(name: string, anchor: Box): Box {
    const { width, height } = this.size;
    const pad = this.borderaxespad * this.fontsize;
    const left = name.endsWith("left")
      ? anchor.left + pad
      : name.endsWith("right")
        ? anchor.right - pad - width
        : (anchor.left + anchor.right - width) / 2;
    const top = name.startsWith("upper")
      ? anchor.top + pad
      : name.startsWith("lower")
        ? anchor.bottom - pad - height
        : (anchor.top + anchor.bottom - height) / 2;
    return { left, top, right: left + width, bottom: top + height };
  }

  private content(box: Box, canvas: Canvas): string {
    const { fontsize: f } = this;
    const pad = this.borderpad * f;
    const middle = (box.left + box.right) / 2;
    const titleStyle = { size: this.title_fontsize, horizontal: "center", vertical: "top" };
    let markup = this.title === "" ? "" : placeLabel(this.title, middle, box.top + pad, titleStyle).markup;
    let left = box.left + pad;
    for (const { entries, width } of this.columns()) {
      let top = box.top + pad + this.titleHeight;
      entries.forEach((entry, i) => {
        const height = this.rowHeight(i);
        markup += this.entry(entry, left, top, height, canvas);
        top += height + this.labelspacing * f;
      });
      left += width + this.columnspacing * f;
    }
    return markup;
  }

  private entry(
    { artist, label }: LegendEntry,
    left: number,
    top: number,
    height: number,
    canvas: Canvas,
  ): string {
    const { fontsize: f } = this;
    const middle = top + height / 2;
    const half = (this.handleheight * f) / 2;
    const handle = { left, right: left + this.handlelength * f, top: middle - half, bottom: middle + half };
    const style = { size: f, color: this.labelcolor, vertical: "center" };
    const sample = artist.legendSample?.(handle, canvas) ?? "";
    return sample + placeLabel(label, handle.right + this.handletextpad * f, middle, style).markup;
  }
}

/** Whether a label is shown in legends that are not told what to show. */
export const hasLabel = ({ label }: Labelled): boolean => label !== "" && !label.startsWith("_");
