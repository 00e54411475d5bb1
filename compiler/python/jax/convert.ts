/** Arguments and results of the library's functions. */

import { numpy as jnp } from "./library.js";
import { defaultInt, isFloating, isInteger } from "../../ir/dtype.js";
import { TypeError } from "../../ir/errors.js";
import { asArray, fits } from "../../trace/hostArray.js";
import { KeyArray } from "../../random/keyArray.js";
import { toValue } from "../../trace/hostArray.js";
import { isTraced } from "../../trace/static.js";
import type { Tracer } from "../../trace/tracer.js";
import { arrayForm, hasArrayForm, Value as ArrayValue } from "../../trace/value.js";
import { toNumber } from "../objects/arithmetic.js";
import { Ellipsis, typeOf } from "../objects/types.js";
import { List, Range, Slice, Tuple } from "../objects/containers.js";
import { Native } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { call } from "../objects/machine.js";
import { Obj, plain, type Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { address, fullName } from "../types/object.js";
import { repr, str } from "../objects/text.js";
import { convolutionNumbers, libraryValue } from "./laxTypes.js";
import { onHost } from "./device.js";

/** Whatever an array may be made of: arrays, numbers, and nested lists of them. */
export function toArray(x: Value): unknown {
  if (x === null) return fail("ValueError", "None is not a valid value for jnp.array");
  const known = arrayOr(x);
  if (known !== undefined) return known;
  if (x instanceof List || x instanceof Tuple) return x.items.map(toArray);
  if (x instanceof Range) return Array.from({ length: x.length }, (_, i) => x.at(i));
  if (x instanceof Obj) {
    const method = x.type.lookup("__jax_array__") ?? x.type.lookup("__array__");
    if (method !== undefined) return toArray(call(method, [x]));
  }
  return fail(
    "TypeError",
    `Value '${str(x)}' with dtype ${typeof x === "string" ? `<U${[...x].length}` : "object"} is not a valid JAX array type. Only arrays of numeric types are supported by JAX.`,
  );
}

/** An array or a number as the library takes it; undefined for anything else. */
export function arrayOr(x: Value): unknown {
  if (x instanceof ArrayValue) return x;
  if (hasArrayForm(x)) return x[arrayForm]();
  const value = plain(x);
  // Bare, the library would take a whole one for an int next to ints.
  if (typeof value === "number") return toValue(value);
  if (typeof value === "bigint" || typeof value === "boolean") return value;
  if (x instanceof Obj && x.type.lookup("__jax_array__") !== undefined)
    return call(x.type.lookup("__jax_array__")!, [x]);
  return undefined;
}

/** A number given to a function that is compiled; `path`: the name of its parameter. */
export function expectInt(x: Value, path: string): void {
  const value = plain(x);
  if (typeof value === "bigint" && !fits(value, defaultInt()))
    fail(
      "OverflowError",
      `An overflow was encountered while parsing an argument to a jitted computation, whose argument path is ${path}. Got <class 'int'> with value ${value}`,
    );
}

/** An argument that must be an array or a number, as JAX's functions demand. */
export function arrayArgument(
  x: Value,
  name: string,
  position: number,
  kinds = "ndarray or scalar",
): unknown {
  const found = x === null ? undefined : arrayOr(x);
  if (found !== undefined) return found;
  return fail(
    "TypeError",
    `${name} requires ${kinds} arguments, got <class '${fullName(typeOf(x))}'> at position ${position}.`,
  );
}

/** Text where a compiled function wants an array. */
export function notAbstract(f: Native, name: string, parameter: string, x: Value): never {
  return fail(
    "TypeError",
    `Error interpreting argument to <function ${name} at ${address(f)}> as an abstract array. The problematic value is of type <class '${fullName(typeOf(x))}'> and was passed to the function at path ${parameter}.
This typically means that a jit-wrapped function was called with a non-array argument, and this argument was not marked as static using the static_argnums or static_argnames parameters of jax.jit.`,
  );
}

/** A shape: a length or a sequence of lengths. */
export function toShape(x: Value): number[] {
  const items = x instanceof List || x instanceof Tuple ? x.items : undefined;
  const host = x instanceof ArrayValue && isWhole(x) && !isTraced(x) ? onHost(x) : undefined;
  if (host) return host.ndim === 0 ? [Number(host.item())] : (host.tolist() as number[]);
  const lengths = (items ?? [x]).map((n) => lengthOf(n));
  if (lengths.every((n) => n !== undefined)) return lengths;
  const isSequence = items !== undefined || (x instanceof ArrayValue && x.ndim > 0);
  throw notAShape(isSequence ? str(x) : repr(new Tuple([x])), (items ?? [x]).find(isTraced));
}

/** The lengths given to `reshape`, one by one or as one sequence. */
export function reshapeLengths(args: readonly Value[]): number | number[] {
  const [first] = args;
  if (args.length !== 1) return toShape(new Tuple([...args]));
  if (typeof first === "bigint") return Number(first);
  if (typeof first === "string") throw notAShape(first);
  if (isTraced(first) && first.ndim === 0) throw notAShape(`[${repr(first)}]`, first);
  return toShape(first);
}

function notAShape(given: string, traced?: Tracer): TypeError {
  return new TypeError(
    `Shapes must be 1D sequences of concrete values of integer type, got ${given}.`,
    traced && {
      context: "If using `jit`, try using `static_argnums` or applying `jit` to smaller subfunctions.",
      origin: traced.origin(),
    },
  );
}

const isWhole = (x: ArrayValue): boolean => isInteger(x.dtype);

function lengthOf(x: Value): number | undefined {
  const value = plain(x);
  if (typeof value === "bigint" || typeof value === "boolean") return Number(value);
  if (isTraced(x)) return undefined;
  if (x instanceof ArrayValue) return x.ndim === 0 && isWhole(x) ? Number(onHost(x).item()) : undefined;
  return x instanceof Obj && x.type.lookup("__index__") !== undefined ? Number(index(x)) : undefined;
}

/** An argument that is no array: numbers for ints, lists for tuples. */
export function toStatic(x: Value): unknown {
  if (x instanceof Obj && libraryValue in x) return x[libraryValue];
  if (hasArrayForm(x)) return staticOf(x[arrayForm]());
  const value = plain(x);
  if (typeof value === "bigint") return Number(value);
  if (x instanceof List || x instanceof Tuple) return x.items.map(toStatic);
  if (x instanceof Range) return Array.from({ length: x.length }, (_, i) => Number(x.at(i)));
  if (x instanceof ArrayValue) return staticOf(x);
  if (x instanceof Obj && toNumber(x) === undefined && x.type.lookup("__index__") !== undefined)
    return Number(index(x));
  return value;
}

/** An array where a number or a list of them is wanted. */
function staticOf(x: ArrayValue): unknown {
  const host = onHost(x);
  return host.ndim === 0 ? Number(host.item()) : host.tolist();
}

/** What a function returned that is no array: ints and floats are told apart by whether they are whole. */
export function fromLibrary(x: unknown): Value {
  if (x instanceof KeyArray) return x as unknown as Value;
  if (x instanceof ArrayValue) return asArray(x);
  if (x === null || typeof x === "boolean" || typeof x === "string") return x;
  if (typeof x === "number") return Number.isInteger(x) ? BigInt(x) : x;
  if (Array.isArray(x)) return new Tuple(x.map(fromLibrary));
  if (typeof x === "object" && "lhsSpec" in x) return convolutionNumbers(x as never);
  if (typeof x === "function")
    return new Native("wrapped(*args)", (args: readonly Value[]) =>
      fromLibrary((x as (...args: unknown[]) => unknown)(...args.map((a) => arrayOr(a) ?? a))),
    );
  return x === undefined ? null : (x as Value);
}

export function listFromLibrary(x: unknown): Value {
  return new List((x as unknown[]).map(fromLibrary));
}

type IndexPart =
  | Parameters<typeof jnp.slice>[number]
  | ReturnType<typeof jnp.slice>
  | "..."
  | ArrayValue
  | boolean
  | unknown[];

/** What stands in brackets behind an array. */
export function toIndex(key: Value): IndexPart[] {
  const parts = key instanceof Tuple ? key.items : [key];
  parts.forEach(expectKnownBounds);
  if (!(key instanceof Tuple)) return [indexPart(key)];
  return key.items.map((x) =>
    x instanceof List || x instanceof Range ? jnp.array(toArray(x) as number[]) : indexPart(x),
  );
}

/** The length of a slice is part of a type, and cannot wait for the values of traced bounds. */
function expectKnownBounds(part: Value, position: number): void {
  if (part instanceof Slice && [part.start, part.stop, part.step].some(isTraced))
    fail("IndexError", `Slice entries must be static integers. Got ${repr(part)} at position ${position}`);
}

function wholeIndex(x: ArrayValue): ArrayValue {
  if (isFloating(x.dtype))
    fail("TypeError", `Indexer must have integer or boolean type, got indexer with type ${x.dtype}`);
  return x;
}

function indexPart(x: Value): IndexPart {
  if (x === null) return null;
  if (x === Ellipsis) return "...";
  if (x instanceof Slice) return jnp.slice(bound(x.start), bound(x.stop), bound(x.step, true));
  if (x instanceof ArrayValue) return wholeIndex(x);
  if (x instanceof List || x instanceof Tuple || x instanceof Range)
    return fail(
      "TypeError",
      `Using a non-tuple sequence for multidimensional indexing is not allowed; use \`arr[array(seq)]\` instead of \`arr[seq]\`. See https://github.com/jax-ml/jax/issues/4564 for more information.`,
    );
  const value = plain(x);
  if (typeof value === "boolean") return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number")
    return fail("TypeError", `Indexer must have integer or boolean type, got indexer with type float64`);
  const form = arrayOr(x);
  if (form instanceof ArrayValue) return form;
  if (typeof x === "string")
    return fail("TypeError", `JAX does not support string indexing; got idx=${repr(x)}`);
  return fail(
    "IndexError",
    `only integers, slices (\`:\`), ellipsis (\`...\`), newaxis (\`None\`) and integer or boolean arrays are valid indices. Got ${repr(x)}`,
  );
}

function bound(x: Value, isStep = false): number | null {
  if (x === null) return null;
  if (x instanceof ArrayValue) {
    if (!isInteger(x.dtype) || x.ndim > 0)
      fail("TypeError", "Only integer scalar arrays can be converted to a scalar index.");
    return Number(onHost(x).item());
  }
  if (typeof x === "string")
    fail("TypeError", `'${isStep ? ">" : ">="}' not supported between instances of 'str' and 'int'`);
  return Number(index(x));
}

/** A scalar as Python has it. */
export function scalarOf(x: ArrayValue): bigint | number | boolean {
  const item = onHost(x).item();
  if (typeof item === "boolean") return item;
  return isFloating(x.dtype) ? item : BigInt(item);
}

/** `tolist()`: Python's numbers in nested lists. */
export function nestedList(x: ArrayValue): Value {
  const isInt = isInteger(x.dtype);
  const convert = (v: unknown): Value =>
    Array.isArray(v) ? new List(v.map(convert)) : isInt ? BigInt(v as number) : (v as number | boolean);
  return convert(onHost(x).tolist());
}
