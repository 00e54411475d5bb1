/**
 * Options: what a function may be told beyond its arguments, in one object that comes last. What is no option is an error,
 * so that a misspelt name or a value in the place of the object is not ignored. Arguments may be given in it by name, too.
 */

import { NotImplementedError, TypeError } from "./errors.js";

function show(x: unknown): string {
  if (typeof x === "string") return JSON.stringify(x);
  if (Array.isArray(x)) return `[${x.map(show).join(", ")}]`;
  return x === null || ["number", "bigint", "boolean"].includes(typeof x) ? String(x) : "…";
}

/** Whether an argument is an object of options, as it is written in a call (from whatever realm): no array, no list. */
export function isOptions(x: unknown): x is object {
  if (typeof x !== "object" || x === null || Array.isArray(x)) return false;
  const prototype: unknown = Object.getPrototypeOf(x);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

type Name<T extends object> = keyof T & string;

/**
 * The options given to a function, if they are an object of options that it knows. `call` is how it is called without
 * options, such as `take(x, indices)`.
 *
 * Throws a TypeError, in Python's words for a name that is none, and a NotImplementedError for `out`.
 */
export function expectOptions<T extends object>(
  call: string,
  options: T,
  known: readonly (keyof T & string)[],
): T {
  const [name, args] = call.slice(0, -1).split("(");
  if (!isOptions(options)) {
    // What people write by itself is mostly an axis, or the name of a dtype.
    const likely = typeof options === "string" ? "dtype" : "axis";
    const option = (known as readonly string[]).includes(likely) ? likely : known[0];
    const example = [...(args ? [args] : []), `{ ${option}: ${show(options)} }`].join(", ");
    throw new TypeError(`${name} takes its options in one object: ${name}(${example})`);
  }
  const unknown = Object.keys(options).find((key) => !(known as readonly string[]).includes(key));
  if (unknown === "out")
    throw new NotImplementedError(`The 'out' argument to ${name} is not supported.`, {
      hint: "Arrays don't change: use what the function returns.",
    });
  if (unknown !== undefined)
    throw new TypeError(`${name}() got an unexpected keyword argument '${unknown}'`, {
      hint: `The options of ${name} are ${known.map((key) => `'${key}'`).join(", ")}.`,
    });
  return options;
}

/**
 * Arguments that are given one after the other, in this order, or by name in one object that comes last: a function with
 * `...rest: Arguments<{ axis?: number; keepdims?: boolean }, ["axis", "keepdims"]>` is called as `f(x, 1, true)`,
 * `f(x, 1, { keepdims: true })` or `f(x, { axis: 1 })`. What is not in the list of names is only given by name.
 */
export type Arguments<Options extends object, Order extends readonly unknown[]> =
  | NamedArguments<Options>
  | (Order extends readonly [infer First extends keyof Options, ...infer Rest]
      ? [value: Options[First], ...rest: Arguments<Omit<Options, First>, Rest>]
      : never);

type NamedArguments<Options extends object> = [keyof Options] extends [never]
  ? []
  : Partial<Options> extends Options
    ? [options?: Options]
    : [options: Options];

/**
 * What is given for `Arguments`: names in their order, with a mark for those that may be left out (`"axis?"`), and
 * `others` that are only given by name. `call` shows what comes before: `indexInDim(x)`.
 *
 * Throws a TypeError in Python's words for arguments that are missing, too many, given twice or unknown.
 */
export function expectArguments<T extends object>(
  call: string,
  given: readonly unknown[],
  order: readonly (Name<T> | `${Name<T>}?`)[],
  others: readonly Name<T>[] = [],
): T {
  const names = order.map((name) => name.replace("?", "") as Name<T>);
  const values = [...given];
  while (values.length > 0 && values.at(-1) === undefined) values.pop();
  const options = (isOptions(values.at(-1)) ? values.pop() : {}) as T;
  checkCount(call, values, order, others);
  expectOptions(call, options, [...names, ...others]);
  const result: Partial<T> = { ...options };
  const name = call.slice(0, call.indexOf("("));
  values.forEach((value, i) => {
    if (Object.hasOwn(options, names[i]))
      throw new TypeError(`${name}() got multiple values for argument '${names[i]}'`);
    result[names[i]] = value as T[Name<T>];
  });
  const missing = names.filter((n, i) => !order[i].endsWith("?") && result[n] === undefined);
  if (missing.length > 0)
    throw new TypeError(
      `${name}() missing ${missing.length} required positional argument${missing.length === 1 ? "" : "s"}: ${missing.map((n) => `'${n}'`).join(" and ")}`,
    );
  return result as T;
}

/** Throws for values beyond those that have a place: they may be meant as options. */
function checkCount(
  call: string,
  values: readonly unknown[],
  order: readonly string[],
  others: readonly string[],
): void {
  if (values.length <= order.length) return;
  const [name, data] = call.slice(0, -1).split("(");
  const args = [...(data ? data.split(", ") : []), ...order.map((n) => n.replace("?", ""))];
  const surplus: unknown = values[order.length];
  if (others.length > 0) expectOptions(`${name}(${args.join(", ")})`, surplus as object, others as never[]);
  throw new TypeError(
    `${name}() takes ${args.length} positional arguments but ${args.length - order.length + values.length} were given`,
    { hint: `It is called as ${name}(${args.join(", ")}).` },
  );
}
