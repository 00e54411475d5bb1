/** Loops become values of the graph: lanes that run by themselves, turns written out, or turns of everything. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import type { Expr } from "../ir/expression.js";
import type { Program } from "../ir/program.js";
import { type Lanes, lanesOfLoop } from "../passes/lanes.js";
import { turnsProgram } from "../passes/vmap.js";
import type { LoopParts, Primitive, ScalarContext } from "../trace/primitive.js";
import { type Definition, type Procedure, type Source, type Value, type WholeLoop, nothing } from "./graph.js"; // prettier-ignore
import { isLong, limitsOfSlice } from "./launchLimits.js";
import { type LaneLoop, type LoopBody, mark } from "./laneLoop.js";
import { KeptLoops } from "./keptLoops.js";
import { type TurnSteps, laneOutputs, varyingValues } from "./loops.js";
import type { MapDefinition } from "./pack.js";
import type { Target } from "./options.js";
import { neededParts } from "./neededParts.js";
import { hasSlices, isSlice, slicedScan, slicedWhile } from "./slices.js";
import { type WholeParts, inputsOf, lengthOf, wholeLoop, writtenOutLoop } from "./wholeLoop.js";

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
  readonly target: Target;
  /** Whether loops of lanes that may take too long are taken in slices, where they could be left before their end. */
  readonly slices: boolean;
  /** The most buffers of a kernel. */
  readonly maxBuffers: number;
  /** Whether what lanes read is counted as if all of it were stored. */
  readonly storesReads: boolean;
}

interface Place {
  readonly label: string;
  readonly source?: Source;
}

interface LoopContext extends Place {
  readonly types: ScalarContext;
  readonly inputs: readonly Value[];
  /** Which of the guard's axes the inputs begin with. */
  readonly lanes: readonly Lanes[];
  readonly isUsed: readonly boolean[];
}

/** The most equations of a loop that is written out: kernels for each turn take long to compile. */
const MAX_WRITTEN_OUT = 64;
/** The most equations of turns that are taken although their branch is not: to know that it is not costs turns of nothing. */
const MAX_IN_VAIN = 256;

export class LoopLowering {
  readonly kept = new KeptLoops();
  /** Whether any lanes may leave a loop before its end. */
  isCapped = false;
  private count = 0;
  private depth = 0;

  constructor(private readonly graph: LoopOptions) {}

  /** The outputs; those that nobody reads may be missing. */
  lower(parts: LoopParts, context: LoopContext): Value[] {
    const { isUsed, types } = context;
    const needed = neededParts(parts, isUsed);
    const made = this.lowerNeeded(needed.parts, {
      ...context,
      inputs: context.inputs.filter((_, n) => needed.inputs[n]),
      lanes: context.lanes.filter((_, n) => needed.inputs[n]),
      isUsed: isUsed.filter((_, n) => needed.outputs[n]),
      types: {
        ...types,
        inputs: types.inputs.filter((_, n) => needed.inputs[n]),
        outputs: types.outputs.filter((_, n) => needed.outputs[n]),
      },
    });
    let next = 0;
    return needed.outputs.map((is) => (is ? made[next++] : undefined)) as Value[];
  }

  private lowerNeeded(parts: LoopParts, context: LoopContext): Value[] {
    const { inputs } = context;
    const { carried } = inputsOf(parts, inputs);
    if (parts.bound === 0) return [...carried, ...context.types.outputs.slice(carried.length).map((type) => this.empty(type, context))]; // prettier-ignore
    if (carried.length === 0 && parts.bound !== undefined) return this.atOnce(parts, parts.bound, inputs);
    if (hasSlices(parts)) return this.turnsOf(parts, inputs, context);
    let tooLong: readonly LaneLoop[] | undefined;
    const accept = (loops: readonly LaneLoop[], canBeLeft: boolean): boolean => {
      if (this.isToBeSliced(parts, loops, canBeLeft)) tooLong = loops;
      return tooLong === undefined;
    };
    const made = this.lanes(parts, context, accept);
    if (made) return made as Value[];
    // A turn of another loop has no memory in which slices could leave anything.
    if (!tooLong || this.isInside) return this.whole(parts, context);
    return parts.condition
      ? this.slicedWhile(parts, context, tooLong)
      : this.slicedScan(parts, context, tooLong);
  }

  private isToBeSliced(parts: LoopParts, loops: readonly LaneLoop[], canBeLeft: boolean): boolean {
    const { target, slices } = this.graph;
    if (isSlice(parts) || !isLong(loops, "possible", target)) return false;
    // How many turns a condition allows, nobody knows before: it is tried with all of them.
    if (slices || !canBeLeft || (!parts.condition && isLong(loops, "certain", target))) return true;
    this.isCapped = true;
    for (const loop of loops) loop.isCapped = true;
    return false;
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

  private lanes(
    parts: LoopParts,
    context: LoopContext,
    accept: (loops: readonly LaneLoop[], canBeLeft: boolean) => boolean,
  ): (Value | undefined)[] | undefined {
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
      accept,
      map,
      procedure: (procedureTypes, steps) => {
        const values: Value[] = [];
        const procedure = procedureOf(steps, values);
        procedureTypes.forEach((type, output) =>
          values.push(graph.add(type, { kind: "procedure", procedure, output }, label, source)),
        );
        return values;
      },
      kept: (all, lanes, parts) => {
        const values = all.map(({ type, definition }) => map(type, definition));
        const stacked = values.filter((_, n) => all[n].isStacked);
        let next = 0;
        const stored = parts.flatMap(({ count, steps }) => {
          const own = values.slice(next, (next += count));
          const procedure = procedureOf(steps, own);
          return own.map((_, output) => ({ procedure, output }));
        });
        this.kept.add({ values, stacked, lanes, stored });
        return values;
      },
      maxBuffers: graph.maxBuffers,
      storesReads: graph.storesReads,
    });
    if (made) this.kept.addReaders(arrays, made, [...marks, ...outputs.slice(marks.length)]);
    return made;
  }

  private whole(parts: LoopParts, context: LoopContext): Value[] {
    const { graph } = this;
    const { types, inputs } = context;
    if (graph.target !== "host" && lengthOf(parts) <= MAX_WRITTEN_OUT)
      return graph.inline(writtenOutLoop(parts, types.inputs), inputs, context.lanes);
    const isLong = parts.condition !== undefined || lengthOf(parts) > MAX_IN_VAIN;
    return this.turnsOf(parts, inputs, context, isLong ? this.guardOf(parts, context) : undefined);
  }

  private guardOf(parts: LoopParts, { lanes }: LoopContext): Value | undefined {
    return this.graph.guard(common(lanesOfLoop(parts, lanes).carried));
  }

  /** The turns of everything; gives the outputs. */
  private turnsOf(parts: LoopParts, inputs: readonly Value[], place: Place, guard?: Value): Value[] {
    const { parts: own, flags } = wholeLoop(parts, inputs.map(({ type }) => type), guard?.type); // prettier-ignore
    const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, inputs);
    const before = [...(guard ? [guard] : []), ...conditionConsts];
    const first = flags ? this.graph.inline(flags, [...before, ...carried]) : [];
    const outputs = this.ofEverything(own, [...before, ...bodyConsts], [...carried, ...first], arrays, place);
    return [...outputs.slice(0, carried.length), ...outputs.slice(carried.length + first.length)];
  }

  private ofEverything(
    parts: WholeParts,
    consts: readonly Value[],
    initial: readonly Value[],
    arrays: readonly Value[],
    { label, source }: Place,
  ): Value[] {
    const outputs: Value[] = [];
    const whole: WholeLoop = { parts, consts, initial, arrays, outputs, label, source };
    parts.body.outputTypes.forEach((made, output) => {
      const type = output < initial.length ? made : made.with({ shape: [parts.bound!, ...made.shape] });
      outputs.push(this.graph.add(type, { kind: "whole", whole, output }, label, source));
    });
    return outputs;
  }

  private slicedWhile(parts: LoopParts, context: LoopContext, loops: readonly LaneLoop[]): Value[] {
    const { graph } = this;
    const guard = this.guardOf(parts, context);
    const types = context.inputs.map(({ type }) => type);
    const { conditionConsts, bodyConsts, carried } = inputsOf(parts, context.inputs);
    const limits = limitsOfSlice(loops, parts.condition!.outputTypes[0].size, graph.target);
    const { parts: own, first } = slicedWhile(parts, types, guard?.type, limits);
    const before = [...(guard ? [guard] : []), ...conditionConsts];
    const initial = [...carried, ...graph.inline(first, [...before, ...carried])];
    return this.ofEverything(own, [...before, ...bodyConsts], initial, [], context).slice(0, carried.length);
  }

  private slicedScan(parts: LoopParts, context: LoopContext, loops: readonly LaneLoop[]): Value[] {
    const { graph } = this;
    const { each, all } = limitsOfSlice(loops, 1, graph.target);
    const sliced = slicedScan(parts, context.inputs.map(({ type }) => type), Math.min(each, all)); // prettier-ignore
    return graph.inline(sliced, context.inputs);
  }
}

/** The axes that all of them have. */
function common(lanes: readonly Lanes[]): Lanes {
  return lanes.reduce((all, own) => all & own, -1);
}
