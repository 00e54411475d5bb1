/** Functions of the user's that loops and branches run: traced once for arguments of one kind. */

import type { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { flatten, paths, TreeDef } from "../ir/tree.js";
import { pass } from "../passes/pass.js";
import type { Primitive } from "../trace/primitive.js";
import { type ClosedProgram, hoistConstants, stage } from "../trace/stageTrace.js";
import { namedAxesText } from "../trace/namedAxis.js";
import { Tracer } from "../trace/tracer.js";
import { FlatFunction, nameOf, placeOf } from "./callable.js";
import { argumentName, signatureOf } from "./parameters.js";
import type { UserFunction } from "./treeTypes.js";

/** What a function does with arguments of these types; the arrays that it closes over are leading inputs. */
export interface TracedFunction extends ClosedProgram {
  readonly outputTree: TreeDef;
  readonly outputTypes: readonly ArrayType[];
}

interface Known extends TracedFunction {
  readonly tree: TreeDef;
  readonly types: readonly ArrayType[];
  /** The named axes around it. */
  readonly axes: string;
}

const known = new WeakMap<UserFunction, Known[]>();

/** Kinds of arguments for which a function stays traced. */
const kept = 8;

/**
 * Traces `f` for arguments of a tree of types (a list, as it is called). A function that is given again, and closes over no
 * traced values, is not run again, as in JAX. Messages call the arrays by `names`, or else as the function does.
 */
export function traceFunction(
  f: UserFunction,
  tree: TreeDef,
  types: readonly ArrayType[],
  transform: string,
  names: readonly string[] = tree.children.flatMap((c, i) => paths(c, argumentName(signatureOf(f), i))),
): TracedFunction {
  const list = known.get(f) ?? [];
  known.set(f, list);
  const axes = namedAxesText();
  const found = list.find((k) => k.axes === axes && k.tree.equals(tree) && sameTypes(k.types, types));
  if (found) return found;
  const flat = new FlatFunction(f, tree, transform);
  const traced = { transform, name: placeOf(f), inputs: names };
  const program: Program<Primitive> = pass(`trace ${nameOf(f)}`, undefined, () => stage(flat.call, types, traced)); // prettier-ignore
  const { outputTree } = flat;
  const made = { ...hoistConstants(program), outputTree, outputTypes: program.outputTypes, tree, types, axes }; // prettier-ignore
  if (!made.constants.some((c) => c instanceof Tracer)) list.push(made);
  if (list.length > kept) list.shift();
  return made;
}

/** The structure of a list of arguments that are these trees. */
export function argumentsOf(...trees: TreeDef[]): TreeDef {
  const [, list] = flatten(trees.map(() => 0));
  return TreeDef.of(list.node!, list.meta, trees);
}

function sameTypes(a: readonly ArrayType[], b: readonly ArrayType[]): boolean {
  return a.length === b.length && a.every((t, i) => t.equals(b[i]) && t.weakType === b[i].weakType);
}
