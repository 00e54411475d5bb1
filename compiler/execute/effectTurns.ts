/**
 * Loops and branches with effects in them: their turns are taken one after the other, operation by operation, so that each effect
 * happens in its turn. What they see must be on the host.
 */

import { NotImplementedError } from "../ir/errors.js";
import { programsIn } from "../ir/params.js";
import type { Params, Program } from "../ir/program.js";
import { eq } from "../primitives/comparison.js";
import { select } from "../primitives/select.js";
import { broadcastInDim, concatenate, expandDims, reshape, sliceInDim } from "../primitives/views.js";
import { hasEffects } from "../trace/effects.js";
import { evaluate } from "../trace/evaluate.js";
import { bind } from "../trace/trace.js";
import { type ExecutionOptions, takeTurn } from "../trace/executor.js";
import { HostArray, filled, scalar } from "../trace/hostArray.js";
import type { LoopParts, Lowering, Primitive } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { clamp } from "../primitives/arithmetic.js";

/** How to run, on the host, what has no effects, and an operation of whichever kind. */
interface Host {
  run(program: Program<Primitive>, inputs: readonly Value[], options: ExecutionOptions): Value[];
  runOperation(primitive: Primitive, inputs: readonly Value[], params: Params): Value[];
}

/** Runs what has effects in it, operation by operation. What has none is run as a whole, on the host. */
export class EffectTurns {
  constructor(private readonly host: Host) {}

  /** The outputs of an operation that runs programs with effects, which happen meanwhile. */
  operation(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    if (!inputs.every((x) => x instanceof HostArray)) throw insideOnDevice(primitive.name);
    return this.run(primitive.lowering, inputs, params);
  }

  program(program: Program, inputs: readonly Value[]): Value[] {
    return evaluate(program as Program<Primitive>, inputs, (primitive, given, params) => {
      const { lowering, name } = primitive as Primitive;
      if (lowering.kind === "call") {
        const inner = lowering.program(params) as Program<Primitive>;
        return hasEffects(inner) ? this.program(inner, given) : this.host.run(inner, given, { name });
      }
      // What runs programs would have them run where compiled functions are.
      const runsPrograms = programsIn(params).length > 0;
      return runsPrograms ? this.host.runOperation(primitive, given, params) : bind(primitive, given, params);
    });
  }

  private run(lowering: Lowering, inputs: readonly HostArray[], params: Params): Value[] {
    switch (lowering.kind) {
      case "loop":
        return this.loop(lowering.loop(params), inputs);
      case "branch":
        return this.branch(lowering.branches(params), inputs);
      case "call":
        return this.program(lowering.program(params), inputs);
      case "choose":
        return this.run(lowering.choose(inputs.map((x) => x.type), params, 1), inputs, params); // prettier-ignore
      default:
        throw new Error(`what is lowered as ${lowering.kind} runs no programs`);
    }
  }

  /** Where lanes stop by themselves, all take turns until the last one stops, and those that have stopped stay as they are. */
  private loop(parts: LoopParts, inputs: readonly Value[]): Value[] {
    const { condition, conditionConsts, body, bodyConsts, carried, bound = Infinity, reverse } = parts;
    const firstCarried = conditionConsts + bodyConsts;
    const constants = inputs.slice(conditionConsts, firstCarried);
    const arrays = inputs.slice(firstCarried + carried);
    let state = inputs.slice(firstCarried, firstCarried + carried);
    const stacked: Value[][] = [];
    for (let turn = 0; turn < bound; turn++) {
      takeTurn();
      const whether = condition && this.program(condition, [...inputs.slice(0, conditionConsts), ...state])[0]; // prettier-ignore
      if (whether && !(whether as HostArray).values.includes(1)) break;
      const at = reverse ? bound - 1 - turn : turn;
      const out = this.program(body, [...constants, ...state, ...arrays.map((x) => elementOf(x, at))]); // prettier-ignore
      state = out.slice(0, carried).map((x, i) => (whether && whether.ndim > 0 ? choose(whether, x, state[i]) : x)); // prettier-ignore
      stacked[at] = out.slice(carried);
    }
    const ys = body.outputTypes.slice(carried).map(
      (type, n) =>
    bound === 0
      ? filled(0, type.with({ shape: [0, ...type.shape] }))
      : concatenate(stacked.map((elements) => expandDims(elements[n], [0])), 0), // prettier-ignore
    );
    return [...state, ...ys];
  }

  /** Where lanes choose, all branches are run, and each lane takes what its own gives. */
  private branch(branches: readonly Program[], [index, ...inputs]: readonly HostArray[]): Value[] {
    const last = branches.length - 1;
    const [low, high] = [0, last].map((n) => scalar(n, index.type.with({ shape: [] })));
    const which = clamp(low, index, high) as HostArray;
    const runBranch = (n: number): Value[] => this.program(branches[n], inputs);
    if (index.ndim === 0) return runBranch(Number(which.item()));
    return branches
      .map((_, n) => runBranch(n))
      .reduce((before, own, n) => {
        const isOwn = eq(which, filled(n, index.type));
        return own.map((x, i) => choose(isOwn, x, before[i]));
      });
  }
}

/** The error for effects that would happen while a device runs. */
export function insideOnDevice(name: string): NotImplementedError {
  return new NotImplementedError(`Effects not supported in \`${name}\` on a device`, {
    hint: "debug.print and debug.callback may be called outside of loops and branches, or the arrays brought to the host.",
  });
}

/** The error for callbacks that a device would have to wait for. */
export function callsBackFromDevice(): NotImplementedError {
  return new NotImplementedError("a device cannot call back for values while it runs", {
    hint: "The arrays that pureCallback and ioCallback work with must be on the host: await x.toHost().",
  });
}

function elementOf(x: Value, at: number): Value {
  return reshape(sliceInDim(x, { start: at, limit: at + 1 }), x.shape.slice(1));
}

/** `x` where a flag is set that lies along its first axes, and `y` elsewhere. */
function choose(flags: Value, x: Value, y: Value): Value {
  const axes = flags.shape.map((_, axis) => axis);
  return select(flags.ndim < x.ndim ? broadcastInDim(flags, x.shape, axes) : flags, x, y);
}
