/** Modules beside pyplot: `matplotlib`, `matplotlib.colors`, `matplotlib.cm`, `matplotlib.patches` … */
import { colormap, colormapNames, Norm, toColor } from "./colors.js";
import { Line2D } from "./line.js";
import { PlotObject, type Methods } from "./objects.js";
import { Ellipse, Polygon, Rectangle, type Patch } from "./patches.js";
import type { Arguments } from "./signature.js";
import { columnsOf, number, optionalNumber, vector } from "./values.js";

const patch =
  (make: (a: Arguments) => Patch) =>
  (_: PlotModule, a: Arguments): Patch =>
    make(a).with(a.kwargs);

const point = (value: unknown): [number, number] => {
  const [x, y] = vector(value);
  return [x, y];
};

/** Classes of artists that scripts make themselves, as functions. */
export const shapes: Methods<PlotModule> = {
  Rectangle: [
    "xy, width, height, **kwargs",
    patch((a) => new Rectangle(...point(a.xy), number(a.width), number(a.height))),
  ],
  Circle: [
    "xy, radius=5, **kwargs",
    patch((a) => new Ellipse(point(a.xy), [number(a.radius), number(a.radius)], "matplotlib.patches.Circle")),
  ],
  Ellipse: [
    "xy, width, height, **kwargs",
    patch(
      (a) =>
        new Ellipse(point(a.xy), [number(a.width) / 2, number(a.height) / 2], "matplotlib.patches.Ellipse"),
    ),
  ],
  Polygon: [
    "xy, **kwargs",
    patch((a) => {
      const [x, y] = columnsOf(a.xy);
      return new Polygon(x.map((value, i) => [value, y[i]]));
    }),
  ],
  Patch: ["**kwargs", patch(() => new Rectangle(0, 0, 0, 0))],
};

export const lineShapes: Methods<PlotModule> = {
  Line2D: [
    "xdata, ydata, **kwargs",
    (_, { xdata, ydata, kwargs }) => new Line2D(vector(xdata), vector(ydata)).with(kwargs),
  ],
};

const getCmap: Methods<PlotModule>[string] = ["name=None, lut=None", (_, { name }) => colormap(name)];

const norm =
  (isLog: boolean) =>
  (_: PlotModule, { vmin, vmax }: Arguments): Norm =>
    new Norm(optionalNumber(vmin), optionalNumber(vmax), isLog);

const colors: Methods<PlotModule> = {
  Normalize: ["vmin=None, vmax=None, !clip=False", norm(false)],
  LogNorm: ["vmin=None, vmax=None, !clip=False", norm(true)],
  to_hex: ["c, !keep_alpha=False", (_, { c }) => toColor(c).paint],
};

/** A module with functions and other attributes. */
export class PlotModule extends PlotObject {
  readonly className = "module";

  constructor(
    private readonly functions: Methods<PlotModule>,
    private readonly values: Readonly<Record<string, unknown>> = {},
  ) {
    super();
  }

  protected override methods(): Methods<never> {
    return this.functions;
  }

  protected override fields(): Readonly<Record<string, unknown>> {
    return this.values;
  }
}

/** Colour maps by name: `plt.cm.viridis`, `matplotlib.colormaps["viridis"]`. */
class Colormaps extends PlotModule {
  constructor() {
    super({ get_cmap: getCmap });
  }

  override attribute(name: string): unknown {
    return colormapNames().includes(name) ? colormap(name) : super.attribute(name);
  }

  override items(): readonly string[] {
    return colormapNames();
  }

  override item(key: unknown): unknown {
    return colormap(key);
  }
}

export const colormaps: PlotObject = new Colormaps();

/** Styles change nothing here; `warn` says so. */
export function styleModule(warn: (message: string) => void): PlotModule {
  const use: Methods<PlotModule>[string] = [
    "style",
    (_, { style }) => {
      if (style !== "default")
        warn("matplotlib's styles are not supported: the figure keeps the default style");
      return null;
    },
  ];
  return new PlotModule({ use }, { available: ["default"] });
}

/** The modules that need no state, by the name after "matplotlib.". */
export const modules: Readonly<Record<string, PlotObject>> = {
  cm: colormaps,
  colors: new PlotModule(colors),
  patches: new PlotModule(shapes),
  lines: new PlotModule(lineShapes),
};
