/** NumPy's scalars: `np.float64(1.0)`. Those of float64 are Python floats too. */

import { floatType } from "../objects/types.js";
import type { Type } from "../objects/type.js";
import { Boxed, NumberLike, type Value } from "../objects/value.js";
import { arrayForm, type Value as ArrayValue } from "../../trace/value.js";
import { floating, generic, inNumpy, signedinteger, unsignedinteger } from "./abstractTypes.js";
import { type Element, type ElementType, elementTypes } from "./elementTypes.js";
import { libraryArray } from "./library.js";
import type { NdArray } from "./ndarray.js";

const parents = { V: generic, b: generic, i: signedinteger, u: unsignedinteger, f: floating };

/** The classes of scalars, by dtype. */
export const scalarTypes: ReadonlyMap<string, Type> = new Map(
  [...elementTypes.values()].map((t) => {
    const type =
      t.name === "float64" ? inNumpy(t.name, floating, floatType) : inNumpy(t.name, parents[t.kind]);
    type.set("dtype", t.object);
    return [t.name, type];
  }),
);

export class Scalar extends NumberLike {
  constructor(
    readonly element: Element,
    readonly dtype: ElementType,
  ) {
    super(scalarTypes.get(dtype.name)!);
  }

  [arrayForm](): ArrayValue {
    return libraryOf(this);
  }
}

class FloatScalar extends Boxed {
  readonly dtype = elementTypes.get("float64")!;

  constructor(readonly element: number) {
    super(scalarTypes.get("float64")!, element);
  }

  [arrayForm](): ArrayValue {
    return libraryOf(this);
  }
}

type AnyScalar = Scalar | FloatScalar;

function libraryOf({ element, dtype }: AnyScalar): ArrayValue {
  return libraryArray(dtype.convert([element], dtype), dtype, []);
}

export const isScalar = (x: unknown): x is AnyScalar => x instanceof Scalar || x instanceof FloatScalar;

export function makeScalar(x: Element, dtype: ElementType): AnyScalar {
  return dtype.name === "float64" ? new FloatScalar(x as number) : new Scalar(x, dtype);
}

/** What functions return: arrays without axes become scalars. */
export function scalarIfFlat(a: NdArray): Value {
  return a.ndim === 0 ? makeScalar(a.first(), a.dtype) : a;
}
