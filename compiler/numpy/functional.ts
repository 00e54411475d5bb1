/** Functions applied to parts of arrays. */

import { type Arguments, expectArguments, expectOptions } from "../ir/options.js";
import { vmap } from "../transforms/vmap.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { broadcastShapes, canonicalAxis, convertTo, expandTo, toBool, toValue } from "./promotion.js";
import { expandDims } from "./shape.js";
import { where } from "./where.js";

/**
 * A function of rows, applied to every row of x along an axis; the axes of its result take that axis' place.
 *
 *     jnp.applyAlongAxis((row) => row.sum(), 1, [[1, 2], [3, 4]]) // [3. 7.]
 *
 * Throws a ValueError for an axis that x doesn't have. Source: `jax.numpy.apply_along_axis`.
 */
export function applyAlongAxis(
  f: (row: Value, ...rest: unknown[]) => ArrayLike,
  axis: number,
  x: ArrayLike,
  ...rest: unknown[]
): Value {
  const value = toValue(x, "apply_along_axis");
  const at = canonicalAxis(axis, value.ndim);
  let each: (row: Value) => unknown = (row) => f(row, ...rest);
  for (let i = 1; i < value.ndim - at; i++) each = vmap(each, { inAxes: i, outAxes: -1 });
  for (let i = 0; i < at; i++) each = vmap(each);
  return toValue(each(value), "apply_along_axis");
}

/**
 * A function that folds an axis, applied to several axes one after the other; folded axes stay, with length 1.
 *
 *     jnp.applyOverAxes((v, axis) => v.sum({ axis }), jnp.ones([2, 3]), [0, 1]) // [[6.]]
 *
 * Throws a ValueError when the function takes away more than one axis. Source: `jax.numpy.apply_over_axes`.
 */
export function applyOverAxes(
  f: (x: Value, axis: number) => ArrayLike,
  x: ArrayLike,
  ...rest: Arguments<{ axes: number | readonly number[] }, ["axes"]>
): Value {
  const call = "applyOverAxes(f, x)";
  const { axes } = expectArguments<{ axes: number | readonly number[] }>(call, rest, ["axes"]);
  return (typeof axes === "number" ? [axes] : axes).reduce(
    (value, axis) => {
      const result = toValue(f(value, axis), "apply_over_axes");
      if (result.ndim === value.ndim) return result;
      if (result.ndim === value.ndim - 1) return expandDims(result, axis);
      throw new ValueError("function is not returning an array of the correct shape");
    },
    toValue(x, "apply_over_axes"),
  );
}

/**
 * For each element what the function of the last condition that is true there makes of it; functions may be numbers.
 * One function more than conditions is for the elements where none is true, else they are 0. Further arguments are
 * passed on.
 *
 *     jnp.piecewise([-3, 3], [[true, false], [false, true]], [-1, (v) => v.mul(2)]) // [-1.  6.]
 *
 * All functions are applied to all elements. Throws a ValueError when the numbers don't fit.
 * Source: `jax.numpy.piecewise`.
 */
export function piecewise(
  x: ArrayLike,
  conditions: readonly ArrayLike[],
  functions: readonly (ArrayLike | ((x: Value, ...rest: unknown[]) => ArrayLike))[],
  ...rest: unknown[]
): Value {
  const value = toValue(x, "piecewise");
  const extra = functions.length - conditions.length;
  if (extra !== 0 && extra !== 1)
    throw new ValueError(
      `with ${conditions.length} condition(s), either ${conditions.length} or ${conditions.length + 1} functions are expected; got ${functions.length}`,
    );
  const part = (f: (typeof functions)[number] | undefined): Value => {
    const result = typeof f === "function" ? f(value, ...rest) : (f ?? 0);
    return expandTo(convertTo(toValue(result, "piecewise"), value.dtype), value.shape);
  };
  return conditions.reduce<Value>(
    (result, condition, i) => where(toBool(toValue(condition, "piecewise")), part(functions[i]), result),
    part(extra === 1 ? functions.at(-1) : undefined),
  );
}

/** The names of the inner axes of each argument and each result of "(n),(n)->()". */
function parseSignature(text: string): { inputs: string[][]; outputs: string[][] } {
  const side = (part: string): string[][] => {
    if (!/^\([\w,]*\)(,\([\w,]*\))*$/.test(part))
      throw new ValueError(`not a valid gufunc signature: ${text}`);
    return [...part.matchAll(/\(([\w,]*)\)/g)].map(([, names]) => (names === "" ? [] : names.split(",")));
  };
  const [left, right, ...more] = text.replace(/\s/g, "").split("->");
  if (right === undefined || more.length > 0) throw new ValueError(`not a valid gufunc signature: ${text}`);
  return { inputs: side(left), outputs: side(right) };
}

export interface VectorizeOptions {
  /** Numbers of arguments that are passed on as they are. */
  excluded?: readonly number[];
  /** The inner axes of arguments and results, as "(n),(n)->()". Without it `f` is of scalars. */
  signature?: string;
}

/**
 * A function of scalars (or of the inner axes that `signature` names) as one of arrays, whose other axes are broadcast.
 *
 *     const dot = jnp.vectorize((x, y) => jnp.dot(x, y), { signature: "(n),(n)->()" });
 *     dot(jnp.ones([4, 3]), jnp.ones(3)).shape // [4]
 *
 * Throws a ValueError for a signature that doesn't fit, and a TypeError when shapes don't broadcast.
 * Source: `jax.numpy.vectorize`.
 */
export function vectorize<R>(
  f: (...args: never[]) => R,
  options: VectorizeOptions = {},
): (...args: unknown[]) => R {
  const { excluded = [], signature } = expectOptions("vectorize(f)", options, ["excluded", "signature"]);
  const parsed = signature === undefined ? undefined : parseSignature(signature);
  return (...args: unknown[]) => {
    const places = args.map((_, i) => i).filter((i) => !excluded.includes(i));
    if (parsed && parsed.inputs.length !== places.length)
      throw new ValueError(
        `wrong number of positional arguments: expected ${parsed.inputs.length}, got ${places.length}`,
      );
    const values = places.map((i) => toValue(args[i], "vectorize"));
    const inner = values.map((_, i) => parsed?.inputs[i].length ?? 0);
    values.forEach((v, i) => {
      if (v.ndim < inner[i])
        throw new ValueError(
          `input with shape (${v.shape.join(", ")}) does not have enough dimensions for all core dimensions (${parsed!.inputs[i].join(", ")})`,
        );
    });
    checkLengths(values, parsed?.inputs ?? []);
    const outer = values.map((v, i) => v.shape.slice(0, v.ndim - inner[i]));
    const shape = broadcastShapes(outer);
    const call = (...parts: unknown[]): unknown => {
      const all = [...args];
      places.forEach((place, i) => (all[place] = parts[i]));
      return f(...(all as never[]));
    };
    const spread = values.map((v, i) => expandTo(v, [...shape, ...v.shape.slice(v.ndim - inner[i])]));
    const mapped = shape.reduce<(...parts: unknown[]) => unknown>((g) => vmap(g), call);
    return mapped(...spread) as R;
  };
}

function checkLengths(values: readonly Value[], names: readonly (readonly string[])[]): void {
  const lengths = new Map<string, number>();
  names.forEach((list, i) =>
    list.forEach((name, axis) => {
      const length = values[i].shape[values[i].ndim - list.length + axis];
      const known = lengths.get(name) ?? length;
      if (known !== length)
        throw new ValueError(`inconsistent size for core dimension '${name}': ${length} vs ${known}`);
      lengths.set(name, length);
    }),
  );
}
