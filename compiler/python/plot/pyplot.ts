/** `matplotlib.pyplot`: the functions that work on the current figure and the current axes. */
import { AttributeError, NotImplementedError, ValueError } from "../../ir/errors.js";
import { toBoolean } from "./artist.js";
import type { Axes } from "./axes.js";
import { colormap, toColor } from "./colors.js";
import { Figure, type PlotHost } from "./figure.js";
import { colormaps, lineShapes, modules, PlotModule, shapes, styleModule } from "./modules.js";
import { axesMethods } from "./methods/index.js";
import { figureMethods, gridOptions, makeGrid, slotOf, subplots } from "./methods/figures.js";
import { PlotFunction, PlotObject, PlotTuple, type Methods } from "./objects.js";
import { bindArguments, type Keywords } from "./signature.js";
import { isNone, itemsOf, number, optionalNumber, own, text, vector } from "./values.js";

/** Functions that are methods of axes under another name. */
const axesNames: Record<string, string> = {
  title: "set_title",
  xlabel: "set_xlabel",
  ylabel: "set_ylabel",
  xscale: "set_xscale",
  yscale: "set_yscale",
};

/** Methods of axes that pyplot does not have. */
const onlyOfAxes =
  /^(set_|get_|invert_|add_|has_|inset_|clear$|remove$|label_outer$|relim$|autoscale_view$|set$|cla$)/;
const figureNames = ["suptitle", "tight_layout", "subplots_adjust", "savefig", "supxlabel", "supylabel"];
const figureAliases: Record<string, string> = { figtext: "text", figlegend: "legend" };

/** Functions that a script calls before or between drawings, and that change nothing here. */
const withoutEffect = [
  "draw",
  "pause",
  "ion",
  "ioff",
  "rc",
  "rcdefaults",
  "switch_backend",
  "draw_if_interactive",
];

const figureOptions =
  "figsize=None, dpi=None, facecolor=None, edgecolor=None, frameon=True, clear=False, layout=None, tight_layout=None, constrained_layout=None";

/** The module's state: figures that are open, and which is the current one. */
export class Pyplot {
  private readonly figures = new Map<number, Figure>();
  private readonly names = new Map<string, number>();
  private currentNumber = 0;

  /** What scripts set once for all figures. Of these only the size and the resolution of figures count. */
  readonly rcParams = new Map<string, unknown>([
    ["figure.figsize", [6.4, 4.8]],
    ["figure.dpi", 100],
  ]);
  private readonly style: PlotModule;

  constructor(private readonly host: PlotHost) {
    this.style = styleModule((message) => host.warn(message));
  }

  /**
   * What `import NAME` gives for "matplotlib" and its modules but pyplot; undefined where there is none. Attributes are
   * read as those of any object of a drawing.
   */
  module(name: string): PlotObject | undefined {
    if (name !== "matplotlib") return own(modules, name.replace(/^matplotlib\./, ""));
    const use: Methods<PlotModule>[string] = ["backend, force=True", () => null];
    return new PlotModule({ use }, { ...modules, rcParams: this.rcParams, style: this.style, colormaps });
  }

  /** Figures that are open, in the order of their numbers: those that a script has drawn and not shown. */
  get openFigures(): Figure[] {
    return [...this.figures].sort(([a], [b]) => a - b).map(([, figure]) => figure);
  }

  /** The module's attribute of a name; undefined if it has none. */
  attribute(name: string): unknown {
    if (Object.hasOwn(pyplotFunctions, name)) return this.bound(name, pyplotFunctions[name]);
    const shared = { cm: colormaps, style: this.style, rcParams: this.rcParams };
    if (Object.hasOwn(shared, name)) return shared[name as keyof typeof shared];
    if (Object.hasOwn(shapes, name)) return modules.patches.attribute(name);
    if (Object.hasOwn(lineShapes, name)) return modules.lines.attribute(name);
    if (figureNames.includes(name)) return this.ofFigure(name);
    if (Object.hasOwn(figureAliases, name)) return this.ofFigure(figureAliases[name]);
    if (withoutEffect.includes(name)) return new PlotFunction(name, () => null);
    const method = own(axesNames, name) ?? name;
    if (Object.hasOwn(axesMethods, method) && !onlyOfAxes.test(name))
      return new PlotFunction(name, (args, kwargs) => this.callAxes(name, method, args, kwargs));
    return undefined;
  }

  /** All names of the module, for `dir` and for suggestions. */
  static names(): string[] {
    const ofAxes = Object.keys(axesMethods).filter((name) => !onlyOfAxes.test(name));
    const all = [pyplotFunctions, axesNames, figureAliases, shapes, lineShapes].flatMap(Object.keys);
    return [
      ...new Set([...all, ...ofAxes, ...figureNames, ...withoutEffect, "cm", "style", "rcParams"]),
    ].sort();
  }

  private bound(name: string, [signature, body]: Methods<Pyplot>[string]): PlotFunction {
    return new PlotFunction(name, (args, kwargs) => body(this, bindArguments(name, signature, args, kwargs)));
  }

  private ofFigure(name: string): PlotFunction {
    const [signature, body] = figureMethods[name];
    return new PlotFunction(name, (args, kwargs) =>
      body(this.gcf(), bindArguments(name, signature, args, kwargs)),
    );
  }

  private callAxes(name: string, method: string, args: unknown[], kwargs: Keywords): unknown {
    const [signature, body] = axesMethods[method];
    return body(this.gca(), bindArguments(name, signature, args, kwargs));
  }

  /** The current figure, made if there is none. */
  gcf(): Figure {
    return this.figures.get(this.currentNumber) ?? this.openFigure(undefined);
  }

  /** The current axes, made if there are none. */
  gca(): Axes {
    return this.gcf().gca();
  }

  /** The figure of a number or a name, or a new one. */
  openFigure(num: unknown, a: Record<string, unknown> = {}): Figure {
    const number = this.numberOf(num);
    this.currentNumber = number;
    const known = this.figures.get(number);
    if (known) {
      if (toBoolean(a.clear)) known.clear();
      return known;
    }
    const option = (value: unknown, name: string): number[] => vector(value ?? this.rcParams.get(name));
    const [width, height] = option(a.figsize, "figure.figsize");
    const [dpi] = option(a.dpi, "figure.dpi");
    const figure = new Figure(this.host, width, height, dpi, number);
    if (!isNone(a.facecolor)) figure.background = toColor(a.facecolor);
    const isLaidOut = [a.layout, a.tight_layout, a.constrained_layout].some(
      (value) => !isNone(value) && value !== "none" && value !== false,
    );
    figure.isTight = isLaidOut;
    this.figures.set(number, figure);
    return figure;
  }

  private numberOf(num: unknown): number {
    if (num instanceof Figure) return num.number;
    const next = Math.max(0, ...this.figures.keys()) + 1;
    if (isNone(num)) return next;
    if (typeof num !== "string") return number(num);
    const known = this.names.get(num);
    if (known !== undefined && this.figures.has(known)) return known;
    this.names.set(num, next);
    return next;
  }

  /** Makes a figure, and the axes of one of its figures, current. */
  setCurrent(axes: Axes): void {
    axes.figure.current = axes;
    this.currentNumber = axes.figure.number;
  }

  close(which: unknown): void {
    if (which === "all") this.figures.clear();
    else this.figures.delete(isNone(which) ? this.currentNumber : this.numberOf(which));
    if (!this.figures.has(this.currentNumber)) this.currentNumber = Math.max(0, ...this.figures.keys());
  }

  /** Shows all figures, after which they are closed. */
  show(): void {
    for (const figure of this.openFigures) this.host.show(figure);
    this.close("all");
  }

  /** `subplot(…)`: the axes that are there already, or new ones. */
  subplot(args: unknown[], kwargs: Keywords): Axes {
    const figure = this.gcf();
    const slot = slotOf(args);
    const known = figure.axes.find(
      (axes) => JSON.stringify(axes.slot) === JSON.stringify(slot) && axes.part.join() === "0,0,1,1",
    );
    if (known && kwargs.size === 0) return (figure.current = known);
    const [signature, body] = figureMethods.add_subplot;
    return body(figure, bindArguments("subplot", signature, args, kwargs)) as Axes;
  }
}

function setProperties(objects: unknown, kwargs: Keywords): null {
  for (const item of itemsOf(objects)) if (item instanceof PlotObject) item.set(kwargs);
  return null;
}

const point = (value: unknown): [number, number] => {
  const [x, y] = vector(value);
  return [x, y];
};

const pyplotFunctions: Methods<Pyplot> = {
  figure: [
    `num=None, ${figureOptions}, **kwargs`,
    (plt, a) => {
      for (const key of a.kwargs.keys())
        throw new AttributeError(`Figure.set() got an unexpected keyword argument '${key}'`);
      return plt.openFigure(a.num, a);
    },
  ],
  subplots: [
    `nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, width_ratios=None, height_ratios=None, subplot_kw=None, gridspec_kw=None, num=None, ${figureOptions}, **kwargs`,
    (plt, a) => {
      for (const key of a.kwargs.keys())
        throw new AttributeError(`Figure.set() got an unexpected keyword argument '${key}'`);
      const figure = plt.openFigure(a.num, a);
      return new PlotTuple([figure, subplots(figure, a)]);
    },
  ],
  subplot: ["*args, **kwargs", (plt, { args, kwargs }) => plt.subplot(args, kwargs)],
  subplot2grid: [
    "shape, loc, rowspan=1, colspan=1, fig=None, **kwargs",
    (plt, { shape, loc, rowspan, colspan }) => {
      const [[rows, columns], [r, c]] = [point(shape), point(loc)];
      return plt
        .gcf()
        .addAxes({ rows, columns, row: [r, r + number(rowspan) - 1], column: [c, c + number(colspan) - 1] });
    },
  ],
  axes: [
    "arg=None, **kwargs",
    (plt, { arg, kwargs }) => {
      const [name, args] = isNone(arg) ? ["add_subplot", []] : ["add_axes", [arg]];
      const [signature, body] = figureMethods[name];
      return body(plt.gcf(), bindArguments("axes", signature, args, kwargs));
    },
  ],
  gcf: ["", (plt) => plt.gcf()],
  gca: ["", (plt) => plt.gca()],
  sca: ["ax", (plt, { ax }) => (plt.setCurrent(ax as Axes), null)],
  delaxes: ["ax=None", (plt, { ax }) => (((ax as Axes | null) ?? plt.gca()).remove(), null)],
  clf: ["", (plt) => (plt.gcf().clear(), null)],
  cla: ["", (plt) => axesMethods.clear[1](plt.gca(), bindArguments("cla", "", [], new Map()))],
  close: ["fig=None", (plt, { fig }) => (plt.close(fig), null)],
  show: ["*args, **kwargs", (plt) => (plt.show(), null)],
  fignum_exists: ["num", (plt, { num }) => plt.openFigures.some((figure) => figure.number === number(num))],
  get_fignums: ["", (plt) => plt.openFigures.map((figure) => BigInt(figure.number))],
  colorbar: [
    "mappable=None, cax=None, ax=None, **kwargs",
    (plt, a) => {
      const [signature, body] = figureMethods.colorbar;
      const kwargs: Keywords = new Map([["mappable", a.mappable], ["cax", a.cax], ["ax", a.ax], ...a.kwargs]); // prettier-ignore
      return body(plt.gcf(), bindArguments("colorbar", signature, [], kwargs));
    },
  ],
  clim: ["vmin=None, vmax=None", (plt, { vmin, vmax }) => currentMappable(plt, (m) => (m.norm.vmin = optionalNumber(vmin) ?? m.norm.vmin, m.norm.vmax = optionalNumber(vmax) ?? m.norm.vmax))], // prettier-ignore
  set_cmap: ["cmap", (plt, { cmap }) => currentMappable(plt, (m) => (m.cmap = colormap(cmap)))],
  matshow: [
    "A, fignum=None, **kwargs",
    (plt, { A, fignum, kwargs }) => {
      if (fignum !== false && fignum !== 0n) plt.openFigure(fignum);
      const [signature, body] = axesMethods.matshow;
      return body(plt.gca(), bindArguments("matshow", signature, [A], kwargs));
    },
  ],
  sci: ["im", (plt, { im }) => ((plt.gca().currentMappable = im as Axes["currentMappable"]), null)],
  gci: ["", (plt) => plt.gca().currentMappable ?? null],
  get_cmap: ["name=None, lut=None", (_, { name }) => colormap(name)],
  setp: ["obj, *args, **kwargs", (_, { obj, kwargs }) => setProperties(obj, kwargs)],
  getp: [
    "obj, property",
    (_, { obj, property }) => {
      const getter = obj instanceof PlotObject ? obj.attribute(`get_${text(property)}`) : undefined;
      if (getter instanceof PlotFunction) return getter.call([], new Map());
      throw new AttributeError(`object has no attribute 'get_${text(property)}'`);
    },
  ],
  polar: [
    "*args, **kwargs",
    () => {
      throw new NotImplementedError("axes with projection='polar' are not supported");
    },
  ],
  GridSpec: [`nrows, ncols, !figure=None, ${gridOptions}`, (plt, a) => makeGrid(plt.gcf(), a)],
};

function currentMappable(
  plt: Pyplot,
  change: (mappable: NonNullable<Axes["currentMappable"]>) => void,
): null {
  const mappable = plt.gca().currentMappable;
  if (!mappable) throw new ValueError("You must first define an image, e.g., with imshow");
  change(mappable);
  return null;
}
