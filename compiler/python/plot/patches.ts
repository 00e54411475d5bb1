/** Patches: areas with an outline, in the coordinates of data. */
import { Artist, toBoolean, type Limits } from "./artist.js";
import { fillAttributes, strokeAttributes, type Canvas } from "./canvas.js";
import { cycleColor, toColor, type Color } from "./colors.js";
import type { Box } from "./label.js";
import type { Point } from "./line.js";
import { solid, toLineStyle, type LineStyle } from "./lineStyle.js";
import type { Methods, Properties } from "./objects.js";
import { coordinate, element } from "./svg.js";
import { isNone, number, type Vector } from "./values.js";

const transparent = toColor("none");

const patchProperties: Properties = {
  color: (value) => toColor(value),
  facecolor: (value) => (isNone(value) ? cycleColor(0) : toColor(value)),
  edgecolor: (value) => (isNone(value) ? undefined : toColor(value)),
  linewidth: (value) => (isNone(value) ? 1 : number(value)),
  linestyle: toLineStyle,
  fill: toBoolean,
};

export const polygonPath = (points: readonly Point[]): string =>
  points.length === 0 ? "" : `M${points.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join("L")}Z`;

export abstract class Patch extends Artist {
  facecolor: Color = cycleColor(0);
  edgecolor: Color | undefined;
  linewidth = 1;
  linestyle: LineStyle = solid;
  fill = true;
  sticky: Pick<Limits, "stickyX" | "stickyY"> = {};

  protected override properties(): Properties {
    return { ...super.properties(), ...patchProperties };
  }

  /** The corners. */
  abstract outline(): Point[];

  protected override setProperty(name: string, value: unknown): void {
    if (name === "color" && !isNone(value)) this.facecolor = this.edgecolor = toColor(value);
    else if (name !== "color") super.setProperty(name, value);
  }

  override limits(): Limits {
    const points = this.outline();
    return { x: points.map(([x]) => x), y: points.map(([, y]) => y), ...this.sticky };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    const points = this.outline().map(([px, py]) => [x(px), y(py)] as const);
    if (points.some(([px, py]) => !Number.isFinite(px + py))) return "";
    return element("path", { d: polygonPath(points), ...this.paint() });
  }

  override legendSample({ left, top, right, bottom }: Box): string {
    return element("rect", { x: left, y: top, width: right - left, height: bottom - top, ...this.paint() });
  }

  private paint(): Record<string, string | number | undefined> {
    const face = this.fill ? this.facecolor : transparent;
    const edge = this.edgecolor ?? (this.fill ? transparent : toColor("k"));
    return {
      ...fillAttributes(face, this.alpha),
      ...strokeAttributes(edge, this.linewidth, this.linestyle, this.alpha),
    };
  }
}

const rectangleMethods: Methods<Rectangle> = {
  get_x: ["", (r) => r.x],
  get_y: ["", (r) => r.y],
  get_xy: ["", (r) => [r.x, r.y]],
  get_width: ["", (r) => r.width],
  get_height: ["", (r) => r.height],
  set_height: ["height", (r, { height }) => ((r.height = number(height)), null)],
  set_width: ["width", (r, { width }) => ((r.width = number(width)), null)],
};

export class Rectangle extends Patch {
  readonly className = "matplotlib.patches.Rectangle";

  constructor(
    readonly x: number,
    readonly y: number,
    public width: number,
    public height: number,
  ) {
    super();
  }

  override str(): string {
    const [x, y, width, height] = [this.x, this.y, this.width, this.height].map((v) =>
      String(+v.toPrecision(6)),
    );
    return `Rectangle(xy=(${x}, ${y}), width=${width}, height=${height}, angle=0)`;
  }

  protected override methods(): Methods<never> {
    return { ...super.methods(), ...rectangleMethods };
  }

  override outline(): Point[] {
    const { x, y, width, height } = this;
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]; // prettier-ignore
  }
}

export class Polygon extends Patch {
  readonly className: string = "matplotlib.patches.Polygon";

  constructor(readonly points: Point[]) {
    super();
  }

  override outline(): Point[] {
    return this.points;
  }
}

/** Points on an arc; angles in degrees, counter-clockwise. */
function arc(center: Point, [rx, ry]: Point, from: number, to: number): Point[] {
  const count = Math.max(2, Math.ceil(Math.abs(to - from) / 3) + 1);
  return Array.from({ length: count }, (_, i) => {
    const angle = ((from + ((to - from) * i) / (count - 1)) * Math.PI) / 180;
    return [center[0] + rx * Math.cos(angle), center[1] + ry * Math.sin(angle)];
  });
}

export class Ellipse extends Polygon {
  constructor(
    center: Point,
    radii: Point,
    override readonly className: string,
  ) {
    super(arc(center, radii, 0, 360));
  }
}

/** A slice of a pie. */
export class Wedge extends Polygon {
  override readonly className = "matplotlib.patches.Wedge";

  constructor(center: Point, radius: number, from: number, to: number, width?: number) {
    const inner = width === undefined ? [center] : arc(center, [radius - width, radius - width], to, from);
    super([...arc(center, [radius, radius], from, to), ...inner]);
  }
}

/** The steps of a histogram. */
export function stepOutline(edges: Vector, counts: Vector, baseline: number): Point[] {
  const points: Point[] = [[edges[0], baseline]];
  counts.forEach((count, i) => points.push([edges[i], count], [edges[i + 1], count]));
  points.push([edges[edges.length - 1], baseline]);
  return points;
}
