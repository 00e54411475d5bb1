/** Loops become values of the graph: lanes that run by themselves, turns written out, or turns of everything. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import type { Expr } from "../ir/expression.js";
import type { Program } from "../ir/program.js";
import { type Lanes, lanesOfLoop } from "../passes/lanes.js";
import { turnsProgram } from "../passes/vmap.js";
import type { LoopParts, Primitive, ScalarContext } from "../trace/primitive.js";
import {
  type Definition,
  nothing,
  type Procedure,
  type Source,
  type Value,
  type WholeLoop,
} from "./graph.js";
import { type LoopBody, mark } from "./laneLoop.js";
import { KeptLoops } from "./keptLoops.js";
import { type TurnSteps, laneOutputs, varyingValues } from "./loops.js";
import type { MapDefinition } from "./pack.js";
import { inputsOf, lengthOf, wholeLoop, writtenOutLoop } from "./wholeLoop.js";

/** What the lowering of loops needs of the graph's builder. */
interface LoopOptions {
  readonly values: readonly Value[];
  map(type: ArrayType, definition: MapDefinition, label: string, source?: Source): Value;
  add(type: ArrayType, definition: Definition, label: string, source?: Source): Value;
  inline(program: Program<Primitive>, inputs: readonly Value[], lanes?: readonly Lanes[]): Value[];
  /** Whether the branch in which the loop stands is taken: by each lane if it has all of their axes, and else by any. */
  guard(lanes: Lanes): Value | undefined;
  /** The same; nothing if it has not all of their axes. */
  laneGuard(lanes: Lanes): Value | undefined;
  /** Whether loops of few turns are written out. */
  readonly writesOut: boolean;
}

interface LoopContext {
  readonly types: ScalarContext;
  readonly inputs: readonly Value[];
  /** Which of the guard's axes the inputs begin with. */
  readonly lanes: readonly Lanes[];
  readonly isUsed: readonly boolean[];
  readonly label: string;
  readonly source?: Source;
}

/** The most equations of a loop that is written out: kernels for each turn take long to compile. */
const MAX_WRITTEN_OUT = 64;

export class LoopLowering {
  readonly kept = new KeptLoops();
  private count = 0;
  private depth = 0;

  constructor(private readonly graph: LoopOptions) {}

  /** The outputs; those that nobody reads may be missing. */
  lower(parts: LoopParts, context: LoopContext): Value[] {
    const { inputs } = context;
    const { carried } = inputsOf(parts, inputs);
    if (parts.bound === 0) return [...carried, ...context.types.outputs.slice(carried.length).map((type) => this.empty(type, context))]; // prettier-ignore
    if (carried.length === 0 && parts.bound !== undefined) return this.atOnce(parts, parts.bound, inputs);
    return (this.lanes(parts, context) as Value[] | undefined) ?? this.whole(parts, context);
  }

  /** Whether it is the turns of a loop that are being inlined. */
  get isInside(): boolean {
    return this.depth > 0;
  }

  /** What no turn makes. */
  private empty(type: ArrayType, { label, source }: LoopContext): Value {
    const at = (): Expr => nothing(value);
    const value = this.graph.map(type, { kind: "map", reads: [], isView: false, at }, label, source);
    return value;
  }

  /** Turns that hand nothing on are taken all at once. */
  private atOnce({ body, bodyConsts }: LoopParts, length: number, inputs: readonly Value[]): Value[] {
    const isElement = body.inputs.map((_, i) => i >= bodyConsts);
    return this.graph.inline(turnsProgram(body as Program<Primitive>, isElement, length).program, inputs);
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
    const theirs = inputsOf(parts, context.lanes);
    const after = lanesOfLoop(parts, context.lanes);
    const outputs = graph.inline(
      parts.body as Program<Primitive>,
      [...bodyConsts, ...marks, ...elements],
      [...theirs.bodyConsts, ...after.carried, ...theirs.arrays],
    );
    const condition = parts.condition && graph.inline(parts.condition as Program<Primitive>, [...conditionConsts, ...marks], [...theirs.conditionConsts, ...after.carried])[0]; // prettier-ignore
    this.depth--;
    const guard = graph.laneGuard(common([...after.carried, ...after.stacked]));
    const begins = ({ shape }: Value): boolean => sameShape(guard!.shape, shape.slice(0, guard!.shape.length)); // prettier-ignore
    const body: LoopBody = {
      carried: marks,
      initial: carried,
      next: outputs.slice(0, marks.length),
      elements,
      arrays,
      condition,
      guard: guard && [...marks, ...outputs].every(begins) ? guard : undefined,
      bound: parts.bound,
      reverse: parts.reverse,
      varying: varyingValues(graph.values, first),
      name: `loop${this.count++}`,
    };
    const map = (type: ArrayType, definition: MapDefinition): Value => graph.map(type, definition, label, source); // prettier-ignore
    const procedureOf = (steps: TurnSteps, made: readonly Value[]): Procedure => ({ ...steps, outputs: made, label, source }); // prettier-ignore
    const made = laneOutputs(body, outputs.slice(marks.length), types.outputs, isUsed, {
      isInside: this.isInside,
      map,
      procedure: (procedureTypes, steps) => {
        const values: Value[] = [];
        const procedure = procedureOf(steps, values);
        procedureTypes.forEach((type, output) =>
          values.push(graph.add(type, { kind: "procedure", procedure, output }, label, source)),
        );
        return values;
      },
      kept: (all, lanes, steps) => {
        const values = all.map(({ type, definition }) => map(type, definition));
        const stacked = values.filter((_, n) => all[n].isStacked);
        this.kept.add({ values, stacked, lanes, procedure: procedureOf(steps, values) });
        return values;
      },
    });
    if (made) this.kept.addReaders(arrays, made, [...marks, ...outputs.slice(marks.length)]);
    return made;
  }

  private whole(parts: LoopParts, context: LoopContext): Value[] {
    const { graph } = this;
    const { types, label, source } = context;
    if (graph.writesOut && lengthOf(parts) <= MAX_WRITTEN_OUT)
      return graph.inline(writtenOutLoop(parts, types.inputs), context.inputs, context.lanes);
    const guard = parts.condition && graph.guard(common(lanesOfLoop(parts, context.lanes).carried));
    const { parts: own, flags } = wholeLoop(parts, types.inputs, guard?.type);
    const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, context.inputs);
    const before = [...(guard ? [guard] : []), ...conditionConsts];
    const first = flags ? graph.inline(flags, [...before, ...carried]) : [];
    const consts = [...before, ...bodyConsts];
    const outputs: Value[] = [];
    const whole: WholeLoop = {
      parts: own,
      consts,
      initial: [...carried, ...first],
      arrays,
      outputs,
      label,
      source,
    };
    const [carriedTypes, stackedTypes] = [
      types.outputs.slice(0, carried.length),
      types.outputs.slice(carried.length),
    ];
    [...carriedTypes, ...first.map(({ type }) => type), ...stackedTypes].forEach((type, output) =>
      outputs.push(graph.add(type, { kind: "whole", whole, output }, label, source)),
    );
    return [...outputs.slice(0, carried.length), ...outputs.slice(whole.initial.length)];
  }
}

/** The axes that all of them have. */
function common(lanes: readonly Lanes[]): Lanes {
  return lanes.reduce((all, own) => all & own, -1);
}
