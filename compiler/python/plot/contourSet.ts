/** What `contour` and `contourf` draw. */
import type { Limits } from "./artist.js";
import { fillAttributes, strokeAttributes, type Canvas } from "./canvas.js";
import { toColors, type Color } from "./colors.js";
import { contourArea, contourLines, type Grid } from "./contouring.js";
import { placeLabel } from "./label.js";
import { pathThrough, type Point } from "./line.js";
import { solid, toLineStyle, type LineStyle } from "./lineStyle.js";
import { Mappable } from "./mappable.js";
import type { Properties } from "./objects.js";
import { polygonPath } from "./patches.js";
import { element } from "./svg.js";
import { floats, isNone, range, vector } from "./values.js";

/** Labels that stand in contour lines. */
interface LineLabels {
  levels: readonly number[];
  size: number;
  format(level: number): string;
  color: Color | undefined;
  isInline: boolean;
}

const contourProperties: Properties = {
  linewidth: (value) => (isNone(value) ? [1.5] : vector(value)),
  linestyle: (value) => (isNone(value) ? undefined : toLineStyle(value)),
  colors: (value) => (isNone(value) ? undefined : toColors(value)),
  corner_mask: (value) => value,
};

export class ContourSet extends Mappable {
  readonly className = "matplotlib.contour.QuadContourSet";
  linewidth: readonly number[] = [1.5];
  linestyle: LineStyle | undefined;
  colors: Color[] | undefined;
  labels: LineLabels | undefined;
  private readonly least: number;

  constructor(
    readonly grid: Grid,
    readonly levels: readonly number[],
    readonly isFilled: boolean,
    readonly extend: string,
  ) {
    super();
    this.zorder = isFilled ? 1 : 2;
    this.least = range(Array.from(grid.z.data))?.[0] ?? 0;
  }

  protected override properties(): Properties {
    return { ...super.properties(), ...contourProperties };
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return { ...super.fields(), levels: floats(this.levels) };
  }

  /** What is filled: from one level to the next, and beyond the last where asked. */
  get bands(): [number, number][] {
    const { levels, extend } = this;
    const bands = levels.slice(1).map((level, i): [number, number] => [levels[i], level]);
    // The lowest value belongs to the lowest area.
    const { least } = this;
    if (bands.length > 0 && bands[0][0] === least) bands[0][0] -= 1e-9 * Math.max(1, Math.abs(least));
    if (extend === "min" || extend === "both") bands.unshift([-Infinity, levels[0]]);
    if (extend === "max" || extend === "both") bands.push([levels[levels.length - 1], Infinity]);
    return bands;
  }

  /** The values that colours are taken for. */
  get layers(): number[] {
    if (!this.isFilled) return [...this.levels];
    return this.bands.map(([low, high]) => {
      if (low === -Infinity) return high - 1e-9;
      return high === Infinity ? low + 1e-9 : this.norm.isLog ? Math.sqrt(low * high) : (low + high) / 2;
    });
  }

  /** The colour of the layer `i`. */
  layerColor(i: number): Color {
    if (this.colors) return this.colors[i % this.colors.length];
    return this.colorOf(this.layers[i]);
  }

  /** The line at the level `i`. Without a colour map, those below 0 are dashed. */
  lineStroke(i: number): Record<string, string | number | undefined> {
    const isBelow = this.colors?.length === 1 && this.levels[i] < 0;
    const style = this.linestyle ?? (isBelow ? toLineStyle("--") : solid);
    return strokeAttributes(this.layerColor(i), this.linewidth[i % this.linewidth.length], style, this.alpha);
  }

  override limits(): Limits {
    const [x, y] = [Array.from(this.grid.x.data), Array.from(this.grid.y.data)];
    const [stickyX, stickyY] = [x, y].map((values) => range(values) ?? []);
    return { x, y, stickyX, stickyY };
  }

  override draw(canvas: Canvas): string {
    const [x, y] = canvas.along(this.units);
    const project = (lines: Point[][]): Point[][] =>
      lines.map((line) => line.map(([px, py]) => [x(px), y(py)]));
    if (this.isFilled)
      return this.bands.map((band, i) => this.drawBand(project(contourArea(this.grid, ...band)), i)).join("");
    return this.levels
      .map((level, i) => this.drawLevel(project(contourLines(this.grid, level)), i, canvas))
      .join("");
  }

  private drawBand(areas: Point[][], i: number): string {
    const color = this.layerColor(i);
    const d = areas.map(polygonPath).join("");
    // Neighbours overlap by a hair, or the page would shine through between them.
    const seam = this.alpha === undefined ? { stroke: color.paint, "stroke-width": 0.3 } : {};
    return d === ""
      ? ""
      : element("path", { d, "fill-rule": "evenodd", ...fillAttributes(color, this.alpha), ...seam });
  }

  private drawLevel(lines: Point[][], i: number, canvas: Canvas): string {
    const { labels } = this;
    const texts: string[] = [];
    const parts = lines.flatMap((line) => {
      const isLabelled = labels?.levels.includes(this.levels[i]);
      const cut = labels && isLabelled ? cutForLabel(line, labels.format(this.levels[i]), labels) : undefined;
      if (!labels || !cut) return [line];
      const style = {
        ...labels,
        color: labels.color ?? this.layerColor(i),
        rotation: cut.angle,
        horizontal: "center",
        vertical: "center",
      };
      texts.push(placeLabel(cut.text, ...cut.at, style).markup);
      return labels.isInline ? cut.rest : [line];
    });
    const d = parts.map((line) => pathThrough(line, canvas.page)).join("");
    return (d === "" ? "" : element("path", { d, fill: "none", ...this.lineStroke(i) })) + texts.join("");
  }
}

interface Cut {
  text: string;
  at: Point;
  angle: number;
  rest: Point[][];
}

/** The room for a label in a line: where it is straightest. Undefined if it is too short. */
function cutForLabel(line: Point[], text: string, { size }: LineLabels): Cut | undefined {
  const width = text.length * size * 0.62 + 6;
  const lengths = [0];
  for (let i = 1; i < line.length; i++)
    lengths.push(lengths[i - 1] + Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1]));
  const total = lengths[line.length - 1];
  if (total < 1.5 * width) return undefined;
  let best = { chord: -1, from: 0, to: 0 };
  for (let from = 0, to = 0; from < line.length; from++) {
    while (to < line.length && lengths[to] - lengths[from] < width) to++;
    if (to === line.length) break;
    const chord =
      Math.hypot(line[to][0] - line[from][0], line[to][1] - line[from][1]) / (lengths[to] - lengths[from]);
    const fromMiddle = Math.abs((lengths[from] + lengths[to]) / 2 - total / 2) / total;
    if (chord - 0.1 * fromMiddle > best.chord) best = { chord: chord - 0.1 * fromMiddle, from, to };
  }
  if (best.chord < 0) return undefined;
  const [a, b] = [line[best.from], line[best.to]];
  let angle = (Math.atan2(a[1] - b[1], b[0] - a[0]) * 180) / Math.PI;
  if (angle > 90) angle -= 180;
  if (angle < -90) angle += 180;
  const rest = [line.slice(0, best.from + 1), line.slice(best.to)];
  return { text, at: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2], angle, rest };
}
