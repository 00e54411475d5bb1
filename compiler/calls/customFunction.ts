/** What customJvp and customVjp know of the function that they wrap. */

import { type Place, TypeError, ValueError } from "../ir/errors.js";
import { currentSource, type Rule } from "../ir/source.js";
import { leaves, type TreeDef } from "../ir/tree.js";
import { Tracer } from "../trace/tracer.js";
import type { Value } from "../trace/value.js";
import { argnameList, argnumList, positionsOf, showArgnums } from "./argnums.js";
import { BindingProblem, positionalArguments } from "./bind.js";
import { nameOf } from "./callable.js";
import { signatureOf } from "./parameters.js";
import { showTypes } from "./treeText.js";
import type { UserFunction } from "./treeTypes.js";

type Kind = Rule["kind"] | "custom_vmap";

/** The outputs of the function: their structure, and arrays of their types. */
export interface Outputs {
  readonly tree: TreeDef;
  readonly values: readonly Value[];
}

/** The arguments that are not differentiated, by number and by name. */
interface NondiffOptions {
  readonly nondiffArgnums?: number | readonly number[];
  readonly nondiffArgnames?: string | readonly string[];
}

/** What the user wrapped, and where: for the rules, and for messages. */
export class CustomFunction {
  /** Where the function was wrapped. */
  readonly source = currentSource();
  readonly nondiffArgnums: readonly number[];

  constructor(
    readonly kind: Kind,
    readonly f: UserFunction,
    { nondiffArgnums = [], nondiffArgnames = [] }: NondiffOptions = {},
  ) {
    const numbers = argnumList(nondiffArgnums, "nondiffArgnums", nameOfApi(kind));
    const names = argnameList(nondiffArgnames, "nondiffArgnames", nameOfApi(kind));
    this.nondiffArgnums = [...new Set([...numbers, ...positionsOf(signatureOf(f), names)])];
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
   * The arguments of a call in the order of the parameters, defaults included, and the positions of those that are
   * differentiated, and of those that are handed to the rules as they are. Refuses calls that don't fit the parameters.
   */
  resolve(given: readonly unknown[]): { args: unknown[]; diff: number[]; nondiff: number[] } {
    const args = this.bind(given);
    const numbers = this.nondiffArgnums.map((n) => {
      const at = n < 0 ? n + args.length : n;
      if (at >= 0 && at < args.length) return at;
      throw new ValueError(
        `nondiff_argnums=${showArgnums(this.nondiffArgnums)} is out of range: the ${this.kind}-decorated function ${this.name} was called with ${args.length} arguments.`,
        { hint: `Correct nondiffArgnums in ${nameOfApi(this.kind)}.`, places: [this.made] },
      );
    });
    const nondiff = numbers.sort((a, b) => a - b);
    return { args, nondiff, diff: args.map((_, i) => i).filter((i) => !nondiff.includes(i)) };
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

  private bind(args: readonly unknown[]): unknown[] {
    const known = signatureOf(this.f);
    try {
      return positionalArguments(known, args);
    } catch (problem) {
      if (!(problem instanceof BindingProblem)) throw problem;
      throw new TypeError(
        `The input arguments to the ${this.kind}-decorated function ${this.name} could not be resolved to positional-only arguments. ` +
          `Binding failed with the error:\n${problem.message}`,
        {
          hint: `${this.name} takes (${known.parameters.map((p) => p.name).join(", ")}).`,
          places: [this.made],
        },
      );
    }
  }
}

function nameOfApi(kind: Kind): string {
  return { custom_jvp: "customJvp", custom_vjp: "customVjp", custom_vmap: "customVmap" }[kind];
}

/** Whether a tree has a traced value in it. */
export function hasTracer(tree: unknown): boolean {
  return leaves(tree).some((x) => x instanceof Tracer);
}
