/** Reductions and products become folds: of one kernel or in stages, cut into parts, or written out. */

import type { ArrayType } from "../ir/arrayType.js";
import { sizeOf } from "../ir/arrayType.js";
import { type Expr, add, cast, literal, mul, scalarType, variable } from "../ir/expression.js";
import type { Equation } from "../ir/program.js";
import type { LoweringOf, Primitive, ScalarContext } from "../trace/primitive.js";
import type { Cut } from "./cuts.js";
import { anyIndex } from "./demand.js";
import { type Definition, type Reduction, type Source, type Value, arrayOf, keptAxes } from "./graph.js";
import type { MapDefinition } from "./pack.js";
import { MAX_COLUMNS, MAX_WRITTEN_OUT, type ReductionSpec, writtenOut } from "./writtenOut.js";

/** What the lowering of folds needs of the graph's builder, and of the device. */
interface FoldOptions {
  map(type: ArrayType, definition: MapDefinition, label: string, source?: Source): Value;
  add(type: ArrayType, definition: Definition, label: string, source?: Source): Value;
  /** The axes to fold in a first kernel, where two are better than one. */
  innerAxes(space: readonly number[], axes: readonly number[]): readonly number[] | undefined;
  /** How a fold is cut into parts, if it is. */
  cut(space: readonly number[], axes: readonly number[]): Cut | undefined;
}

interface Context {
  readonly types: ScalarContext;
  readonly inputs: readonly Value[];
  readonly params: unknown;
  readonly label: string;
  readonly source?: Source;
}

export class FoldLowering {
  constructor(private readonly graph: FoldOptions) {}

  reduce(lowering: LoweringOf<"reduce">, { types, inputs, params, label, source }: Context): Value[] {
    return this.reduction(types.outputs, {
      space: inputs[0].shape,
      axes: [...lowering.axes(params)].sort((a, b) => a - b),
      reads: inputs,
      initial: lowering.initial(types, params),
      element: (index, read) => {
        const args = inputs.map((input) => read(input, index));
        return lowering.element ? lowering.element(args, index, types, params) : args;
      },
      combine: (a, b) => lowering.combine(a, b, types, params),
      result: (components) => lowering.result?.(components, types, params) ?? [...components],
      shares: false,
      label,
      source,
    });
  }

  /** A view that only permutes the axes of a product: the product is made in that order at once. */
  transposed(
    { primitive, outputs, params, source }: Equation<Primitive>,
    product: Value,
  ): Value[] | undefined {
    const { lowering } = primitive;
    const { definition } = product;
    if (lowering.kind !== "view" || definition.kind !== "reduction" || !definition.reduction.shares)
      return undefined;
    const type = outputs[0].type;
    const index = anyIndex(type.shape);
    const types: ScalarContext = {
      inputs: [product.type],
      outputs: [type],
      scalar: (t) => scalarType(t.dtype),
    };
    const places: (readonly Expr[])[] = [];
    const marker = variable(product.scalar, "element");
    const result = lowering.at(index, (_, at) => (places.push(at), marker), types, params);
    const order = index.map((x) => places[0]?.indexOf(x));
    if (result !== marker || places.length !== 1 || places[0].length !== index.length || order.includes(-1))
      return undefined;
    return this.permuted(definition.reduction, order, type, source);
  }

  /** The reduction with its kept axes in another order. */
  private permuted(
    reduction: Reduction,
    order: readonly number[],
    type: ArrayType,
    source?: Source,
  ): Value[] {
    const kept = keptAxes(reduction);
    const from = [...order.map((axis) => kept[axis]), ...reduction.axes];
    return this.addReduction([type], {
      ...reduction,
      space: from.map((axis) => reduction.space[axis]),
      axes: reduction.axes.map((_, n) => kept.length + n),
      element: (index, read) => reduction.element(reduction.space.map((_, axis) => index[from.indexOf(axis)]), read), // prettier-ignore
      source: source ?? reduction.source,
    });
  }

  /** A product sum over the space (batch, rows of a, columns of b, contracted). */
  contract(lowering: LoweringOf<"contract">, { types, inputs, params, label, source }: Context): Value[] {
    const { contract, batch } = lowering.axes(params);
    const [a, b] = inputs;
    const free = [0, 1].map((side) =>
      inputs[side].shape
        .map((_, axis) => axis)
        .filter((axis) => ![...contract[side], ...batch[side]].includes(axis)),
    );
    const order = [0, 1].map((side) => {
      const places = new Array<number>(inputs[side].shape.length);
      const start = batch[0].length + (side === 0 ? 0 : free[0].length);
      batch[side].forEach((axis, i) => (places[axis] = i));
      free[side].forEach((axis, i) => (places[axis] = start + i));
      contract[side].forEach(
        (axis, i) => (places[axis] = batch[0].length + free[0].length + free[1].length + i),
      );
      return places;
    });
    const extents = (value: Value, axes: readonly number[]): number[] =>
      axes.map((axis) => value.shape[axis]);
    const kept = [...extents(a, batch[0]), ...extents(a, free[0]), ...extents(b, free[1])];
    const output = types.scalar(types.outputs[0]);
    const columns = Math.min(...[a, b].map((side, n) => sizeOf(extents(side, free[n]))));
    // Half precision products are summed in single precision, as on every accelerator.
    const sum = output === "f16" ? "f32" : output;
    return this.reduction(
      types.outputs,
      {
        space: [...kept, ...extents(a, contract[0])],
        axes: contract[0].map((_, i) => kept.length + i),
        reads: inputs,
        initial: [literal(sum, 0)],
        element: (index, read) => {
          const [x, y] = [0, 1].map((side) =>
            cast(
              sum,
              read(
                inputs[side],
                order[side].map((place) => index[place]),
              ),
            ),
          );
          return [mul(x, y)];
        },
        combine: ([x], [y]) => [add(x, y)],
        result: ([x]) => [cast(output, x)],
        shares: true,
        label,
        source,
      },
      columns <= MAX_COLUMNS ? MAX_WRITTEN_OUT : 1,
    );
  }

  /** `writtenOut`: the longest fold that is to be an index map. */
  reduction(types: readonly ArrayType[], spec: ReductionSpec, writtenOut = 1): Value[] {
    const kept = keptAxes(spec).map((axis) => spec.space[axis]);
    const length = sizeOf(spec.axes.map((axis) => spec.space[axis]));
    if (length > 0 && length <= writtenOut) return this.written(types, spec);
    const inner = this.graph.innerAxes(spec.space, spec.axes);
    if (inner) return this.inStages(types, spec, inner);
    const cut = this.graph.cut(spec.space, spec.axes);
    if (!cut) return this.addReduction(types, spec);
    const space = cut.side === "first" ? [cut.parts, ...kept] : [...kept, cut.parts];
    const partTypes = spec.initial.map((x) => arrayOf(x.type, space));
    const label = `${spec.label}_part`;
    const partial = this.addReduction(partTypes, { ...spec, result: (x) => [...x], cut, label });
    return this.addReduction(types, {
      ...spec,
      space,
      axes: [cut.side === "first" ? 0 : kept.length],
      reads: partial,
      element: (index, read) => partial.map((value) => read(value, index)),
      shares: false,
    });
  }

  /** Folds some axes first, and then their results. */
  private inStages(types: readonly ArrayType[], spec: ReductionSpec, inner: readonly number[]): Value[] {
    const left = keptAxes({ space: spec.space, axes: inner });
    const space = left.map((axis) => spec.space[axis]);
    const partTypes = spec.initial.map((x) => arrayOf(x.type, space));
    const partial = this.addReduction(partTypes, { ...spec, axes: inner, result: (x) => [...x] });
    return this.reduction(types, {
      ...spec,
      space,
      axes: spec.axes.filter((axis) => !inner.includes(axis)).map((axis) => left.indexOf(axis)),
      reads: partial,
      element: (index, read) => partial.map((value) => read(value, index)),
      shares: false,
    });
  }

  /** A fold of few elements as an index map. */
  private written(types: readonly ArrayType[], spec: ReductionSpec): Value[] {
    return types.map((type, output) =>
      this.graph.map(type, writtenOut(spec, output), spec.label, spec.source),
    );
  }

  private addReduction(types: readonly ArrayType[], spec: ReductionSpec): Value[] {
    const outputs: Value[] = [];
    const reduction: Reduction = { ...spec, outputs };
    types.forEach((type, output) =>
      outputs.push(this.graph.add(type, { kind: "reduction", reduction, output }, spec.label, spec.source)),
    );
    return outputs;
  }
}
