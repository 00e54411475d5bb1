/** Axes' axes: what they show, where their ticks are, and how they look. */
import { ValueError } from "../../ir/errors.js";
import { toBoolean } from "./artist.js";
import type { Axes } from "./axes.js";
import { toColor, type Color } from "./colors.js";
import { Line2D } from "./line.js";
import { PlotObject, type Methods } from "./objects.js";
import { linearScale, scaleOf, type Scale, type Ticks } from "./scales.js";
import type { Keywords } from "./signature.js";
import { Text, toFontSize } from "./texts.js";
import { nonsingular, type TickOptions } from "./ticks.js";
import type { LabelOptions } from "./tickLabels.js";
import { isNone, itemsOf, number, text, vector } from "./values.js";

export type Interval = [low: number, high: number];

/** What axes that are joined have in common. */
export class AxisRange {
  scale: Scale = linearScale;
  /** What has been set; undefined while it follows the data. */
  fixed: Interval | undefined;
  isInverted = false;
  margin = 0.05;
  readonly members: Axes[] = [];
  /** Names instead of numbers, in the order in which they came. */
  readonly categories: string[] = [];
  ticks: number[] | undefined;
  tickLabels: string[] | undefined;
  minorTicks: number[] | undefined;
  hasMinorTicks = false;
  options: TickOptions & LabelOptions = {};

  constructor(readonly direction: "x" | "y") {}

  /** Numbers, or the places of names. */
  convert(value: unknown): number[] {
    const items = itemsOf(value);
    if (!items.some((item) => typeof item === "string")) return vector(value);
    return items.map((item) => {
      const name = text(item);
      if (!this.categories.includes(name)) this.categories.push(name);
      return this.categories.indexOf(name);
    });
  }

  /** The limits as they are shown: the first is at the left or at the bottom. */
  view(): Interval {
    const [low, high] = this.fixed ?? this.fromData();
    return this.isInverted ? [high, low] : [low, high];
  }

  private fromData(): Interval {
    let [low, high] = [Infinity, -Infinity];
    const sticky: number[] = [];
    for (const axes of this.members)
      for (const artist of axes.artists) {
        const isX = this.direction === "x";
        if (artist.units[isX ? 0 : 1] !== "data" || !artist.visible) continue;
        const limits = artist.limits();
        sticky.push(...((isX ? limits.stickyX : limits.stickyY) ?? []));
        for (const value of isX ? limits.x : limits.y)
          if (this.scale.accepts(value)) [low, high] = [Math.min(low, value), Math.max(high, value)];
      }
    return low > high ? [...this.scale.empty] : this.widened(low, high, sticky);
  }

  private widened(low: number, high: number, sticky: number[]): Interval {
    const { scale, margin } = this;
    if (scale.name === "log" && low === high) {
      // The powers around it.
      const exponent = scale.forward(low);
      [low, high] = [scale.inverse(Math.ceil(exponent) - 1), scale.inverse(Math.floor(exponent) + 1)];
    } else [low, high] = nonsingular(low, high, 0.05);
    const [from, to] = [scale.forward(low), scale.forward(high)];
    const extra = (to - from) * margin;
    const tolerance = 1e-5 * Math.abs(high - low);
    const floor = Math.max(...sticky.filter((edge) => edge <= low + tolerance));
    const ceiling = Math.min(...sticky.filter((edge) => edge >= high - tolerance));
    return [Math.max(scale.inverse(from - extra), floor), Math.min(scale.inverse(to + extra), ceiling)];
  }

  /** Sets one or both limits; the first is the one at the left or at the bottom. */
  setLimits(first: unknown, second: unknown): void {
    const [start, end] = this.view();
    const [a = start, b = end] = [first, second].map((value) =>
      isNone(value) ? undefined : this.convert(value)[0],
    );
    if (!Number.isFinite(a) || !Number.isFinite(b)) throw new ValueError("Axis limits cannot be NaN or Inf");
    this.isInverted = b < a;
    const isUsable = (value: number, previous: number): number =>
      this.scale.accepts(value) ? value : previous;
    this.fixed = nonsingular(
      Math.min(isUsable(a, start), isUsable(b, end)),
      Math.max(isUsable(a, start), isUsable(b, end)),
      0.05,
    );
  }

  /** Where ticks are on a view, with room for so many labels. */
  ticksOn(view: readonly [number, number], room: number): Ticks {
    const sorted: Interval = view[0] <= view[1] ? [view[0], view[1]] : [view[1], view[0]];
    const found = this.scale.ticks(sorted, room, this.options);
    if (this.categories.length > 0 && !this.ticks) {
      return {
        major: this.categories.map((_, i) => i),
        labels: this.categories,
        minor: [],
        minorLabels: [],
        offset: "",
      };
    }
    if (this.hasMinorTicks && found.minor.length === 0) found.minor = minorTicks(found.major);
    if (this.minorTicks) Object.assign(found, { minor: this.minorTicks, minorLabels: [] });
    if (this.ticks)
      Object.assign(found, { major: this.ticks }, this.scale.label(this.ticks, sorted, this.options));
    if (this.tickLabels)
      Object.assign(found, { labels: found.major.map((_, i) => this.tickLabels?.[i] ?? ""), offset: "" });
    return found;
  }

  setTicks(ticks: unknown, labels: unknown, isMinor: boolean): void {
    const places = this.convert(ticks);
    if (isMinor) this.minorTicks = places;
    else {
      this.ticks = places;
      this.tickLabels = undefined;
      const [low, high] = this.view();
      // The view grows to show them all.
      if (this.fixed && places.length > 0)
        this.fixed = [Math.min(low, high, ...places), Math.max(low, high, ...places)];
    }
    if (!isNone(labels)) this.setTickLabels(labels);
  }

  setTickLabels(labels: unknown): void {
    const names = itemsOf(labels).map((label) => (label instanceof Text ? label.text : text(label)));
    if (this.ticks && names.length !== this.ticks.length && names.length > 0)
      throw new ValueError(
        `The number of FixedLocator locations (${this.ticks.length}), usually from a call to set_ticks, ` +
          `does not match the number of labels (${names.length}).`,
      );
    this.tickLabels = names;
  }
}

/** Four or five parts between ticks, so that they are round. */
function minorTicks(major: readonly number[]): number[] {
  const step = major[1] - major[0];
  const digit = Math.round((step / 10 ** Math.floor(Math.log10(step) + 1e-9)) * 10);
  const parts = [10, 25, 50, 100].includes(digit) ? 5 : 4;
  return major
    .slice(0, -1)
    .flatMap((from) => Array.from({ length: parts - 1 }, (_, i) => from + (step * (i + 1)) / parts));
}

/** How ticks of one kind look. */
export interface TickStyle {
  length: number;
  width: number;
  pad: number;
  direction: string;
  color: Color;
  labelSize: number;
  labelColor: Color;
  rotation: number;
  alignment: string | undefined;
  isAnchored: boolean;
}

const black = toColor("black");
const tickStyle = (length: number, width: number, pad: number): TickStyle => ({
  length,
  width,
  pad,
  direction: "out",
  color: black,
  labelSize: 10,
  labelColor: black,
  rotation: 0,
  alignment: undefined,
  isAnchored: false,
});

const tickParams = (
  "size width color colors pad direction length rotation labelrotation labelsize labelcolor left bottom right top " +
  "labelleft labelbottom labelright labeltop grid_color grid_alpha grid_linewidth grid_linestyle"
)
  .split(" ")
  .map((name) => `'${name}'`)
  .join(", ");

type Side = "left" | "right" | "top" | "bottom";

const axisMethods: Methods<Axis> = {
  set_visible: ["b", (axis, { b }) => ((axis.visible = toBoolean(b)), null)],
  grid: [
    "visible=None, which='major', **kwargs",
    (axis, { visible, which, kwargs }) => (axis.setGrid(visible, which, kwargs), null),
  ],
  set_ticks: [
    "ticks, labels=None, *, minor=False, **kwargs",
    (axis, a) => (axis.setTicks(a.ticks, a.labels, a.minor, a.kwargs), []),
  ],
  set_ticklabels: [
    "labels, **kwargs",
    (axis, { labels, kwargs }) => (axis.setTicks(undefined, labels, false, kwargs), []),
  ],
  set_tick_params: [
    "which='major', reset=False, **kwargs",
    (axis, { which, kwargs }) => (axis.setTickParams(which, kwargs), null),
  ],
  set_label_text: [
    "label, **kwargs",
    (axis, { label, kwargs }) => ((axis.label.text = text(label)), axis.label.with(kwargs)),
  ],
  set_label_position: ["position", (axis, { position }) => ((axis.labelSide = text(position) as Side), null)],
  set_inverted: ["inverted", (axis, { inverted }) => ((axis.range.isInverted = toBoolean(inverted)), null)],
  tick_left: ["", (axis) => (axis.moveTo("left"), null)],
  tick_right: ["", (axis) => (axis.moveTo("right"), null)],
  tick_top: ["", (axis) => (axis.moveTo("top"), null)],
  tick_bottom: ["", (axis) => (axis.moveTo("bottom"), null)],
  get_label: ["", ({ label }) => label],
};

/** The x or the y axis of axes. */
export class Axis extends PlotObject {
  readonly className: string;
  visible = true;
  label: Text;
  labelSide: Side;
  /** Sides with ticks, and with labels. */
  tickSides: Set<Side>;
  labelSides: Set<Side>;
  readonly major = tickStyle(3.5, 0.8, 3.5);
  readonly minor = tickStyle(2, 0.6, 3.4);
  grid: Line2D | undefined;
  minorGrid: Line2D | undefined;

  constructor(readonly range: AxisRange) {
    super();
    const isX = range.direction === "x";
    this.className = `matplotlib.axis.${isX ? "X" : "Y"}Axis`;
    this.label = isX ? new Text(0.5, 0n, "") : new Text(0n, 0.5, "");
    this.labelSide = isX ? "bottom" : "left";
    this.tickSides = new Set([this.labelSide]);
    this.labelSides = new Set([this.labelSide]);
    const alignment = isX
      ? { horizontalalignment: "center" }
      : { horizontalalignment: "center", rotation: 90 };
    this.label.with(alignment);
  }

  protected override methods(): Methods<never> {
    return axisMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { label: this.label };
  }

  hideLabels(): void {
    this.labelSides.clear();
    this.label.text = "";
  }

  /** As it was when made, but for axes that are shared. */
  reset(): void {
    this.label.text = "";
    this.grid = this.minorGrid = undefined;
    Object.assign(this.range, new AxisRange(this.range.direction), { members: this.range.members });
  }

  moveTo(side: Side): void {
    this.tickSides = new Set([side]);
    this.labelSides = new Set([side]);
    this.labelSide = side;
  }

  setGrid(visible: unknown, which: unknown, kwargs: Keywords): void {
    const plain = new Map([...kwargs].map(([key, value]) => [key.replace(/^grid_/, ""), value]));
    const make = (): Line2D => new Line2D([], []).with({ color: "#b0b0b0", linewidth: 0.8 }).with(plain);
    const isOn = isNone(visible) ? (had: boolean) => kwargs.size > 0 || !had : () => toBoolean(visible);
    if (which !== "minor") this.grid = isOn(this.grid !== undefined) ? make() : undefined;
    if (which !== "major") this.minorGrid = isOn(this.minorGrid !== undefined) ? make() : undefined;
  }

  /** Sets places, labels and how the labels look. */
  setTicks(ticks: unknown, labels: unknown, minor: unknown, kwargs: Keywords): void {
    if (ticks !== undefined) this.range.setTicks(ticks, labels, toBoolean(minor));
    else this.range.setTickLabels(labels);
    this.styleLabels(kwargs);
  }

  /** Sets how labels look, by keywords of Text. */
  styleLabels(kwargs: Keywords): void {
    if (kwargs.size === 0) return;
    const { major } = this;
    const model = new Text(0, 0, "")
      .with({ fontsize: major.labelSize, rotation: major.rotation })
      .with(kwargs);
    [major.labelSize, major.rotation] = [model.fontsize, model.rotation];
    if (kwargs.has("ha") || kwargs.has("horizontalalignment")) major.alignment = model.horizontalalignment;
    if (kwargs.has("color")) major.labelColor = model.color;
    major.isAnchored = model.rotation_mode === "anchor";
  }

  setTickParams(which: unknown, kwargs: Keywords): void {
    const styles =
      which === "both" ? [this.major, this.minor] : which === "minor" ? [this.minor] : [this.major];
    for (const [key, value] of kwargs) this.setTickParam(styles, key, value);
  }

  private setTickParam(styles: TickStyle[], key: string, value: unknown): void {
    const put = (part: Partial<TickStyle>): void => styles.forEach((style) => Object.assign(style, part));
    const side = /^(label)?(left|right|top|bottom)$/.exec(key);
    if (side) {
      const sides = side[1] ? this.labelSides : this.tickSides;
      const isX = this.range.direction === "x";
      if (isX !== (side[2] === "top" || side[2] === "bottom")) return;
      if (toBoolean(value)) sides.add(side[2] as Side);
      else sides.delete(side[2] as Side);
    } else if (key === "labelsize") put({ labelSize: toFontSize(value) });
    else if (key === "labelcolor") put({ labelColor: toColor(value) });
    else if (key === "color") put({ color: toColor(value) });
    else if (key === "colors") put({ color: toColor(value), labelColor: toColor(value) });
    else if (key === "rotation" || key === "labelrotation") put({ rotation: number(value) });
    else if (key === "direction") put({ direction: text(value) });
    else if (key === "length" || key === "width" || key === "pad") put({ [key]: number(value) });
    else if (key === "size") put({ length: number(value) });
    else if (key.startsWith("grid_")) this.setGrid(this.grid !== undefined, "major", new Map([[key, value]]));
    else throw new ValueError(`keyword ${key} is not recognized; valid keywords are [${tickParams}]`);
  }

  setScale(name: unknown, kwargs: Keywords): void {
    const option = (key: string): number | undefined =>
      kwargs.has(key) ? number(kwargs.get(key)) : undefined;
    this.range.scale = scaleOf(name, option("base"), option("linthresh"));
  }
}
