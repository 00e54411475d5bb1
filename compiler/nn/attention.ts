/** Attention: means of values, weighted by how well queries and keys agree. */

import { wide } from "../numpy/reductions.js";
import { showShape } from "../ir/arrayType.js";
import { expectOptions } from "../ir/options.js";
import { iota } from "../primitives/creation.js";
import * as jnp from "../numpy/elementwise.js";
import { einsum } from "../numpy/einsum.js";
import { convertTo, promoteDtypes, toBool, toValue } from "../numpy/promotion.js";
import { repeat } from "../numpy/repeating.js";
import { reshape } from "../numpy/shape.js";
import { ValueError } from "../ir/errors.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { softmax } from "./normalization.js";

export interface AttentionOptions {
  /** Added to the logits: broadcasts to (batch, heads, queries, keys). */
  bias?: ArrayLike;
  /** Which keys a query sees: a bool array that broadcasts to (batch, heads, queries, keys). */
  mask?: ArrayLike;
  /** What logits are multiplied by. Default 1 / √(size of a head). */
  scale?: number;
  /** Whether a query sees only keys of its own place and before. Default false. */
  isCausal?: boolean;
  /** How many queries of each batch count; the result is 0 for the others. */
  querySeqLengths?: ArrayLike;
  /** How many keys and values of each batch count. */
  keyValueSeqLengths?: ArrayLike;
  /** How far a query sees to the left and to the right. */
  localWindowSize?: number | readonly [left: number, right: number] | null;
  /** Without effect: there is one implementation. */
  implementation?: string | null;
}

/** (batch, length, heads, size); one axis less stands for a batch of one. */
function batched(x: Value, name: string): Value {
  if (x.ndim === 3) return reshape(x, [1, ...x.shape]);
  if (x.ndim === 4) return x;
  throw new ValueError(
    `dot_product_attention: ${name} must have 3 or 4 axes, got shape ${showShape(x.shape)}`,
  );
}

/**
 * softmax(query · keyᵀ · scale + bias) · value, for each head. Arrays are (batch, length, heads, size), or without the
 * batch axis; keys and values may have fewer heads, each for several of the queries. The softmax is taken in float32.
 *
 *     const x = jnp.ones([2, 1, 4]);
 *     nn.dotProductAttention(x, x, x, { isCausal: true }).shape // [2, 1, 4]
 *
 * Throws a ValueError when shapes don't fit. Source: `jax.nn.dot_product_attention`.
 */
export function dotProductAttention(
  query: ArrayLike,
  key: ArrayLike,
  value: ArrayLike,
  options: AttentionOptions = {},
): Value {
  expectOptions("dotProductAttention(query, key, value)", options, [
    "bias",
    "mask",
    "scale",
    "isCausal",
    "querySeqLengths",
    "keyValueSeqLengths",
    "localWindowSize",
    "implementation",
  ]);
  const given = promoteDtypes([query, key, value], "dot_product_attention");
  const [q, k, v] = given.map((x, i) => batched(x, ["query", "key", "value"][i]));
  const [batch, length, heads, size] = q.shape;
  const [, keyLength, keyHeads] = k.shape;
  const fits = k.shape[0] === batch && k.shape[3] === size && showShape(k.shape) === showShape(v.shape);
  if (!fits || heads % keyHeads !== 0)
    throw new ValueError(
      `dot_product_attention: shapes of query, key and value don't fit: ${given.map((x) => showShape(x.shape)).join(", ")}`,
    );
  const group = (x: Value): Value => (keyHeads === heads ? x : repeat(x, heads / keyHeads, { axis: 2 }));
  const logits = einsum("btnh,bsnh->bnts", wide(q), wide(group(k)));
  const scaled = jnp.multiply(logits, options.scale ?? 1 / Math.sqrt(size));
  const biased = options.bias === undefined ? scaled : jnp.add(scaled, options.bias);
  const mask = maskOf(options, length, keyLength);
  // Masked logits are finite, so that a query that sees nothing sees all alike and not NaN.
  const masked = mask === undefined ? biased : jnp.where(mask, biased, -0.7 * 3.4028234663852886e38);
  const weights = convertTo(softmax(wide(masked)), q.dtype);
  let result = einsum("bnts,bsnh->btnh", weights, group(v));
  if (options.querySeqLengths !== undefined) {
    const counts = reshape(toValue(options.querySeqLengths), [-1, 1, 1, 1]);
    result = jnp.where(jnp.less(iota("int32", [1, length, 1, 1], 1), counts), result, 0);
  }
  return reshape(result, given[0].shape);
}

/** Everything that hides keys from queries, as one mask that broadcasts to (batch, heads, queries, keys). */
function maskOf(options: AttentionOptions, queries: number, keys: number): Value | undefined {
  const { mask, isCausal, localWindowSize, querySeqLengths, keyValueSeqLengths } = options;
  const [i, j] = [iota("int32", [1, 1, queries, keys], 2), iota("int32", [1, 1, queries, keys], 3)];
  const parts: Value[] = [];
  if (mask !== undefined) parts.push(toBool(toValue(mask, "mask")));
  if (isCausal) parts.push(jnp.greaterEqual(i, j));
  if (localWindowSize !== undefined && localWindowSize !== null) {
    const [left, right] = typeof localWindowSize === "number" ? [localWindowSize, localWindowSize] : localWindowSize; // prettier-ignore
    parts.push(jnp.lessEqual(jnp.subtract(i, left), j), jnp.greaterEqual(jnp.add(i, right), j));
  }
  if (querySeqLengths !== undefined)
    parts.push(jnp.less(i, reshape(toValue(querySeqLengths), [-1, 1, 1, 1])));
  if (keyValueSeqLengths !== undefined)
    parts.push(jnp.less(j, reshape(toValue(keyValueSeqLengths), [-1, 1, 1, 1])));
  return parts.length === 0 ? undefined : parts.reduce((a, b) => jnp.logicalAnd(a, b));
}
