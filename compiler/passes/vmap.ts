/** Batching. A batched value has one extra leading axis; `vmap` moves other axes there and back. */

import type { ArrayType } from "../ir/arrayType.js";
import type { Params, Program } from "../ir/program.js";
import { withOneSource } from "../ir/source.js";
import { broadcastLeading } from "../primitives/views.js";
import { evaluate } from "../trace/evaluate.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { bind, currentTrace, withTemporaryTrace, withTrace } from "../trace/trace.js";
import { type Trace, Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { flags, memoized } from "./memo.js";
import { pass } from "./pass.js";

class BatchTracer extends Tracer {
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

class BatchTrace implements Trace {
  alive = true;
  constructor(
    readonly parent: Trace,
    readonly size: number,
    private readonly name = "a function",
    /**
     * The same for all traces of one vmap: custom rules run under traces of their own, and may close over its values.
     */
    readonly tag: object = {},
  ) {}

  isMine(x: Value): x is BatchTracer {
    return x instanceof BatchTracer && x.owner.tag === this.tag;
  }

  process(primitive: Primitive, inputs: readonly Value[], params: Params): Value[] {
    const batched = inputs.map((x) => this.isMine(x));
    const values = inputs.map((x) => (this.isMine(x) ? x.value : x));
    if (!batched.includes(true) && !primitive.closesOver?.(params))
      return withTrace(this.parent, () => bind(primitive, values, params));
    return withOneSource(() => {
      const batch = () => primitive.batch(values, batched, this.size, params);
      const out = withTrace(this.parent, () => withTag(this.tag, batch));
      return out.outputs.map((o, i) => (out.batched[i] ? new BatchTracer(this, o) : o));
    });
  }

  describe(): string {
    return `vmap of ${this.name}`;
  }
}

let ruleTag: object | undefined;

function withTag<T>(tag: object, f: () => T): T {
  const outer = ruleTag;
  ruleTag = tag;
  try {
    return f();
  } finally {
    ruleTag = outer;
  }
}

/** For batching rules that run functions later: the tag of the vmap whose rule is running. */
export function currentTag(): object | undefined {
  return ruleTag;
}

/** Runs `f` on batched values. The outputs say whether they are batched. */
export function vmapFlat(
  f: (...inputs: Value[]) => readonly Value[],
  inputs: readonly Value[],
  batched: readonly boolean[],
  size: number,
  options: { name?: string; tag?: object } = {},
): { outputs: Value[]; batched: boolean[] } {
  return withTemporaryTrace(new BatchTrace(currentTrace(), size, options.name, options.tag), (trace) => {
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
): VmapProgram {
  const key = `vmap ${size} ${flags(batched)} ${flags(wanted)}`;
  return memoized(program, key, () => batchProgram(program, batched, size, wanted));
}

function batchProgram(
  program: Program<Primitive>,
  batched: readonly boolean[],
  size: number,
  wanted: readonly boolean[],
): VmapProgram {
  let outBatched: boolean[] = [];
  const types = program.inputTypes.map((t, i) => (batched[i] ? t.with({ shape: [size, ...t.shape] }) : t));
  const staged = pass("vmap", program, () =>
    stage(
      (...inputs) => {
        const out = vmapFlat((...xs) => evaluate(program, xs), inputs, batched, size);
        outBatched = out.batched.map((is, i) => is || (wanted[i] ?? false));
        return out.outputs.map((o, i) => (outBatched[i] && !out.batched[i] ? broadcastLeading(o, size) : o));
      },
      types,
      { transform: "vmap", name: "a program" },
    ),
  );
  return { ...hoistConstants(staged), batched: outBatched };
}
