/** User functions take and return trees; everything below takes and returns flat lists of arrays. */

import { flatten, paths, type TreeDef, unflatten } from "../ir/tree.js";
import { currentSource, showSource } from "../ir/source.js";
import { toValue } from "../trace/hostArray.js";
import type { ArrayLike, Value } from "../trace/value.js";

/** A function of the user's. Its parameters and results are trees of any kind, which only the user knows. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- see above
export type UserFunction = (...args: any[]) => any;

/**
 * What a caller may pass for a parameter: wherever the function is given an array, a number or nested lists will do.
 * (The first line lets `any` through, which would otherwise be every case at once.)
 */
type Accepts<T> = 0 extends 1 & T
  ? T
  : [T] extends [ArrayLike]
    ? ArrayLike
    : T extends UserFunction | string | null | undefined
      ? T
      : T extends object
        ? { [K in keyof T]: Accepts<T[K]> }
        : T;

export type Arguments<F extends UserFunction> =
  Parameters<F> extends infer P extends unknown[] ? { [K in keyof P]: Accepts<P[K]> } : never;

/** The name of a function; one without a name is a `<lambda>`, as in JAX's texts. */
export function nameOf(f: UserFunction): string {
  return f.name === "" ? "<lambda>" : f.name;
}

/** Checks that a transform was given a function. */
export function expectFunction(f: unknown, transform: string): asserts f is UserFunction {
  if (typeof f !== "function")
    throw new TypeError(
      `${transform} expected a function to transform, but got ${f === null ? "null" : typeof f}.`,
    );
}

/** Parameter names as they are written, and whether the last one is a rest parameter. Best effort, for messages. */
export function parameters(f: UserFunction): { names: string[]; required: number; rest: boolean } {
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

export interface FlatArguments {
  readonly leaves: Value[];
  readonly tree: TreeDef;
  /** How each leaf would be written inside the function: `x`, `params['w']`. */
  readonly names: string[];
}

/** The arrays in an argument list. `where` names transform and function, for the error about what is not an array. */
export function flattenArguments(
  f: UserFunction,
  args: readonly unknown[],
  transform: string,
): FlatArguments {
  const [raw, tree] = flatten(args);
  const known = parameters(f);
  const names = tree.children.flatMap((c, i) => {
    const rest = known.rest && i >= known.names.length - 1;
    return paths(
      c,
      rest
        ? `${known.names.at(-1) ?? "args"}[${i - Math.max(known.names.length - 1, 0)}]`
        : (known.names[i] ?? `arg${i}`),
    );
  });
  const leaves = raw.map((x, i) => toValue(x, `${transform} of ${nameOf(f)}, argument ${names[i]}`));
  return { leaves, tree, names };
}

/** A user function as a function of flat arrays. After a call, `outputTree` is the structure of what it returned. */
export class FlatFunction {
  private tree: TreeDef | undefined;

  constructor(
    readonly f: UserFunction,
    private readonly inputTree: TreeDef,
    private readonly transform: string,
  ) {}

  readonly call = (...inputs: Value[]): Value[] => {
    const result: unknown = this.f(...(unflatten(this.inputTree, inputs) as unknown[]));
    const [values, tree] = flattenResult(result, this.f, this.transform);
    this.tree = tree;
    return values;
  };

  get outputTree(): TreeDef {
    if (!this.tree) throw new Error(`${nameOf(this.f)} has not been called yet`);
    return this.tree;
  }

  unflatten(outputs: readonly unknown[]): unknown {
    return unflatten(this.outputTree, outputs);
  }
}

/** What a user function returned, as arrays. */
export function flattenResult(result: unknown, f: UserFunction, transform: string): [Value[], TreeDef] {
  if (result instanceof Promise)
    throw new TypeError(
      `${transform} of ${nameOf(f)}: the function is async. A traced function must be synchronous: it is run to record ` +
        `what it computes. Await before or after, not inside.`,
    );
  const [raw, tree] = flatten(result);
  const where = paths(tree);
  const values = raw.map((x, i) => {
    if (x === undefined)
      throw new TypeError(
        `${transform} of ${nameOf(f)}: the function returned undefined${where[i] ? ` at output${where[i]}` : ""}. Does it lack a return?`,
      );
    return toValue(x, `${transform} of ${nameOf(f)}, output${where[i]}`);
  });
  return [values, tree];
}

/** `f` with some positional arguments fixed: gives the function of the others. */
export function fixArguments(
  f: UserFunction,
  args: readonly unknown[],
  free: readonly number[],
): { f: UserFunction; args: unknown[] } {
  const partial: UserFunction = (...values: unknown[]) => {
    const all = [...args];
    free.forEach((at, i) => (all[at] = values[i]));
    return f(...all) as unknown;
  };
  return { f: named(partial, f), args: free.map((i) => args[i]) };
}

/** Gives a wrapper the name of what it wraps. */
export function named<F extends UserFunction>(wrapper: F, f: UserFunction): F {
  Object.defineProperty(wrapper, "name", { value: f.name, configurable: true });
  return wrapper;
}

/** Argument numbers, counted from the end if negative, checked against the number of arguments. */
export function resolveArgnums(
  argnums: number | readonly number[],
  count: number,
  transform: string,
  f: UserFunction,
): number[] {
  return (typeof argnums === "number" ? [argnums] : [...argnums]).map((n) => {
    const at = n < 0 ? n + count : n;
    if (!Number.isInteger(n) || at < 0 || at >= count)
      throw new TypeError(
        `differentiating with respect to argnums=${String(argnums)} requires at least ${n + 1} positional arguments ` +
          `to be passed by the caller, but got only ${count} positional arguments (${transform} of ${nameOf(f)}).`,
      );
    return at;
  });
}

/** " (at file:line:column)" of the user's line that is running, or nothing. */
export function atUserLine(): string {
  const source = currentSource();
  return source.file === "" ? "" : ` (at ${showSource(source)})`;
}
