/** Batching. A batched value has one extra leading axis; `vmap` moves other axes there and back. */

import type { ArrayType } from "../ir/arrayType.js";
import type { Params, Program } from "../ir/program.js";
import { withOneSource } from "../ir/source.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { bind, currentTrace, withTemporaryTrace, withTrace } from "../trace/trace.js";
import { speaksOf } from "../trace/namedAxis.js";
import { type NamedAxis, type Trace, Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { flags, memoized } from "./memo.js";
import { pass } from "./pass.js";

class BatchTracer extends Tracer {
  readonly kind = "BatchTracer";
  readonly type: ArrayType;
  constructor(
    override readonly owner: BatchTrace,
    readonly value: Value,
  ) {
    super(owner);
    this.type = value.type.with({ shape: value.shape.slice(1) });
  }

  override toString(): string {
    return `VmapTracer(aval=${this.type.toLongString()}, batched=${this.value.type.toLongString()})`;
  }

  override revived(current: Trace, revive: (x: Value) => Value): Value | undefined {
    for (let t: Trace | null = current; t; t = t.parent)
      if (t instanceof BatchTrace && t.tag === this.owner.tag) return new BatchTracer(t, revive(this.value));
    return undefined;
  }
}

/** What the traces of one vmap have in common. */
interface MappedAxis {
  /** The name under which functions may speak of it. */
  readonly axisName?: string;
  /** Whether the lanes are turns of a loop that are taken at once: functions with batching rules then run as they are. */
  readonly isLoop?: boolean;
  /** Custom rules run under traces of their own, and may close over values of the others. */
  readonly tag?: object;
}

class BatchTrace implements Trace {
  alive = true;
  readonly axes: readonly NamedAxis[];
  readonly tag: object;

  constructor(
    readonly parent: Trace,
    readonly size: number,
    private readonly name = "a function",
    private readonly axis: MappedAxis = {},
  ) {
    this.tag = axis.tag ?? {};
    this.axes = axis.axisName === undefined ? [] : [{ name: axis.axisName, size }];
  }

  isMine(x: Value): x is BatchTracer {
    return x instanceof BatchTracer && x.owner.tag === this.tag;
  }

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const batched = inputs.map((x) => this.isMine(x));
    const values = inputs.map((x) => (this.isMine(x) ? x.value : x));
    if (!batched.includes(true) && !this.concerns(primitive, params))
      return withTrace(this.parent, () => bind(primitive, values, params));
    // What does not fit is told of in the shapes that the function sees.
    if (!primitive.run)
      primitive.type(
        inputs.map((x) => x.type),
        params,
      );
    return withOneSource(() => {
      const batch = () => primitive.batch(values, batched, this.size, params);
      const out = withTrace(this.parent, () => withAxis({ ...this.axis, tag: this.tag }, batch));
      return out.outputs.map((o, i) => (out.batched[i] ? new BatchTracer(this, o) : o));
    });
  }

  /** Whether an operation that none of the batched values goes into may depend on the lane for all that. */
  private concerns(primitive: Primitive, params: Params): boolean {
    const { axisName } = this.axis;
    if (primitive.closesOver?.(params)) return true;
    return axisName !== undefined && speaksOf(axisName, primitive, params);
  }

  describe(): string {
    return `vmap of ${this.name}`;
  }
}

let ruleAxis: MappedAxis = {};

function withAxis<T>(axis: MappedAxis, f: () => T): T {
  const outer = ruleAxis;
  ruleAxis = axis;
  try {
    return f();
  } finally {
    ruleAxis = outer;
  }
}

/** For batching rules: the axis of the vmap whose rule is running. */
export function currentAxis(): MappedAxis {
  return ruleAxis;
}

/** Runs `f` on batched values. The outputs say whether they are batched. */
export function vmapFlat(
  f: (...inputs: Value[]) => readonly Value[],
  inputs: readonly Value[],
  batched: readonly boolean[],
  size: number,
  axis: MappedAxis = {},
  name?: string,
): { outputs: Value[]; batched: boolean[] } {
  return withTemporaryTrace(new BatchTrace(currentTrace(), size, name, axis), (trace) => {
    const outputs = f(...inputs.map((x, i) => (batched[i] ? new BatchTracer(trace, x) : x)));
    return {
      outputs: outputs.map((o) => (trace.isMine(o) ? o.value : o)),
      batched: outputs.map((o) => trace.isMine(o)),
    };
  });
}

interface VmapProgram extends ClosedProgram {
  /** Which outputs are batched. */
  readonly batched: readonly boolean[];
}

/** The program over a batch. Outputs marked in `wanted` are batched in any case. */
export function vmapProgram(
  program: Program<Primitive>,
  batched: readonly boolean[],
  size: number,
  wanted: readonly boolean[] = [],
  { axisName, isLoop }: MappedAxis = {},
): VmapProgram {
  const kind = isLoop ? "turns" : "vmap";
  const key = `${kind} ${size} ${flags(batched)} ${flags(wanted)} ${axisName ?? ""}`;
  return memoized(program, key, () => batchProgram(program, batched, size, wanted, { axisName, isLoop }));
}

/** The program over the axis whose batching rule is running. */
export function batchedProgram(
  program: Program<Primitive>,
  batched: readonly boolean[],
  size: number,
  wanted: readonly boolean[] = [],
): VmapProgram {
  return vmapProgram(program, batched, size, wanted, currentAxis());
}

/** The program over all turns of a loop, none of which needs another. */
export function turnsProgram(
  program: Program<Primitive>,
  batched: readonly boolean[],
  turns: number,
): VmapProgram {
  return vmapProgram(program, batched, turns, program.outputs.map(() => true), { isLoop: true }); // prettier-ignore
}

function batchProgram(
  program: Program<Primitive>,
  batched: readonly boolean[],
  size: number,
  wanted: readonly boolean[],
  axis: MappedAxis,
): VmapProgram {
  let outBatched: boolean[] = [];
  const types = program.inputTypes.map((t, i) => (batched[i] ? t.with({ shape: [size, ...t.shape] }) : t));
  const staged = pass("vmap", program, () =>
    stage(
      (...inputs) => {
        const out = vmapFlat((...xs) => evaluate(program, xs), inputs, batched, size, axis);
        outBatched = out.batched.map((is, i) => is || (wanted[i] ?? false));
        return out.outputs.map((o, i) => (outBatched[i] && !out.batched[i] ? broadcastLeading(o, size) : o));
      },
      types,
      { transform: "vmap", name: "a program" },
    ),
  );
  return { ...hoistConstants(staged), batched: outBatched };
}
