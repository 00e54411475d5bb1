/** What rules with symbolic zeros are given: zeros that are known to be zero, and whether arguments are differentiated. */

import type { ArrayType } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import { TypeError, typeOf } from "../ir/errors.js";
import { map } from "../ir/tree.js";
import type { Value } from "../trace/value.js";

/**
 * A tangent or cotangent that is known to be zero: rules that were set with `symbolicZeros: true` get it in the place of an
 * array, and may give it. It has a type and no elements, and no function takes it for an array.
 *
 * Source: `jax.custom_derivatives.SymbolicZero`.
 */
export class SymbolicZero {
  constructor(readonly aval: ArrayType) {}

  get shape(): readonly number[] {
    return this.aval.shape;
  }
  get dtype(): DType {
    return this.aval.dtype;
  }
  get ndim(): number {
    return this.aval.ndim;
  }
  get size(): number {
    return this.aval.size;
  }

  toString(): string {
    return "SymbolicZero";
  }
}

/**
 * An array that is an argument of a `fwd` rule with `symbolicZeros: true`, and whether it is differentiated.
 *
 * Source: `jax.custom_derivatives.CustomVJPPrimal`.
 */
export class CustomVJPPrimal {
  constructor(
    readonly value: Value,
    readonly perturbed: boolean,
  ) {}

  toString(): string {
    return `CustomVJPPrimal(value=${String(this.value)}, perturbed=${this.perturbed ? "True" : "False"})`;
  }
}

/**
 * The arrays of arguments that `fwd` rules with symbolic zeros get: a tree with each `CustomVJPPrimal`'s value.
 *
 *     customVjpPrimalTreeValues([new CustomVJPPrimal(jnp.array(2), true)]) // [2.0]
 *
 * Throws a TypeError for other leaves. Source: `jax.custom_derivatives.custom_vjp_primal_tree_values`.
 */
export function customVjpPrimalTreeValues<T>(tree: T): T {
  return map((leaf) => {
    if (leaf instanceof CustomVJPPrimal) return leaf.value;
    throw new TypeError(`unexpected leaf type ${typeOf(leaf)}`);
  }, tree) as T;
}
