/** The library's functions under JAX's signatures. */

import { KeyArray } from "../../random/keyArray.js";
import { isTraced } from "../../trace/static.js";
import { concretizationError } from "../../trace/tracer.js";
import { bindArguments, type Parameter } from "./arguments.js";
import {
  arrayArgument,
  arrayOr,
  expectInt,
  fromLibrary,
  listFromLibrary,
  notAbstract,
  toArray,
  reshapeLengths,
  toShape,
  toStatic,
} from "./convert.js";
import { structOr } from "./avals.js";
import { dtypeArgument } from "./dtypes.js";
import { toFunction } from "./functions.js";
import { type How, howOf } from "./parameterNames.js";
import { List, Tuple } from "../objects/containers.js";
import { Dict } from "../objects/dict.js";
import { arrayForm, hasArrayForm, Value as ArrayValue } from "../../trace/value.js";
import { index } from "../objects/operators.js";
import { methods, Native } from "../objects/native.js";
import { builtinType, type Type } from "../objects/type.js";
import { nativeType } from "../objects/types.js";
import { type Keywords, noKeywords, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { address } from "../types/object.js";

interface LibraryParameter extends Parameter {
  readonly how: How;
  /** The name of the option, in camel case, if it is given as one. */
  readonly option: string | undefined;
  readonly isNoneDefault: boolean;
}

// Functions of the library, whatever they take.
type LibraryFunction = (...args: never[]) => unknown;

/** What returns a list; others return tuples. */
const givesList = new Set(
  "broadcast_arrays atleast_1d atleast_2d atleast_3d gradient split array_split hsplit vsplit dsplit meshgrid top_k approx_max_k approx_min_k".split(
    " ",
  ),
);

/** The names in messages of functions that JAX has under another name. */
const innerNames: Readonly<Record<string, string>> = {
  abs: "absolute",
  conj: "conjugate",
  degrees: "rad2deg",
  radians: "deg2rad",
  divide: "true_divide",
  mod: "remainder",
  pow: "power",
  iscomplex: "imag",
  isreal: "imag",
  amax: "max",
  amin: "min",
  ix_: "ix",
  fmax: "greater",
  fmin: "less",
  bitwise_right_shift: "right_shift",
};

export const functionType = builtinType("function", [nativeType]);
methods(functionType, {
  "__repr__(self, /)": (f: LibraryNative) => `<function ${f.name} at ${address(f)}>`,
});

const camel = (name: string): string => name.replace(/_(\w)/g, (_, c: string) => c.toUpperCase());

/**
 * A function of the library's with JAX's signature. A parameter may say how it is handed on: `x:static`. Those behind `|`
 * become options; without a `|` those that have a default do.
 */
export class LibraryNative extends Native {
  private found: LibraryParameter[] | undefined;

  constructor(
    private readonly signatureText: string,
    readonly f: LibraryFunction,
    module: string,
    type: Type = functionType,
  ) {
    super(signatureText, f as never, undefined, module);
    this.type = type;
  }

  get parameters(): readonly LibraryParameter[] {
    return (this.found ??= parametersOf(this.signatureText));
  }

  override invoke(args: readonly Value[], keywords: Keywords = noKeywords): Value {
    const { name, parameters, f } = this;
    const given = bindArguments(name, parameters, args, keywords);
    const out = f(...(libraryArguments(this, given) as never[]));
    return givesList.has(name) && Array.isArray(out) ? listFromLibrary(out) : fromLibrary(out);
  }
}

function parametersOf(text: string): LibraryParameter[] {
  const list = text.slice(text.indexOf("(") + 1, text.lastIndexOf(")"));
  const parameters: LibraryParameter[] = [];
  const hasMark = list.includes("|");
  let [behind, onlyNamed] = [false, false];
  for (const raw of list.split(/,(?![^(]*\))/)) {
    let part = raw.trim();
    if (part.startsWith("|")) {
      behind = true;
      part = part.slice(1).trim();
    }
    if (part === "/") parameters.forEach((p, i) => (parameters[i] = { ...p, kind: "positional" }));
    if (part === "*") onlyNamed = true;
    if (part === "/" || part === "*" || part === "") continue;
    const [, stars, name, how, fallback] = /^(\**)(\w+)(?::(\w+))?(?:=(.*))?$/.exec(part)!;
    const isOption = stars === "" && (hasMark ? behind : fallback !== undefined);
    parameters.push({
      name,
      kind: stars === "*" ? "rest" : stars === "**" ? "keywords" : onlyNamed ? "keyword" : "either",
      isRequired: stars === "" && fallback === undefined,
      how: (how as How | undefined) ?? howOf(name),
      option: isOption ? camel(name) : undefined,
      isNoneDefault: fallback === "None",
    });
    if (stars === "*") onlyNamed = true;
  }
  return parameters;
}

function libraryArguments(f: LibraryNative, args: readonly unknown[]): unknown[] {
  const { name, parameters } = f;
  const positional: unknown[] = [];
  const options: Record<string, unknown> = {};
  parameters.forEach((p, i) => {
    const given = args[i] as Value | undefined;
    if (p.kind === "rest") {
      for (const [j, x] of (args[i] as Value[]).entries()) positional.push(converted(f, p, x, i + j));
    } else if (p.kind === "keywords") {
      for (const [key, x] of args[i] as Keywords) options[camel(key)] = anyOf(x);
    } else if (p.name === "inplace") refuseInPlace(name, given);
    else if (p.how === "ignored") refuseOut(name, p, given);
    else if (p.option !== undefined) {
      if (given === null && !p.isNoneDefault) options[p.option] = null;
      else if (given !== undefined && given !== null) options[p.option] = converted(f, p, given, i);
    } else positional.push(given === undefined ? undefined : converted(f, p, given, i));
  });
  while (positional.length > 0 && positional.at(-1) === undefined) positional.pop();
  if (Object.keys(options).length > 0) positional.push(options);
  return positional;
}

function refuseOut(name: string, { name: parameter }: Parameter, given: Value | undefined): void {
  if (parameter === "out" && given !== undefined && given !== null)
    fail("NotImplementedError", `The 'out' argument to jnp.${name} is not supported.`);
}

function refuseInPlace(name: string, given: Value | undefined): void {
  if (given === false) return;
  if (name === "fill_diagonal")
    fail("NotImplementedError", "JAX arrays are immutable, must use inplace=False");
  fail(
    "ValueError",
    `jax.numpy.${name} cannot modify arrays in-place, because JAX arrays are immutable. Pass inplace=False to instead return an updated array.`,
  );
}

/** An argument of which only the function knows what it is. */
function anyOf(x: Value): unknown {
  return x instanceof List || x instanceof Tuple || typeof x === "string" || x === null
    ? toStatic(x)
    : toArray(x);
}

function converted(
  f: LibraryNative,
  { name: parameter, how, option, isRequired }: LibraryParameter,
  x: Value,
  at: number,
): unknown {
  const { name } = f;
  switch (how) {
    case "array":
      if (typeof x === "string") return notAbstract(f, name === "mean" ? "_mean" : name, parameter, x);
      if (x === null && !isRequired) return null;
      if (!f.parameters.some((p) => p.name === "dtype")) expectInt(x, parameter);
      return option === undefined ? arrayArgument(x, innerNames[name] ?? name, at) : toArray(x);
    case "arrays":
      return x === null && !isRequired ? null : toArray(x);
    case "static":
      if (isTraced(x)) throw concretizationError(x, notKnown(name, parameter));
      if (parameter === "axis") checkAxis(f.name, x);
      if (parameter === "sizes" && typeof x === "bigint")
        fail("TypeError", "object of type 'int' has no len()");
      if (parameter === "pad_width" && x instanceof Dict)
        fail("TypeError", "`pad_width` must be of integral type.");
      return toStatic(x);
    case "shape":
      return toShape(x);
    case "lengths":
      return reshapeLengths([x]);
    case "dtype":
      return dtypeArgument(x, name);
    case "sequence":
      return x instanceof ArrayValue ? Array.from({ length: x.shape[0] }, (_, i) => x.get(i)) : toArray(x);
    case "functions":
      return (x as List).items.map((f) => arrayOr(f) ?? functionArgument(f));
    case "labelled":
      return x instanceof List || x instanceof Tuple
        ? x.items.map((n) => Number(index(n)))
        : arrayArgument(x, name, at);
    case "counts":
      return x instanceof ArrayValue ? x : toStatic(x);
    case "like":
      return structOr(x) ?? arrayArgument(x, name, at);
    case "seed":
      return (x as unknown) instanceof KeyArray ? x : toArray(x);
    case "tree":
      return x instanceof List || x instanceof Tuple
        ? x.items.map((item) => toArray(item))
        : arrayArgument(x, name, at);
    case "function":
      return x instanceof LibraryNative && parameter === "computation" ? x.f : functionArgument(x);
    default:
      return hasArrayForm(x) ? x[arrayForm]() : x;
  }
}

/** What JAX says where an argument is traced that must be known. */
function notKnown(name: string, parameter: string): string {
  if (name === "one_hot") return `The error arose in jax.nn.one_hot argument \`${parameter}\`.`;
  if (name.endsWith("space")) return `'${parameter}' argument of jnp.${name}`;
  return `The ${parameter} argument must be known statically.`;
}

/** What folds by one axis only. */
const byOneAxis = /arg|cum|median|sort|partition|quantile|percentile/;

/** Refuses a float as an axis, and a name, which would stand for an axis that is mapped over. */
function checkAxis(name: string, x: Value): void {
  if (typeof x !== "number" && typeof x !== "string") return;
  const kind = typeof x === "number" ? "float" : "str";
  if (byOneAxis.test(name)) fail("TypeError", `'${kind}' object cannot be interpreted as an integer`);
  if (kind === "float") fail("TypeError", "'float' object is not iterable");
  const base = name.replace("nan", "");
  if (/^(all|any|prod)$/.test(base))
    fail("NotImplementedError", `Named reductions not implemented for jnp.${base}()`);
  fail(
    "NameError",
    /^(mean|std|var)$/.test(base)
      ? `unbound axis name: ${x}`
      : `Found an unbound axis name: ${x}. To fix this, please call psum under \`jax.shard_map\`.`,
  );
}

/** A function that the library calls with values of Python's. */
function functionArgument(x: Value): unknown {
  const f = toFunction(x);
  return typeof f === "function" ? (...args: unknown[]): unknown => f(...args.map(fromLibrary)) : f;
}

/** Functions by name, from their signatures. */
export function boundTable(
  module: string,
  table: Readonly<Record<string, LibraryFunction>>,
  type?: Type,
): Map<string, LibraryNative> {
  return new Map(
    Object.entries(table).map(([text, f]) => {
      const made = new LibraryNative(text, f, module, type);
      return [made.name, made];
    }),
  );
}
