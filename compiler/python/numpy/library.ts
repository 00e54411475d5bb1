/** Arrays of NumPy's as those of the library, and back. */

import { ArrayType } from "../../ir/arrayType.js";
import { HostArray } from "../../trace/hostArray.js";
import { zerosOf } from "../../primitives/creation.js";
import type { HostData } from "../../trace/value.js";
import { canonical } from "../jax/dtypes.js";
import { type ElementType, elementType, type Store } from "./elementTypes.js";

/** As JAX takes it without 64 bits: float64 becomes float32, int64 int32. */
export function libraryArray(values: Store, dtype: ElementType, shape: readonly number[]): HostArray {
  const name = canonical(dtype.name);
  if (name === "float0") return zerosOf(new ArrayType(name, shape)) as HostArray;
  const to = elementType(name);
  const narrow = to === dtype ? values.slice() : to.convert(values, dtype);
  return new HostArray(new ArrayType(name, shape), narrow as unknown as HostData);
}
