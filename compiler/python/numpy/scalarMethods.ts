/** Methods and attributes of scalars, and how they are made. */

import { formatValue } from "../text/formatSpec.js";
import { inspectScalar } from "../../trace/format.js";
import { intFromFloat } from "../text/numbers.js";
import { hash } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { call } from "../objects/machine.js";
import { getters, methods, Native } from "../objects/native.js";
import type { Type } from "../objects/type.js";
import { plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { toNdArray } from "./convert.js";
import { bool, elementType, float64 } from "./elementTypes.js";
import { getItem } from "./indexing.js";
import type { DTypeObject } from "../jax/dtypes.js";
import { generic } from "./abstractTypes.js";
import { stringOf } from "./arrayText.js";
import { NdArray } from "./ndarray.js";
import { isScalar, makeScalar, type Scalar, scalarIfFlat, scalarTypes } from "./scalars.js";
import { arr, numpyFunction, sharedMethods, hasEllipsis, sharedGetters } from "./sharedMethods.js";

getters(generic, { ...sharedGetters, shape: () => new Tuple([]) });

methods(generic, {
  ...sharedMethods,
  "__repr__(self, /)": ({ element, dtype }: Scalar) => inspectScalar(element, dtype.name),
  "__str__(self, /)": (x: Scalar) => stringOf(arr(x)),
  "__format__(self, format_spec, /)": (x: Scalar, spec: string) =>
    spec === "" ? stringOf(arr(x)) : formatValue(x.dtype.toPython(x.element), spec),
  "__hash__(self, /)": (x: Scalar) => hash(x.dtype.toPython(x.element)),
  "__getitem__(self, key, /)": (x: Scalar, key: Value) => {
    if (key instanceof Tuple || key === null || hasEllipsis(key)) {
      const found = getItem(arr(x), key);
      return hasEllipsis(key) ? found : scalarIfFlat(found);
    }
    return fail("IndexError", "invalid index to scalar variable.");
  },
  "__round__(self, ndigits=None, /)": (x: Scalar, digits: Value = null) => {
    const rounded = call(numpyFunction("round"), [x, digits ?? 0n]);
    return digits === null && x.dtype.isFloat ? intFromFloat(Number((rounded as Scalar).element)) : rounded;
  },
  "is_integer(self, /)": (x: Scalar) => Number.isInteger(Number(x.element)),
  "bit_count(self, /)": (x: Scalar) => BigInt(Number(x.element).toString(2).replaceAll("0", "").length),
  "__reduce__(self, /)": () => fail("NotImplementedError", "pickling is not supported"),
});
generic.set("__hash__", generic.attributes.get("__hash__")!);

for (const [name, type] of scalarTypes) {
  const dtype = elementType(name);
  type.set(
    "__new__",
    new Native("__new__(cls, x=0, /)", (_type: Type, x: Value = 0n) => convertTo(dtype.name, x)),
  );
  type.set("__init__", new Native("__init__(self, /, *args, **kwargs)", () => null, type));
  if (dtype.isInteger)
    type.set("__index__", new Native("__index__(self, /)", (x: Scalar) => BigInt(x.element), type));
}

/** `np.float32(x)`: of a number a scalar, of a list an array. */
function convertTo(name: string, x: Value): Value {
  const type = elementType(name);
  if (type === bool && !(x instanceof NdArray) && !(x instanceof List)) {
    const known = isScalar(x) ? x.element : plain(x);
    if (typeof known !== "object") return makeScalar(known ? 1 : 0, bool);
  }
  if (typeof x === "number" && type.isInteger && !Number.isFinite(x)) {
    if (Number.isNaN(x)) fail("ValueError", "cannot convert float NaN to integer");
    fail("OverflowError", "cannot convert float infinity to integer");
  }
  if (typeof x === "string" && type.isInteger) return makeScalar(type.cast(Number(x), float64), type);
  return scalarIfFlat(toNdArray(x, type));
}

// Dtypes are sharedMethods with JAX: where NumPy is, their scalars are NumPy's.
getters(elementType("bool").object.type, {
  type: (d: DTypeObject) => scalarTypes.get(d.name) ?? null,
});
