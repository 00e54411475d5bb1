/** Types of arrays, as scripts see them: `jax.core.ShapedArray` and `jax.ShapeDtypeStruct`. */

import { ShapeDtypeStruct } from "../../calls/shapeDtypeStruct.js";
import { ArrayType } from "../../ir/arrayType.js";
import { map } from "../../ir/tree.js";
import { hasArrayForm } from "../../trace/value.js";
import { attributeOr } from "../objects/attributes.js";
import { hashItems } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import { getters, methods, Native } from "../objects/native.js";
import { truth } from "../objects/truth.js";
import { builtinType, type Type } from "../objects/type.js";
import { NotImplemented } from "../objects/types.js";
import { Obj, type Value } from "../objects/value.js";
import { toStatic } from "./convert.js";
import { dtypeArgument, dtypeObject } from "./dtypes.js";

/** What both have. */
const ofType = {
  shape: (s: { of: ArrayType }) => new Tuple(s.of.shape.map(BigInt)),
  dtype: (s: { of: ArrayType }) => dtypeObject(s.of.dtype),
  ndim: (s: { of: ArrayType }) => BigInt(s.of.ndim),
  size: (s: { of: ArrayType }) => BigInt(s.of.size),
  weak_type: (s: { of: ArrayType }) => s.of.weakType,
};

export const structType = builtinType("ShapeDtypeStruct", undefined, "jax");
/** `jax.ShapeDtypeStruct`. */
class Struct extends Obj {
  constructor(readonly of: ShapeDtypeStruct) {
    super(structType);
  }
}
structType.set(
  "__new__",
  new Native(
    "__new__(cls, shape, dtype, *, sharding=None, weak_type=False)",
    (_: Type, shape: Value, dtype: Value, _sharding?: Value, weak: Value = false) =>
      new Struct(
        new ShapeDtypeStruct(
          toStatic(shape) as number[],
          dtypeArgument(dtype, "ShapeDtypeStruct") ?? (undefined as never),
          { weakType: truth(weak) },
        ),
      ),
  ),
);
methods(structType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__repr__(self, /)": (s: Struct) => String(s.of),
  "__eq__(self, value, /)": (s: Struct, other: Value) =>
    other instanceof Struct && String(s.of) === String(other.of),
  "__hash__(self, /)": (s: Struct) => hashItems([String(s.of)]),
});
getters(structType, ofType);

/** Structs in these trees, and whatever has a shape and a dtype, as the library has them. */
export function withStructs(args: readonly unknown[]): unknown[] {
  return args.map((a) => map((x) => structOr(x as Value) ?? x, a));
}

/** A struct, or whatever else has a shape and a dtype, as the library has it; undefined for arrays, and for others. */
export function structOr(x: Value): ShapeDtypeStruct | undefined {
  if (x instanceof Struct) return x.of;
  if (!(x instanceof Obj) || hasArrayForm(x)) return undefined;
  const [shape, dtype] = [attributeOr(x, "shape"), attributeOr(x, "dtype")];
  if (!(shape instanceof Tuple) || dtype === undefined) return undefined;
  const weak = attributeOr(x, "weak_type");
  return new ShapeDtypeStruct(toStatic(shape) as number[], dtypeArgument(dtype) ?? (undefined as never), {
    weakType: weak !== undefined && truth(weak),
  });
}

/** A tree of the library's structs as scripts see it. */
export function structTree(tree: unknown): Value {
  return map((x) => (x instanceof ShapeDtypeStruct ? new Struct(x) : x), tree) as Value;
}

/** A struct of this type. */
export function structOf(type: ArrayType): Struct {
  return new Struct(new ShapeDtypeStruct(type.shape, type.dtype, type));
}

export const avalType = builtinType("ShapedArray", undefined, "jax._src.core");
/** `jax.core.ShapedArray`. */
export class Aval extends Obj {
  constructor(readonly of: ArrayType) {
    super(avalType);
  }

  get text(): string {
    return this.of.toLongString();
  }
}
avalType.set(
  "__new__",
  new Native(
    "__new__(cls, shape, dtype, weak_type=False, **kwargs)",
    (_: Type, shape: Value, dtype: Value, weak: Value = false) =>
      new Aval(new ArrayType(dtypeArgument(dtype) ?? "float32", toStatic(shape) as number[], truth(weak))),
  ),
);
methods(avalType, {
  "__init__(self, /, *args, **kwargs)": () => null,
  "__repr__(self, /)": (a: Aval) => `ShapedArray(${a.text}${a.of.weakType ? ", weak_type=True" : ""})`,
  "__str__(self, /)": (a: Aval) => `${a.of.weakType ? "~" : ""}${a.text}`,
  "str_short(self, short_dtypes=False)": (a: Aval, short: Value = false) =>
    truth(short) ? a.of.toString() : `${a.of.weakType ? "~" : ""}${a.text}`,
  "__eq__(self, other, /)": (a: Aval, other: Value) =>
    other instanceof Aval ? a.of.equals(other.of) : NotImplemented,
  "__hash__(self, /)": (a: Aval) => hashItems([a.text, a.of.weakType]),
});
getters(avalType, ofType);
