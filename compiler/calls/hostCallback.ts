/**
 * Values from functions outside of a program. What calls them runs on the host, operation by operation: a device cannot call
 * back while it runs.
 * Source: `jax.pure_callback`, `jax.experimental.io_callback`.
 */

import { ArrayType, sameShape } from "../ir/arrayType.js";
import { isFloating } from "../ir/dtype.js";
import { NotImplementedError, TypeError, ValueError } from "../ir/errors.js";
import { flatten, unflatten } from "../ir/tree.js";
import { broadcastLeading, concatenate, expandDims, reshape, sliceInDim } from "../primitives/views.js";
import { currentExecutor } from "../trace/executor.js";
import { HostArray, toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { expectFunction, named, nameOf } from "./callable.js";
import type { UserFunction } from "./treeTypes.js";

/** How a callback is given the elements of a `vmap`: one by one, or all at once, others with a first axis of one or as many. */
export type VmapMethod = "sequential" | "sequential_unrolled" | "expand_dims" | "broadcast_all" | "legacy_vectorized"; // prettier-ignore

const vmapMethods: readonly VmapMethod[] = ["sequential", "sequential_unrolled", "expand_dims", "broadcast_all", "legacy_vectorized"]; // prettier-ignore

type Callback = (...values: Value[]) => Value[];

interface CallbackParams {
  readonly callback: Callback;
  readonly resultAvals: readonly ArrayType[];
  readonly vmapMethod: VmapMethod | null;
}

function callbackPrimitive(name: string, noDerivative: string): Primitive<CallbackParams> {
  const primitive: Primitive<CallbackParams> = {
    name,
    callsBack: true,
    type: (_inputs, { resultAvals }) => [...resultAvals],
    run(inputs, params) {
      if (inputs.every((x) => x instanceof HostArray))
        return params
          .callback(...inputs.map(strong))
          .map((x, i) => asDeclared(x, params.resultAvals[i], name));
      return currentExecutor().runOperation(primitive, inputs, params);
    },
    lowering: { kind: "none", error: () => new TypeError(`${name} is no part of a kernel`) },
    jvp() {
      throw new ValueError(noDerivative);
    },
    batch(inputs, batched, size, params) {
      const { resultAvals, vmapMethod, callback } = params;
      if (vmapMethod === null)
        throw new NotImplementedError(
          `vmap is only supported for the ${name} primitive when vmap_method is one of 'sequential', 'sequential_unrolled', 'expand_dims', 'broadcast_all', or 'legacy_vectorized'. Got vmap_method=None.`,
        );
      const given = inputs.map((x, i) => spread(x, batched[i], size, vmapMethod));
      const oneByOne = vmapMethod.startsWith("sequential");
      const outputs = bind(primitive, given, {
        ...params,
        callback: oneByOne ? named(forEach(callback, batched, size), callback) : callback,
        resultAvals: resultAvals.map((t) => t.with({ shape: [size, ...t.shape] })),
      });
      return { outputs, batched: outputs.map(() => true) };
    },
  };
  return primitive;
}

const pureCallbackP = callbackPrimitive(
  "pure_callback",
  "Pure callbacks do not support JVP. Please use `jax.custom_jvp` to use callbacks while taking gradients.",
);

/** An input of a callback that is given all elements at once. */
function spread(x: Value, isBatched: boolean, size: number, method: VmapMethod): Value {
  if (isBatched || method.startsWith("sequential") || method === "legacy_vectorized") return x;
  return method === "expand_dims" ? expandDims(x, [0]) : broadcastLeading(x, size);
}

/** The callback for each element along the first axes of inputs. */
function forEach(callback: Callback, batched: readonly boolean[], size: number): Callback {
  const elementOf = (x: Value, i: number): Value => reshape(sliceInDim(x, { start: i, limit: i + 1 }), x.shape.slice(1)); // prettier-ignore
  return (...values) => {
    const results = Array.from({ length: size }, (_, i) =>
      callback(...values.map((x, n) => (batched[n] ? elementOf(x, i) : x))),
    );
    return results[0].map((_, n) => concatenate(results.map((r) => expandDims(r[n], [0])), 0)); // prettier-ignore
  };
}

/** An array that stands for no number. */
const strong = (x: Value): Value => (x.weakType ? x.astype(x.dtype) : x);

/** What a callback gave, as it was declared; numbers of another precision are rounded. */
function asDeclared(value: Value, type: ArrayType, name: string): Value {
  const fits = value.dtype === type.dtype || (isFloating(value.dtype) && isFloating(type.dtype));
  if (!fits || !sameShape(value.shape, type.shape))
    throw new TypeError(
      `${name}: the callback gave ${value.type.toLongString()}, but ${type.toLongString()} was declared.`,
    );
  return value.type.equals(type) ? value : value.astype(type.dtype);
}

export interface PureCallbackOptions {
  /** Default null: an error under `vmap`. */
  vmapMethod?: VmapMethod | null;
}

/**
 * What a function outside of the program gives for arrays on the host, each time that this place in the program is reached. `result`
 * is a tree of `ShapeDtypeStruct`s, or of arrays, which say what it gives.
 *
 *     jit((x) => pureCallback((y) => Math.hypot(y.item(), 1), new ShapeDtypeStruct([], "float32"), [x]))(0) // 1.0
 *
 * Throws a ValueError when it is differentiated, a NotImplementedError under `vmap` without a method and on a device, and a TypeError
 * for results that were not declared so. Source: `jax.pure_callback`.
 */
export function pureCallback(
  f: UserFunction,
  result: unknown,
  args: readonly unknown[],
  { vmapMethod = null }: PureCallbackOptions = {},
): unknown {
  if (vmapMethod !== null && !vmapMethods.includes(vmapMethod))
    throw new ValueError(
      `vmap_method must be on of the allowed methods [${vmapMethods.map((m) => `'${m}'`).join(", ")}, None], but got: ${String(vmapMethod)}`,
    );
  return callBack(pureCallbackP, f, result, args, vmapMethod);
}

const ioCallbackP = callbackPrimitive("io_callback", "IO callbacks do not support JVP.");
const orderedCallbackP: typeof ioCallbackP = {
  ...ioCallbackP,
  batch() {
    throw new ValueError("Cannot `vmap` ordered IO callback.");
  },
};

/**
 * As `pureCallback`, for functions that do something besides: under `vmap` it is called for each element, if it need not be
 * `ordered`. Source: `jax.experimental.io_callback`.
 */
export function ioCallback(
  f: UserFunction,
  result: unknown,
  args: readonly unknown[],
  { ordered = false }: { ordered?: boolean } = {},
): unknown {
  return callBack(ordered ? orderedCallbackP : ioCallbackP, f, result, args, "sequential");
}

/** The type that a result is declared to have. */
function typeOf(x: unknown, name: string): ArrayType {
  if (x instanceof ArrayType) return new ArrayType(x.dtype, x.shape);
  return toValue(x, name).type.with({ weakType: false });
}

function callBack(
  primitive: Primitive<CallbackParams>,
  f: UserFunction,
  result: unknown,
  args: readonly unknown[],
  vmapMethod: VmapMethod | null,
): unknown {
  expectFunction(f, primitive.name);
  const [leaves, tree] = flatten(args);
  const [declared, resultTree] = flatten(result);
  const resultAvals = declared.map((x) => typeOf(x, primitive.name));
  const callback: Callback = (...values) => {
    const [found, given] = flatten(f(...(unflatten(tree, values) as unknown[])) ?? null);
    if (!given.equals(resultTree))
      throw new TypeError(
        `${primitive.name}: the callback gave ${given.toString()}, but ${resultTree.toString()} was declared.`,
      );
    return found.map((x) => toValue(x, primitive.name));
  };
  const values = leaves.map((x) => toValue(x, () => `${primitive.name} of ${nameOf(f)}`));
  return unflatten(
    resultTree,
    bind(primitive, values, { callback: named(callback, f), resultAvals, vmapMethod }),
  );
}
