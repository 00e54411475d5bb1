/** Loops become values of the graph: lanes that run by themselves, turns written out, or turns of everything. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { withSource } from "../ir/source.js";
import { withoutVmapRules } from "../calls/customVmapCall.js";
import { vmapProgram } from "../passes/vmap.js";
import type { LoopParts, Primitive, ScalarContext } from "../trace/primitive.js";
import { type Definition, type Source, type Value, type WholeLoop } from "./graph.js";
import type { LoopBody } from "./laneLoop.js";
import { laneOutputs, mark, varyingValues } from "./loops.js";
import type { MapDefinition } from "./pack.js";
import { inputsOf, withOneCondition, writtenOutLoop } from "./wholeLoop.js";

/** What the lowering of loops needs of the graph's builder. */
export interface LoopOptions {
  readonly values: readonly Value[];
  map(type: ArrayType, definition: MapDefinition, label: string, source?: Source): Value;
  add(type: ArrayType, definition: Definition, label: string, source?: Source): Value;
  inline(program: Program<Primitive>, inputs: readonly Value[]): Value[];
  /** Whether the branch in which the loop stands is taken. */
  guard(): Value | undefined;
  /** The error for a loop of everything, if the device cannot run it. */
  refuse: (() => Error) | undefined;
}

interface LoopContext {
  readonly types: ScalarContext;
  readonly inputs: readonly Value[];
  readonly isUsed: readonly boolean[];
  readonly label: string;
  readonly source?: Source;
}

/** The most turns that are written out, on devices. */
const MAX_TURNS = 32;

export class LoopLowering {
  private count = 0;
  private depth = 0;

  constructor(private readonly graph: LoopOptions) {}

  /** The outputs; those that nobody reads may be missing. */
  lower(parts: LoopParts, context: LoopContext): Value[] {
    const { inputs } = context;
    const { carried } = inputsOf(parts, inputs);
    const ys = context.types.outputs.slice(carried.length);
    if (parts.bound === 0 && ys.length === 0) return [...carried];
    if (carried.length === 0 && parts.bound !== undefined) return this.atOnce(parts, parts.bound, inputs);
    return (this.lanes(parts, context) as Value[] | undefined) ?? this.whole(parts, context);
  }

  /** Whether it is the turns of a loop that are being inlined. */
  get isInside(): boolean {
    return this.depth > 0;
  }

  /** Turns that hand nothing on are taken all at once. */
  private atOnce({ body, bodyConsts }: LoopParts, length: number, inputs: readonly Value[]): Value[] {
    const isElement = body.inputs.map((_, i) => i >= bodyConsts);
    const all = body.outputs.map(() => true);
    return this.graph.inline(
      vmapProgram(withoutVmapRules(body as Program<Primitive>), isElement, length, all).program,
      inputs,
    );
  }

  private lanes(parts: LoopParts, context: LoopContext): (Value | undefined)[] | undefined {
    const { graph } = this;
    const { types, isUsed, label, source } = context;
    const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, context.inputs);
    const first = graph.values.length;
    const marked = (type: ArrayType): Value => graph.add(type, mark, "carried");
    const marks = carried.map(({ type }) => marked(type));
    const elements = arrays.map(({ type }) => marked(type.with({ shape: type.shape.slice(1) })));
    this.depth++;
    const outputs = graph.inline(parts.body as Program<Primitive>, [...bodyConsts, ...marks, ...elements]);
    const condition = parts.condition && graph.inline(parts.condition as Program<Primitive>, [...conditionConsts, ...marks])[0]; // prettier-ignore
    this.depth--;
    const lanes = condition?.shape ?? [];
    const guard = graph.guard();
    const body: LoopBody = {
      carried: marks,
      initial: carried,
      next: outputs.slice(0, marks.length),
      elements,
      arrays,
      condition,
      guard: guard && sameShape(guard.shape, lanes.slice(0, guard.shape.length)) ? guard : undefined,
      bound: parts.bound,
      reverse: parts.reverse,
      varying: varyingValues(graph.values, first),
      name: `loop${this.count++}`,
    };
    return laneOutputs(body, outputs.slice(marks.length), types.outputs, isUsed, {
      map: (type, definition) => graph.map(type, definition, label, source),
      procedure: (procedureTypes, steps) => {
        const made: Value[] = [];
        const procedure = { ...steps, outputs: made, label, source };
        procedureTypes.forEach((type, output) =>
          made.push(graph.add(type, { kind: "procedure", procedure, output }, label, source)),
        );
        return made;
      },
    });
  }

  private whole(parts: LoopParts, context: LoopContext): Value[] {
    const { graph } = this;
    const { types, label, source } = context;
    const isShort = parts.bound !== undefined && parts.bound <= MAX_TURNS;
    if (graph.refuse && isShort) return graph.inline(writtenOutLoop(parts, types.inputs), context.inputs);
    if (graph.refuse) throw withSource(source, graph.refuse);
    const guard = parts.condition && graph.guard();
    const one = withOneCondition(parts, types.inputs, guard?.type);
    const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, context.inputs);
    const before = [...(guard ? [guard] : []), ...conditionConsts];
    const isMasked = one.body !== parts.body;
    const outputs: Value[] = [];
    const whole: WholeLoop = {
      parts: one,
      reads: [...before, ...(isMasked ? before : []), ...bodyConsts, ...carried, ...arrays],
      outputs,
      label,
      source,
    };
    types.outputs.forEach((type, output) =>
      outputs.push(graph.add(type, { kind: "whole", whole, output }, label, source)),
    );
    return outputs;
  }
}
