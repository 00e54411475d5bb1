/**
 * Reverse mode, first half: run the function forward, and write down what is linear in the tangents.
 * Partial evaluation is a staging trace that hands every equation without an input of its own to its parent.
 */

import { ValueError } from "../ir/errors.js";
import { type Params, Program } from "../ir/program.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, StagedTracer, StageTrace } from "../trace/stageTrace.js";
import { bind, currentTrace, withTemporaryTrace, withTrace } from "../trace/trace.js";
import type { Trace } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { withoutDeadCode } from "./deadCode.js";
import { jvpFlat } from "./jvp.js";
import { flags, memoized } from "./memo.js";
import { pass } from "./pass.js";

class PartialTrace extends StageTrace {
  override readonly isPartial = true;

  constructor(parent: Trace, name: string) {
    super({ transform: "linearize", name }, parent);
  }

  isUnknown(x: Value): x is StagedTracer {
    return x instanceof StagedTracer && x.owner === this;
  }

  override process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const unknown = inputs.map((x) => this.isUnknown(x));
    if (!unknown.includes(true)) return withTrace(this.parent, () => bind(primitive, inputs, params));
    const rule = primitive.partial;
    if (!rule) return super.process(primitive, inputs, params);
    if (rule.kind === "inline") return withTrace(this, () => rule.run(inputs, params));
    if (rule.kind === "known") {
      const other = rule.instead?.(unknown, inputs.map((x) => x.type), params); // prettier-ignore
      if (other) return withTrace(this, () => evaluate(other as Program<Primitive>, inputs));
      const given = inputs.map((x, i) => (unknown[i] ? null : x));
      const { outputs, rest } = withTrace(this.parent, () => rule.run(given, params));
      if (!outputs.includes(null)) return outputs as Value[];
      const needed = rest?.inputs.map((x) => (typeof x === "number" ? inputs[x] : x)) ?? inputs;
      const left = rest && "primitive" in rest ? rest.primitive : primitive;
      const staged = this.emit(left, needed, rest?.params ?? params);
      let next = 0;
      return outputs.map((value, i) => value ?? staged[rest ? next++ : i]);
    }
    return this.split(primitive, inputs, unknown, params);
  }

  /**
   * A call with known and unknown inputs becomes two: the known half runs now, and hands what the other needs to it.
   */
  private split(
    primitive: Primitive,
    inputs: readonly Value[],
    unknown: readonly boolean[],
    params: Params,
  ): Value[] {
    const rule = primitive.partial as Extract<Primitive["partial"], { kind: "split" }>;
    const halves = splitProgram(rule.program(params) as Program<Primitive>, unknown);
    const knownInputs = inputs.filter((_, i) => !unknown[i]);
    const unknownInputs = inputs.filter((_, i) => unknown[i]);
    const known = withTrace(this.parent, () =>
      bind(primitive, [...halves.constants, ...knownInputs], rule.rebuild(halves.program, params)),
    );
    let computed = halves.knownOutputs;
    const residuals = halves.forwarded.map((i) => (i < 0 ? known[computed++] : knownInputs[i]));
    const rest = this.emit(primitive, [...residuals, ...unknownInputs], rule.rebuild(halves.unknown, params));
    let k = 0;
    let u = 0;
    return halves.unknownOutput.map((is) => (is ? rest[u++] : known[k++]));
  }
}

/** The two halves of a program of which some inputs are not known yet. */
export interface Halves extends ClosedProgram {
  /** Outputs of `program` (the known half) that are the whole's; what follows is for the other half. */
  readonly knownOutputs: number;
  /** What the other half needs: a known input, by its number, or (-1) an output of this half. */
  readonly forwarded: readonly number[];
  readonly unknown: Program<Primitive>;
  readonly unknownOutput: readonly boolean[];
}

/** The part of a program that depends on no unknown input, and which of the outputs it gives. */
export function knownPart(
  program: Program<Primitive>,
  unknown: readonly boolean[],
): ClosedProgram & { readonly known: readonly boolean[] } {
  return memoized(program, `known ${flags(unknown)}`, () => {
    const { program: half, constants, knownOutputs, unknownOutput } = splitProgram(program, unknown);
    const { inputs, equations, outputs } = half;
    const part = withoutDeadCode(new Program(inputs, equations, outputs.slice(0, knownOutputs)));
    return { program: part, constants, known: unknownOutput.map((is) => !is) };
  });
}

/** Outputs marked in `wanted` are left to the second half in any case. */
export function splitProgram(
  program: Program<Primitive>,
  unknown: readonly boolean[],
  wanted: readonly boolean[] = [],
): Halves {
  return memoized(program, `split ${flags(unknown)} ${flags(wanted)}`, () => {
    let halves!: Halves;
    pass("partial evaluation", program, () => (halves = divideProgram(program, unknown, wanted)).unknown);
    return halves;
  });
}

function divideProgram(
  program: Program<Primitive>,
  unknown: readonly boolean[],
  wanted: readonly boolean[],
): Halves {
  const outer = new StageTrace({ transform: "partial evaluation", name: "a program" });
  const inner = new PartialTrace(outer, "a program");
  return withTemporaryTrace(outer, () =>
    withTemporaryTrace(inner, () => {
      const inputs = program.inputs.map((v, i) => (unknown[i] ? inner : outer).input(v.type));
      const outputs = evaluate(program, inputs);
      const unknownOutput = outputs.map((o, i) => inner.isUnknown(o) || (wanted[i] ?? false));
      const rest = hoistConstants(
        withoutDeadCode(
          inner.finish(
            inputs.filter((_, i) => unknown[i]),
            outputs.filter((_, i) => unknownOutput[i]),
          ),
        ),
      );
      const knownOutputs = outputs.filter((_, i) => !unknownOutput[i]);
      const knownInputs: readonly Value[] = inputs.filter((_, i) => !unknown[i]);
      const forwarded = rest.constants.map((c) => knownInputs.indexOf(c));
      const computed = rest.constants.filter((_, i) => forwarded[i] < 0);
      const first = hoistConstants(
        withoutDeadCode(outer.finish(knownInputs as readonly StagedTracer[], [...knownOutputs, ...computed])),
      );
      return {
        ...first,
        knownOutputs: knownOutputs.length,
        forwarded,
        unknown: rest.program,
        unknownOutput,
      };
    }),
  );
}

/** The program of the inputs marked `linear` that is left where the others have values; it closes over what it needs. */
export function linearPart(
  program: Program<Primitive>,
  linear: readonly boolean[],
  values: readonly (Value | null)[],
): Program<Primitive> {
  return withTemporaryTrace(new PartialTrace(currentTrace(), "a program"), (trace) => {
    const inputs = program.inputs.map((v, i) => (linear[i] ? trace.input(v.type) : values[i]!));
    const outputs = evaluate(program, inputs);
    const unknown = inputs.filter((_, i) => linear[i]) as StagedTracer[];
    return withoutDeadCode(trace.finish(unknown, outputs));
  });
}

interface Linearized {
  readonly outputs: Value[];
  /** Tangents of the differentiable inputs to tangents of the outputs listed in `nonzero`; closes over residuals. */
  readonly linear: Program<Primitive>;
  /** For each output, whether it has a tangent. */
  readonly nonzero: boolean[];
}

/**
 * Evaluates `f` and gives its derivative at this point as a linear program of the tangents of the inputs in `wrt`.
 */
export function linearizeFlat(
  f: (...inputs: Value[]) => readonly Value[],
  primals: readonly Value[],
  wrt: readonly boolean[],
  name = "a function",
): Linearized {
  return withTemporaryTrace(new PartialTrace(currentTrace(), name), (trace) => {
    const tangents: (StagedTracer | null)[] = primals.map((p, i) =>
      wrt[i] ? trace.input(p.type.tangent()) : null,
    );
    const out = jvpFlat(f, primals, tangents);
    const unknownPrimal = out.primals.find((p) => trace.isUnknown(p));
    if (unknownPrimal)
      throw new ValueError(
        "Linearization failed to produce known values for all output primals. This is typically caused by attempting to " +
          "differentiate a function uses an operation that does not support reverse-mode autodiff.",
        { hint: `A JVP rule inside ${name} made a primal output from a tangent.` },
      );
    const nonzero = out.tangents.map((t) => t !== null);
    const linear = withoutDeadCode(
      trace.finish(
        tangents.filter((t) => t !== null),
        out.tangents.filter((t) => t !== null),
      ),
    );
    return { outputs: out.primals, linear, nonzero };
  });
}
