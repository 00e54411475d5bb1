/** Samples of vectors and matrices. */

import { ValueError } from "../ir/errors.js";
import { showShape } from "../ir/arrayType.js";
import { type Arguments, expectArguments } from "../ir/options.js";
import { add, multiply, sign } from "../numpy/arithmetic.js";
import { toShape } from "../numpy/creation.js";
import { cholesky, eigh, qr, svd } from "../numpy/decompositions.js";
import { diagonal } from "../numpy/diagonals.js";
import { matvec } from "../numpy/linear.js";
import { sqrt } from "../numpy/powers.js";
import { promoteDtypesInexact } from "../numpy/promotion.js";
import { expandDims, matrixTranspose } from "../numpy/shape.js";
import type { ArrayLike, Value } from "../trace/value.js";
import { type Key, wordsOfKey } from "./keys.js";
import { normalOf } from "./normal.js";
import { floatDtype, type SampleOptions, sampleShape } from "./sampler.js";

interface MultivariateOptions extends SampleOptions {
  /** Along the last axis. */
  mean: ArrayLike;
  /** Symmetric matrices, on the last two axes. */
  cov: ArrayLike;
  /** How a root of them is found. Default "cholesky". */
  method?: "cholesky" | "eigh" | "svd";
}

/**
 * Samples of the normal distribution with this mean and these covariances, along the last axis.
 *
 *     random.multivariateNormal(random.key(0), [0, 0], [[4, 0], [0, 1]]) // [3.2452843 2.0252647]
 *
 * Throws a ValueError for a dtype that is no float, for parameters that don't fit, for another method, and for several keys.
 * Source: `jax.random.multivariate_normal`.
 */
export function multivariateNormal(
  key: Key,
  ...rest: Arguments<MultivariateOptions, ["mean", "cov", "shape", "dtype", "method"]>
): Value {
  const order = ["mean", "cov", "shape?", "dtype?", "method?"] as const;
  const given = expectArguments<MultivariateOptions>("multivariateNormal(key)", rest, order);
  const words = wordsOfKey("multivariate_normal", key);
  const [mean, cov] = promoteDtypesInexact([given.mean, given.cov], "multivariate_normal");
  const { method = "cholesky" } = given;
  if (!["svd", "eigh", "cholesky"].includes(method))
    throw new ValueError("method must be one of {'svd', 'eigh', 'cholesky'}");
  const dtype = floatDtype("multivariate_normal", given.dtype ?? mean.dtype);
  if (mean.ndim < 1)
    throw new ValueError(`multivariate_normal requires mean.ndim >= 1, got mean.ndim == ${mean.ndim}`);
  if (cov.ndim < 2)
    throw new ValueError(`multivariate_normal requires cov.ndim >= 2, got cov.ndim == ${cov.ndim}`);
  const n = mean.shape[mean.ndim - 1];
  if (cov.shape.slice(-2).some((size) => size !== n))
    throw new ValueError(
      `multivariate_normal requires cov.shape == (..., n, n) for n=${n}, but got cov.shape == ${showShape(cov.shape)}.`,
    );
  const shape = sampleShape("normal", given.shape, mean.shape.slice(0, -1), cov.shape.slice(0, -2));
  return add(mean, matvec(rootOf(cov, method), normalOf(words, [...shape, n], dtype)));
}

function rootOf(cov: Value, method: "cholesky" | "eigh" | "svd"): Value {
  if (method === "cholesky") return cholesky(cov);
  if (method === "svd") {
    const [u, s] = svd(cov);
    return multiply(u, sqrt(expandDims(s, -2)));
  }
  const [values, vectors] = eigh(cov);
  return multiply(vectors, sqrt(expandDims(values, -2)));
}

interface OrthogonalOptions extends SampleOptions {
  /** The number of rows. */
  n: number;
  /** The number of columns. Default n. */
  m?: number | null;
}

/**
 * Matrices with orthogonal columns (or rows, where there are fewer) of length 1, each as likely as any other.
 *
 *     random.orthogonal(random.key(0), 1) // [[1.]]
 *
 * Throws a ValueError for a dtype that is no float, and for several keys. Source: `jax.random.orthogonal`.
 */
export function orthogonal(
  key: Key,
  ...rest: Arguments<OrthogonalOptions, ["n", "shape", "dtype", "m"]>
): Value {
  const order = ["n", "shape?", "dtype?", "m?"] as const;
  const given = expectArguments<OrthogonalOptions>("orthogonal(key)", rest, order);
  const words = wordsOfKey("orthogonal", key);
  const n = Number(given.n);
  const m = Number(given.m ?? n);
  const shape = [...toShape(given.shape ?? []), Math.max(n, m), Math.min(n, m)];
  const [q, r] = qr(normalOf(words, shape, floatDtype("orthogonal", given.dtype)));
  const turned = multiply(q, expandDims(sign(diagonal(r, { axis1: -2, axis2: -1 })), -2));
  return n < m ? matrixTranspose(turned) : turned;
}
