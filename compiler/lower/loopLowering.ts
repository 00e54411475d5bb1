/** Loops become values of the graph: lanes that run by themselves, turns written out, or turns of everything. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import type { Expr } from "../ir/expression.js";
import type { Program } from "../ir/program.js";
import { type Lanes, lanesOfLoop } from "../passes/lanes.js";
import { turnsProgram } from "../passes/vmap.js";
import type { LoopParts, Primitive, ScalarContext } from "../trace/primitive.js";
import { isLong, turnsOfSlice } from "./caps.js";
import {
  type Definition,
  nothing,
  type Procedure,
  type Source,
  type Value,
  type WholeLoop,
} from "./graph.js";
import { type LaneLoop, type LoopBody, mark } from "./laneLoop.js";
import { KeptLoops } from "./keptLoops.js";
import { type TurnSteps, laneOutputs, varyingValues } from "./loops.js";
import type { MapDefinition } from "./pack.js";
import type { Target } from "./options.js";
import { slicedScan, slicedWhile } from "./slices.js";
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
  readonly target: Target;
  /** Whether loops of lanes that may take too long are taken in slices, where they could be left before their end. */
  readonly slices: boolean;
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

export class LoopLowering {
  readonly kept = new KeptLoops();
  /** Whether any lanes may leave a loop before its end. */
  isCapped = false;
  private count = 0;
  private depth = 0;

  constructor(private readonly graph: LoopOptions) {}

  /** The outputs; those that nobody reads may be missing. */
  lower(parts: LoopParts, context: LoopContext): Value[] {
    const { inputs } = context;
    const { carried } = inputsOf(parts, inputs);
    if (parts.bound === 0) return [...carried, ...context.types.outputs.slice(carried.length).map((type) => this.empty(type, context))]; // prettier-ignore
    if (carried.length === 0 && parts.bound !== undefined) return this.atOnce(parts, parts.bound, inputs);
    let turns: number | undefined;
    const accept = (loops: readonly LaneLoop[]): boolean => {
      turns = this.turnsToSlice(parts, loops);
      return turns === undefined;
    };
    const made = this.lanes(parts, context, accept);
    if (made) return made as Value[];
    // A turn of another loop has no memory in which slices could leave anything.
    return turns === undefined || this.isInside ? this.whole(parts, context) : this.sliced(parts, context, turns); // prettier-ignore
  }

  /** How many turns of all lanes at once, if they cannot have them all. */
  private turnsToSlice(
    { bound, condition, isSlice }: LoopParts,
    loops: readonly LaneLoop[],
  ): number | undefined {
    const { target, slices } = this.graph;
    if (isSlice || !isLong(loops, target)) return undefined;
    // How many turns a condition allows, nobody knows before: it is tried with all of them.
    if (!condition || slices) return Math.min(turnsOfSlice(loops, target), bound ?? Infinity);
    this.isCapped = true;
    for (const loop of loops) loop.isCapped = true;
    return undefined;
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
    accept: (loops: readonly LaneLoop[]) => boolean,
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
    const { types, inputs, lanes } = context;
    if (graph.target !== "host" && lengthOf(parts) <= MAX_WRITTEN_OUT)
      return graph.inline(writtenOutLoop(parts, types.inputs), inputs, lanes);
    return this.ofEverything(parts, inputs, context, this.guardOf(parts, context));
  }

  /** Whether the branch is taken in which a loop with a condition stands. */
  private guardOf(parts: LoopParts, { lanes }: LoopContext): Value | undefined {
    return parts.condition && this.graph.guard(common(lanesOfLoop(parts, lanes).carried));
  }

  private ofEverything(
    parts: LoopParts,
    inputs: readonly Value[],
    { label, source }: Place,
    guard?: Value,
  ): Value[] {
    const { graph } = this;
    const types = inputs.map(({ type }) => type);
    const { parts: own, flags } = wholeLoop(parts, types, guard?.type);
    const { conditionConsts, bodyConsts, carried, arrays } = inputsOf(parts, inputs);
    const before = [...(guard ? [guard] : []), ...conditionConsts];
    const first = flags ? graph.inline(flags, [...before, ...carried]) : [];
    const consts = [...before, ...bodyConsts];
    const initial = [...carried, ...first];
    const outputs: Value[] = [];
    const whole: WholeLoop = { parts: own, consts, initial, arrays, outputs, label, source };
    const made = outputTypesOf(parts);
    const all = [...made.slice(0, carried.length), ...first.map(({ type }) => type), ...made.slice(carried.length)]; // prettier-ignore
    all.forEach((type, output) =>
      outputs.push(graph.add(type, { kind: "whole", whole, output }, label, source)),
    );
    return [...outputs.slice(0, carried.length), ...outputs.slice(initial.length)];
  }

  /** So many turns of all lanes at once. */
  private sliced(parts: LoopParts, context: LoopContext, turns: number): Value[] {
    return parts.condition ? this.slicedWhile(parts, context, turns) : this.slicedScan(parts, context, turns);
  }

  private slicedWhile(parts: LoopParts, context: LoopContext, turns: number): Value[] {
    const { graph } = this;
    const guard = this.guardOf(parts, context);
    const types = context.inputs.map(({ type }) => type);
    const { conditionConsts, bodyConsts, carried } = inputsOf(parts, context.inputs);
    const { parts: own, counters } = slicedWhile(parts, types, guard?.type, turns);
    const consts = [...(guard ? [guard] : []), ...conditionConsts];
    const inputs = [...consts, ...consts, ...bodyConsts, ...carried, ...graph.inline(counters, [])];
    return this.ofEverything(own, inputs, context).slice(0, carried.length);
  }

  private slicedScan(parts: LoopParts, context: LoopContext, turns: number): Value[] {
    const { graph } = this;
    const { bodyConsts, carried, arrays } = inputsOf(parts, context.inputs);
    const plan = slicedScan(parts, context.inputs.map(({ type }) => type), turns); // prettier-ignore
    const part = graph.inline(plan.divide, arrays);
    const [main, rest] = [part.slice(0, arrays.length), part.slice(arrays.length)];
    const first = this.ofEverything(plan.slices, [...bodyConsts, ...carried, ...main], context);
    const middle = first.slice(0, carried.length);
    const last = plan.rest ? graph.inline(plan.rest, [...bodyConsts, ...middle, ...rest]) : middle;
    const made = graph.inline(plan.join, [...first.slice(carried.length), ...last.slice(carried.length)]);
    return [...last.slice(0, carried.length), ...made];
  }
}

/** What a loop leaves: what it carries, and what its turns made. */
function outputTypesOf({ body, carried, bound }: LoopParts): ArrayType[] {
  return body.outputTypes.map((type, n) => (n < carried ? type : type.with({ shape: [bound!, ...type.shape] }))); // prettier-ignore
}

/** The axes that all of them have. */
function common(lanes: readonly Lanes[]): Lanes {
  return lanes.reduce((all, own) => all & own, -1);
}
