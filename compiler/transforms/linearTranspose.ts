import { isFloating, isInteger } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import { flatten, type TreeDef, unflatten } from "../ir/tree.js";
import { withoutDeadCode } from "../passes/deadCode.js";
import { pass } from "../passes/pass.js";
import { instantiateCotangent, transposeProgram } from "../passes/transpose.js";
import { toValue } from "../trace/hostArray.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";
import {
  expectFunction,
  FlatFunction,
  flattenArguments,
  nameOf,
  placeOf,
  withShapes,
} from "../calls/callable.js";
import { showTree } from "../calls/treeText.js";
import type { Accepts, ArgumentShapes, ArrayTree, UserFunction } from "../calls/treeTypes.js";

/**
 * The transpose of a function that is linear in all its arguments, which give types only (a `ShapeDtypeStruct` will do): a
 * function from a cotangent of the output to a list with a cotangent of each argument. It is what `vjp` gives of a linear
 * function, without the function's value.
 *
 *     linearTranspose((x) => x.mul(2), 1)(3) // [6.0]
 *
 * Throws a NotImplementedError for what is not linear, and a TypeError for cotangents that don't fit and for functions between
 * integers and floats. Source: `jax.linear_transpose`.
 */
export function linearTranspose<F extends UserFunction>(
  f: F,
  ...primals: ArgumentShapes<F>
): (cotangent: Accepts<ReturnType<F>>) => ArrayTree<Parameters<F>> {
  expectFunction(f, "linear_transpose");
  const { leaves, tree, names } = flattenArguments(f, withShapes(primals), "linearTranspose");
  const flat = new FlatFunction(f, tree, "linear_transpose");
  const types = leaves.map((x) => x.type);
  const traced = { transform: "linear_transpose", name: placeOf(f), inputs: names };
  const staged = pass(`trace ${nameOf(f)}`, undefined, () => stage(flat.call, types, traced));
  const program = withoutDeadCode(staged);
  const outputs = program.outputTypes;
  const dtypes = [...types, ...outputs].map((t) => t.dtype);
  if (!dtypes.every(isFloating) && !dtypes.every(isInteger))
    throw new TypeError(
      `linear_transpose only supports [float or complex] -> [float or complex], and integer -> integer functions, but got ` +
        `${showDtypes(types)} -> ${showDtypes(outputs)}.`,
      { hint: `linearTranspose of ${nameOf(f)}.` },
    );
  return (cotangent) => {
    const cotangents = flattenCotangent(f, cotangent, flat.outputTree, outputs);
    const linear = types.map(() => true);
    const found = transposeProgram(program, linear, types.map(() => null), cotangents); // prettier-ignore
    const results = found.map((c, i) => instantiateCotangent(c, types[i]));
    return unflatten(tree, results) as ArrayTree<Parameters<F>>;
  };
}

function showDtypes(types: readonly Value["type"][]): string {
  return `[${types.map((t) => `dtype('${t.dtype}')`).join(", ")}]`;
}

function flattenCotangent(
  f: UserFunction,
  cotangent: unknown,
  tree: TreeDef,
  types: readonly Value["type"][],
): Value[] {
  const [raw, given] = flatten(cotangent);
  const hint = `linearTranspose of ${nameOf(f)}.`;
  if (!given.equals(tree))
    throw new TypeError(
      `cotangent tree does not match function output, expected ${tree.toString()} but got ${given.toString()}`,
      { hint },
    );
  const values = raw.map((x) => toValue(x, `linearTranspose of ${nameOf(f)}, cotangent`));
  if (!values.every((x, i) => x.type.equals(types[i])))
    throw new TypeError(
      `cotangent type does not match function output, expected (${types.map((t) => t.toAvalString()).join(", ")}${types.length === 1 ? "," : ""}) but got ${showTree(raw)}`,
      { hint },
    );
  return values;
}
