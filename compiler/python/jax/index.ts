/** The modules `jax` and its submodules. */

import { init } from "../../execute/init.js";
import { numpy as jnp } from "./library.js";
import { Dict } from "../objects/dict.js";
import { defineException } from "../objects/exceptions.js";
import { Module } from "../objects/functions.js";
import { Native, type Natives } from "../objects/native.js";
import type { Value } from "../objects/value.js";
import type { Machine, Options } from "../vm/machine.js";
import { arrayType, tracerType, useArrayTypes } from "./arrayType.js";
import "./arrays.js";
import { keyType } from "./keys.js";
import { randomFunctions } from "./random.js";
import { partialClass, treeFunctions, treeTypes, treeUtilFunctions } from "./tree.js";
import type { Bound } from "./bind.js";
import { useExecutorFor } from "./device.js";
import { useSourcesOf } from "./sources.js";
import { dtypeObject, scalarType } from "./dtypes.js";
import { laxFunctions, nnFunctions, specialFunctions } from "./lax.js";
import { linalgFunctions, numpyFunctions } from "./numpy.js";
import { transformNatives, transformTypes } from "./transforms.js";
import { notation } from "./trees.js";
import { setNotation } from "../../ir/notation.js";

type Members = [string, Value][];

function boundMembers(table: ReadonlyMap<string, Bound>): Members {
  return [...table].map(([name, b]) => [name, b.native]);
}

function nativeMembers(table: Natives, module: string): Members {
  return Object.entries(table).map(([text, run]) => {
    const native = new Native(text, run, undefined, module);
    return [native.name, native];
  });
}

const dtypeNames =
  "float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 uint16 uint32 uint64 complex64".split(" ");

const constants: Members = [
  ["pi", jnp.pi],
  ["e", jnp.e],
  ["inf", Infinity],
  ["nan", NaN],
  ["euler_gamma", jnp.eulerGamma],
  ["newaxis", null],
];

const makers: Readonly<Record<string, () => Members>> = {
  "jax.numpy": () => [
    ...boundMembers(numpyFunctions),
    ...constants,
    ...dtypeNames.map((n): [string, Value] => [n, scalarType(n)]),
    ["bool_", scalarType("bool")],
    ["int_", scalarType("int32")],
    ["float_", scalarType("float32")],
    ["uint", scalarType("uint32")],
    ["ndarray", arrayType],
    ["dtype", new Native("dtype(dtype)", (x: Value) => dtypeObject(String(x)))],
  ],
  "jax.numpy.linalg": () => boundMembers(linalgFunctions),
  "jax.lax": () => [
    ...boundMembers(laxFunctions),
    ...nativeMembers({ "stop_gradient(x)": transformNatives["stop_gradient(x)"] }, "jax.lax"),
  ],
  "jax.nn": () => boundMembers(nnFunctions),
  "jax.scipy": () => [],
  "jax.scipy.special": () => boundMembers(specialFunctions),
  "jax.dtypes": () => [["float0", dtypeObject("float0")]],
  "jax.errors": () => errorTypes,
  "jax.custom_derivatives": () => [
    ...transformTypes.map((t): [string, Value] => [t.name, t]),
    ...nativeMembers(transformNatives, "jax.custom_derivatives").filter(
      ([n]) => n === "custom_gradient" || n === "closure_convert",
    ),
  ],
  jax: () => [
    ...nativeMembers(transformNatives, "jax").filter(
      ([n]) => n !== "stop_gradient" && n !== "closure_convert",
    ),
    ...transformTypes.map((t): [string, Value] => [t.name, t]),
    ["Array", arrayType],
    ["__version__", "0.10.2"],
    ["config", new Module("config", Dict.of([["update", new Native("update(name, value)", () => null)]]))],
  ],
  "jax.random": () => boundMembers(randomFunctions),
  "jax.tree": () => nativeMembers(treeFunctions, "jax.tree"),
  "jax.tree_util": () => [
    ...nativeMembers(treeUtilFunctions, "jax.tree_util"),
    ...treeTypes.map((t): [string, Value] => [t.name, t]),
    ["Partial", partialClass],
  ],
  "jax.core": () => [["Tracer", tracerType]],
};

const errorTypes: Members = [
  ["ConcretizationTypeError", "TypeError"],
  ["TracerBoolConversionError", "ConcretizationTypeError"],
  ["TracerArrayConversionError", "TypeError"],
  ["TracerIntegerConversionError", "TypeError"],
  ["NonConcreteBooleanIndexError", "IndexError"],
  ["UnexpectedTracerError", "TypeError"],
  ["KeyReuseError", "RuntimeError"],
  ["JaxRuntimeError", "RuntimeError"],
].map(([name, base]) => [name, defineException(name, base, "jax.errors")]);

export async function prepare({ device }: Options): Promise<void> {
  if (device !== undefined) await init({ device });
}

useArrayTypes(keyType);

const surrounded = new WeakSet<Machine>();

/** While a script runs, the library computes, reports and writes for it. */
function surround(machine: Machine): void {
  if (surrounded.has(machine)) return;
  surrounded.add(machine);
  machine.surround(() => useExecutorFor(machine));
  machine.surround(() => useSourcesOf(machine));
  machine.surround(() => {
    const before = setNotation(notation);
    return () => void setNotation(before);
  });
}

/** Makes `jax` or a module in it; submodules are attributes of those around them. */
export function makeModule(name: string, machine: Machine): Module | undefined {
  const make = makers[name] as (typeof makers)[string] | undefined;
  if (!make) return undefined;
  surround(machine);
  const module = Module.of(name, make());
  for (const inner of Object.keys(makers)) {
    const rest = inner.startsWith(`${name}.`) ? inner.slice(name.length + 1) : "";
    if (rest !== "" && !rest.includes(".")) module.globals.set(rest, makeInner(inner, machine));
  }
  return module;
}

function makeInner(name: string, machine: Machine): Module {
  const known = machine.modules.get(name);
  const module = known ?? makeModule(name, machine)!;
  machine.modules.set(name, module);
  return module;
}
