/** `jnp.float32` and the like: dtypes, scalar types, and what else may stand for a dtype. */

import { fail } from "../text/failure.js";
import type { DType } from "../../ir/dtype.js";
import { numpy as jnp } from "./library.js";
import { getters, methods } from "../objects/native.js";
import { machine } from "../objects/machine.js";
import { builtinType, type Type } from "../objects/type.js";
import { boolType, floatType, intType, NotImplemented, typeName } from "../objects/types.js";
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

const sizes: Readonly<Record<string, number>> = {
  float16: 2,
  float32: 4,
  float64: 8,
  int32: 4,
  uint32: 4,
  int64: 8,
  bool: 1,
};
const kinds: Readonly<Record<string, string>> = { f: "f", i: "i", u: "u", b: "b" };

methods(dtypeType, {
  "__repr__(self, /)": (d: DTypeObject) =>
    d.name === "float0" ? "dtype([('float0', 'V')])" : `dtype('${d.name}')`,
  "__str__(self, /)": (d: DTypeObject) => (d.name === "float0" ? "[('float0', 'V')]" : d.name),
  "__eq__(self, value, /)": (d: DTypeObject, other: Value) => dtypeName(other) === d.name,
  "__hash__(self, /)": (d: DTypeObject) => BigInt([...dtypes.keys()].indexOf(d.name) + 1),
});
getters(dtypeType, {
  name: (d: DTypeObject) => d.name,
  itemsize: (d: DTypeObject) => BigInt(sizes[d.name] ?? 0),
  kind: (d: DTypeObject) => kinds[d.name[0]] ?? "V",
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
for (const name of [
  "float16",
  "float32",
  "float64",
  "bfloat16",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "bool",
  "complex64",
])
  scalarTypes.set(name, new ScalarType(name));

methods(scalarMeta, {
  "__call__(self, x, /)": (t: ScalarType, x: Value) => jnp.asarray(toArray(x), { dtype: canonical(t.name) }),
  "__repr__(self, /)": (t: ScalarType) => `<class 'jax.numpy.${t.name === "bool" ? "bool_" : t.name}'>`,
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
]);

/** The name of the dtype that a value stands for; undefined if for none. */
export function dtypeName(x: Value): string | undefined {
  if (x instanceof DTypeObject || x instanceof ScalarType) return x.name;
  if (typeof x === "string") return shortNames[x] ?? (scalarTypes.has(x) ? x : undefined);
  return pythonTypes.get(x as Type) ?? (x instanceof Obj ? nameOfClass(x) : undefined);
}

const shortNames: Readonly<Record<string, string>> = {
  f2: "float16", f4: "float32", f8: "float64", i4: "int32", i8: "int64", u4: "uint32", float: "float64", int: "int64", "?": "bool", f: "float32", i: "int32", d: "float64",
}; // prettier-ignore

/** Classes of NumPy's scalars carry their dtype. */
function nameOfClass(x: Obj): string | undefined {
  const dtype = (x as unknown as { attributes?: Map<string, Value> }).attributes?.get("dtype");
  return dtype instanceof DTypeObject ? dtype.name : undefined;
}

const halved: Readonly<Record<string, DType>> = { float64: "float32", int64: "int32", uint64: "uint32" };
/** JAX has narrower integers; here they are refused. */
const known = new Set(["float16", "float32", "int32", "uint32", "bool", "float0"]);

/** The dtype that an array of JAX's has if this one is asked for: without 64 bits, as JAX is by default. */
export function canonical(name: string): DType {
  const dtype = halved[name] ?? name;
  if (!known.has(dtype))
    return fail("NotImplementedError", `arrays of dtype ${name} are not supported: WGSL has none`);
  return dtype;
}

/** A `dtype` argument. Asking for 64 bits by name is told about, as JAX does. */
export function dtypeArgument(x: Value, what = "asarray"): DType | undefined {
  if (x === null) return undefined;
  const name = dtypeName(x);
  if (name === undefined) return fail("TypeError", `Cannot interpret '${typeName(x)}' as a data type`);
  const dtype = canonical(name);
  const isPythonType = pythonTypes.has(x as Type);
  if (dtype !== name && !isPythonType) warnTruncated(name, dtype, what);
  return dtype;
}

function warnTruncated(asked: string, given: string, what: string): void {
  machine().write(
    `UserWarning: Explicitly requested dtype ${asked} requested in ${what} is not available, and will be truncated to dtype ${given}. ` +
      "To enable more dtypes, set the jax_enable_x64 configuration option or the JAX_ENABLE_X64 shell environment variable. See https://github.com/jax-ml/jax#current-gotchas for more.\n",
    "stderr",
  );
}
