/**
 * Forward mode. The rule of each primitive is written once, in the primitive; this trace applies it, online or to programs.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { NotImplementedError } from "../ir/errors.js";
import type { Params, Program } from "../ir/program.js";
import { withOneSource } from "../ir/source.js";
import { zerosOf } from "../primitives/creation.js";
import { evaluate } from "../trace/evaluate.js";
import type { MaybeZero, Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage, StagedTracer } from "../trace/stageTrace.js";
import { bind, currentTrace, withTemporaryTrace, withTrace } from "../trace/trace.js";
import { type Trace, Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { flags, memoized } from "./memo.js";
import { pass } from "./pass.js";

class JvpTracer extends Tracer {
  constructor(
    trace: JvpTrace,
    readonly primal: Value,
    readonly tangent: Value,
  ) {
    super(trace);
  }

  get type(): ArrayType {
    return this.primal.type;
  }

  override concrete(): Value | undefined {
    return this.primal instanceof Tracer ? this.primal.concrete() : this.primal;
  }

  override origin(): string {
    return this.primal instanceof Tracer ? this.primal.origin() : super.origin();
  }

  /** Reverse mode knows no more of a tangent than its type. */
  private get isReverse(): boolean {
    return this.tangent instanceof StagedTracer && this.tangent.owner.isPartial;
  }

  get kind(): string {
    return this.isReverse ? "LinearizeTracer" : "JVPTracer";
  }

  override toString(): string {
    const [primal, tangent] = [String(this.primal), String(this.tangent)];
    return this.isReverse
      ? `GradTracer(primal=${primal}, typeof(tangent)=${this.tangent.type.toString()})`
      : `JVPTracer(primal=${primal}, tangent=${tangent})`;
  }
}

class JvpTrace implements Trace {
  alive = true;
  constructor(readonly parent: Trace) {}

  primal(x: Value): Value {
    return x instanceof JvpTracer && x.owner === this ? x.primal : x;
  }

  tangent(x: Value): MaybeZero {
    return x instanceof JvpTracer && x.owner === this ? x.tangent : null;
  }

  wrap(primal: Value, tangent: MaybeZero): Value {
    return tangent === null ? primal : new JvpTracer(this, primal, tangent);
  }

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const primals = inputs.map((x) => this.primal(x));
    const tangents = inputs.map((x) => this.tangent(x));
    if (tangents.every((t) => t === null))
      return withTrace(this.parent, () => bind(primitive, primals, params));
    const rule = primitive.jvp;
    if (!rule) throw new NotImplementedError(`Differentiation rule for '${primitive.name}' not implemented`);
    return withOneSource(() => {
      const out = withTrace(this.parent, () => rule(primals, tangents, params));
      return out.primals.map((p, i) => this.wrap(p, out.tangents[i]));
    });
  }

  describe(): string {
    return "jvp";
  }
}

/** Runs `f` on dual numbers. A `null` tangent is a zero, in and out. */
export function jvpFlat(
  f: (...inputs: Value[]) => readonly Value[],
  primals: readonly Value[],
  tangents: readonly MaybeZero[],
): { primals: Value[]; tangents: MaybeZero[] } {
  return withTemporaryTrace(new JvpTrace(currentTrace()), (trace) => {
    const outputs = f(...primals.map((p, i) => trace.wrap(p, tangents[i])));
    return { primals: outputs.map((o) => trace.primal(o)), tangents: outputs.map((o) => trace.tangent(o)) };
  });
}

interface JvpProgram extends ClosedProgram {
  /** Which outputs have a tangent. */
  readonly nonzero: readonly boolean[];
}

/**
 * The program that computes outputs and tangents. Its inputs: what the rules close over, those of `program`, a tangent
 * for each input marked `nonzero`. Its outputs: those of `program`, then a tangent for each output marked in the result:
 * those that may not be zero, and those of `wanted`.
 */
export function jvpProgram(
  program: Program<Primitive>,
  nonzero: readonly boolean[],
  wanted: readonly boolean[] = [],
): JvpProgram {
  const key = `jvp ${flags(nonzero)} ${flags(wanted)}`;
  return memoized(program, key, () => deriveProgram(program, nonzero, wanted));
}

function deriveProgram(
  program: Program<Primitive>,
  nonzero: readonly boolean[],
  wanted: readonly boolean[],
): JvpProgram {
  const n = program.inputs.length;
  let nonzeroOut: boolean[] = [];
  const tangentTypes = program.inputTypes.filter((_, i) => nonzero[i]);
  const staged = pass("jvp", program, () =>
    stage(
      (...inputs) => {
        let next = n;
        const tangents = nonzero.map((is) => (is ? inputs[next++] : null));
        const out = jvpFlat((...xs) => evaluate(program, xs), inputs.slice(0, n), tangents);
        const tangentsOut = out.tangents.map((t, i) => (wanted[i] ? instantiate(t, out.primals[i]) : t));
        nonzeroOut = tangentsOut.map((t) => t !== null);
        return [...out.primals, ...tangentsOut.filter((t) => t !== null)];
      },
      [...program.inputTypes, ...tangentTypes],
      { transform: "jvp", name: "a program" },
    ),
  );
  return { ...hoistConstants(staged), nonzero: nonzeroOut };
}

/** A tangent as an array, zero or not. */
export function instantiate(tangent: MaybeZero, primal: Value): Value {
  return tangent ?? zerosOf(primal.type.tangent());
}
