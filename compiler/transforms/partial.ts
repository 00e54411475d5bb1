import { TypeError, typeOf } from "../ir/errors.js";
import { registerNode } from "../ir/treeNode.js";
import type { UserFunction } from "../calls/treeTypes.js";

/** A function some of whose arguments are fixed: a tree of these. */
export interface Partial<F extends UserFunction = UserFunction> {
  (...rest: unknown[]): ReturnType<F>;
  readonly func: F;
  readonly args: readonly unknown[];
}

/**
 * A function with its first arguments, which are what it is a tree of: it may be an argument of transformed functions, and
 * be differentiated.
 *
 *     const scale = new tree.Partial((a, x) => x.mul(a), 3);
 *     jit((f, x) => f(x))(scale, jnp.array(2)) // 6.0
 *     tree.leaves(scale) // [3]
 *
 * Throws a TypeError for what is no function. Source: `jax.tree_util.Partial`.
 */
export const Partial = function Partial(func: UserFunction, ...args: unknown[]) {
  if (typeof func !== "function")
    throw new TypeError(`the first argument must be callable`, { hint: `Partial got ${typeOf(func)}.` });
  const call = (...rest: unknown[]): unknown => func(...args, ...rest) as unknown;
  Object.setPrototypeOf(call, Partial.prototype as object);
  return Object.assign(call, { func, args });
} as unknown as new <F extends UserFunction>(func: F, ...args: unknown[]) => Partial<F>;

// Partials are functions, of a class of their own.
Object.setPrototypeOf(Partial.prototype, Function.prototype);

registerNode<Partial>(Partial, {
  name: "Partial",
  flatten: ({ func, args }) => ({ children: [args], meta: func }),
  unflatten: (func, [args]) => new Partial(func as UserFunction, ...(args as unknown[])),
});
