/**
 * Looking at values while programs run. Where a function is traced, `console.log` shows tracers; these see what the tracers
 * stand for, each time that the program runs.
 * Source: `jax.debug`.
 */

import { TypeError, ValueError } from "../ir/errors.js";
import { flatten, unflatten } from "../ir/tree.js";
import { perform } from "../trace/effects.js";
import { HostArray, toValue } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { bind } from "../trace/trace.js";
import { expectFunction, named, nameOf } from "./callable.js";
import type { UserFunction } from "./treeTypes.js";

export { effectsBarrier } from "../trace/effects.js";

type Callback = (...values: HostArray[]) => void;

const debugCallbackP: Primitive<{ readonly callback: Callback }> = {
  name: "debug_callback",
  type: () => [],
  run(inputs, params) {
    perform(debugCallbackP, inputs, params);
    return [];
  },
  effect: (inputs, { callback }) => callback(...inputs),
  lowering: {
    kind: "none",
    error: () => new TypeError("debug_callback is no part of a kernel"),
  },
  jvp: (primals, _tangents, params) => ({ primals: bind(debugCallbackP, primals, params), tangents: [] }),
  batch(inputs, batched, size, { callback }) {
    const forEach = (...values: HostArray[]): void => {
      for (let i = 0; i < size; i++) callback(...values.map((x, n) => (batched[n] ? elementOf(x, i) : x)));
    };
    return { outputs: bind(debugCallbackP, inputs, { callback: named(forEach, callback) }), batched: [] };
  },
};

/** An element along the first axis. */
function elementOf({ type, values }: HostArray, i: number): HostArray {
  const element = type.with({ shape: type.shape.slice(1) });
  return new HostArray(element, values.subarray(i * element.size, (i + 1) * element.size));
}

/**
 * Calls a function of yours with the values of `args`, trees of arrays on the host, whenever this place in the program is
 * reached: at once, or, where the values are on a device, when they have arrived (`await debug.effectsBarrier()`). Under `vmap` it
 * is called for each element.
 *
 *     const seen = [];
 *     jit((x) => (debug.callback((y) => seen.push(y.item()), x.mul(2)), x))(1);
 *     seen // [2]
 *
 * Source: `jax.debug.callback`.
 */
export function callback(f: UserFunction, ...args: unknown[]): void {
  expectFunction(f, "debug.callback");
  const [leaves, tree] = flatten(args);
  const values = leaves.map((x) => toValue(x, () => `debug.callback of ${nameOf(f)}`));
  const run: Callback = (...arrays) => void f(...(unflatten(tree, arrays) as unknown[]));
  bind(debugCallbackP, values, { callback: named(run, f) });
}

/**
 * Prints a text with values in it, each in the place of a `{}`, whenever this place in the program is reached, as `callback`.
 *
 *     const f = jit((x) => {
 *       debug.print("x is {}", x);
 *       return x.mul(2);
 *     });
 *
 * Throws a TypeError if there are fewer values than places, and a ValueError if there are more. Source: `jax.debug.print`.
 */
export function print(text: string, ...values: unknown[]): void {
  const parts = text.split("{}");
  const places = parts.length - 1;
  if (values.length < places)
    throw new TypeError(`debug.print was given ${values.length} values for ${places} places {}`);
  if (values.length > places)
    throw new ValueError(
      `Unused positional arguments to \`jax.debug.print\`: [${values.slice(places).map(String).join(", ")}]`,
    );
  const show = (...shown: unknown[]): void =>
    console.log(parts.map((part, i) => (i < shown.length ? part + String(shown[i]) : part)).join(""));
  callback(show, ...values);
}
