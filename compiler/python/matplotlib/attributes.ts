/** What scripts do with the objects of a drawing. */

import type { PlotObject } from "../plot/index.js";
import { List, Slice, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { makeException, raise, Raised } from "../objects/exceptions.js";
import { fromJs, Iter } from "../objects/iterate.js";
import { getters, methods } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { typeName } from "../objects/types.js";
import type { Keywords, Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { address } from "../types/object.js";
import { pick, placeOf, placesOf } from "../types/sequences.js";
import {
  artistType,
  AxesTable,
  colormapType,
  containerType,
  type Drawn,
  type Settings,
  settingsType,
  tableType,
} from "./objects.js";
import { fromPlot, toPlot } from "./values.js";

methods(artistType, {
  "__getattr__(self, name, /)"(self: Drawn, name: string) {
    const value = self.of.attribute(name);
    return value === undefined ? missing(self, name) : fromPlot(value);
  },
  "__repr__(self, /)": (self: Drawn) => self.of.repr(address(self)),
  "__str__(self, /)": (self: Drawn) => self.of.str(address(self)),
});

function missing(self: Drawn, name: string): never {
  const error = makeException("AttributeError", `'${typeName(self)}' object has no attribute '${name}'`);
  error.dict = Dict.of([["name", name], ["obj", self]]); // prettier-ignore
  throw new Raised(error);
}

const itemsOf = (self: Drawn): Value[] => (self.of.items() ?? []).map(fromPlot);

methods(containerType, {
  "__len__(self, /)": (self: Drawn) => BigInt(itemsOf(self).length),
  "__iter__(self, /)": (self: Drawn) => new Iter(fromJs(itemsOf(self))),
  "__getitem__(self, key, /)"(self: Drawn, key: Value) {
    const item = self.of.item(toPlot(key));
    if (item !== undefined) return fromPlot(item);
    if (key instanceof Slice) return new Tuple(pick(itemsOf(self), placesOf(key, itemsOf(self).length)));
    return typeof key === "bigint" ? fail("IndexError", "tuple index out of range") : raise("KeyError", key);
  },
});

methods(colormapType, {
  "__call__(self, /, *args, **kwargs)": (self: Drawn, args: readonly Value[], keywords: Keywords) =>
    fromPlot(self.of.call!(args.map(toPlot), new Map([...keywords].map(([k, v]) => [k, toPlot(v)])))),
});

const listOfAxes = (axes: readonly PlotObject[]): AxesTable => new AxesTable(axes, [axes.length]);

/** Rows of a table, or its axes if there is one row. */
function rowsOf({ axes, shape }: AxesTable): Value[] {
  if (shape.length === 1) return axes.map(fromPlot);
  const [rows, columns] = shape;
  return Array.from({ length: rows }, (_, r) => listOfAxes(axes.slice(r * columns, (r + 1) * columns)));
}

function select(table: AxesTable, keys: readonly Value[]): Value {
  const [key, ...rest] = keys;
  const { axes, shape } = table;
  if (keys.length > shape.length)
    fail(
      "IndexError",
      `too many indices for array: array is ${shape.length}-dimensional, but ${keys.length} were indexed`,
    );
  if (key instanceof Slice) {
    const rows = pick(rowsOf(table), placesOf(key, shape[0]));
    const parts = rest.length === 0 ? rows : rows.map((row) => select(row as AxesTable, rest));
    return stack(parts, shape);
  }
  if (typeof key === "bigint" && (key >= shape[0] || key < -shape[0]))
    fail("IndexError", `index ${key} is out of bounds for axis 0 with size ${shape[0]}`);
  const row = rowsOf(table)[placeOf(key, shape[0], "array")];
  return rest.length === 0 || axes.length === 0 ? row : select(row as AxesTable, rest);
}

function stack(parts: readonly Value[], shape: readonly number[]): AxesTable {
  if (!(parts[0] instanceof AxesTable)) return listOfAxes(parts.map((p) => (p as Drawn).of));
  const axes = parts.flatMap((p) => (p as AxesTable).axes);
  return new AxesTable(axes, [parts.length, parts.length > 0 ? axes.length / parts.length : shape[1]]);
}

methods(tableType, {
  "__len__(self, /)": (self: AxesTable) => BigInt(self.shape[0]),
  "__iter__(self, /)": (self: AxesTable) => new Iter(fromJs(rowsOf(self))),
  "__getitem__(self, key, /)": (self: AxesTable, key: Value) =>
    select(self, key instanceof Tuple ? key.items : [key]),
  "ravel(self, order='C')": (self: AxesTable) => listOfAxes(self.axes),
  "flatten(self, order='C')": (self: AxesTable) => listOfAxes(self.axes),
  "tolist(self, /)": (self: AxesTable) =>
    new List(rowsOf(self).map((row) => (row instanceof AxesTable ? new List(rowsOf(row)) : row))),
  "__repr__(self, /)": (self: AxesTable) => `array(${repr(new List(rowsOf(self)))}, dtype=object)`,
});
getters(tableType, {
  flat: (self: AxesTable) => new Iter(fromJs(self.axes.map(fromPlot))),
  shape: (self: AxesTable) => new Tuple(self.shape.map(BigInt)),
  size: (self: AxesTable) => BigInt(self.axes.length),
  ndim: (self: AxesTable) => BigInt(self.shape.length),
  T: (self: AxesTable) => transposed(self),
});

function transposed({ axes, shape }: AxesTable): AxesTable {
  if (shape.length === 1) return listOfAxes(axes);
  const [rows, columns] = shape;
  const turned = axes.map((_, i) => axes[(i % rows) * columns + Math.floor(i / rows)]);
  return new AxesTable(turned, [columns, rows]);
}

methods(settingsType, {
  "__getitem__(self, key, /)"({ values }: Settings, key: Value) {
    return values.has(str(key)) ? fromPlot(values.get(str(key))) : raise("KeyError", key);
  },
  "__setitem__(self, key, value, /)": ({ values }: Settings, key: Value, value: Value) =>
    void values.set(str(key), toPlot(value)),
  "__contains__(self, key, /)": ({ values }: Settings, key: Value) => values.has(str(key)),
  "get(self, key, default=None, /)": ({ values }: Settings, key: Value, other: Value = null) =>
    values.has(str(key)) ? fromPlot(values.get(str(key))) : other,
  "update(self, other=None, /, **kwargs)"({ values }: Settings, other: Value = null, keywords: Keywords) {
    if (other instanceof Dict) for (const [k, v] of other.entries()) values.set(str(k), toPlot(v));
    for (const [k, v] of keywords) values.set(k, toPlot(v));
  },
});
