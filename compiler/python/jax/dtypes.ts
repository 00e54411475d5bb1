/** `jnp.float32` and the like: dtypes, scalar types, and what else may stand for a dtype. */

import { fail } from "../text/failure.js";
import { type DType, dtypes as dtypeNames, x64IsEnabled } from "../../ir/dtype.js";
import { numpy as jnp } from "./library.js";
import { getters, methods } from "../objects/native.js";
import { call, machine } from "../objects/machine.js";
import { exceptionTypes } from "../objects/exceptions.js";
import type { Machine } from "../vm/machine.js";
import { builtinType, type Type } from "../objects/type.js";
import { complexType } from "../objects/complex.js";
import { Tuple } from "../objects/containers.js";
import { repr } from "../objects/text.js";
import { boolType, floatType, intType, NotImplemented } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { toArray } from "./convert.js";

const dtypeType = builtinType("dtype", undefined, "numpy");

/** `dtype('float32')`. There is one of each. */
export class DTypeObject extends Obj {
  constructor(readonly name: string) {
    super(dtypeType);
  }
}

const dtypes = new Map<string, DTypeObject>();

export function dtypeObject(name: string): DTypeObject {
  let found = dtypes.get(name);
  if (!found) dtypes.set(name, (found = new DTypeObject(name)));
  return found;
}

/** Name, size in bytes, and the letters of NumPy: its kind, its code and its number. */
const descriptions: Readonly<Record<string, readonly [size: number, kind: string, code: string, number: number]>> = {
  bool: [1, "b", "?", 0], int8: [1, "i", "b", 1], uint8: [1, "u", "B", 2], int16: [2, "i", "h", 3], uint16: [2, "u", "H", 4],
  int32: [4, "i", "i", 5], uint32: [4, "u", "I", 6], int64: [8, "i", "l", 7], uint64: [8, "u", "L", 8],
  float16: [2, "f", "e", 23], float32: [4, "f", "f", 11], float64: [8, "f", "d", 12], bfloat16: [2, "V", "E", 256],
  complex64: [8, "c", "F", 14], complex128: [16, "c", "D", 15],
}; // prettier-ignore
const describe = (d: DTypeObject): readonly [number, string, string, number] =>
  descriptions[d.name] ?? [0, "V", "V", 20];

methods(dtypeType, {
  "__repr__(self, /)": (d: DTypeObject) =>
    d.name === "float0" ? "dtype([('float0', 'V')])" : `dtype('${d.name}')`,
  "__str__(self, /)": (d: DTypeObject) => (d.name === "float0" ? "[('float0', 'V')]" : d.name),
  "__eq__(self, value, /)": (d: DTypeObject, other: Value) => dtypeName(other) === d.name,
  "__hash__(self, /)": (d: DTypeObject) => BigInt([...dtypes.keys()].indexOf(d.name) + 1),
});
getters(dtypeType, {
  name: (d: DTypeObject) => d.name,
  itemsize: (d: DTypeObject) => BigInt(describe(d)[0]),
  kind: (d: DTypeObject) => describe(d)[1],
  char: (d: DTypeObject) => describe(d)[2],
  num: (d: DTypeObject) => BigInt(describe(d)[3]),
  str: (d: DTypeObject) => `${describe(d)[0] === 1 ? "|" : "<"}${describe(d)[1]}${describe(d)[0]}`,
  shape: () => new Tuple([]),
  type: (d: DTypeObject) => scalarTypes.get(d.name) ?? null,
});

const scalarMeta = builtinType("_ScalarMeta", undefined, "jax._src.numpy.scalar_types");

/** `jnp.float32`: a dtype, and a function that makes scalars of it. */
class ScalarType extends Obj {
  constructor(readonly name: string) {
    super(scalarMeta);
  }
}

const scalarTypes = new Map<string, ScalarType>();
for (const name of Object.keys(descriptions)) scalarTypes.set(name, new ScalarType(name));

methods(scalarMeta, {
  "__call__(self, x, /)": (t: ScalarType, x: Value) => {
    if (typeof x === "string") fail("ValueError", `could not convert string to float: '${x}'`);
    const dtype = canonical(t.name);
    return jnp.asarray(toArray(x, dtype === "uint32"), { dtype });
  },
  "__repr__(self, /)": (t: ScalarType) => `<class 'jax.numpy.${t.name}'>`,
  "__eq__(self, value, /)": (t: ScalarType, other: Value) =>
    other === t ? true : other instanceof Obj ? dtypeName(other) === t.name : NotImplemented,
  "__hash__(self, /)": (t: ScalarType) => BigInt([...scalarTypes.keys()].indexOf(t.name) + 1),
});
getters(scalarMeta, { dtype: (t: ScalarType) => dtypeObject(t.name), __name__: (t: ScalarType) => t.name });

export function scalarType(name: string): Value {
  return scalarTypes.get(name)!;
}

const pythonTypes = new Map<Type, string>([
  [floatType, "float64"],
  [intType, "int64"],
  [boolType, "bool"],
  [complexType, "complex128"],
]);

/** The name of the dtype that a value stands for; undefined if for none. */
export function dtypeName(x: Value): string | undefined {
  if (x instanceof DTypeObject || x instanceof ScalarType) return x.name;
  if (typeof x === "string") return shortNames[x] ?? (scalarTypes.has(x) ? x : undefined);
  return pythonTypes.get(x as Type) ?? (x instanceof Obj ? nameOfClass(x) : undefined);
}

const shortNames: Readonly<Record<string, string>> = {
  i1: "int8", i2: "int16", u1: "uint8", u2: "uint16", u8: "uint64", c8: "complex64", bool_: "bool", complex: "complex128", half: "float16", single: "float32", double: "float64", f2: "float16", f4: "float32", f8: "float64", i4: "int32", i8: "int64", u4: "uint32", float: "float64", int: "int64", "?": "bool", f: "float32", i: "int32", d: "float64",
}; // prettier-ignore

/** Classes of NumPy's scalars carry their dtype. */
function nameOfClass(x: Obj): string | undefined {
  const dtype = (x as unknown as { attributes?: Map<string, Value> }).attributes?.get("dtype");
  return dtype instanceof DTypeObject ? dtype.name : undefined;
}

const halved: Readonly<Record<string, string>> = {
  float64: "float32",
  int64: "int32",
  uint64: "uint32",
  complex128: "complex64",
};
/** The name of the dtype that there is for this one: without 64 bits, half of it. */
export const narrowed = (name: string): string =>
  x64IsEnabled() && name !== "complex128" ? name : (halved[name] ?? name);

const known: ReadonlySet<string> = new Set(dtypeNames);
const available = "bool, int32, uint32, float16 and float32";

/** The dtype that an array of JAX's has if this one is asked for: without 64 bits, as JAX is by default. */
export function canonical(name: string): DType {
  const dtype = narrowed(name);
  if (!known.has(dtype))
    return fail("NotImplementedError", `arrays of dtype ${name} are not supported: there are ${available}`);
  return dtype as DType;
}

/** A `dtype` argument. Asking for 64 bits by name is told about, as JAX does. */
export function dtypeArgument(x: Value, what = "asarray"): DType | undefined {
  if (x === null) return undefined;
  const name = namedDType(x);
  const dtype = canonical(name);
  const isPythonType = pythonTypes.has(x as Type);
  if (dtype !== name && !isPythonType) warnTruncated(name, dtype, what);
  return dtype;
}

/** The name of a dtype, which the value must stand for. */
export function namedDType(x: Value): string {
  const name = dtypeName(x);
  if (name !== undefined) return name;
  if (typeof x === "string") return fail("TypeError", `data type '${x}' not understood`);
  return fail("TypeError", `Cannot interpret '${repr(x)}' as a data type${typeof x === "bigint" ? "." : ""}`);
}

function warnTruncated(asked: string, given: string, what: string): void {
  const vm = machine() as Machine;
  call(vm.importModule("warnings").globals.get("warn")!, [
    `Explicitly requested dtype ${asked} requested in ${what} is not available, and will be truncated to dtype ${given}. ` +
      "To enable more dtypes, set the jax_enable_x64 configuration option or the JAX_ENABLE_X64 shell environment variable. See https://github.com/jax-ml/jax#current-gotchas for more.",
    exceptionTypes.get("UserWarning")!,
  ]);
}
