/** Arrays of NumPy's as those of the library, and back. */

import { type DType } from "../../ir/dtype.js";
import { ArrayType } from "../../ir/arrayType.js";
import { HostArray, toElement } from "../../trace/hostArray.js";
import { zerosOf } from "../../primitives/creation.js";
import type { HostData } from "../../trace/value.js";
import { canonical } from "../jax/dtypes.js";
import { type ElementType, elementType, type Store } from "./elementTypes.js";

/** As JAX takes it, which without 64 bits makes float64 float32, and int64 int32. */
export function libraryArray(values: Store, dtype: ElementType, shape: readonly number[]): HostArray {
  const name = canonical(dtype.name);
  if (name === "float0") return zerosOf(new ArrayType(name, shape)) as HostArray;
  const to = elementType(name);
  const narrow = to === dtype ? values.slice() : to.convert(values, dtype);
  if (to.isBig) return new HostArray(new ArrayType(name, shape), heldWhole(narrow as BigInt64Array, name));
  return new HostArray(new ArrayType(name, shape), narrow as unknown as HostData);
}

/** Integers of 64 bits as the library holds them. */
function heldWhole(values: BigInt64Array, name: DType): HostData {
  return Float64Array.from(values, (x) => toElement(name, Number(x)));
}
