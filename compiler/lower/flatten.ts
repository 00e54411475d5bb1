/**
 * Program → graph: calls are inlined, what other primitives can say is expanded, and what remains becomes index maps,
 * folds and scatters. Equal computations become one value, and what no output needs is left out.
 */

import { ArrayType } from "../ir/arrayType.js";
import { type Expr, and, equal, i32, lessThan, literal, not, scalarType, select } from "../ir/expression.js";
import { type Atom, Literal, type Equation, type Program, type Var } from "../ir/program.js";
import { withSource } from "../ir/source.js";
import { withoutDeadCode } from "../passes/deadCode.js";
import { type Lanes, allLanes, lanesOfOutputs } from "../passes/lanes.js";
import type { Lowering, LoweringOf, Primitive, ScalarContext } from "../trace/primitive.js";
import {
  type Check,
  type Definition,
  type Graph,
  type Procedure,
  type Read,
  type Scatter,
  type Source,
  Value,
  reachable,
} from "./graph.js";
import type { Cut } from "./cuts.js";
import { knownElements } from "./known.js";
import { FoldLowering } from "./foldLowering.js";
import { LoopLowering } from "./loopLowering.js";
import type { Target } from "./options.js";
import { type MapDefinition, packReads } from "./pack.js";
import { anyOf, countWhere } from "./wholeLoop.js";
import { foldScatter } from "./scatterFold.js";
import { structuralKey } from "./structuralKey.js";

/** What is taken to be stored, for fear that a kernel would bind too many buffers. */
export interface Caution {
  /** Whether lanes may keep for themselves what their turns make for those of others. */
  readonly keeps: boolean;
  /** Whether what the loops of lanes read is counted as if all of it were stored. */
  readonly storesReads: boolean;
}

interface FlattenOptions extends Caution {
  /** The most arrays that one element may be read from. */
  readonly maxReads: number;
  /** How many threads the device takes to be busy. */
  readonly lanes: number;
  /** Traces the rule of a primitive that others can express. */
  expand(
    name: string,
    lowering: LoweringOf<"expand">,
    inputs: readonly ArrayType[],
    params: unknown,
  ): Program<Primitive>;
  /** Reads a scalar constant. */
  scalarConstant(data: unknown): number | boolean;
  /** The axes to fold in a first kernel, where two are better than one. */
  innerAxes(space: readonly number[], axes: readonly number[]): readonly number[] | undefined;
  readonly target: Target;
  /** Whether loops of lanes that may take too long are taken in slices. */
  readonly slices: boolean;
  /** How a fold is cut into parts, if it is. */
  cut(space: readonly number[], axes: readonly number[]): Cut | undefined;
}

export function flattenProgram(program: Program<Primitive>, options: FlattenOptions): Graph {
  const builder = new GraphBuilder(options);
  const inputs = program.inputs.map((v, index) => builder.add(v.type, { kind: "input", index }, "input"));
  const own = builder.inline(program, inputs).map((value) => builder.folded(value));
  const { checks } = builder;
  const outputs = [...own, ...checks.map(({ count }) => count)];
  builder.loops.kept.settle(outputs, options.keeps);
  const needed = reachable(outputs);
  const constants = builder.constants.filter(({ value }) => needed.has(value));
  const values = builder.values.filter((value) => needed.has(value));
  return { inputs, constants, outputs, checks, values, isCapped: builder.loops.isCapped };
}

class GraphBuilder {
  readonly values: Value[] = [];
  readonly constants: { value: Value; data: unknown }[] = [];
  readonly checks: Check[] = [];
  private known = new Map<string, Value[]>();
  readonly loops: LoopLowering;
  private readonly folds: FoldLowering;
  /** Of the branches that are being inlined, whether they are taken. */
  private guard: Value | undefined;

  constructor(private readonly options: FlattenOptions) {
    this.folds = new FoldLowering({
      map: (type, definition, label, source) => this.map(type, definition, label, source),
      add: (type, definition, label, source) => this.add(type, definition, label, source),
      innerAxes: options.innerAxes,
      cut: options.cut,
    });
    this.loops = new LoopLowering({
      values: this.values,
      map: (type, definition, label, source) => this.map(type, definition, label, source),
      add: (type, definition, label, source) => this.add(type, definition, label, source),
      inline: (program, inputs, lanes) => this.inline(program, inputs, lanes),
      guard: (lanes) => this.guardOf(lanes),
      laneGuard: (lanes) => (this.isOfGuard(lanes) ? this.guard : undefined),
      target: options.target,
      slices: options.slices,
      maxBuffers: options.maxReads,
      storesReads: options.storesReads,
    });
  }

  add(type: ArrayType, definition: Definition, label: string, source?: Source): Value {
    const value = new Value(this.values.length, type, definition, label, source);
    this.values.push(value);
    return value;
  }

  /** The outputs of a program, given its inputs, and which of the guard's axes these begin with. */
  inline(whole: Program<Primitive>, inputs: readonly Value[], lanes: readonly Lanes[] = []): Value[] {
    const program = withoutDeadCode(whole);
    const environment = new Map<Var, Value>();
    const lanesOf = new Map<Atom, Lanes>();
    program.inputs.forEach((v, i) => environment.set(v, inputs[i]));
    program.inputs.forEach((v, i) => lanesOf.set(v, lanes.at(i) ?? 0));
    for (const { variable, value } of program.constants)
      environment.set(variable, this.constant(variable.type, value));
    const lookUp = (atom: Atom): Value =>
      atom instanceof Literal ? this.literal(atom) : environment.get(atom)!;
    const uses = countUses(program);
    for (const equation of program.equations) {
      const operands = equation.inputs.map(lookUp);
      const own = equation.inputs.map((x) => lanesOf.get(x) ?? 0);
      const isOnlyUse = equation.inputs.length === 1 && uses.get(equation.inputs[0]) === 1;
      const outputs =
        (isOnlyUse && this.folds.transposed(equation, operands[0])) ||
        this.equation(
          equation,
          operands,
          equation.outputs.map((v) => uses.has(v)),
          own,
        );
      equation.outputs.forEach((v, i) => environment.set(v, outputs[i]));
      if (own.some((x) => x > 0))
        lanesOfOutputs(equation, own).forEach((x, i) => lanesOf.set(equation.outputs[i], x));
    }
    return program.outputs.map(lookUp);
  }

  private literal({ type, value }: Literal): Value {
    const key = `literal ${String(type)} ${Object.is(value, -0) ? "-0" : String(value)}`;
    const make = (): Value[] => [this.number(type, value)];
    return this.once(key, make)[0];
  }

  private number(type: ArrayType, value: number | boolean): Value {
    const expression = literal(scalarType(type.dtype), value);
    return this.add(type, { kind: "map", reads: [], isView: false, at: () => expression }, "");
  }

  private constant(type: ArrayType, data: unknown): Value {
    return this.once(`constant ${structuralKey(data)}`, () => {
      if (type.ndim === 0 && type.dtype !== "float0")
        return [this.number(type, this.options.scalarConstant(data))];
      return [this.arrayConstant(type, data)];
    })[0];
  }

  private arrayConstant(type: ArrayType, data: unknown): Value {
    const value = this.add(type, { kind: "constant", index: this.constants.length }, "constant");
    this.constants.push({ value, data });
    return value;
  }

  /** The value; one that is known now as a constant, which takes no kernel. */
  folded(value: Value): Value {
    const data = knownElements(value);
    return data ? this.arrayConstant(value.type, data) : value;
  }

  private once(key: string, make: () => Value[]): Value[] {
    let values = this.known.get(key);
    if (!values) this.known.set(key, (values = make()));
    return values;
  }

  /** Does what has been done before again. */
  private apart(inner: () => Value[]): Value[] {
    const outer = this.known;
    this.known = new Map();
    const outputs = inner();
    this.known = outer;
    return outputs;
  }

  private equation(
    equation: Equation<Primitive>,
    inputs: readonly Value[],
    isUsed: readonly boolean[],
    lanes: readonly Lanes[],
  ): Value[] {
    const { primitive, params } = equation;
    // Effects are none of a kernel's: who runs the program sees to them.
    if (primitive.effect) return [];
    const operation = `${structuralKey(primitive)} ${structuralKey(params)}`;
    // What has programs in it depends on where it stands, and on what is read of it.
    const place = withPrograms.has(primitive.lowering.kind) ? `${this.guard?.number} ${lanes.join()} ${isUsed.join()}` : ""; // prettier-ignore
    const key = `${operation} ${inputs.map((v) => v.number).join(" ")} ${place}`;
    return this.once(key, () => this.lower(equation, inputs, isUsed, lanes));
  }

  private lower(
    equation: Equation<Primitive>,
    inputs: readonly Value[],
    isUsed: readonly boolean[],
    lanes: readonly Lanes[],
  ): Value[] {
    const { primitive, params, source } = equation;
    const context: Context = {
      types: {
        inputs: inputs.map((v) => v.type),
        outputs: equation.outputs.map((v) => v.type),
        scalar: (type) => scalarType(type.dtype),
      },
      inputs,
      lanes,
      params,
      isUsed,
      label: primitive.name,
      source,
    };
    return this.lowerAs(primitive.lowering, primitive, context);
  }

  private lowerAs(lowering: Lowering, primitive: Primitive, context: Context): Value[] {
    const { inputs, params, lanes } = context;
    switch (lowering.kind) {
      case "scalar":
        return [this.scalar(lowering, context)];
      case "view":
        return [this.view(lowering, context)];
      case "reduce":
        return this.folds.reduce(lowering, context);
      case "contract":
        return this.folds.contract(lowering, context);
      case "scatter":
        return [this.scatter(lowering, context)];
      case "steps":
        return this.procedure(lowering, context);
      case "choose":
        return this.lowerAs(
          lowering.choose(context.types.inputs, params, this.options.lanes),
          primitive,
          context,
        );
      case "call": {
        const inner = (): Value[] => this.inline(lowering.program(params) as Program<Primitive>, inputs, lanes); // prettier-ignore
        return lowering.recomputes?.(params) ? this.apart(inner) : inner();
      }
      case "expand":
        return this.inline(
          this.options.expand(primitive.name, lowering, context.types.inputs, params),
          inputs,
          lanes,
        );
      case "loop":
        return this.loops.lower(lowering.loop(params), context);
      case "branch":
        return this.branch(
          lowering.branches(params) as readonly Program<Primitive>[],
          lowering.lanes(params),
          context,
        );
      case "check":
        return this.check(lowering, context);
      case "none":
        throw withSource(context.source, () => lowering.error(params));
    }
  }

  /** Within the turns of lanes nothing can be counted. */
  private check(
    { error }: LoweringOf<"check">,
    { inputs: [flags, ...values], lanes, params }: Context,
  ): Value[] {
    if (!this.loops.isInside) {
      const guard = this.guardOf(lanes[0]);
      const guards = guard ? [guard] : [];
      const counting = countWhere([flags, ...guards].map(({ type }) => type));
      const [count] = this.inline(counting, [flags, ...guards]);
      this.checks.push({ count, error: (n) => error(params, n) });
    }
    return values;
  }

  /** Whether these are all axes of the guard. */
  private isOfGuard(lanes: Lanes): boolean {
    return lanes === allLanes(this.guard?.shape.length ?? 0);
  }

  /** Whether what begins with these of the guard's axes is wanted: by each lane if it has all of them, and else by any. */
  private guardOf(lanes: Lanes): Value | undefined {
    const { guard } = this;
    return guard && !this.isOfGuard(lanes) ? this.inline(anyOf(guard.type), [guard])[0] : guard;
  }

  /** All branches, of which each element takes one. Loops in the others take no turns. */
  private branch(
    branches: readonly Program<Primitive>[],
    inputLanes: readonly Lanes[] | undefined,
    context: Context,
  ): Value[] {
    const [index, ...operands] = context.inputs;
    const [indexLanes, ...outerLanes] = context.lanes;
    const { label, source } = context;
    const all = this.guard;
    const hasLanes = index.shape.length > 0;
    const outer = hasLanes ? this.guardOf(indexLanes) : all;
    const number = (read: Read, at: readonly Expr[]): Expr => read(index, at.slice(0, index.shape.length));
    const last = branches.length - 1;
    const isTaken = (which: Expr, n: number): Expr =>
      n === 0 ? not(lessThan(i32(0), which)) : n === last ? not(lessThan(which, i32(n))) : equal(which, i32(n)); // prettier-ignore
    const outputs = branches.map((branch, n) => {
      const reads = outer ? [index, outer] : [index];
      const at = (place: readonly Expr[], read: Read): Expr => {
        const own = isTaken(number(read, place), n);
        return outer ? and(read(outer, place.slice(0, outer.shape.length)), own) : own;
      };
      const type = new ArrayType("bool", hasLanes || !outer ? index.shape : outer.shape);
      this.guard = this.map(type, { kind: "map", reads, isView: false, at }, label, source);
      try {
        return this.inline(branch, operands, hasLanes ? inputLanes : outerLanes);
      } finally {
        this.guard = all;
      }
    });
    return context.types.outputs.map((type, o) => {
      const choices = outputs.map((values) => values[o]);
      const at = (place: readonly Expr[], read: Read): Expr => {
        const which = number(read, place);
        return choices
          .map((choice) => read(choice, place))
          .reduceRight((others, choice, n) => select(isTaken(which, n), choice, others));
      };
      return this.map(type, { kind: "map", reads: [index, ...choices], isView: false, at }, label, source);
    });
  }

  private scalar(lowering: LoweringOf<"scalar">, { types, inputs, params, label, source }: Context): Value {
    const { shape } = types.outputs[0];
    const at = (index: readonly Expr[], read: Read): Expr =>
      lowering.emit(inputs.map((input) => read(input, repeated(index, input.shape, shape))), types, params); // prettier-ignore
    return this.map(types.outputs[0], { kind: "map", reads: inputs, isView: false, at }, label, source);
  }

  private map(type: ArrayType, definition: MapDefinition, label: string, source?: Source): Value {
    // What a turn sees of its loop is no array.
    if (this.loops.isInside) return this.add(type, definition, label, source);
    const pack = (t: ArrayType, joined: MapDefinition): Value => this.add(t, joined, "pack", source);
    return this.add(type, packReads(definition, this.options.maxReads, pack), label, source);
  }

  private view(lowering: LoweringOf<"view">, { types, inputs, params, label, source }: Context): Value {
    const at = (index: readonly Expr[], read: Read): Expr =>
      lowering.at(index, (input, place) => read(inputs[input], place), types, params);
    return this.map(types.outputs[0], { kind: "map", reads: inputs, isView: true, at }, label, source);
  }

  private procedure(
    lowering: LoweringOf<"steps">,
    { types, inputs, params, label, source }: Context,
  ): Value[] {
    const outputs: Value[] = [];
    const procedure: Procedure = {
      domain: lowering.domain(types, params),
      reads: inputs,
      outputs,
      take: (point, steps) => lowering.take(point, steps, types, params),
      label,
      source,
    };
    types.outputs.forEach((type, output) =>
      outputs.push(this.add(type, { kind: "procedure", procedure, output }, label, source)),
    );
    return outputs;
  }

  private scatter(lowering: LoweringOf<"scatter">, { types, inputs, params, label, source }: Context): Value {
    const scatter: Scatter = {
      operand: inputs[0],
      updates: inputs[2],
      reads: inputs,
      combine: lowering.combine,
      target: (index, read) => lowering.target(index, (n, at) => read(inputs[n], at), types, params),
      label,
      source,
    };
    const [type] = types.outputs;
    const folded = foldScatter(scatter, type, {
      map: (t, definition) => this.map(t, definition, label, source),
      fold: (t, spec) => this.folds.reduction([t], spec)[0],
    });
    return folded ?? this.add(type, { kind: "scatter", scatter }, label, source);
  }
}

/** Where an operand of this shape has what the element of the result at `index` needs: scalars and axes of length 1 repeat. */
function repeated(index: readonly Expr[], operand: readonly number[], result: readonly number[]): Expr[] {
  return operand.map((d, axis) => (d === 1 && result[axis] !== 1 ? i32(0) : index[axis]));
}

/** How often each variable is used, outputs counted too. */
function countUses(program: Program<Primitive>): Map<Atom, number> {
  const uses = new Map<Atom, number>();
  const atoms = [...program.equations.flatMap((equation) => equation.inputs), ...program.outputs];
  for (const atom of atoms) uses.set(atom, (uses.get(atom) ?? 0) + 1);
  return uses;
}

/** Kinds of lowering that inline programs, or may turn out to. */
const withPrograms: ReadonlySet<string> = new Set(["call", "loop", "branch", "check", "choose"]);

interface Context {
  readonly types: ScalarContext;
  readonly inputs: readonly Value[];
  /** Which of the guard's axes the inputs begin with. */
  readonly lanes: readonly Lanes[];
  readonly params: unknown;
  /** Which of the outputs are read. */
  readonly isUsed: readonly boolean[];
  readonly label: string;
  readonly source?: Source;
}
