/** The classes of arrays. */

import { KeyArray } from "../../random/keyArray.js";
import { Tracer } from "../../trace/tracer.js";
import { builtinType, type Type } from "../objects/type.js";
import { setArrayType } from "../objects/types.js";

export const arrayType = builtinType("Array", undefined, "jax");
export const tracerType = builtinType("Tracer", [arrayType], "jax.core");
const arrayImplType = builtinType("jaxlib._jax.ArrayImpl", [arrayType]);

const interpreters = "jax._src.interpreters";
/** JAX's classes, by what their instances call themselves. */
const tracerTypes = new Map<string, Type>([
  ["JitTracer", builtinType("DynamicJaxprTracer", [tracerType], `${interpreters}.partial_eval`)],
  ["JVPTracer", builtinType("JVPTracer", [tracerType], `${interpreters}.ad`)],
  ["GradTracer", builtinType("LinearizeTracer", [tracerType], `${interpreters}.ad`)],
  ["VmapTracer", builtinType("BatchTracer", [tracerType], `${interpreters}.batching`)],
]);

/** The class of a tracer, by the transformation that made it. */
function typeOfTracer(x: Tracer): Type {
  const name = /^\w+/.exec(x.toString())?.[0] ?? "Tracer";
  let type = tracerTypes.get(name);
  if (!type) tracerTypes.set(name, (type = builtinType(name, [tracerType], "jax.core")));
  return type;
}

/** `keyType` is given here: its methods need more than its name. */
export function useArrayTypes(keyType: Type): void {
  setArrayType((x) => {
    if (x instanceof Tracer) return typeOfTracer(x);
    return (x as unknown) instanceof KeyArray ? keyType : arrayImplType;
  });
}
