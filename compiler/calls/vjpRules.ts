import { type ArrayType, sameShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import type { Rule } from "../ir/source.js";
import { flatten, paths, structure, type TreeDef, unflatten } from "../ir/tree.js";
import { isNone, itemsOf } from "../ir/treeNode.js";
import { toValue } from "../trace/hostArray.js";
import type { MaybeZero } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { callUser, nameOf } from "./callable.js";
import type { CustomFunction, Outputs } from "./customFunction.js";
import { CustomVJPPrimal, SymbolicZero } from "./symbolicZeros.js";
import { showTree } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

/** Flat forms of the rules. */
export type Forward = (
  inputs: readonly Value[],
  /** Whether each input is differentiated. */
  perturbed: readonly boolean[],
) => { outputs: Value[]; residuals: Value[] };
export type Backward = (residuals: readonly Value[], cotangents: readonly MaybeZero[]) => MaybeZero[];

/** The user's rules, and where they were set. */
export interface VjpRules {
  readonly fwd: UserFunction;
  readonly bwd: UserFunction;
  readonly symbolicZeros: boolean;
  readonly description: Rule;
}

/** The user's rules in flat form, with the checks that JAX makes. */
export class FlatVjpRules {
  /** Known once the function or the forward rule has run. */
  outputs: Outputs | undefined;
  private residualTree: TreeDef | undefined;

  constructor(
    private readonly custom: CustomFunction,
    private readonly rules: VjpRules,
    /** The forward rule as a function of the differentiable arguments. */
    private readonly fwd: UserFunction,
    private readonly fixedArgs: readonly unknown[],
    private readonly inputTree: TreeDef,
  ) {}

  readonly forward: Forward = (inputs, perturbed) => {
    const given = this.rules.symbolicZeros
      ? inputs.map((x, i) => new CustomVJPPrimal(x, perturbed[i]))
      : inputs;
    const result = callUser(this.fwd, unflatten(this.inputTree, given) as unknown[], "as a fwd rule");
    const { name } = this.custom;
    const fwdName = nameOf(this.rules.fwd);
    const who = `Custom VJP fwd rule ${fwdName} for function ${name}`;
    const must = (primal: string) =>
      `${who} must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
      `(equal to ${primal} of the custom_vjp-decorated function ${name}) and the second element represents ` +
      `residuals (i.e. values stored from the forward pass for use on the backward pass), but`;
    const pair = itemsOf(result);
    if (pair?.length !== 2)
      throw this.error(
        TypeError,
        `${must("those")} instead of a pair the fwd rule ${fwdName} produced ${showTree(result)}.`,
      );
    const [rawOutputs, tree] = flatten(pair[0]);
    const [rawResiduals, residualTree] = flatten(pair[1]);
    const values = rawOutputs.map((x) => toValue(x, `${who}, output`));
    const outputs = { tree, values };
    this.checkOutputs(must("the output"), outputs);
    this.outputs = outputs;
    this.residualTree = residualTree;
    return { outputs: values, residuals: rawResiduals.map((x) => toValue(x, `${who}, residuals`)) };
  };

  private error(kind: typeof TypeError | typeof ValueError, summary: string): Error {
    const { fwd, bwd, description } = this.rules;
    return new kind(summary, {
      hint: `The rules are ${nameOf(fwd)} and ${nameOf(bwd)}, of the customVjp function ${this.custom.name}.`,
      places: [{ what: "the rules were set", source: description.source }],
    });
  }

  private checkOutputs(must: string, outputs: Outputs): void {
    const mismatch = this.outputs && this.custom.mismatch(outputs, this.outputs);
    if (mismatch)
      throw this.error(TypeError, `${must} instead the fwd rule output's first element ${mismatch.had}`);
  }

  backward(types: readonly ArrayType[]): Backward {
    return (residuals, cotangents) => {
      const { tree, values } = this.outputs!;
      const given = cotangents.map((c, i) => c ?? new SymbolicZero(values[i].type.tangent()));
      const result = callUser(
        this.rules.bwd,
        [...this.fixedArgs, unflatten(this.residualTree!, residuals), unflatten(tree, given)],
        "as a bwd rule",
      );
      return this.flattenCotangents(result, types);
    };
  }

  /** `null` stands for a zero wherever the arguments have a subtree. */
  private flattenCotangents(result: unknown, types: readonly ArrayType[]): MaybeZero[] {
    const leaves = flattenWithZeros(this.inputTree, itemsOf(result));
    if (!leaves)
      throw this.error(
        TypeError,
        `Custom VJP bwd rule must produce an output with the same container (pytree) structure as the args tuple of the primal function, ` +
          `and in particular must produce a tuple of length equal to the number of arguments to the primal function, but got ` +
          `bwd output structure ${flatten(result)[1].toString()} for primal input structure ${this.inputTree.toString()}.`,
      );
    const names = paths(this.inputTree);
    return leaves.map((leaf, i) => (leaf === null ? null : this.checkCotangent(leaf, types[i], names[i])));
  }

  private checkZero({ aval }: SymbolicZero, type: ArrayType, path: string): null {
    if (type.tangent().equals(aval)) return null;
    throw this.error(
      ValueError,
      `Custom VJP bwd rule produced a SymbolicZero with a shape/dtype that does not match the corresponding input tangent ` +
        `shape/dtype: at output${path} the SymbolicZero had shape/dtype ${aval.toLongString()} while the corresponding input ` +
        `had shape/dtype ${type.toLongString()}. Consider just returning a None here instead of a SymbolicZero object.`,
    );
  }

  private checkCotangent(leaf: unknown, type: ArrayType, path: string): MaybeZero {
    if (leaf instanceof SymbolicZero) return this.checkZero(leaf, type, path);
    const value = toValue(leaf, `the bwd rule ${nameOf(this.rules.bwd)}, output${path}`);
    const expected = type.tangent();
    if (expected.dtype === "float0") return null;
    if (expected.equals(value.type)) return value;
    const differ = [
      ...(sameShape(type.shape, value.shape) ? [] : ["shapes"]),
      ...(type.dtype === value.dtype ? [] : ["dtypes"]),
    ];
    throw this.error(
      ValueError,
      `Custom VJP bwd rule must produce an output with the same type as the args tuple of the primal function, but at output${path} ` +
        `the bwd rule produced an output of type ${value.type.toLongString()} corresponding to an input of type ${type.toLongString()}, ` +
        `so the ${differ.join(" and ")} do not match`,
    );
  }
}

/** The leaves of `tree`, or undefined if its structure is not `def`'s. */
function flattenWithZeros(def: TreeDef, tree: unknown): unknown[] | undefined {
  if (isNone(tree)) return new Array<null>(def.numLeaves).fill(null);
  if (def.isLeaf) return structure(tree).isLeaf ? [tree] : undefined;
  let depth = 0;
  const [children, found] = flatten(tree, () => depth++ > 0);
  if (!found.sameNode(def)) return undefined;
  const parts = children.map((c, i) => flattenWithZeros(def.children[i], c));
  return parts.every((p) => p !== undefined) ? parts.flat() : undefined;
}
