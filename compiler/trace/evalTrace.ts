import type { Params } from "../ir/program.js";
import { currentExecutor } from "./executor.js";
import { HostArray } from "./hostArray.js";
import type { Primitive } from "./primitive.js";
import { closedOver, type Trace, Tracer } from "./tracer.js";
import type { Value } from "./value.js";

/**
 * The trace at the bottom: computes. Host arrays are computed on the host at once; as soon as an argument is on the
 * device, the operation runs there.
 */
export class EvalTrace implements Trace {
  alive = true;
  readonly parent = null;

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    for (const x of inputs) if (x instanceof Tracer) throw closedOver(x);
    if (primitive.run) return primitive.run(inputs, params);
    if (!inputs.every((x) => x instanceof HostArray))
      return currentExecutor().runOperation(primitive, inputs, params);
    const types = inputs.map((x) => x.type);
    primitive.type(types, params);
    if (!primitive.evaluate) throw new Error(`${primitive.name} has no value outside of kernels`);
    return primitive.evaluate(inputs, params);
  }

  describe(): string {
    return "no transformation";
  }
}
