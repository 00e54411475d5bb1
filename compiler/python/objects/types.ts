/** The built-in classes, without their methods, and which one a value has. */

import type { Value as ArrayValue } from "../../trace/value.js";
import { builtinType, objectType, type Type } from "./type.js";
import { Obj, type Value } from "./value.js";

export const noneType = builtinType("NoneType");
export const intType = builtinType("int");
export const boolType = builtinType("bool", [intType]);
export const floatType = builtinType("float");
export const strType = builtinType("str");
export const tupleType = builtinType("tuple");
export const listType = builtinType("list");
export const dictType = builtinType("dict");
export const setType = builtinType("set");
export const frozensetType = builtinType("frozenset");
export const rangeType = builtinType("range");
export const sliceType = builtinType("slice");
export const ellipsisType = builtinType("ellipsis");
export const notImplementedType = builtinType("NotImplementedType");
export const functionType = builtinType("function");
export const nativeType = builtinType("builtin_function_or_method");
export const getterType = builtinType("getset_descriptor");
export const methodType = builtinType("method");
export const propertyType = builtinType("property");
export const classMethodType = builtinType("classmethod");
export const staticMethodType = builtinType("staticmethod");
export const superType = builtinType("super");
export const moduleType = builtinType("module");
export const generatorType = builtinType("generator");
export const cellType = builtinType("cell");
export const codeType = builtinType("code");

/** Values without any content. */
class Singleton extends Obj {}
export const Ellipsis = new Singleton(ellipsisType);
export const NotImplemented = new Singleton(notImplementedType);

let arrayType: (x: ArrayValue) => Type = () => objectType;

/** The module `jax` says which class the library's arrays and tracers have. */
export function setArrayType(of: (x: ArrayValue) => Type): void {
  arrayType = of;
}

export function typeOf(x: Value): Type {
  switch (typeof x) {
    case "bigint":
      return intType;
    case "number":
      return floatType;
    case "string":
      return strType;
    case "boolean":
      return boolType;
  }
  if (x === null) return noneType;
  return x instanceof Obj ? x.type : arrayType(x);
}

export function isInstance(x: Value, type: Type): boolean {
  return typeOf(x).isSubclassOf(type);
}

/** The name of a value's class, for messages. */
export function typeName(x: Value): string {
  const type = typeOf(x);
  return type.messageName ?? type.name;
}
