/** Figures: axes on a page. */
import { Transform } from "./artist.js";
import { Axes, type Slot } from "./axes.js";
import type { AxisRange } from "./axis.js";
import { toColor, type Color } from "./colors.js";
import { defaultSpace, type SubplotSpace } from "./layout.js";
import type { Legend } from "./legend.js";
import { figureMethods } from "./methods/figures.js";
import { PlotObject, type Methods } from "./objects.js";
import type { Text } from "./texts.js";

/** Where figures go. */
export interface PlotHost {
  /** `plt.show()`: once for every figure that is open. */
  show(figure: Figure): void;
  /**
   * `savefig(path)`: `svg` is what to write. Where the script asks for another format, `path` ends in ".svg" all the same, and
   * `asked` is what it said; undefined where both are the same.
   */
  save(path: string, svg: string, asked: string | undefined): void;
  /** A warning for the user, as Python's `UserWarning`. */
  warn(message: string): void;
}

export class Figure extends PlotObject {
  readonly className = "matplotlib.figure.Figure";
  axes: Axes[] = [];
  current: Axes | undefined;
  space: SubplotSpace = { ...defaultSpace };
  /** Whether the space is made for what surrounds axes. */
  isTight = false;
  suptitle: Text | undefined;
  /** Labels of all axes together. */
  supLabels: Partial<Record<"x" | "y", Text>> = {};
  texts: Text[] = [];
  legends: Legend[] = [];
  background: Color = toColor("white");

  constructor(
    readonly host: PlotHost,
    /** In inches. */
    public width = 6.4,
    public height = 4.8,
    public dpi = 100,
    readonly number = 1,
  ) {
    super();
  }

  override repr(): string {
    const size = [this.width, this.height].map((inches) => +(inches * this.dpi).toPrecision(6));
    return `<Figure size ${size.join("x")} with ${this.axes.length} Axes>`;
  }

  protected override methods(): Methods<never> {
    return figureMethods;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    const { axes, number, dpi } = this;
    return { axes, number: BigInt(number), dpi, transFigure: new Transform(["figure", "figure"]) };
  }

  addAxes(slot: Slot, shared?: { x?: AxisRange; y?: AxisRange }): Axes {
    const axes = new Axes(this, slot, shared);
    this.axes.push(axes);
    this.current = axes;
    return axes;
  }

  removeAxes(axes: Axes): void {
    this.axes = this.axes.filter((other) => other !== axes);
    if (this.current === axes) this.current = this.axes.at(-1);
  }

  /** The current axes, made if there are none. */
  gca(): Axes {
    return this.current ?? this.addAxes({ rows: 1, columns: 1, row: [0, 0], column: [0, 0] });
  }

  clear(): void {
    this.axes = [];
    this.current = undefined;
    this.suptitle = undefined;
    this.supLabels = {};
    this.texts = [];
    this.legends = [];
    this.space = { ...defaultSpace };
  }
}
