import { TypeError } from "../ir/errors.js";
import type { Rule } from "../ir/source.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { itemsOf } from "../ir/treeNode.js";
import { toValue } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";
import { callUser } from "./callable.js";
import type { CustomFunction, Outputs } from "./customFunction.js";
import { showTree } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

/** Flat form of a rule: primals and tangents in, primal and tangent outputs out. */
export type FlatRule = (
  primals: readonly Value[],
  tangents: readonly Value[],
) => { primals: Value[]; tangents: Value[] };

/** The user's rule, and where it was set. */
export interface JvpRule {
  readonly rule: UserFunction;
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
    const result = callUser(
      this.jvpRule.rule,
      [...this.fixedArgs, unflatten(this.inputTree, primals), unflatten(this.inputTree, tangents)],
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
    return { primals: outputs.values, tangents: tangentsOut };
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
    const tangentsOut = tangentLeaves.map((x) => toValue(x, `${this.who}, tangent output`));
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

  private checkTangents(primals: readonly Value[], tangents: readonly Value[]): void {
    const wrong = primals.flatMap((p, i) => (fits(tangents[i], p) ? [] : [i]));
    if (wrong.length === 0) return;
    const must =
      "Custom JVP rule must produce primal and tangent outputs with corresponding shapes and dtypes";
    const show = (i: number) =>
      [primals[i].type.tangent(), primals[i].type, tangents[i].type].map((t) => t.toLongString());
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

function fits(tangent: Value, primal: Value): boolean {
  return primal.type.tangent().equals(tangent.type);
}
