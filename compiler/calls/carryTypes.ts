/** Whether what a loop carries, or what branches give, has one structure and the same types, in JAX's words. */

import type { ArrayType } from "../ir/arrayType.js";
import { sameShape } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { paths, type TreeDef } from "../ir/tree.js";
import { equalityErrors } from "../ir/treeErrors.js";
import { keystr } from "../ir/treeKeys.js";
import { nameOf, placeOf } from "./callable.js";
import { signatureOf } from "./parameters.js";
import type { UserFunction } from "./treeTypes.js";

/** A tree of types. */
export interface TypeTree {
  readonly tree: TreeDef;
  readonly types: readonly ArrayType[];
}

/** Throws unless `after`, what the body of a loop makes of what it carries, is like `before`. */
export function expectCarry(what: string, body: UserFunction, before: TypeTree, after: TypeTree): void {
  const name = signatureOf(body).parameters[0]?.name ?? "";
  const isNamed = name !== "" && !/^arg\d+$/.test(name);
  const component = (path: string): string => {
    if (!isNamed) return path === "" ? "the input carry" : `the input carry at path ${path}`;
    return path === "" ? `the input carry ${name}` : `the input carry component ${name}${path}`;
  };
  const trees = equalityErrors(before.tree, after.tree).map(
    ({ path, things, explanation }) =>
      `${component(keystr(path))} is a ${asType(things[0])} but the corresponding component of the carry output is a ` +
      `${asType(things[1])}, so ${explanation}`,
  );
  if (trees.length > 0)
    throw new TypeError(
      `${what} function carry input and carry output must have the same pytree structure, but they differ:\n\n` +
        `${differencesOf(before.tree, after.tree, trees)}\n` +
        "Revise the function so that the carry output has the same pytree structure as the carry input.",
      { hint: `The function is ${nameOf(body)}.` },
    );
  const where = paths(before.tree);
  const types = before.types.flatMap((t, i) =>
    t.equals(after.types[i])
      ? []
      : [
          `${component(where[i])} has type ${t.toLongString()} but the corresponding output carry component has type ` +
            `${after.types[i].toLongString()}${typeDifference(t, after.types[i])}`,
        ],
  );
  if (types.length > 0)
    throw new TypeError(
      `${what} function carry input and carry output must have equal types, but they differ:\n\n` +
        `${listed(types)}\n` +
        "Revise the function so that all output types match the corresponding input types.",
      { hint: `The function is ${nameOf(body)}.` },
    );
}

/** What differs; of a body that gave nothing, JAX shows the structures. */
function differencesOf(before: TreeDef, after: TreeDef, trees: readonly string[]): string {
  const output = String(after);
  if (output !== "PyTreeDef(None)") return listed(trees);
  return `the input tree structure is:\n${String(before)}\nthe output tree structure is:\n${output}\n`;
}

/** Throws unless two branches give the same. `names` are what messages call them. */
export function expectSameOutputs(
  what: string,
  names: readonly [string, string],
  functions: readonly [UserFunction, UserFunction],
  first: TypeTree,
  second: TypeTree,
): void {
  const [a, b] = names;
  const who = `${a} is ${placeOf(functions[0])}\n${b} is ${placeOf(functions[1])}\n\n`;
  const trees = equalityErrors(first.tree, second.tree).map(({ path, things, explanation }) => {
    const where = at(keystr(path));
    return `${a} output${where} is a ${things[0]} but ${b} output${where} is a ${things[1]}, so ${explanation}`;
  });
  if (trees.length > 0)
    throw new TypeError(
      `${what} branch outputs must have the same pytree structure, but they differ:\n\n${who}` +
        `${listed(trees, false)}\nRevise ${a} and/or ${b} so that they have the same pytree structure.`,
    );
  const where = paths(first.tree);
  const types = first.types.flatMap((t, i) =>
    t.equals(second.types[i])
      ? []
      : [
          `the output of ${a}${at(where[i])} has type ${t.toLongString()} but the corresponding output of ${b} has type ` +
            `${second.types[i].toLongString()}${typeDifference(t, second.types[i])}`,
        ],
  );
  if (types.length > 0)
    throw new TypeError(
      `${what} branches must have equal output types but they differ.\n\n${who}` +
        `${listed(types)}\nRevise ${a} and/or ${b} so that all output types match.`,
    );
}

/** A leaf is the type of an array. */
const asType = (thing: string): string =>
  thing === "pytree leaf" ? "<class 'jax._src.core.ShapedArray'>" : thing;

const at = (path: string): string => (path === "" ? "" : ` at path ${path}`);

/** One difference as a sentence, or several as a list. */
function listed(differences: readonly string[], isCapitalized = true): string {
  const [[first, ...rest]] = differences;
  if (differences.length === 1) return `${isCapitalized ? first.toUpperCase() : first}${rest.join("")}.\n`;
  return `${differences.map((d) => `  * ${d}`).join(";\n")}.\n`;
}

function typeDifference(a: ArrayType, b: ArrayType): string {
  const differ = [
    ...(a.dtype === b.dtype ? [] : ["the dtypes do not match"]),
    ...(sameShape(a.shape, b.shape) ? [] : ["the shapes do not match"]),
  ];
  return `, so ${differ.join(", and ")}`;
}
