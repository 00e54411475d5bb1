/** NumPy's classes above those of scalars, kinds of dtypes. `jax.numpy` has the same. */

import { builtinType, objectType, type Type } from "./type.js";

export function inNumpy(name: string, ...bases: Type[]): Type {
  const type = builtinType(name, bases, "numpy");
  type.messageName = `numpy.${name}`;
  return type;
}

export const genericType = inNumpy("generic", objectType);
export const numberType = inNumpy("number", genericType);
export const integerType = inNumpy("integer", numberType);
const inexactType = inNumpy("inexact", numberType);
export const floatingType = inNumpy("floating", inexactType);
export const complexFloatingType = inNumpy("complexfloating", inexactType);
export const signedType = inNumpy("signedinteger", integerType);
export const unsignedType = inNumpy("unsignedinteger", integerType);

export const abstractTypes: readonly Type[] = [
  genericType,
  numberType,
  integerType,
  inexactType,
  signedType,
  unsignedType,
  floatingType,
  complexFloatingType,
];
