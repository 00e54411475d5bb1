/** Figures, axes and artists as a script holds them; `attributes.ts` has their methods. */

import type { PlotObject } from "../plot/index.js";
import { builtinType, type Type } from "../objects/type.js";
import { Obj } from "../objects/value.js";

/** The class of everything drawn; of what also has items, or can be called. */
export const artistType = builtinType("Artist", undefined, "matplotlib.artist");
export const containerType = builtinType("Container", [artistType], "matplotlib.container");
export const colormapType = builtinType("Colormap", [artistType], "matplotlib.colors");

/** An object of a drawing. */
export class Drawn extends Obj {
  constructor(readonly of: PlotObject) {
    super(classOf(of));
  }
}

const wrappers = new WeakMap<PlotObject, Drawn>();

/** The same Python object for the same object of the drawing. */
export function wrapperOf(object: PlotObject): Drawn {
  let wrapper = wrappers.get(object);
  if (!wrapper) wrappers.set(object, (wrapper = new Drawn(object)));
  return wrapper;
}

const classes = new Map<string, Type>();

/** The class of a full name, which `plt.Axes` and `isinstance` need. */
export function classNamed(name: string, base: Type = artistType): Type {
  let type = classes.get(name);
  const dot = name.lastIndexOf(".");
  if (!type) classes.set(name, (type = builtinType(name.slice(dot + 1), [base], name.slice(0, dot))));
  return type;
}

function classOf(object: PlotObject): Type {
  const base = object.call ? colormapType : object.items() ? containerType : artistType;
  return classNamed(object.className, base);
}

export const tableType = builtinType("ndarray", undefined, "numpy");

/** NumPy's array of axes, as `subplots` returns it. */
export class AxesTable extends Obj {
  constructor(
    readonly axes: readonly PlotObject[],
    readonly shape: readonly number[],
  ) {
    super(tableType);
  }
}

export const settingsType = builtinType("RcParams", undefined, "matplotlib");

/** `rcParams`: read and written in place. */
export class Settings extends Obj {
  constructor(readonly values: Map<string, unknown>) {
    super(settingsType);
  }
}
