/** The lines that bound axes. */
import { ValueError } from "../../ir/errors.js";
import { Artist } from "./artist.js";
import { strokeAttributes, type Canvas } from "./canvas.js";
import { toColor, type Color } from "./colors.js";
import { solid, toLineStyle, type LineStyle } from "./lineStyle.js";
import { PlotFunction, PlotObject, type Methods, type Properties } from "./objects.js";
import { element } from "./svg.js";
import { isNone, number, text } from "./values.js";

export type Side = "left" | "right" | "bottom" | "top";

/** Where a spine is: at its side of the axes, or at a number on the other axis. */
type SpinePlace = { data: number } | { axes: number } | { outward: number };

function toPlace(value: unknown): SpinePlace {
  if (value === "zero") return { data: 0 };
  if (value === "center") return { axes: 0.5 };
  const [kind, amount] = Array.isArray(value) ? [text(value[0]), number(value[1])] : [text(value), 0];
  if (kind === "data") return { data: amount };
  if (kind === "axes") return { axes: amount };
  if (kind === "outward") return { outward: amount };
  throw new ValueError("position should be 'center', 'zero' or a pair like ('data', 0)");
}

const spineProperties: Properties = {
  color: (value) => toColor(value),
  edgecolor: (value) => toColor(value),
  linewidth: (value) => (isNone(value) ? 0.8 : number(value)),
  linestyle: toLineStyle,
  position: toPlace,
};

class Spine extends Artist {
  readonly className = "matplotlib.spines.Spine";
  override zorder = 2.5;
  color: Color = toColor("black");
  linewidth = 0.8;
  linestyle: LineStyle = solid;
  position: SpinePlace = { outward: 0 };

  constructor(readonly side: Side) {
    super();
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...spineProperties };
  }

  protected override setProperty(name: string, value: unknown): void {
    super.setProperty(name === "edgecolor" ? "color" : name, value);
  }

  /** Where it is on the page: x of a vertical one, y of a horizontal one. */
  at(canvas: Canvas): number {
    const { position, side } = this;
    const isVertical = side === "left" || side === "right";
    const place = (unit: "data" | "axes", value: number): number =>
      canvas.along([unit, unit])[isVertical ? 0 : 1](value);
    if ("data" in position) return place("data", position.data);
    if ("axes" in position) return place("axes", position.axes);
    const outward = side === "left" || side === "top" ? -position.outward : position.outward;
    return canvas.frame[side] + outward;
  }

  override draw(canvas: Canvas): string {
    const at = this.at(canvas);
    const { left, right, top, bottom } = canvas.frame;
    const isVertical = this.side === "left" || this.side === "right";
    const ends = isVertical
      ? { x1: at, y1: bottom, x2: at, y2: top }
      : { x1: left, y1: at, x2: right, y2: at };
    const stroke = strokeAttributes(this.color, this.linewidth, this.linestyle, this.alpha);
    return element("line", { ...ends, ...stroke, "stroke-linecap": "square" });
  }
}

/** Several spines that are set at once. */
class SpineGroup extends PlotObject {
  readonly className = "matplotlib.spines.SpinesProxy";

  constructor(private readonly spines: readonly Spine[]) {
    super();
  }

  override attribute(name: string): unknown {
    const functions = this.spines.map((spine) => spine.attribute(name));
    if (functions.length === 0 || !functions.every((f) => f instanceof PlotFunction)) return undefined;
    return new PlotFunction(name, (args, kwargs) => {
      for (const f of functions) f.call(args, kwargs);
      return null;
    });
  }
}

const spinesMethods: Methods<Spines> = {
  values: ["", ({ all }) => Object.values(all)],
  keys: ["", ({ all }) => Object.keys(all)],
};

export class Spines extends PlotObject {
  readonly className = "matplotlib.spines.Spines";
  readonly all: Readonly<Record<Side, Spine>> = {
    left: new Spine("left"),
    right: new Spine("right"),
    bottom: new Spine("bottom"),
    top: new Spine("top"),
  };

  protected override methods(): Methods<never> {
    return spinesMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return this.all;
  }

  override items(): readonly unknown[] {
    return Object.keys(this.all);
  }

  override item(key: unknown): unknown {
    const names = Array.isArray(key) ? key.map(text) : [text(key)];
    const spines = names.map((name) => {
      if (!Object.hasOwn(this.all, name)) throw new ValueError(`no spine is named '${name}'`);
      return this.all[name as Side];
    });
    return Array.isArray(key) ? new SpineGroup(spines) : spines[0];
  }
}
