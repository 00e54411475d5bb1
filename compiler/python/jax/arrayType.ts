/** The classes of arrays. */

import { KeyArray } from "../../random/keyArray.js";
import { Tracer } from "../../trace/tracer.js";
import { builtinType, type Type } from "../objects/type.js";
import { setArrayType } from "../objects/types.js";

export const arrayType = builtinType("Array", undefined, "jax");
export const tracerType = builtinType("Tracer", [arrayType], "jax._src.core");
const arrayImplType = builtinType("jaxlib._jax.ArrayImpl", [arrayType]);

const interpreter = (name: string, module: string): Type =>
  builtinType(name, [tracerType], `jax._src.interpreters.${module}`);

/** The classes of tracers, by what JAX calls them. */
const tracerTypes: Readonly<Record<string, Type>> = {
  DynamicJaxprTracer: interpreter("DynamicJaxprTracer", "partial_eval"),
  BatchTracer: interpreter("BatchTracer", "batching"),
  LinearizeTracer: interpreter("LinearizeTracer", "ad"),
  JVPTracer: interpreter("JVPTracer", "ad"),
};

/** `keyType` is given here: its methods need more than its name. */
export function useArrayTypes(keyType: Type): void {
  setArrayType((x) => {
    if (x instanceof Tracer) return tracerTypes[x.kind];
    return (x as unknown) instanceof KeyArray ? keyType : arrayImplType;
  });
}
