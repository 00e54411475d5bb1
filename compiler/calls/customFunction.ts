/** What customJvp and customVjp know of the function that they wrap. */

import { type Place, TypeError, ValueError } from "../ir/errors.js";
import { currentSource, type Rule } from "../ir/source.js";
import { leaves, type TreeDef } from "../ir/tree.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { argnumList, showArgnums } from "./argnums.js";
import { nameOf } from "./callable.js";
import { parameters } from "./parameters.js";
import { showTypes } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

/** The outputs of the function: their structure, and arrays of their types. */
export interface Outputs {
  readonly tree: TreeDef;
  readonly values: readonly Value[];
}

/** What the user wrapped, and where: for the rules, and for messages. */
export class CustomFunction {
  /** Where the function was wrapped. */
  readonly source = currentSource();
  readonly nondiffArgnums: readonly number[];

  constructor(
    readonly kind: Rule["kind"],
    readonly f: UserFunction,
    nondiffArgnums: number | readonly number[] = [],
  ) {
    this.nondiffArgnums = argnumList(nondiffArgnums, "nondiffArgnums", nameOfApi(kind));
  }

  get name(): string {
    return nameOf(this.f);
  }

  /** What stands for the function in code that a message suggests. */
  get shortName(): string {
    return this.f.name === "" ? "f" : this.f.name;
  }

  /** Where the function was made, for messages. */
  get made(): Place {
    return { what: `${this.name} was made`, source: this.source };
  }

  /**
   * Positions of the arguments that are differentiated, and of those that are handed to the rules as they are.
   * Refuses calls whose arguments don't fit the function's parameters; missing arguments with defaults are left to the function.
   */
  splitArguments(args: readonly unknown[]): { diff: number[]; nondiff: number[] } {
    this.resolve(args);
    const numbers = this.nondiffArgnums.map((n) => {
      const at = n < 0 ? n + args.length : n;
      if (at >= 0 && at < args.length) return at;
      throw new ValueError(
        `nondiff_argnums=${showArgnums(this.nondiffArgnums)} is out of range: the ${this.kind}-decorated function ${this.name} was called with ${args.length} arguments.`,
        { hint: `Correct nondiffArgnums in ${nameOfApi(this.kind)}.`, places: [this.made] },
      );
    });
    const nondiff = numbers.sort((a, b) => a - b);
    return { nondiff, diff: args.map((_, i) => i).filter((i) => !nondiff.includes(i)) };
  }

  /** How the outputs of a rule differ from the function's own, in JAX's words; nothing where they have the same types. */
  mismatch(given: Outputs, expected: Outputs): { sameTree: boolean; had: string } | undefined {
    const sameTree = given.tree.equals(expected.tree);
    const { values } = expected;
    if (sameTree && given.values.every((x, i) => x.type.equals(values[i].type))) return undefined;
    const what = sameTree ? "shapes/dtypes of" : "container/pytree structure";
    const had =
      `had ${what}:\n    ${showTypes(given.tree, given.values)}\n` +
      `while the ${this.kind}-decorated function ${this.name} had output ${what}:\n` +
      `    ${showTypes(expected.tree, values)}${sameTree ? "" : "."}`;
    return { sameTree, had };
  }

  private resolve(args: readonly unknown[]): void {
    const { names, required, rest } = parameters(this.f);
    let problem: string | undefined;
    if (args.length < required) problem = `missing a required argument: '${names[args.length]}'`;
    else if (!rest && args.length > Math.max(names.length, required))
      problem = "too many positional arguments";
    if (problem)
      throw new TypeError(
        `The input arguments to the ${this.kind}-decorated function ${this.name} could not be resolved to positional-only arguments. ` +
          `Binding failed with the error:\n${problem}`,
        { hint: `${this.name} takes (${names.join(", ")}).`, places: [this.made] },
      );
  }
}

function nameOfApi(kind: Rule["kind"]): string {
  return kind === "custom_jvp" ? "customJvp" : "customVjp";
}

/** Whether a tree has a traced value in it. */
export function hasTracer(tree: unknown): boolean {
  return leaves(tree).some((x) => x instanceof Tracer);
}
