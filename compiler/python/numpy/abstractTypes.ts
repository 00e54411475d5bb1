/** The classes above those of scalars, which say of what kind a dtype is. NumPy and JAX have the same ones. */

import { builtinType, objectType, type Type } from "../objects/type.js";

/** A class of NumPy's. */
export function inNumpy(name: string, ...bases: Type[]): Type {
  const type = builtinType(name, bases, "numpy");
  type.messageName = `numpy.${name}`;
  return type;
}

export const generic = inNumpy("generic", objectType);
export const number = inNumpy("number", generic);
export const integer = inNumpy("integer", number);
const inexact = inNumpy("inexact", number);
export const signedinteger = inNumpy("signedinteger", integer);
export const unsignedinteger = inNumpy("unsignedinteger", integer);
export const floating = inNumpy("floating", inexact);
export const complexfloating = inNumpy("complexfloating", inexact);

export const abstractTypes: readonly Type[] = [
  generic,
  number,
  integer,
  inexact,
  signedinteger,
  unsignedinteger,
  floating,
  complexfloating,
  inNumpy("flexible", generic),
];
