/** Text and annotations in axes or on the figure. */
import { AttributeError, ValueError } from "../../ir/errors.js";
import { Artist, Transform } from "./artist.js";
import { fillAttributes, strokeAttributes, type Canvas, type Units } from "./canvas.js";
import { toColor, type Color } from "./colors.js";
import { placeLabel, type Box, type LabelStyle } from "./label.js";
import { solid } from "./lineStyle.js";
import { normalized, type Methods, type Properties } from "./objects.js";
import { coordinate, element } from "./svg.js";
import { isNone, number, text, vector } from "./values.js";

const sizes: Record<string, number> = {
  "xx-small": 5.79,
  "x-small": 6.94,
  small: 8.33,
  medium: 10,
  large: 12,
  "x-large": 14.4,
  "xx-large": 17.28,
  larger: 12,
  smaller: 8.33,
};

export function toFontSize(value: unknown): number {
  if (typeof value !== "string") return isNone(value) ? 10 : number(value);
  if (Object.hasOwn(sizes, value)) return sizes[value];
  throw new ValueError(`Unknown font size: '${value}'`);
}

const toRotation = (value: unknown): number =>
  value === "vertical" ? 90 : isNone(value) || value === "horizontal" ? 0 : number(value);

const textProperties: Properties = {
  text,
  color: (value) => toColor(value),
  fontsize: toFontSize,
  fontweight: (value) => text(value).replace(/\.0$/, ""),
  fontstyle: text,
  fontfamily: (value) => (Array.isArray(value) ? value.map(text).join(", ") : text(value)),
  horizontalalignment: text,
  verticalalignment: text,
  multialignment: text,
  rotation: toRotation,
  rotation_mode: (value) => value,
  linespacing: number,
  bbox: (value) => (isNone(value) ? undefined : value),
  backgroundcolor: (value) => toColor(value),
  wrap: (value) => value,
  x: number,
  y: number,
  pad: number,
  labelpad: number,
};

const textMethods: Methods<Text> = {
  get_position: ["", ({ x, y }) => [x, y]],
  set_position: ["xy", (self, { xy }) => (([self.x, self.y] = vector(xy)), null)],
};

/** A number as the script wrote it, if it is still that. */
const shown = (value: number, written: unknown): string => text(number(written) === value ? written : value);

export class Text extends Artist {
  readonly className: string = "matplotlib.text.Text";
  override zorder = 3;
  override clip_on = false;
  color: Color = toColor("black");
  fontsize = 10;
  fontweight = "normal";
  fontstyle = "normal";
  fontfamily: string | undefined;
  horizontalalignment = "left";
  verticalalignment = "baseline";
  rotation = 0;
  rotation_mode: unknown = null;
  linespacing = 1.2;
  bbox: ReadonlyMap<string, unknown> | undefined;
  backgroundcolor: Color | undefined;
  /** Of titles and labels of axes: how far they stay away. */
  labelpad: number | undefined;

  x: number;
  y: number;

  /** Whole numbers of Python are bigints, and print as such. */
  constructor(
    private readonly writtenX: number | bigint,
    private readonly writtenY: number | bigint,
    public text: string,
  ) {
    super();
    [this.x, this.y] = [Number(writtenX), Number(writtenY)];
  }

  override repr(): string {
    const place = [shown(this.x, this.writtenX), shown(this.y, this.writtenY)].join(", ");
    const quote = this.text.includes("'") && !this.text.includes('"') ? '"' : "'";
    return `${this.shortName}(${place}, ${quote}${this.text.replaceAll("\n", "\\n")}${quote})`;
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...textProperties };
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...textMethods };
  }

  protected override setProperty(name: string, value: unknown): void {
    if (name === "pad") this.labelpad = number(value);
    else super.setProperty(name, value);
  }

  get labelStyle(): LabelStyle {
    return {
      size: this.fontsize,
      color: this.color,
      opacity: this.alpha,
      weight: this.fontweight,
      style: this.fontstyle,
      family: this.fontfamily,
      rotation: this.rotation,
      horizontal: this.horizontalalignment,
      vertical: this.verticalalignment,
      turnsAboutAnchor: this.rotation_mode === "anchor",
      spacing: this.linespacing,
    };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    return this.drawAt(x(this.x), y(this.y));
  }

  protected drawAt(x: number, y: number): string {
    if (!this.visible || this.text === "" || !Number.isFinite(x + y)) return "";
    const { markup, box } = placeLabel(this.text, x, y, this.labelStyle);
    return this.drawBox(box) + markup;
  }

  private drawBox(box: Box): string {
    const { bbox, backgroundcolor } = this;
    if (!bbox && !backgroundcolor) return "";
    const options = normalized(bbox ? new Map(bbox) : new Map([["edgecolor", "none"]]));
    const style = text(options.get("boxstyle") ?? "square");
    const padding = /pad=([\d.]+)/.exec(style)?.[1] ?? (style.startsWith("round") ? 0.3 : 0.4);
    const pad = number(options.get("pad") ?? Number(padding) * this.fontsize);
    const [face, edge] = [
      options.get("facecolor") ?? options.get("color"),
      options.get("edgecolor") ?? options.get("color"),
    ];
    const alpha = isNone(options.get("alpha")) ? undefined : number(options.get("alpha"));
    return element("rect", {
      x: box.left - pad,
      y: box.top - pad,
      width: box.right - box.left + 2 * pad,
      height: box.bottom - box.top + 2 * pad,
      rx: style.startsWith("round") ? pad : undefined,
      ...fillAttributes(face ? toColor(face) : (backgroundcolor ?? toColor("C0")), alpha),
      ...strokeAttributes(toColor(edge ?? "k"), number(options.get("linewidth") ?? 1), solid, alpha),
    });
  }
}

/** Axes in which a text's place is given: "data", "axes fraction", … */
export function toUnits(value: unknown): Units {
  const names: Record<string, Units> = {
    data: ["data", "data"],
    "axes fraction": ["axes", "axes"],
    "figure fraction": ["figure", "figure"],
  };
  if (value instanceof Transform) return value.units;
  if (typeof value === "string" && Object.hasOwn(names, value)) return names[value];
  throw new ValueError(`'${text(value)}' is not a valid coordinate`);
}

const arrowStyles = new Set(["-", "->", "-|>", "<-", "<->", "<|-", "<|-|>", "simple", "fancy", "wedge"]);

const annotationProperties: Properties = {
  xy: vector,
  arrowprops: (value) => (isNone(value) ? undefined : value),
  annotation_clip: (value) => value,
};

/** A text about a point, with an arrow if asked. */
export class Annotation extends Text {
  override readonly className = "matplotlib.text.Annotation";
  arrowprops: ReadonlyMap<string, unknown> | undefined;
  textUnits: Units | "offset points" = ["data", "data"];
  pointUnits: Units = ["data", "data"];

  constructor(
    text: string,
    public xy: number[],
    place: readonly number[],
  ) {
    super(place[0], place[1], text);
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...annotationProperties };
  }

  protected override unknownKeyword(key: string): Error {
    return new AttributeError(`'Annotation' object has no property '${key}'`);
  }

  /** Checks the arrow's options at once. */
  checkArrow(): this {
    const style = text(this.arrowprops?.get("arrowstyle") ?? "-").split(",")[0];
    if (!arrowStyles.has(style)) throw new ValueError(`Unknown style: '${style}'`);
    return this;
  }

  override draw(canvas: Canvas): string {
    const [pointX, pointY] = canvas.along(this.pointUnits);
    const target = [pointX(this.xy[0]), pointY(this.xy[1])] as const;
    let place: readonly [number, number] = [target[0] + this.x, target[1] - this.y];
    if (this.textUnits !== "offset points") {
      const [x, y] = canvas.along(this.textUnits);
      place = [x(this.x), y(this.y)];
    }
    return this.drawArrow(place, target) + this.drawAt(...place);
  }

  private drawArrow(place: readonly [number, number], [toX, toY]: readonly [number, number]): string {
    const options = this.arrowprops;
    if (!options) return "";
    const kwargs = normalized(new Map(options));
    const { box } = placeLabel(this.text, ...place, this.labelStyle);
    const middle = this.text === "" ? place : [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const [dx, dy] = [toX - middle[0], toY - middle[1]];
    const length = Math.hypot(dx, dy);
    if (!(length > 0)) return "";
    const [ux, uy] = [dx / length, dy / length];
    const hasStyle = kwargs.has("arrowstyle");
    const shrink = hasStyle ? 2 : 4 + length * number(kwargs.get("shrink") ?? 0);
    const leave = this.text === "" ? 0 : leaving(box, ux, uy) + (hasStyle ? 4 : shrink);
    const from = [middle[0] + ux * leave, middle[1] + uy * leave] as const;
    const to = [toX - ux * shrink, toY - uy * shrink] as const;
    if (leave + shrink >= length) return "";
    const color = toColor(kwargs.get("color") ?? kwargs.get("edgecolor") ?? "k");
    const face = toColor(kwargs.get("color") ?? kwargs.get("facecolor") ?? "C0");
    if (!hasStyle)
      return thickArrow(from, to, kwargs, {
        ...fillAttributes(face, this.alpha),
        ...strokeAttributes(color, 1, solid),
      });
    const width = number(kwargs.get("linewidth") ?? 1);
    return thinArrow(from, to, text(kwargs.get("arrowstyle")).split(",")[0], color, width, this.fontsize);
  }
}

/** How far from its middle a box is left in a direction. */
function leaving({ left, right, top, bottom }: Box, ux: number, uy: number): number {
  return Math.min((right - left) / 2 / Math.abs(ux || 1e-9), (bottom - top) / 2 / Math.abs(uy || 1e-9));
}

type Place = readonly [number, number];
const d = (points: readonly Place[]): string =>
  `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join("L")}`;

/** The two corners of an arrow's head, whose tip is at `to`. */
function headCorners(from: Place, to: Place, length: number, width: number): [Place, Place] {
  const angle = Math.atan2(to[1] - from[1], to[0] - from[0]);
  const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
  const [x, y] = [to[0] - ux * length, to[1] - uy * length];
  return [[x - uy * width, y + ux * width], [x + uy * width, y - ux * width]]; // prettier-ignore
}

function thinArrow(from: Place, to: Place, style: string, color: Color, width: number, size: number): string {
  const stroke = strokeAttributes(color, width, solid);
  const [isOpen, isSolid] = [/^<?->$|^<-$/.test(style), /\|/.test(style) || /^[sfw]/.test(style)];
  const heads: string[] = [];
  const head = (a: Place, b: Place): void => {
    const [left, right] = headCorners(a, b, 0.4 * size, 0.2 * size);
    const fill = isSolid ? color.paint : "none";
    if (isOpen || isSolid)
      heads.push(element("path", { d: d([left, b, right]) + (isSolid ? "Z" : ""), fill, ...stroke }));
  };
  if (!style.startsWith("<") || style.endsWith(">")) head(from, to);
  if (style.startsWith("<")) head(to, from);
  return element("path", { d: d([from, to]), fill: "none", ...stroke }) + heads.join("");
}

/** The arrow of `arrowprops` without a style: a filled one. */
function thickArrow(
  from: Place,
  to: Place,
  kwargs: ReadonlyMap<string, unknown>,
  paint: Record<string, string | number | undefined>,
): string {
  const width = number(kwargs.get("width") ?? 4) / 2;
  const headWidth = number(kwargs.get("headwidth") ?? 12) / 2;
  const headLength = number(kwargs.get("headlength") ?? 12);
  const [left, right] = headCorners(from, to, headLength, headWidth);
  const [innerLeft, innerRight] = headCorners(from, to, headLength, width);
  const [startLeft, startRight] = headCorners(to, from, 0, width);
  return element("path", {
    d: `${d([startRight, innerLeft, left, to, right, innerRight, startLeft])}Z`,
    ...paint,
  });
}
