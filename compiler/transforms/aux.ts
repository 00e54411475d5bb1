import { TypeError } from "../ir/errors.js";
import { isOptions } from "../ir/options.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { itemsOf, typeName } from "../ir/treeNode.js";
import { callUser, FlatFunction, isArrayLike, nameOf } from "../calls/callable.js";
import { wrapped } from "../calls/parameters.js";
import { showTree } from "../calls/treeText.js";
import type { UserFunction } from "../calls/treeTypes.js";

/**
 * Primals, and whether the function has an auxiliary output: that is said behind them by an object with nothing but
 * `hasAux`, which no tree of arguments would be.
 */
export function splitAux(args: readonly unknown[]): { primals: readonly unknown[]; hasAux: boolean } {
  const last = args.at(-1);
  const isOption = isOptions(last) && Object.keys(last).length === 1 && "hasAux" in last;
  if (!isOption) return { primals: args, hasAux: false };
  return { primals: args.slice(0, -1), hasAux: Boolean(last.hasAux) };
}

/**
 * A user function in flat form whose result may be `[out, aux]`: the leaves of `out` come first, and `aux` is carried
 * along without being differentiated. Of `aux`, what is no array (a string) is no business of any transformation.
 */
export class AuxFunction {
  private readonly flat: FlatFunction;
  private aux: { leaves: readonly unknown[]; tree: TreeDef } | undefined;

  constructor(
    f: UserFunction,
    tree: TreeDef,
    transform: string,
    private readonly hasAux = false,
  ) {
    const checked: UserFunction = (...args: unknown[]) => {
      const result = callUser(f, args, `traced for ${transform}`);
      if (!hasAux) return result;
      const pair = itemsOf(result);
      if (pair?.length !== 2)
        throw new TypeError(
          `expected function with aux output to return a two-element tuple, but got type ${typeName(result)} with value ${showTree(result)}`,
          { hint: `With hasAux, ${nameOf(f)} must return [out, aux] (${transform}).` },
        );
      return [pair[0], this.arraysOf(pair[1])];
    };
    this.flat = new FlatFunction(wrapped(checked, f), tree, transform);
  }

  private arraysOf(aux: unknown): unknown[] {
    const [leaves, tree] = flatten(aux);
    this.aux = { leaves, tree };
    return leaves.filter(isArrayLike);
  }

  get call() {
    return this.flat.call;
  }

  /** Number of leaves of `out`. */
  count(): number {
    const tree = this.flat.outputTree;
    return this.hasAux ? tree.children[0].numLeaves : tree.numLeaves;
  }

  mainTree() {
    return this.hasAux ? this.flat.outputTree.children[0] : this.flat.outputTree;
  }

  unflattenMain(leaves: readonly unknown[]): unknown {
    return unflatten(this.mainTree(), leaves);
  }

  /** `[out]`, or `[out, aux]`. */
  unflatten(leaves: readonly unknown[]): unknown[] {
    const whole = this.flat.unflatten(leaves);
    if (!this.aux) return [whole];
    const [main, arrays] = whole as [unknown, unknown[]];
    let next = 0;
    const all = this.aux.leaves.map((x) => (isArrayLike(x) ? arrays[next++] : x));
    return [main, unflatten(this.aux.tree, all)];
  }
}
