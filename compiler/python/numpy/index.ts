/** The module `numpy` and its submodules. */

import { defineException, exceptionTypes } from "../objects/exceptions.js";
import { Module } from "../objects/functions.js";
import { Tuple } from "../objects/containers.js";
import { Native, type Natives } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { fail } from "../text/failure.js";
import type { Value } from "../objects/value.js";
import { keepPrintOptions } from "../modules/printOptions.js";
import { type Library, makeLibrary } from "../modules/library.js";
import type { Machine } from "../vm/machine.js";
import { toNdArray } from "./convert.js";
import { cholesky, decompose, eigh, type Matrix, qr, solve, svd } from "./decompositions.js";
import { elementTypes, float64 } from "./elementTypes.js";
import { functions } from "./functions.js";
import { linalgSource } from "./linalgSource.js";
import "./methods.js";
import "./scalarMethods.js";
import { NdArray, ndarrayType } from "./ndarray.js";
import { randomFunctions } from "./random.js";
import { randomSource } from "./randomSource.js";
import { abstractTypes } from "./abstractTypes.js";
import { makeScalar, scalarTypes } from "./scalars.js";
import { source } from "./source/index.js";
import { strideTricksSource } from "./strideTricks.js";
import { testingSource } from "./testingSource.js";
import { ufuncs, ufuncType } from "./ufuncs.js";

/** Modules that NumPy's own use. */
export const needs = ["builtins"];

function values(machine: Machine): Record<string, Value> {
  const found: Record<string, Value> = { ndarray: ndarrayType, ufunc: ufuncType };
  for (const type of abstractTypes) found[type.name] = type;
  for (const [name, type] of scalarTypes) found[name] = type;
  for (const [name, f] of ufuncs) found[name] = f;
  const others = {
    bool_: "bool",
    int_: "int64",
    intp: "int64",
    uint: "uint64",
    uintp: "uint64",
    half: "float16",
    single: "float32",
    double: "float64",
    float_: "float64",
    intc: "int32",
    uintc: "uint32",
    byte: "int8",
    ubyte: "uint8",
    short: "int16",
    ushort: "uint16",
    longlong: "int64",
    ulonglong: "uint64",
    long: "int64",
    ulong: "uint64",
  };
  for (const [name, type] of Object.entries(others)) found[name] = scalarTypes.get(type)!;
  found.True_ = makeScalar(1, elementTypes.get("bool")!);
  found.False_ = makeScalar(0, elementTypes.get("bool")!);
  found._AxisError = exceptionTypes.get("AxisError")!;
  found._index = new Native("index(x)", (x: Value) => index(x));
  found._submodule = new Native("submodule(name)", (name: string) => submodule("numpy", name, machine));
  found._dtype = new Native("dtype(x)", functions["dtype(dtype, align=False, copy=False)"]);
  return found;
}

const linAlgError = defineException("LinAlgError", "ValueError", "numpy.linalg");
defineException("UFuncTypeError", "TypeError", "numpy._core._exceptions");

const rowsOf = (x: Value): Matrix => {
  const a = toNdArray(x, float64);
  const [n, m] = a.shape;
  const values = a.flat() as Float64Array;
  return Array.from({ length: n }, (_, i) => Array.from(values.subarray(i * m, (i + 1) * m)));
};
const matrix = (rows: Matrix, columns: number): NdArray =>
  new NdArray(Float64Array.from(rows.flat()), float64, [rows.length, columns]);
const vector = (items: readonly number[]): NdArray =>
  new NdArray(Float64Array.from(items), float64, [items.length]);
const columnsOf = (a: Value): number => toNdArray(a).shape[1];

const decompositions: Natives = {
  "_solve(a, b)"(a: Value, b: Value) {
    const x = solve(rowsOf(a), rowsOf(b));
    return x ? matrix(x, columnsOf(b)) : null;
  },
  "_lu(a)"(a: Value) {
    const { lu, sign } = decompose(rowsOf(a));
    return new Tuple([vector(lu.map((row, i) => row[i])), sign]);
  },
  "_cholesky(a)"(a: Value) {
    const l = cholesky(rowsOf(a));
    return l ? matrix(l, l.length) : null;
  },
  "_qr(a)"(a: Value) {
    const columns = columnsOf(a);
    const [q, r] = qr(rowsOf(a), columns);
    return new Tuple([matrix(q, q.length), matrix(r, columns)]);
  },
  "_eigh(a)"(a: Value) {
    const [found, vectors] = eigh(rowsOf(a));
    return new Tuple([vector(found), matrix(vectors, found.length)]);
  },
  "_svd(a)"(a: Value) {
    const columns = columnsOf(a);
    const [u, s, vt] = svd(rowsOf(a), columns);
    return new Tuple([matrix(u, columns), vector(s), matrix(vt, columns)]);
  },
};

const libraries: Readonly<Record<string, Library>> = {
  numpy: { natives: functions, values, source },
  "numpy.linalg": {
    natives: decompositions,
    values: () => ({ LinAlgError: linAlgError }),
    source: linalgSource,
  },
  "numpy.random": { natives: randomFunctions, source: randomSource },
  "numpy.testing": { source: testingSource },
  "numpy.lib.stride_tricks": { source: strideTricksSource },
  "numpy.lib": {},
};

/** Submodules that are made of what `numpy` has. */
const small: Readonly<Record<string, readonly string[]>> = {
  "numpy.exceptions": ["AxisError"],
};

/** Makes `numpy` or a module in it; submodules are loaded when they are asked for. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  if (Object.hasOwn(small, name))
    return Module.of(
      name,
      small[name].map((n): [string, Value] => [n, exceptionTypes.get(n)!]),
    );
  if (!Object.hasOwn(libraries, name)) return undefined;
  keepPrintOptions(machine);
  const module = makeLibrary(name, libraries[name], machine);
  module.globals.set(
    "__getattr__",
    new Native("__getattr__(name)", (wanted: string) => submodule(name, wanted, machine)),
  );
  return module;
}

function submodule(outer: string, name: string, machine: Machine): Value {
  const full = `${outer}.${name}`;
  if (!Object.hasOwn(libraries, full) && !Object.hasOwn(small, full))
    return fail("AttributeError", `module '${outer}' has no attribute '${name}'`);
  return machine.importModule(full);
}
