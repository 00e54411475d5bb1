/** The parameters of functions of the user's, read off their text. Best effort, for messages. */

import type { UserFunction } from "./treeTypes.js";

interface ParameterList {
  readonly names: readonly string[];
  /** How many come before the first with a default. */
  readonly required: number;
  /** Whether the last one is a rest parameter. */
  readonly rest: boolean;
}

/** Parameters as they are written. */
export function parameters(f: UserFunction): ParameterList {
  const text = Function.prototype.toString.call(f);
  const list = parameterList(text);
  const parts = list === undefined ? [] : splitTopLevel(list);
  const names = parts.map((p, i) => /^(?:\.\.\.)?([\w$]+)/.exec(p.trim())?.[1] ?? `arg${i}`);
  const rest = parts.at(-1)?.trim().startsWith("...") ?? list === undefined;
  return { names, required: f.length, rest };
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

/** How the argument at a position is called inside of the function. */
export function argumentName({ names, rest }: ParameterList, position: number): string {
  const last = Math.max(names.length - 1, 0);
  if (rest && position >= last) return `${names.at(-1) ?? "args"}[${position - last}]`;
  return names[position] ?? `arg${position}`;
}
