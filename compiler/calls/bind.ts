/** Calls as a function's signature understands them: which argument is which parameter. */

import { splitKeywords } from "./keywords.js";
import type { FunctionSignature, Parameter } from "./parameters.js";

/** Says, in Python's words, why arguments don't fit the parameters of a function. */
export class BindingProblem extends Error {}

/**
 * The arguments of a call in the order of the parameters, defaults included, as far as they are known. Throws a
 * BindingProblem where arguments are missing, too many, given twice or unknown, and for names that have no position.
 */
export function positionalArguments(signature: FunctionSignature, args: readonly unknown[]): unknown[] {
  const { positional, keywords } = splitKeywords(args);
  const named = new Map(keywords?.values);
  const placed = placeInOrder(signature, positional, named);
  const unplaced = [...named.keys()];
  const keywordOnly = new Map(parametersOfKind(signature, "keywordOnly").map((p) => [p.name, p]));
  for (const parameter of keywordOnly.values())
    if (!parameter.hasDefault && !named.has(parameter.name)) throw missing(parameter);
  const takesAny = parametersOfKind(signature, "varKeyword").length > 0;
  const unknown = unplaced.find((name) => !keywordOnly.has(name));
  if (unknown !== undefined && !takesAny)
    throw new BindingProblem(`got an unexpected keyword argument '${unknown}'`);
  if (unplaced.length > 0)
    throw new BindingProblem(
      `The following keyword arguments could not be resolved to positions: ${unplaced.join(", ")}`,
    );
  return placed;
}

function parametersOfKind({ parameters }: FunctionSignature, kind: Parameter["kind"]): Parameter[] {
  return parameters.filter((p) => p.kind === kind);
}

function missing({ name }: Parameter): BindingProblem {
  return new BindingProblem(`missing a required argument: '${name}'`);
}

/** Takes the arguments that have a position out of `named`, and puts them there. */
function placeInOrder(
  { parameters }: FunctionSignature,
  positional: readonly unknown[],
  named: Map<string, unknown>,
): unknown[] {
  const inOrder = parameters.filter((p) => p.kind === "positionalOnly" || p.kind === "positionalOrKeyword");
  const takesMore = parameters.some((p) => p.kind === "varPositional");
  const placed = [...positional];
  inOrder.forEach((parameter, i) => {
    const isNamed = parameter.kind === "positionalOrKeyword" && named.has(parameter.name);
    if (i < positional.length) {
      if (isNamed) throw new BindingProblem(`multiple values for argument '${parameter.name}'`);
    } else if (isNamed) {
      placed[i] = named.get(parameter.name);
      named.delete(parameter.name);
    } else if (named.has(parameter.name)) {
      throw new BindingProblem(
        `'${parameter.name}' parameter is positional only, but was passed as a keyword`,
      );
    } else if (!parameter.hasDefault) {
      throw missing(parameter);
    } else if ("default" in parameter) {
      placed[i] = parameter.default;
    }
  });
  if (!takesMore && positional.length > inOrder.length)
    throw new BindingProblem("too many positional arguments");
  return placed;
}
