import type { Params } from "../ir/program.js";
import { Program, Var } from "../ir/program.js";
import { currentExecutor } from "./executor.js";
import { HostArray } from "./hostArray.js";
import type { Primitive } from "./primitive.js";
import { closedOver, type Trace, Tracer } from "./tracer.js";
import type { Value } from "./value.js";

/// The trace at the bottom: computes. Host arrays are computed on the host at once; as soon as an argument is on the
/// device, the operation runs there, as a program of one equation.
export class EvalTrace implements Trace {
  alive = true;
  readonly parent = null;

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    for (const x of inputs) if (x instanceof Tracer) throw closedOver(x);
    if (primitive.run) return primitive.run(inputs, params);
    if (inputs.every((x) => x instanceof HostArray)) {
      primitive.type(
        inputs.map((x) => x.type),
        params,
      );
      return primitive.evaluate(inputs, params);
    }
    const variables = inputs.map((x) => new Var(x.type));
    const outputs = primitive
      .type(
        inputs.map((x) => x.type),
        params,
      )
      .map((t) => new Var(t));
    const program = new Program<Primitive>(
      variables,
      [{ primitive, inputs: variables, params, outputs }],
      outputs,
    );
    return currentExecutor().run(program, inputs, { name: primitive.name });
  }

  describe(): string {
    return "no transformation";
  }
}
