/** Options that say which arguments are meant, by their numbers or by their names. */

import { TypeError, ValueError } from "../ir/errors.js";
import { currentNotation } from "../ir/notation.js";
import { tupleText } from "../ir/valueText.js";
import { nameOf } from "./callable.js";
import type { FunctionSignature } from "./parameters.js";
import type { UserFunction } from "./treeTypes.js";

/** Argument numbers, counted from the end if negative, checked against the number of arguments. */
export function resolveArgnums(
  argnums: number | readonly number[],
  count: number,
  transform: string,
  f: UserFunction,
): number[] {
  const list = argnumList(argnums, "argnums", transform);
  if (list.length === 0)
    throw new ValueError("max() arg is an empty sequence", {
      hint: `${transform} of ${nameOf(f)}: argnums names no argument.`,
    });
  const hint = `${transform} of ${nameOf(f)}.`;
  const resolved = list.map((n) => {
    if (n >= count)
      throw new TypeError(
        `differentiating with respect to argnums=${showArgnums(argnums)} requires at least ${n + 1} positional arguments ` +
          `to be passed by the caller, but got only ${count} positional arguments.`,
        { hint },
      );
    return fromEnd(n, count, hint);
  });
  if (new Set(resolved).size < resolved.length)
    throw new ValueError(`argnums=${showArgnums(argnums)} names an argument twice.`, { hint });
  return resolved;
}

/** One number or several, as a list; each must be an integer. */
export function argnumList(
  argnums: number | readonly number[],
  option: string,
  transform: string,
): readonly number[] {
  const list: readonly unknown[] = Array.isArray(argnums) ? argnums : [argnums];
  for (const n of list)
    if (!Number.isInteger(n))
      throw new TypeError(
        `${option} must be an integer or a list of integers, but got ${showArgnums(argnums)}.`,
        {
          hint: `It was given to ${transform}.`,
        },
      );
  return list as readonly number[];
}

/** One name or several, as a list. */
export function argnameList(
  argnames: string | readonly string[],
  option: string,
  transform: string,
): readonly string[] {
  const list: readonly unknown[] = Array.isArray(argnames) ? argnames : [argnames];
  for (const name of list)
    if (typeof name !== "string")
      throw new TypeError(`argument is not a string: ${String(name)}`, {
        hint: `${option} must be a name or a list of names. It was given to ${transform}.`,
      });
  return list as readonly string[];
}

/** Where the arguments with these names stand, if they may be given both by position and by name. */
export function positionsOf({ parameters }: FunctionSignature, names: readonly string[]): number[] {
  return parameters.flatMap(({ kind, name }, i) =>
    kind === "positionalOrKeyword" && names.includes(name) ? [i] : [],
  );
}

/** The names of the arguments at these positions, if they may be given both ways. */
export function namesAt({ parameters }: FunctionSignature, positions: readonly number[]): string[] {
  return parameters.flatMap(({ kind, name }, i) =>
    kind === "positionalOrKeyword" && positions.includes(i) ? [name] : [],
  );
}

function fromEnd(n: number, count: number, hint: string): number {
  if (n >= -count) return n < 0 ? n + count : n;
  throw new ValueError(
    `Positional argument indices, e.g. for \`static_argnums\`, must have value greater than or equal to -len(args) and ` +
      `less than len(args), but got value ${n} for len(args) == ${count}.`,
    { hint },
  );
}

export function showArgnums(argnums: unknown): string {
  if (!Array.isArray(argnums)) return String(argnums);
  return currentNotation().arrays === "tuple" ? tupleText(argnums.map(String)) : `[${argnums.join(", ")}]`;
}
