/** The library's functions under JAX's signatures. */

import { arrayArgument, fromLibrary, listFromLibrary, toArray, toStatic } from "./convert.js";
import { dtypeArgument } from "./dtypes.js";
import { toFunction } from "./functions.js";
import { Native } from "../objects/native.js";
import type { Keywords, Value } from "../objects/value.js";
import { fail } from "../text/failure.js";

/** How an argument is handed on. */
type Kind = "array" | "arrays" | "static" | "dtype" | "function" | "ignored" | "any" | "tree";

/**
 * Kinds of parameters by their names, where they are not arrays. JAX calls the same things by the same names everywhere.
 */
const kindsByName: Readonly<Record<string, Kind>> = {};
const named = (kind: Kind, names: string): void => {
  for (const name of names.split(" ")) (kindsByName as Record<string, Kind>)[name] = kind;
};
named(
  "static",
  "axis axes axis1 axis2 shape newshape num k M N n m keepdims ddof decimals order side mode endpoint retstep offset source destination repeats_static total_repeat_length length fill_value size sorter_static invert return_index return_inverse return_counts indexing sparse edge_order ord bias rowvar assume_unique return_indices equal_nan precision_static correction stable descending kth ndim num_segments index_dtype window_dimensions window_strides padding base_dilation window_dilation dimension start_index limit_index stride start_indices limit_indices strides permutation broadcast_dimensions dimensions sizes num_keys is_stable slice_sizes dimension_numbers exact rcond period left_static right_static interpolation method indices_or_sections reps unique_indices indices_are_sorted approximate num_classes negative_slope_static window_size limit increasing deg full trim subscripts shift roll_axis precision preferred_element_type_static optimize",
);
named("dtype", "dtype preferred_element_type new_dtype");
named("ignored", "out copy device out_sharding sharding subok like casting");
named("any", "key keys seed impl impl_spec");
named("function", "f func fun func1d function pyfunc");
named("arrays", "arrays tup operands seq condlist choicelist funclist_static objects object array_like xi");

/** A function of the library's with its signature: parameters before `|` are handed on in order, those behind it by name. */
export interface Bound {
  readonly native: Native;
}

interface Parameter {
  readonly name: string;
  readonly kind: Kind;
  /** In camel case. */
  readonly option: string;
  readonly byName: boolean;
  readonly isRest: boolean;
}

// Functions of the library, whatever they take.
type LibraryFunction = (...args: never[]) => unknown;
/** What returns a list; others return tuples. */
const givesList = new Set([
  "split",
  "array_split",
  "hsplit",
  "vsplit",
  "dsplit",
  "meshgrid",
  "broadcast_arrays",
]);

const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());

/**
 * `text` is JAX's signature. A parameter may say its kind: `x:static`. Those behind `|` become options; without a `|` those
 * that have a default do.
 */
function bound(text: string, f: LibraryFunction, module: string): Bound {
  const name = text.slice(0, text.indexOf("("));
  const plain = text.replace(/:(\w+)/g, "").replace(/\|,? ?/, "");
  let parameters: Parameter[] | undefined;
  const run = (...args: unknown[]): Value => {
    parameters ??= parametersOf(text);
    const out = f(...(libraryArguments(name, parameters, args) as never[]));
    return givesList.has(name) ? listFromLibrary(out) : fromLibrary(out);
  };
  return { native: new Native(plain, run, undefined, module) };
}

function parametersOf(text: string): Parameter[] {
  const list = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
  const parameters: Parameter[] = [];
  const hasMark = list.includes("|");
  let behind = false;
  for (const raw of list.split(/,(?![^(]*\))/)) {
    let part = raw.trim();
    if (part.startsWith("|")) {
      behind = true;
      part = part.slice(1).trim();
    }
    if (part === "/" || part === "*" || part === "") continue;
    const [, stars, name, , kind, , fallback] = /^(\**)(\w+)(:(\w+))?(=(.*))?$/.exec(part)!;
    parameters.push({
      name,
      kind: (kind as Kind | undefined) ?? kindsByName[name] ?? (stars === "*" ? "array" : "array"),
      option: camel(name),
      byName: hasMark ? behind : fallback !== undefined,
      isRest: stars === "*",
    });
  }
  return parameters;
}

function libraryArguments(
  name: string,
  parameters: readonly Parameter[],
  args: readonly unknown[],
): unknown[] {
  const positional: unknown[] = [];
  const options: Record<string, unknown> = {};
  parameters.forEach((p, i) => {
    const given = args[i];
    if (p.isRest) {
      for (const [j, x] of (given as Value[]).entries()) positional.push(converted(name, p, x, i + j));
      return;
    }
    if (p.kind === "ignored") {
      if (given !== undefined && given !== null && p.name === "out")
        fail("NotImplementedError", `The 'out' argument to jnp.${name} is not supported.`);
      return;
    }
    if (given === undefined || (given === null && p.byName)) {
      if (!p.byName) positional.push(undefined);
      return;
    }
    const value = converted(name, p, given as Value, i);
    if (p.byName) options[p.option] = value;
    else positional.push(value);
  });
  while (positional.length > 0 && positional.at(-1) === undefined) positional.pop();
  if (Object.keys(options).length > 0) positional.push(options);
  return positional;
}

function converted(name: string, { kind, byName }: Parameter, x: Value, position: number): unknown {
  switch (kind) {
    case "array":
      if (x === null) return null;
      return byName ? toArray(x) : arrayArgument(x, name, position);
    case "arrays":
      return x === null ? null : toArray(x);
    case "static":
      return toStatic(x);
    case "dtype":
      return dtypeArgument(x, name);
    case "function":
      return toFunction(x);
    default:
      return x;
  }
}

/** Functions by name, from their signatures. */
export function boundTable(
  module: string,
  table: Readonly<Record<string, LibraryFunction>>,
): Map<string, Bound> {
  return new Map(
    Object.entries(table).map(([text, f]) => {
      const made = bound(text, f, module);
      return [made.native.name, made];
    }),
  );
}

export function callBound({ native }: Bound, args: readonly Value[], keywords: Keywords): Value {
  return native.invoke(args, keywords);
}
