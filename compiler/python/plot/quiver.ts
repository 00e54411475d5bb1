/** Arrows of a vector field. */
import type { Limits } from "./artist.js";
import { fillAttributes, type Canvas } from "./canvas.js";
import { toColor, toColors, type Color } from "./colors.js";
import { Mappable } from "./mappable.js";
import type { Properties } from "./objects.js";
import { polygonPath } from "./patches.js";
import { element } from "./svg.js";
import { isNone, number, text, type Vector } from "./values.js";

const units = new Set(["x", "y", "xy", "width", "height", "inches", "dots"]);
const optional = (value: unknown): number | undefined => (isNone(value) ? undefined : number(value));

const quiverProperties: Properties = {
  color: (value) => (isNone(value) ? [toColor("k")] : toColors(value)),
  scale: optional,
  width: optional,
  headwidth: number,
  headlength: number,
  headaxislength: number,
  minlength: number,
  minshaft: number,
  pivot: text,
  angles: text,
  units: text,
  scale_units: (value) => (isNone(value) ? undefined : text(value)),
  linewidth: (value) => value,
};

export class Quiver extends Mappable {
  readonly className = "matplotlib.quiver.Quiver";
  color: Color[] = [toColor("k")];
  /** Units of the field for one unit of length. */
  scale: number | undefined;
  /** Of the shaft, as a fraction of the axes' width. */
  width: number | undefined;
  headwidth = 3;
  headlength = 5;
  headaxislength = 4.5;
  pivot = "tail";
  angles = "uv";
  units_ = "width";
  scale_units: string | undefined;

  constructor(
    readonly x: Vector,
    readonly y: Vector,
    readonly u: Vector,
    readonly v: Vector,
  ) {
    super();
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...quiverProperties };
  }

  protected override setProperty(name: string, value: unknown): void {
    if (name === "units") this.units_ = units.has(text(value)) ? text(value) : "width";
    else super.setProperty(name, value);
  }

  override limits(): Limits {
    return { x: this.x, y: this.y };
  }

  /** Points on the page for one unit of the field. */
  private unitLength(canvas: Canvas): number {
    const { left, right } = canvas.frame;
    const [along] = canvas.along(this.units);
    const inData = this.scale_units === "xy" || this.scale_units === "x" || this.scale_units === "y";
    if (inData) return Math.abs(along(1) - along(0)) / (this.scale ?? 1);
    if (this.scale !== undefined) return (right - left) / this.scale;
    // Arrows of mean length shall not overlap much.
    const lengths = this.u.map((u, i) => Math.hypot(u, this.v[i])).filter(Number.isFinite);
    const mean = lengths.reduce((a, b) => a + b, 0) / (lengths.length || 1);
    const side = Math.max(10, Math.sqrt(lengths.length));
    return mean > 0 ? (right - left) / (1.8 * mean * side) : 1;
  }

  private shaftWidth({ frame }: Canvas): number {
    const across = frame.right - frame.left;
    if (this.width !== undefined) return this.width * across;
    const side = Math.max(8, Math.min(25, Math.sqrt(this.x.length)));
    return (0.06 * across) / side;
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    const [unit, width] = [this.unitLength(canvas), this.shaftWidth(canvas)];
    const paths = new Map<string, string>();
    this.x.forEach((px, i) => {
      const [u, v] = [this.u[i], this.v[i]];
      if (!Number.isFinite(u + v + px + this.y[i])) return;
      let direction = Math.atan2(-v, u);
      if (this.angles === "xy") direction = Math.atan2(y(this.y[i] + v) - y(this.y[i]), x(px + u) - x(px));
      const length = Math.hypot(u, v) * unit;
      const shift = this.pivot.startsWith("mid") ? length / 2 : this.pivot === "tip" ? length : 0;
      const [cos, sin] = [Math.cos(direction), Math.sin(direction)];
      const points = this.shape(length, width).map(
        ([a, b]) =>
          [x(px) + (a - shift) * cos - b * sin, y(this.y[i]) + (a - shift) * sin + b * cos] as const,
      );
      const { paint } = this.array ? this.colorOf(this.array[i]) : this.color[i % this.color.length];
      paths.set(paint, (paths.get(paint) ?? "") + polygonPath(points));
    });
    return [...paths]
      .map(([paint, d]) =>
        element("path", { d, ...fillAttributes({ paint, opacity: 1, source: paint }, this.alpha) }),
      )
      .join("");
  }

  /** An arrow to the right from 0, 0; a short one is smaller as a whole, a very short one a dot. */
  private shape(length: number, width: number): [number, number][] {
    const head = this.headlength * width;
    if (length < width) return [0, 1, 2, 3, 4, 5].map((k) => [(width / 2) * Math.cos((k * Math.PI) / 3), (width / 2) * Math.sin((k * Math.PI) / 3)]); // prettier-ignore
    const scale = Math.min(1, length / (head + width));
    const [w, h, l, a] = [width / 2, (this.headwidth * width) / 2, head, this.headaxislength * width].map(
      (n) => n * scale,
    );
    return [[0, -w], [length - a, -w], [length - l, -h], [length, 0], [length - l, h], [length - a, w], [0, w]]; // prettier-ignore
  }
}
