/** The parameters of functions of the user's: those that a function carries, or else those that its text has. */

import type { Source } from "../ir/source.js";
import type { UserFunction } from "./treeTypes.js";

/**
 * Under this key a function carries its signature. Front ends set it on functions whose text is not what their user wrote;
 * what transformations return carries that of the function which was transformed.
 */
export const signature: unique symbol = Symbol("signature");

/** What a function says of itself. */
export interface FunctionSignature {
  readonly parameters: readonly Parameter[];
  /** Where it was defined, for messages. */
  readonly source?: Pick<Source, "file" | "line">;
}

/** A parameter, as Python's `inspect` describes them. Those of JavaScript are "positionalOrKeyword", or "varPositional". */
export interface Parameter {
  readonly name: string;
  readonly kind: "positionalOnly" | "positionalOrKeyword" | "varPositional" | "keywordOnly" | "varKeyword";
  readonly hasDefault?: boolean;
  /** The value that is taken where none is given, if that is known. JavaScript's own defaults are left to the function. */
  readonly default?: unknown;
}

type WithSignature = UserFunction & { readonly [signature]?: FunctionSignature };

/** The signature of a function. Where its text does not tell, it takes whatever it is given, as `args`. */
export function signatureOf(f: UserFunction): FunctionSignature {
  return (f as WithSignature)[signature] ?? { parameters: writtenParameters(f) };
}

/** Gives a wrapper the name and the signature of what it wraps. */
export function wrapped<F extends UserFunction>(wrapper: F, f: UserFunction): F {
  return Object.defineProperties(wrapper, {
    name: { value: f.name, configurable: true },
    // Read off its text when somebody asks.
    [signature]: { get: () => signatureOf(f), configurable: true },
  });
}

/** How many arguments may stand in order. */
export function positionalCount({ parameters }: FunctionSignature): number {
  if (parameters.some((p) => p.kind === "varPositional")) return Infinity;
  return parameters.filter(({ kind }) => kind === "positionalOnly" || kind === "positionalOrKeyword").length;
}

/** How the argument at a position is called inside of the function. */
export function argumentName({ parameters }: FunctionSignature, position: number): string {
  const rest = parameters.findIndex((p) => p.kind === "varPositional");
  if (rest >= 0 && position >= rest) return `${parameters[rest].name}[${position - rest}]`;
  return parameters[position]?.name ?? `arg${position}`;
}

/** How an argument that is given by its name is called inside of the function. */
export function keywordName({ parameters }: FunctionSignature, name: string): string {
  if (parameters.some((p) => p.name === name)) return name;
  const rest = parameters.find((p) => p.kind === "varKeyword")?.name ?? "kwargs";
  return `${rest}['${name}']`;
}

/** Parameters as they are written. */
function writtenParameters(f: UserFunction): Parameter[] {
  const list = parameterList(Function.prototype.toString.call(f));
  if (list === undefined) return [{ name: "args", kind: "varPositional" }];
  return splitTopLevel(list).map((part, i) => {
    const [, dots, name = `arg${i}`] = /^(\.\.\.)?([\w$]+)?/.exec(part.trim())!;
    return dots
      ? { name, kind: "varPositional" }
      : { name, kind: "positionalOrKeyword", hasDefault: i >= f.length };
  });
}

function parameterList(text: string): string | undefined {
  if (text.includes("[native code]")) return undefined;
  const single = /^(?:async\s+)?([\w$]+)\s*=>/.exec(text);
  if (single) return single[1];
  const open = text.indexOf("(");
  let depth = 0;
  for (let i = open; i >= 0 && i < text.length; i++) {
    if ("([{".includes(text[i])) depth++;
    else if (")]}".includes(text[i]) && --depth === 0) return text.slice(open + 1, i);
  }
  return undefined;
}

function splitTopLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let i = 0; i < list.length; i++) {
    if ("([{".includes(list[i])) depth++;
    else if (")]}".includes(list[i])) depth--;
    else if (list[i] === "," && depth === 0) {
      parts.push(list.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(list.slice(start));
  return parts.filter((p) => p.trim() !== "");
}
