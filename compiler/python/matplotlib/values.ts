/** What a script hands to the drawing, and what the drawing hands back. */

import { AxesArray, type NumericArray, PlotFunction, PlotObject, PlotTuple } from "../plot/index.js";
import { attributeOr } from "../objects/attributes.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { Func } from "../objects/functions.js";
import { listOf } from "../objects/iterate.js";
import { call, machine } from "../objects/machine.js";
import { Native } from "../objects/native.js";
import { str } from "../objects/text.js";
import { typeOf } from "../objects/types.js";
import { type Keywords, Obj, plain, type Value } from "../objects/value.js";
import type { Machine } from "../vm/machine.js";
import { AxesTable, Settings, wrapperOf, Drawn } from "./objects.js";

/** A Python value as the drawing takes it. */
export function toPlot(x: Value): unknown {
  x = plain(x);
  if (x === null || typeof x !== "object") return x;
  if (x instanceof Drawn) return x.of;
  if (x instanceof AxesTable) return new AxesArray(x.axes, x.shape);
  if (x instanceof List || x instanceof Tuple) return x.items.map(toPlot);
  if (x instanceof Dict) return new Map([...x.entries()].map(([k, v]) => [toPlot(k), toPlot(v)]));
  if (x instanceof Func || x instanceof Native) return new PlotFunction(x.name, callback(x));
  const type = typeOf(x);
  if (type.lookup("tolist") !== undefined && type.lookup("shape") !== undefined) return arrayOf(x);
  return type.lookup("__iter__") === undefined ? x : listOf(x).map(toPlot);
}

const callback = (f: Value) => (args: unknown[], kwargs: ReadonlyMap<string, unknown>) =>
  toPlot(call(f, args.map(fromPlot), new Map([...kwargs].map(([k, v]) => [k, fromPlot(v)]))));

/** An array of `jax` or `numpy`, by the methods that both have. */
function arrayOf(x: Value): NumericArray {
  const data: number[] = [];
  collect(call(attributeOr(x, "tolist")!, []), data);
  const shape = listOf(attributeOr(x, "shape")!).map(Number);
  return { data, shape, dtype: str(attributeOr(x, "dtype") ?? "") };
}

function collect(x: Value, into: number[]): void {
  if (x instanceof List) for (const item of x.items) collect(item, into);
  else into.push(Number(x));
}

/** What the drawing returned, as a Python value. */
export function fromPlot(x: unknown): Value {
  if (x === null || x === undefined) return null;
  if (Array.isArray(x)) return new List(x.map(fromPlot));
  if (x instanceof PlotTuple) return new Tuple(x.items.map(fromPlot));
  if (x instanceof AxesArray) return new AxesTable(x.axes, x.shape);
  if (x instanceof PlotObject) return wrapperOf(x);
  if (x instanceof PlotFunction) return functionOf(x);
  if (x instanceof Map) return new Settings(x as Map<string, unknown>);
  if (typeof x === "object" && !(x instanceof Obj) && "data" in x && "shape" in x)
    return toArray(x as NumericArray);
  return x as Value;
}

/** The function as Python's; all arguments are read before anything is drawn, since reading one may have to wait. */
function functionOf(f: PlotFunction): Native {
  return new Native(
    `${f.name}(*args, **kwargs)`,
    (args: readonly Value[], keywords: Keywords) =>
      fromPlot(f.call(args.map(toPlot), new Map([...keywords].map(([k, v]) => [k, toPlot(v)])))),
    undefined,
    "matplotlib.pyplot",
  );
}

/** NumPy's array where the script has NumPy, else a list. */
function toArray({ data, shape }: NumericArray): Value {
  const list = nested(Array.from(data), shape);
  const numpy = (machine() as Machine).modules.get("numpy");
  return numpy ? call(attributeOr(numpy, "array")!, [list]) : list;
}

function nested(data: readonly number[], shape: readonly number[]): Value {
  if (shape.length === 0) return data[0];
  const size = data.length / (shape[0] || 1);
  return new List(
    Array.from({ length: shape[0] }, (_, i) => nested(data.slice(i * size, (i + 1) * size), shape.slice(1))),
  );
}
