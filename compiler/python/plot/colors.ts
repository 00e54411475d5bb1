/** Colours as scripts write them, and colour maps. */
import { NotImplementedError, ValueError } from "../../ir/errors.js";
import { interpolated, listed } from "./colormapTables.js";
import { PlotObject, PlotTuple } from "./objects.js";
import { isArray, number, own, shapeOf, vector } from "./values.js";

/** A colour for SVG. "none" paints nothing. */
export interface Color {
  readonly paint: string;
  readonly opacity: number;
  /** What the script wrote. */
  readonly source: unknown;
}

const letters: Record<string, string> = {
  b: "#0000ff",
  g: "#008000",
  r: "#ff0000",
  c: "#00bfbf",
  m: "#bf00bf",
  y: "#bfbf00",
  k: "#000000",
  w: "#ffffff",
};
const tableau = "blue orange green red purple brown pink gray olive cyan".split(" ");
/** CSS's names, without those that are a prefix (dark, light, medium …) and a name of the others. */
const names = new Set(
  (
    "aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood " +
    "cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray " +
    "darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen " +
    "darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue " +
    "firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew " +
    "hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan " +
    "lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray " +
    "lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue " +
    "mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred " +
    "midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid " +
    "palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple " +
    "rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue " +
    "slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white " +
    "whitesmoke yellow yellowgreen"
  ).split(" "),
);

/** Colour `i` of the cycle that artists take theirs from. */
export const cycleColor = (i: number): Color => hex(listed.tab10.slice((i % 10) * 6, (i % 10) * 6 + 6));

const hex = (digits: string): Color => ({ paint: `#${digits}`, opacity: 1, source: `#${digits}` });

const byte = (x: number): string =>
  Math.round(Math.max(0, Math.min(1, x)) * 255)
    .toString(16)
    .padStart(2, "0");

/** A colour of channels from 0 to 1. */
export function channels([red, green, blue, opacity = 1]: readonly number[], source?: unknown): Color {
  const paint = `#${byte(red)}${byte(green)}${byte(blue)}`;
  return { paint, opacity, source: source ?? paint };
}

function fromName(name: string): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(letters, name)) return letters[name];
  if (names.has(lower) || lower === "none") return lower;
  const cycle = /^C(\d+)$/.exec(name);
  if (cycle) return cycleColor(Number(cycle[1])).paint;
  if (lower.startsWith("tab:")) {
    const index = tableau.indexOf(lower.slice(4).replace("grey", "gray"));
    return index < 0 ? undefined : cycleColor(index).paint;
  }
  if (lower.startsWith("xkcd:"))
    throw new NotImplementedError(`the color '${name}': xkcd's names are not supported`);
  if (/^(0?\.\d+|[01]\.?0*)$/.test(name)) return `#${byte(Number(name)).repeat(3)}`;
  return undefined;
}

function fromHex(name: string): Color | undefined {
  const short = /^#([0-9a-f]{3,4})$/i.exec(name)?.[1].replace(/./g, "$&$&");
  const digits = short ?? /^#([0-9a-f]{6}([0-9a-f]{2})?)$/i.exec(name)?.[1];
  if (!digits) return undefined;
  const opacity = digits.length === 8 ? parseInt(digits.slice(6), 16) / 255 : 1;
  return { paint: `#${digits.slice(0, 6).toLowerCase()}`, opacity, source: name };
}

/** The colour that a value stands for; undefined if it is none. */
export function asColor(value: unknown): Color | undefined {
  if (typeof value === "string") {
    const paint = fromName(value);
    return paint === undefined ? fromHex(value) : { paint, opacity: 1, source: value };
  }
  if (Array.isArray(value) && value.length === 2 && typeof value[1] === "number") {
    const base = asColor(value[0]);
    if (base) return { ...base, opacity: value[1], source: value };
  }
  const isNumbers = Array.isArray(value)
    ? value.every((x) => typeof x !== "string" && !Array.isArray(x))
    : isArray(value);
  if (!isNumbers) return undefined;
  const numbers = vector(value);
  const isTuple = numbers.length === 3 || numbers.length === 4;
  return isTuple && numbers.every((x) => x >= 0 && x <= 1) ? channels(numbers, value) : undefined;
}

export function toColor(value: unknown): Color {
  const found = asColor(value);
  if (found) return found;
  const shown =
    typeof value === "string" ? `'${value}'` : Array.isArray(value) ? `(${value.join(", ")})` : String(value);
  throw new ValueError(
    `${shown} is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float tuples; ` +
      "'#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 floats for grayscale " +
      "values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs combining one of the above with an alpha value",
  );
}

/** One colour or a sequence of them. */
export function toColors(value: unknown): Color[] {
  const one = asColor(value);
  if (one) return [one];
  if (isArray(value) && value.shape.length === 2) {
    const [rows, columns] = value.shape;
    const data = Array.from(value.data);
    return Array.from({ length: rows }, (_, i) => toColor(data.slice(i * columns, (i + 1) * columns)));
  }
  return Array.isArray(value) ? value.map((item) => toColor(item)) : [toColor(value)];
}

/** From numbers between 0 and 1 to colours. */
export class Colormap extends PlotObject {
  readonly className: string;

  constructor(
    readonly name: string,
    readonly colors: readonly (readonly number[])[],
    readonly isListed: boolean,
  ) {
    super();
    this.className = `matplotlib.colors.${isListed ? "Listed" : "LinearSegmented"}Colormap`;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { name: this.name, N: BigInt(this.isListed ? this.colors.length : 256) };
  }

  /** Python's `cmap(x)`: red, green, blue and opacity; integers are indices. */
  override call([x]: unknown[]): unknown {
    const index = typeof x === "bigint" ? Number(x) / (this.isListed ? this.colors.length : 255) : x;
    const shape = shapeOf(index);
    const colors = vector(index).flatMap((t) => [...sample(this, t), 1]);
    return shape.length === 0
      ? new PlotTuple(colors)
      : { data: Float64Array.from(colors), shape: [...shape, 4] };
  }
}

const synonyms: Record<string, string> = { grey: "gray", binary: "Greys" };

function tableOf(name: string): [table: string, isListed: boolean] | undefined {
  const base = own(synonyms, name) ?? name;
  if (Object.hasOwn(interpolated, base)) return [interpolated[base], false];
  return Object.hasOwn(listed, base) ? [listed[base], true] : undefined;
}

export const colormapNames = (): string[] =>
  [...Object.keys(interpolated), ...Object.keys(listed)].flatMap((name) => [name, `${name}_r`]);

/** The colour map of a name; None is viridis, and "_r" at the end turns one around. */
export function colormap(value: unknown): Colormap {
  if (value instanceof Colormap) return value;
  const name = typeof value === "string" ? value : "viridis";
  const found = tableOf(name.replace(/_r$/, ""));
  if (!found) {
    const known = colormapNames().map((key) => `'${key}'`);
    throw new ValueError(`'${name}' is not a valid value for cmap; supported values are ${known.join(", ")}`);
  }
  const [table, isListed] = found;
  const colors = (table.match(/.{6}/g) ?? []).map((digits) =>
    [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16) / 255),
  );
  if (name.endsWith("_r")) colors.reverse();
  return new Colormap(name, colors, isListed);
}

/** The channels of the colour at `t`, which is taken into the map's range. */
export function sample({ colors, isListed }: Colormap, t: number): readonly number[] {
  const inside = Math.max(0, Math.min(1, t));
  if (isListed) return colors[Math.min(colors.length - 1, Math.floor(inside * colors.length))];
  const at = inside * (colors.length - 1);
  const left = Math.min(colors.length - 2, Math.floor(at));
  return colors[left].map((c, i) => c + (colors[left + 1][i] - c) * (at - left));
}

/** How numbers become positions in a colour map. */
export class Norm extends PlotObject {
  readonly className: string;

  constructor(
    public vmin: number | undefined,
    public vmax: number | undefined,
    readonly isLog = false,
  ) {
    super();
    this.className = `matplotlib.colors.${isLog ? "LogNorm" : "Normalize"}`;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { vmin: this.vmin ?? null, vmax: this.vmax ?? null };
  }

  /** Python's `norm(x)`. */
  override call([x]: unknown[]): unknown {
    const positions = this.autoscale(vector(x)).positions(x);
    return positions.shape.length === 0 ? positions.data[0] : positions;
  }

  private positions(x: unknown): { data: Float64Array; shape: number[] } {
    return { data: Float64Array.from(vector(x), (value) => this.position(value)), shape: shapeOf(x) };
  }

  /** Takes what has not been given from data. */
  autoscale(values: Iterable<number>): this {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (!Number.isFinite(value) || (this.isLog && value <= 0)) continue;
      [low, high] = [Math.min(low, value), Math.max(high, value)];
    }
    if (low > high) [low, high] = [0, 1];
    this.vmin ??= low;
    this.vmax ??= high;
    return this;
  }

  position(value: number): number {
    const f = this.isLog ? Math.log : Number;
    const [low, high] = [f(this.vmin ?? 0), f(this.vmax ?? 1)];
    return high === low ? 0 : (f(value) - low) / (high - low);
  }
}

/** Options of what maps numbers to colours: `norm`, `vmin` and `vmax`. */
export function normOf(norm: unknown, vmin: unknown, vmax: unknown): Norm {
  if (norm instanceof Norm) return norm;
  const optional = (value: unknown): number | undefined =>
    value === null || value === undefined ? undefined : number(value);
  return new Norm(optional(vmin), optional(vmax), norm === "log");
}
