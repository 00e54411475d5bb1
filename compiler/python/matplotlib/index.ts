/** The modules `matplotlib`, `matplotlib.pyplot` and those beside it. */

import { type Figure, type PlotHost, Pyplot, toSvg } from "../plot/index.js";
import { raise } from "../objects/exceptions.js";
import { Module } from "../objects/functions.js";
import { Native } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import type { Machine } from "../vm/machine.js";
import "./attributes.js";
import { classNamed } from "./objects.js";
import { fromPlot } from "./values.js";

/** Figures go where the session's options say. */
class Host implements PlotHost {
  /** Whether the script saves its figures itself: then none is written at its end. */
  hasSaved = false;
  private shown = 0;

  constructor(private readonly machine: Machine) {}

  show(figure: Figure): void {
    const { showFigure, writeFile } = this.machine.options;
    if (showFigure) return showFigure(figure);
    if (!writeFile) return this.warn("there is no place to show a figure in: it is dropped");
    const script = this.machine.options.argv?.[0] ?? "figure";
    this.shown++;
    const number = this.shown === 1 ? "" : `-${this.shown}`;
    const path = `${script.replace(/\.py$/, "")}${number}.svg`;
    this.write(path, toSvg(figure));
    this.machine.write(`figure: ${path}\n`, "stderr");
  }

  save(path: string, svg: string, asked: string | undefined): void {
    if (asked !== undefined) this.warn(`figures are written as SVG: ${path} instead of ${asked}`);
    this.write(path, svg);
    this.hasSaved = true;
  }

  private write(path: string, text: string): void {
    const { writeFile } = this.machine.options;
    if (!writeFile) fail("PermissionError", `scripts have no files here: '${path}' cannot be written`);
    try {
      writeFile(path, text);
    } catch (error) {
      raise("OSError", `cannot write '${path}': ${(error as Error).message}`);
    }
  }

  warn(message: string): void {
    const { frame } = this.machine;
    const place = frame ? `${frame.code.file}:${frame.line}: ` : "";
    this.machine.write(`${place}UserWarning: ${message}\n`, "stderr");
  }
}

const plots = new WeakMap<Machine, Pyplot>();

/** The figures of one session. */
function pyplotOf(machine: Machine): Pyplot {
  let pyplot = plots.get(machine);
  if (!pyplot) {
    const host = new Host(machine);
    plots.set(machine, (pyplot = new Pyplot(host)));
    machine.atEnd(() => endOf(pyplot!, host, machine));
  }
  return pyplot;
}

/** What a script drew and did not show is shown at its end, unless it saved it or nobody would see it. */
function endOf(pyplot: Pyplot, host: Host, { options }: Machine): void {
  if (!host.hasSaved && (options.showFigure ?? options.writeFile)) pyplot.show();
  pyplot.close("all");
  host.hasSaved = false;
}

const beside = ["cm", "colors", "patches", "lines"];
/** Classes that scripts name in annotations and in `isinstance`. */
const classes: Readonly<Record<string, string>> = {
  "matplotlib.figure": "matplotlib.figure.Figure",
  "matplotlib.axes": "matplotlib.axes._axes.Axes",
};

function pyplotModule(pyplot: Pyplot): Module {
  const names = Pyplot.names();
  const members = names.map((name): [string, Value] => [name, fromPlot(pyplot.attribute(name))]);
  const module = Module.of("matplotlib.pyplot", members);
  for (const name of Object.values(classes)) {
    const type = classNamed(name);
    module.globals.set(type.name, type);
  }
  return module;
}

export function makeModule(name: string, machine: Machine): Module | undefined {
  const pyplot = pyplotOf(machine);
  if (name === "matplotlib.pyplot") return pyplotModule(pyplot);
  if (Object.hasOwn(classes, name)) {
    const type = classNamed(classes[name]);
    return Module.of(name, [[type.name, type]]);
  }
  const source = pyplot.module(name);
  if (!source) return undefined;
  const getattr = new Native("__getattr__(name)", (attribute: string) => {
    const value = source.attribute(attribute);
    return value === undefined
      ? fail("AttributeError", `module '${name}' has no attribute '${attribute}'`)
      : fromPlot(value);
  });
  const module = Module.of(name, [["__getattr__", getattr]]);
  if (name !== "matplotlib") return module;
  module.globals.set("__version__", "3.10.0");
  for (const inner of ["pyplot", ...beside, "figure", "axes"])
    module.globals.set(inner, machine.findModule(`matplotlib.${inner}`)!);
  return module;
}
