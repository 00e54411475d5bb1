/** The methods of `jnp.add` and other functions that are `jnp.ufunc`s. */

import type { Value as ArrayValue } from "../../trace/value.js";
import { Slice, Tuple } from "../objects/containers.js";
import { getters, methods } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { builtinType } from "../objects/type.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { boundTable, functionType, type LibraryNative } from "./bind.js";
import { arrayArgument, toIndex, toStatic } from "./convert.js";
import { numpy as jnp } from "./library.js";

const ufuncType = builtinType("ufunc", [functionType], "jax.numpy");

const identities: Readonly<Record<string, Value>> = {
  add: 0n,
  multiply: 1n,
  bitwise_and: -1n,
  bitwise_or: 0n,
  bitwise_xor: 0n,
  logical_and: true,
  logical_or: false,
  logical_xor: false,
  logaddexp: -Infinity,
  logaddexp2: -Infinity,
};

/** Functions of `jax.numpy` that fold with a ufunc, or add up along an axis. */
const folds: Readonly<Record<string, string>> = {
  add: "sum",
  multiply: "prod",
  maximum: "max",
  minimum: "min",
  logical_and: "all",
  logical_or: "any",
};
const accumulations: Readonly<Record<string, string>> = { add: "cumsum", multiply: "cumprod" };

/** `jnp.sum` and others, which are made after the ufuncs. */
const functions = new Map<string, LibraryNative>();

function axisOf(x: ArrayValue, axis: Value | undefined): number {
  const at = axis === undefined ? 0 : Number(index(axis));
  return at < 0 ? at + x.ndim : at;
}

function slices(x: ArrayValue, axis: number): ArrayValue[] {
  return jnp.unstack(x, { axis });
}

function reduce(
  f: LibraryNative,
  array: Value,
  axis?: Value,
  dtype: Value = null,
  _out: Value = null,
  keepdims: Value = false,
): Value {
  const x = jnp.asarray(arrayArgument(array, `${f.name}.reduce`, 0));
  const fold = functions.get(folds[f.name] ?? "");
  const options = new Map<string, Value>([
    ["axis", axis === undefined ? 0n : axis],
    ["keepdims", keepdims],
  ]);
  if (dtype !== null) options.set("dtype", dtype);
  if (fold) return fold.invoke([x], options);
  if (axis === null) return reduce(f, jnp.ravel(x), 0n, dtype, null, keepdims);
  const at = axisOf(x, axis);
  const result = slices(x, at).reduce((a, b) => f.invoke([a, b]) as ArrayValue);
  return keepdims === true ? jnp.expandDims(result, at) : result;
}

function accumulate(f: LibraryNative, array: Value, axis?: Value, dtype: Value = null): Value {
  const x = jnp.asarray(arrayArgument(array, `${f.name}.accumulate`, 0));
  const fast = functions.get(accumulations[f.name] ?? "");
  if (fast) return fast.invoke([x, axis === undefined ? 0n : axis, dtype]);
  const at = axisOf(x, axis);
  const parts: ArrayValue[] = [];
  for (const part of slices(x, at))
    parts.push(parts.length === 0 ? part : (f.invoke([parts.at(-1)!, part]) as ArrayValue));
  return jnp.stack(parts, { axis: at });
}

const inPlace = new Set(["add", "subtract", "multiply", "maximum", "minimum"]);

function at(f: LibraryNative, a: Value, indices: Value, b?: Value, inplace: Value = true): Value {
  if (inplace !== false)
    fail(
      "NotImplementedError",
      `Because JAX arrays are immutable, jnp.ufunc.at() cannot operate inplace like
np.ufunc.at(). Instead, you can pass inplace=False and capture the result; e.g.
>>> arr = jnp.${f.name}.at(arr, ind, val, inplace=False)
`,
    );
  const part = jnp.asarray(arrayArgument(a, `${f.name}.at`, 0)).at(...(toIndex(indices) as never[]));
  if (b === undefined) return part.set(f.invoke([part.get()]) as ArrayValue);
  const update = arrayArgument(b, `${f.name}.at`, 2) as ArrayValue;
  if (!inPlace.has(f.name)) return part.set(f.invoke([part.get(), b]) as ArrayValue);
  const name = { maximum: "max", minimum: "min" }[f.name] ?? f.name;
  return (part as unknown as Record<string, (y: ArrayValue) => ArrayValue>)[name](update);
}

function outer(f: LibraryNative, a: Value, b: Value): Value {
  const [x, y] = [a, b].map((v, i) => jnp.asarray(arrayArgument(v, `${f.name}.outer`, i) as number));
  const shape = [...x.shape, ...y.shape.map(() => 1)];
  return f.invoke([jnp.reshape(x, shape), y]);
}

/** Each index begins a part that is folded, up to the next. */
function reduceAt(f: LibraryNative, array: Value, indices: Value, axis?: Value): Value {
  const x = jnp.asarray(arrayArgument(array, `${f.name}.reduceat`, 0));
  const starts = toStatic(indices) as number[];
  const place = axisOf(x, axis);
  const whole = new Slice(null, null, null);
  const parts = starts.map((start, i) => {
    const stop = i + 1 === starts.length ? x.shape[place] : Math.max(starts[i + 1], start + 1);
    const range = new Slice(BigInt(start), BigInt(stop), null);
    const key = Array.from({ length: place + 1 }, (_, k) => (k === place ? range : whole));
    return reduce(f, x.get(...(toIndex(new Tuple(key)) as never[])), BigInt(place)) as ArrayValue;
  });
  return jnp.stack(parts, { axis: place });
}

methods(ufuncType, {
  "__repr__(self, /)": (f: LibraryNative) => `<jnp.ufunc '${f.name}'>`,
  "reduce(self, a, axis=0, dtype=None, out=None, keepdims=False, initial=None, where=None)": reduce,
  "accumulate(self, a, axis=0, dtype=None, out=None)": accumulate,
  "at(self, a, indices, b=None, /, *, inplace=True)": at,
  "outer(self, A, B, /)": outer,
  "reduceat(self, a, indices, axis=0, dtype=None, out=None)": reduceAt,
});
getters(ufuncType, {
  nin: (f: LibraryNative) => BigInt(f.parameters.length),
  nout: () => 1n,
  nargs: (f: LibraryNative) => BigInt(f.parameters.length),
  identity: (f: LibraryNative) => identities[f.name] ?? null,
});

/** Functions by name as `boundTable` makes them; those named in `ufuncs` have the methods. */
export function tableWithUfuncs(
  table: Parameters<typeof boundTable>[1],
  ufuncs: ReadonlySet<string>,
): ReadonlyMap<string, LibraryNative> {
  for (const [name, f] of boundTable("jax.numpy", table)) {
    if (ufuncs.has(name)) f.type = ufuncType;
    functions.set(name, f);
  }
  return functions;
}
