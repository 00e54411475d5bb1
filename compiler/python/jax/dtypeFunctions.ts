/** Questions about dtypes: `jnp.issubdtype`, `jnp.result_type`, `jnp.finfo` and the like. Dtypes that arrays can't have count. */

import { type Casting, isCastable } from "../../ir/casting.js";
import { joinIn, promotionLattice, x64IsEnabled } from "../../ir/dtype.js";
import { Value as ArrayValue } from "../../trace/value.js";
import { Complex } from "../objects/complex.js";
import { List, Tuple } from "../objects/containers.js";
import { getters, methods, type Natives } from "../objects/native.js";
import { repr, str } from "../objects/text.js";
import { builtinType, Type } from "../objects/type.js";
import { plain, Obj, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import {
  abstractTypes,
  complexfloating,
  floating,
  generic,
  integer,
  number,
  signedinteger,
  unsignedinteger,
} from "../numpy/abstractTypes.js";
import { arrayOr } from "./convert.js";
import { dtypeName, dtypeObject, type DTypeObject, namedDType, narrowed, scalarType } from "./dtypes.js";
import { numpy as jnp } from "./library.js";

const extended = builtinType("extended", [generic], "jax.dtypes");
const prngKey = builtinType("prng_key", [extended], "jax.dtypes");
/** Kinds of dtypes that are JAX's own. */
export const extendedTypes: readonly Type[] = [extended, prngKey];

const isKind = (x: Value): x is Type =>
  x instanceof Type && (abstractTypes.includes(x) || extendedTypes.includes(x));

function kindOf(name: string): Type {
  if (name.startsWith("key<")) return prngKey;
  if (name.startsWith("int")) return signedinteger;
  if (name.startsWith("uint")) return unsignedinteger;
  if (name.includes("float")) return floating;
  return name.startsWith("complex") ? complexfloating : generic;
}

function isSubDType(a: Value, b: Value): boolean {
  if (isKind(b)) return (isKind(a) ? a : kindOf(namedDType(a))).isSubclassOf(b);
  if (isKind(a)) return false;
  return namedDType(a) === namedDType(b);
}

const kinds: Readonly<Record<string, readonly Type[]>> = {
  bool: [],
  "signed integer": [signedinteger],
  "unsigned integer": [unsignedinteger],
  integral: [integer],
  "real floating": [floating],
  "complex floating": [complexfloating],
  numeric: [number],
};

function isOfKind(dtype: string, kind: Value): boolean {
  if (kind instanceof Tuple) return kind.items.some((k) => isOfKind(dtype, k));
  if (typeof kind === "string" && kind in kinds)
    return kind === "bool" ? dtype === "bool" : kinds[kind].some((k) => kindOf(dtype).isSubclassOf(k));
  const name = dtypeName(kind);
  if (name === undefined)
    return fail(
      "ValueError",
      `Unrecognized kind=${repr(kind)} expected one of [${Object.keys(kinds)
        .map((k) => `'${k}'`)
        .join(", ")}], or a compatible input for jnp.dtype()`,
    );
  return name === dtype;
}

/** What promotes to what: the library's lattice, and complex numbers, which it has none of. */
const join = joinIn<string>({
  ...promotionLattice,
  "float*": ["complex*", ...promotionLattice["float*"]],
  float32: ["float64", "complex64"],
  float64: ["complex128"],
  "complex*": ["complex64"],
  complex64: ["complex128"],
  complex128: [],
});
const promoted = (names: readonly string[]): string => names.reduce((a, b) => join(a, b));

const defaults: Readonly<Record<string, string>> = {
  "int*": "int64",
  "float*": "float64",
  "complex*": "complex128",
};
const strong = (name: string): string => narrowed(defaults[name] ?? name);

/** The dtype of an argument of `result_type`, weak where it is a plain number. */
function operandName(x: Value): string {
  const value = plain(x);
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "int*";
  if (typeof value === "number") return "float*";
  if (value instanceof Complex) return "complex*";
  if (x instanceof ArrayValue)
    return x.weakType ? `${x.dtype.replace(/\d+/, "").replace("uint", "int")}*` : x.dtype;
  const name = dtypeName(x);
  if (name !== undefined) return x instanceof Type ? (weakOf[name] ?? name) : narrowed(name);
  const array = x === null ? undefined : arrayOr(x);
  return array instanceof ArrayValue ? array.dtype : narrowed(namedDType(x));
}

/** Python's own classes are weak. */
const weakOf: Readonly<Record<string, string>> = { int64: "int*", float64: "float*", complex128: "complex*" };

const bits = (d: DTypeObject): number => Number(/\d+/.exec(d.name)?.[0] ?? 8);

/** `jnp.finfo(dtype)` and `jnp.iinfo(dtype)`: numbers by name. */
class Limits extends Obj {
  constructor(
    type: Type,
    readonly dtype: DTypeObject,
    readonly values: Readonly<Record<string, Value>>,
  ) {
    super(type);
  }
}

const finfoType = builtinType("finfo", undefined, "jax.numpy");
const iinfoType = builtinType("iinfo", undefined, "jax.numpy");

function finfo(dtype: Value): Limits {
  const name = namedDType(dtype);
  if (!kindOf(name).isSubclassOf(floating))
    fail("ValueError", `data type <class 'numpy.${name}'> not inexact`);
  const [size, mantissa] = floatShapes[name];
  const exponent = size - mantissa - 1;
  const [least, most] = [2 - 2 ** (exponent - 1), 2 ** (exponent - 1) - 1];
  const max = (2 - 2 ** -mantissa) * 2 ** most;
  const value = (x: number): Value =>
    name === "float32" || name === "float16" || (name === "float64" && x64IsEnabled())
      ? jnp.array(x, { dtype: name })
      : x;
  return new Limits(finfoType, dtypeObject(name), {
    bits: BigInt(size),
    eps: value(2 ** -mantissa),
    epsneg: value(2 ** (-mantissa - 1)),
    max: value(max),
    min: value(-max),
    tiny: value(2 ** least),
    smallest_normal: value(2 ** least),
    smallest_subnormal: value(2 ** (least - mantissa)),
    resolution: value(10 ** -Math.floor(mantissa * Math.LOG10E * Math.LN2)),
    precision: BigInt(Math.floor(mantissa * Math.LOG10E * Math.LN2)),
    nmant: BigInt(mantissa),
    nexp: BigInt(exponent),
    maxexp: BigInt(most + 1),
    minexp: BigInt(least),
  });
}

const floatShapes: Readonly<Record<string, readonly [bits: number, mantissa: number]>> = {
  float16: [16, 10],
  bfloat16: [16, 7],
  float32: [32, 23],
  float64: [64, 52],
};

function iinfo(dtype: Value): Limits {
  const value = plain(dtype);
  const name = typeof value === "bigint" ? "int64" : namedDType(dtype);
  if (!kindOf(name).isSubclassOf(integer))
    fail("ValueError", `Invalid integer data type '${String(kindOf(name) === floating ? "f" : "b")}'.`);
  const size = BigInt(bits(dtypeObject(name)));
  const signed = name.startsWith("int");
  return new Limits(iinfoType, dtypeObject(name), {
    bits: size,
    min: signed ? -(1n << (size - 1n)) : 0n,
    max: (1n << (signed ? size - 1n : size)) - 1n,
  });
}

methods(finfoType, {
  "__repr__(self, /)": ({ values: v, dtype }: Limits) =>
    `finfo(resolution=${str(v.resolution)}, min=${str(v.min)}, max=${str(v.max)}, dtype=${dtype.name})`,
});
methods(iinfoType, {
  "__repr__(self, /)": ({ values: v, dtype }: Limits) =>
    `iinfo(min=${str(v.min)}, max=${str(v.max)}, dtype=${dtype.name})`,
});
getters(finfoType, { dtype: (l: Limits) => l.dtype });
getters(iinfoType, { dtype: (l: Limits) => l.dtype });
const finfoNames =
  "bits eps epsneg max min tiny smallest_normal smallest_subnormal resolution precision nmant nexp maxexp minexp";
for (const name of finfoNames.split(" ")) getters(finfoType, { [name]: (l: Limits) => l.values[name] });
for (const name of ["bits", "min", "max"]) getters(iinfoType, { [name]: (l: Limits) => l.values[name] });

function isScalar(x: Value): boolean {
  if (x instanceof ArrayValue) return x.ndim === 0;
  return typeof plain(x) !== "object" || x instanceof Complex;
}

export const dtypeNatives: Natives = {
  "dtype(dtype, align=False, copy=False)": (x: Value) => dtypeObject(x === null ? "float64" : namedDType(x)),
  "issubdtype(arg1, arg2)": isSubDType,
  "isdtype(dtype, kind)": (dtype: Value, kind: Value) => isOfKind(namedDType(dtype), kind),
  "result_type(*args)": (args: readonly Value[]) =>
    args.length === 0
      ? fail("ValueError", "at least one array or dtype is required")
      : dtypeObject(strong(promoted(args.map(operandName)))),
  "promote_types(a, b)": (a: Value, b: Value) => {
    const names = [a, b].map((x) =>
      x instanceof Type ? (weakOf[namedDType(x)] ?? namedDType(x)) : namedDType(x),
    );
    const found = promoted(names);
    const wide = Object.entries(weakOf).find(([, weak]) => weak === found);
    return dtypeObject(wide ? wide[0] : narrowed(found));
  },
  "can_cast(from_, to, casting='safe')": (from: Value, to: Value, casting: Value = "safe") =>
    isCastable(namedDType(from), namedDType(to), casting as Casting),
  "finfo(dtype)": (x: Value) => finfo(x instanceof ArrayValue ? dtypeObject(x.dtype) : x),
  "iinfo(int_type)": (x: Value) => iinfo(x instanceof ArrayValue ? dtypeObject(x.dtype) : x),
  "isscalar(element)": isScalar,
  "iterable(y)": (x: Value) =>
    x instanceof ArrayValue ? x.ndim > 0 : x instanceof List || x instanceof Tuple,
};

/** `jnp.single`, `jnp.int_` and other second names. */
export const scalarAliases: readonly [string, Value][] = Object.entries({
  bool_: "bool", int_: "int64", float_: "float64", uint: "uint64", complex_: "complex128", half: "float16", single: "float32",
  double: "float64", csingle: "complex64", cdouble: "complex128",
}).map(([name, dtype]) => [name, scalarType(dtype)]); // prettier-ignore
