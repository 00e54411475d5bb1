import type { ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import type { Rule } from "../ir/source.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { itemsOf } from "../ir/treeNode.js";
import { toValue } from "../trace/hostArray.js";
import type { MaybeZero } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";
import { callUser } from "./callable.js";
import type { CustomFunction, Outputs } from "./customFunction.js";
import { SymbolicZero } from "./symbolicZeros.js";
import { showTree } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

/** Flat form of a rule: primals and tangents in, primal and tangent outputs out. Zeros come in if the rule takes symbolic ones. */
export type FlatRule = (
  primals: readonly Value[],
  tangents: readonly MaybeZero[],
) => { primals: Value[]; tangents: MaybeZero[] };

/** The user's rule, and where it was set. */
export interface JvpRule {
  readonly rule: UserFunction;
  readonly symbolicZeros: boolean;
  readonly description: Rule;
}

/** The user's rule in flat form, with the checks that JAX makes. */
export class FlatJvpRule {
  /** Known once the function or the rule has run. */
  outputs: Outputs | undefined;

  constructor(
    private readonly custom: CustomFunction,
    private readonly jvpRule: JvpRule,
    private readonly fixedArgs: readonly unknown[],
    private readonly inputTree: TreeDef,
  ) {}

  readonly run: FlatRule = (primals, tangents) => {
    const given = tangents.map((t, i) => t ?? new SymbolicZero(primals[i].type.tangent()));
    const result = callUser(
      this.jvpRule.rule,
      [...this.fixedArgs, unflatten(this.inputTree, primals), unflatten(this.inputTree, given)],
      "as a JVP rule",
    );
    const pair = itemsOf(result);
    if (pair?.length !== 2)
      throw this.error(
        `${this.who} must produce a pair (list or tuple of length two) representing primal and tangent outputs, but got ${showTree(result)}.`,
      );
    const { outputs, tangentsOut } = this.flattenPair(pair as [unknown, unknown]);
    this.checkPrimals(outputs);
    this.checkTangents(outputs.values, tangentsOut);
    this.outputs = outputs;
    return {
      primals: outputs.values,
      tangents: tangentsOut.map((t) => (t instanceof SymbolicZero ? null : t)),
    };
  };

  private get who(): string {
    return `Custom JVP rule ${this.jvpRule.description.ruleName} for function ${this.custom.name}`;
  }

  private error(summary: string): TypeError {
    const { ruleName, source } = this.jvpRule.description;
    return new TypeError(summary, {
      hint: `The rule is ${ruleName}, of the customJvp function ${this.custom.name}.`,
      places: [{ what: "the rule was set", source }],
    });
  }

  private flattenPair([primal, tangent]: [unknown, unknown]) {
    const [primalLeaves, outTree] = flatten(primal);
    const [tangentLeaves, tangentTree] = flatten(tangent);
    if (!outTree.equals(tangentTree))
      throw this.error(
        `${this.who} must produce primal and tangent outputs with equal container (pytree) structures, ` +
          `but got ${outTree.toString()} and ${tangentTree.toString()} respectively.`,
      );
    const values = primalLeaves.map((x) => toValue(x, `${this.who}, primal output`));
    const tangentsOut = tangentLeaves.map((x) =>
      x instanceof SymbolicZero ? x : toValue(x, `${this.who}, tangent output`),
    );
    return { outputs: { tree: outTree, values }, tangentsOut };
  }

  private checkPrimals(outputs: Outputs): void {
    const mismatch = this.outputs && this.custom.mismatch(outputs, this.outputs);
    if (!mismatch) return;
    const what = mismatch.sameTree
      ? "with leaves of the same shape/dtype"
      : "of the same container/pytree structure";
    throw this.error(
      `${this.who} must produce a pair (list or tuple of length two) where the first element represents the primal output ` +
        `(equal in value to the output of the custom_jvp-decorated function ${this.custom.name}, and in particular ${what}), ` +
        `but instead the JVP rule output's first element ${mismatch.had}`,
    );
  }

  private checkTangents(primals: readonly Value[], tangents: readonly (Value | SymbolicZero)[]): void {
    const wrong = primals.flatMap((p, i) => (fits(tangents[i], p) ? [] : [i]));
    if (wrong.length === 0) return;
    const must =
      "Custom JVP rule must produce primal and tangent outputs with corresponding shapes and dtypes";
    const show = (i: number) =>
      [primals[i].type.tangent(), primals[i].type, typeOfTangent(tangents[i])].map((t) => t.toLongString());
    if (primals.length === 1) {
      const [expected, primal, got] = show(0);
      throw this.error(`${must}. Expected ${expected} (tangent type of ${primal}) but got ${got}.`);
    }
    const lines = wrong.map((i) => {
      const [expected, primal, got] = show(i);
      return `  primal ${primal} with tangent ${got}, expecting tangent ${expected}`;
    });
    throw this.error(`${must}, but got:\n${lines.join("\n")}`);
  }
}

function fits(tangent: Value | SymbolicZero, primal: Value): boolean {
  return primal.type.tangent().equals(typeOfTangent(tangent));
}

/** The type that a tangent has, or stands for: of an integer's there is only one. */
function typeOfTangent(tangent: Value | SymbolicZero): ArrayType {
  return tangent instanceof SymbolicZero ? tangent.aval : tangent.type;
}
