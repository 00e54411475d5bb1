/** What the primitives of both custom calls have in common: everything sees the function, and differentiation its rule. */

import type { ArrayType } from "../ir/arrayType.js";
import { Program } from "../ir/program.js";
import { currentAxis, vmapFlat } from "../passes/vmap.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { hoistConstants, stage, StageTrace } from "../trace/stageTrace.js";
import { currentTrace, withRevived } from "../trace/trace.js";
import { type Trace, Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";

/** The function behind a custom call: JavaScript at first, a program once it has been staged. */
export type Body = ((...inputs: Value[]) => Value[]) | Program<Primitive>;

function callBody(body: Body, inputs: readonly Value[]): Value[] {
  return body instanceof Program ? evaluate(body, inputs) : body(...inputs);
}

/**
 * Evaluation, lowering and partial evaluation see the function and never the rules: these are the same for both calls.
 */
export function callRules<P extends { readonly callJaxpr: Body }>(name: string) {
  const program = ({ callJaxpr }: P): Program<Primitive> => {
    if (callJaxpr instanceof Program) return callJaxpr;
    throw new Error(`${name} has not been staged`);
  };
  return {
    name,
    type: (_inputs: readonly ArrayType[], params: P): ArrayType[] => program(params).outputTypes,
    run: (inputs: readonly Value[], { callJaxpr }: P): Value[] => callBody(callJaxpr, inputs),
    lowering: { kind: "call", program } as const,
    closesOver: ({ callJaxpr }: P): boolean => !(callJaxpr instanceof Program),
    partial: {
      kind: "inline",
      run: (inputs: readonly Value[], { callJaxpr }: P) => callBody(callJaxpr, inputs),
    },
  } as const;
}

/**
 * A custom call over a batch. Those outputs are batched that depend on a batched input, or on a batched value that the function
 * or its rule closes over. Where the call is staged, all are if an input is: its rule will run later, and may say otherwise
 * than the function.
 */
export class BatchedCall {
  private readonly axis = currentAxis();
  private readonly always: boolean;
  /** Which outputs are batched. Known once the function or its rule has run, which binding the call makes happen. */
  outputs: readonly boolean[] = [];

  constructor(
    private readonly batched: readonly boolean[],
    private readonly size: number,
  ) {
    this.always = batched.includes(true) && isStaging();
  }

  /** Runs the function on batched values. */
  body(body: Body): Body {
    return (...inputs) => {
      const out = this.run((...xs) => callBody(body, xs), inputs, this.batched);
      this.outputs = out.batched;
      return out.outputs;
    };
  }

  /**
   * The outputs of `f`, and which are batched. Those of one group (by default each of its own) are so together; what has no
   * group (`null`) stays as it is.
   */
  run(
    f: (...inputs: Value[]) => Value[],
    inputs: readonly Value[],
    batched: readonly boolean[],
    group: (i: number, count: number) => number | null = (i) => i,
  ): { outputs: Value[]; batched: boolean[] } {
    const out = vmapFlat(f, inputs, batched, this.size, this.axis);
    const groups = out.outputs.map((_, i) => group(i, out.outputs.length));
    const batchedGroups = new Set(groups.filter((_, i) => out.batched[i]));
    const wanted = groups.map((g, i) => (g === null ? out.batched[i] : this.always || batchedGroups.has(g)));
    const outputs = out.outputs.map((o, i) =>
      wanted[i] && !out.batched[i] ? broadcastLeading(o, this.size) : o,
    );
    return { outputs, batched: wanted };
  }
}

function isStaging(): boolean {
  for (let t: Trace | null = currentTrace(); t; t = t.parent)
    if (t instanceof StageTrace && !t.isPartial) return true;
  return false;
}

/** How a program's text shows the number of closed-over values: not at all if there are none. */
export function shownConsts(numConsts: number): { numConsts?: number } {
  return numConsts > 0 ? { numConsts } : {};
}

/**
 * A rule that was written for `inputs`, made to work when hoisted values stand before them: while it runs, the values
 * that it closes over are the ones that the program was given.
 */
interface Hoisted {
  readonly body: Program<Primitive>;
  readonly constants: readonly Value[];
  /** Runs a rule with the hoisted values' present stand-ins. */
  revive<T>(standIns: readonly Value[], rule: () => T): T;
}

/** Stages the function of a custom call; arrays that it closes over become leading inputs. */
export function stageBody(body: Body, inputs: readonly Value[], transform: string, name: string): Hoisted {
  const types = inputs.map((x) => x.type);
  const closed = hoistConstants(stage((...xs) => callBody(body, xs), types, { transform, name }));
  const tracers = closed.constants.filter((c) => c instanceof Tracer);
  return {
    body: closed.program,
    constants: closed.constants,
    revive(standIns, rule) {
      if (tracers.length === 0) return rule();
      return withRevived(new Map(closed.constants.map((c, i) => [c, standIns[i]])), rule);
    },
  };
}
