/** `jax.numpy`. Signatures are JAX's. */

import { defaultInt, type DType, isFloating } from "../../ir/dtype.js";
import { type LibraryNative } from "./bind.js";
import { tableWithUfuncs } from "./ufuncs.js";
import { Slice } from "../objects/containers.js";
import { namedTuple } from "./namedTuple.js";
import { arrayArgument, toArray, toIndex, toStatic } from "./convert.js";
import { numpy as jnp } from "./library.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";
import { isTraced } from "../../trace/static.js";
import { concretizationError } from "../../trace/tracer.js";
import { type ArrayLike, Value as ArrayValue } from "../../trace/value.js";

/** Those that are `jnp.ufunc`s. */
const ufuncs = new Set(
  "add bitwise_and bitwise_or bitwise_xor logaddexp logaddexp2 logical_and logical_or logical_xor maximum minimum multiply negative subtract".split(
    " ",
  ),
);

/** Places as the library takes them: a slice is all that it takes from an axis. */
function places(x: ArrayLike, at: Value, axis: number | undefined): ArrayLike {
  if (!(at instanceof Slice)) return toArray(at) as ArrayLike;
  const value = jnp.asarray(x);
  const length = axis === undefined ? value.size : value.shape[axis < 0 ? axis + value.ndim : axis];
  return jnp
    .arange(length)
    .astype("int64")
    .get(...(toIndex(at) as never[]));
}

function insert(x: ArrayLike, at: Value, values: ArrayLike, options: { axis?: number } = {}): unknown {
  return jnp.insert(x, places(x, at, options.axis), values, options);
}

function deleted(x: ArrayLike, at: Value, options: { axis?: number } = {}): unknown {
  return jnp.delete(x, places(x, at, options.axis), options);
}

/** A function whose list of results is a named tuple. */
export function named<T extends readonly unknown[]>(
  type: string,
  fields: string,
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the function takes
  f: (...args: any[]) => T,
): (...args: never[]) => Value {
  const make = namedTuple(type, fields.split(" "));
  return (...args) => make(f(...args) as unknown as readonly Value[]);
}

/** Subscripts as text, or lists of numbers behind the operands. */
function einsum(subscripts: unknown, ...rest: unknown[]): unknown {
  if (typeof subscripts === "string") return jnp.einsum(subscripts, ...(rest as ArrayLike[]));
  const isLabels = (x: unknown): x is Value[] => Array.isArray(x);
  const options = rest.filter((x) => typeof x === "object" && !(x instanceof ArrayValue) && !isLabels(x));
  const given = [
    arrayArgument(subscripts as Value, "einsum", 0),
    ...rest.filter((x) => !options.includes(x)),
  ];
  const letters = (labels: unknown): string =>
    (labels as number[]).map((n) => String.fromCharCode(97 + Number(n))).join("");
  const operands = given.filter((x, i) => i % 2 === 0 && !isLabels(x));
  const inputs = operands.map((_, i) => letters(given[2 * i + 1])).join(",");
  const output = given.length % 2 === 1 ? `->${letters(given.at(-1))}` : "";
  return jnp.einsum(inputs + output, ...(operands as ArrayLike[]), ...(options as ArrayLike[]));
}

/** Whether all of these are whole numbers: then so is the range. */
function arange(
  start: Value,
  options: { readonly stop?: Value; readonly step?: Value; readonly dtype?: DType } = {},
): unknown {
  const given = [start, options.stop ?? null, options.step ?? null];
  if (start === null) fail("TypeError", "must be real number, not NoneType");
  given.forEach((x, i) => x === null || arrayArgument(x, "arange", i, "ndarray, scalar, or None"));
  const names = given[1] === null ? ["stop"] : ["start", "stop", "step"];
  given.forEach((x, i) => {
    if (isTraced(x)) throw concretizationError(x, `It arose in the jnp.arange argument '${names[i]}'`);
  });
  if (given[2] === 0n) fail("ZeroDivisionError", "division by zero");
  const [a, b, c] = given.map((x) => (x === null ? undefined : toStatic(x))) as number[];
  const isWhole = given.every(
    (x) => x === null || typeof x === "bigint" || (x instanceof ArrayValue && !isFloating(x.dtype)),
  );
  const dtype = options.dtype ?? (isWhole ? defaultInt() : undefined);
  const last = dtype === undefined ? {} : { dtype };
  const ends = (b as number | undefined) === undefined ? [0, a] : [a, b];
  return jnp.arange(...([...ends, c ?? 1, last] as [number, number, number]));
}

/** `copy` says nothing about arrays that don't change. */
function array(
  x: ArrayLike,
  options: { readonly order?: string; readonly ndmin?: number; readonly dtype?: string } = {},
): unknown {
  const { order = "K", ndmin, dtype } = options;
  if (order !== "K") fail("NotImplementedError", "Only implemented for order='K'");
  return jnp.array(x, { ...(dtype !== undefined && { dtype }), ...(ndmin !== undefined && { ndmin }) });
}

export const numpyFunctions: ReadonlyMap<string, LibraryNative> = tableWithUfuncs(
  {
    "abs(x, /)": jnp.abs,
    "absolute(x, /)": jnp.absolute,
    "acos(x, /)": jnp.acos,
    "acosh(x, /)": jnp.acosh,
    "add(x, y, /)": jnp.add,
    "all(a, axis=None, out=None, keepdims=False, *, where=None)": jnp.all,
    "allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)": jnp.allclose,
    "amax(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.amax,
    "amin(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.amin,
    "angle(z, deg=False)": jnp.angle,
    "any(a, axis=None, out=None, keepdims=False, *, where=None)": jnp.any,
    "append(arr, values:arrays, axis=None)": jnp.append,
    "apply_along_axis(func1d, axis, arr, *args, **kwargs)": jnp.applyAlongAxis,
    "apply_over_axes(func, a, axes)": jnp.applyOverAxes,
    "arange(start:any, | stop:any=None, step:any=None, dtype=None, *, device=None)": arange,
    "arccos(x, /)": jnp.arccos,
    "arccosh(x, /)": jnp.arccosh,
    "arcsin(x, /)": jnp.arcsin,
    "arcsinh(x, /)": jnp.arcsinh,
    "arctan(x, /)": jnp.arctan,
    "arctan2(x1, x2, /)": jnp.arctan2,
    "arctanh(x, /)": jnp.arctanh,
    "argmax(a, axis=None, out=None, keepdims=None)": jnp.argmax,
    "argmin(a, axis=None, out=None, keepdims=None)": jnp.argmin,
    "argpartition(a, kth, axis=-1)": jnp.argpartition,
    "argsort(a, axis=-1, *, kind=None, order=None, stable=True, descending=False, dtype=None)": jnp.argsort,
    "argwhere(a, *, size=None, fill_value=None)": jnp.argwhere,
    "around(a, decimals=0, out=None)": jnp.around,
    "array(object, dtype=None, copy=True, order='K', ndmin=0, *, device=None, out_sharding=None)": array,
    "array_equal(a1:arrays, a2:arrays, equal_nan=False)": jnp.arrayEqual,
    "array_equiv(a1:arrays, a2:arrays)": jnp.arrayEquiv,
    "array_split(ary, indices_or_sections, axis=0)": jnp.arraySplit,
    "asarray(a:arrays, dtype=None, order=None, *, copy=None, device=None, out_sharding=None)": jnp.asarray,
    "asin(x, /)": jnp.asin,
    "asinh(x, /)": jnp.asinh,
    "astype(x, dtype, /)": jnp.astype,
    "atan(x, /)": jnp.atan,
    "atan2(x1, x2, /)": jnp.atan2,
    "atanh(x, /)": jnp.atanh,
    "atleast_1d(*arys)": jnp.atleast1d,
    "atleast_2d(*arys)": jnp.atleast2d,
    "atleast_3d(*arys)": jnp.atleast3d,
    "average(a, axis=None, weights=None, returned=False, keepdims=False)": jnp.average,
    "bartlett(M)": jnp.bartlett,
    "bincount(x, weights=None, minlength=0, *, length=None)": jnp.bincount,
    "bitwise_and(x, y, /)": jnp.bitwiseAnd,
    "bitwise_count(x, /)": jnp.bitwiseCount,
    "packbits(a, axis=None, bitorder:static='big')": jnp.packbits,
    "unpackbits(a, axis=None, count:static=None, bitorder:static='big')": jnp.unpackbits,
    "bitwise_invert(x, /)": jnp.bitwiseInvert,
    "bitwise_left_shift(x, y, /)": jnp.bitwiseLeftShift,
    "bitwise_not(x, /)": jnp.bitwiseNot,
    "bitwise_or(x, y, /)": jnp.bitwiseOr,
    "bitwise_right_shift(x1, x2, /)": jnp.bitwiseRightShift,
    "bitwise_xor(x, y, /)": jnp.bitwiseXor,
    "blackman(M)": jnp.blackman,
    "block(arrays)": jnp.block,
    "broadcast_arrays(*args)": jnp.broadcastArrays,
    "broadcast_shapes(*shapes:static)": jnp.broadcastShapes,
    "broadcast_to(array, shape)": jnp.broadcastTo,
    "cbrt(x, /)": jnp.cbrt,
    "ceil(x, /)": jnp.ceil,
    "choose(a, choices, out=None, mode='raise')": jnp.choose,
    "clip(arr, /, min=None, max=None)": jnp.clip,
    "column_stack(tup)": jnp.columnStack,
    "compress(condition, a, axis=None, *, size=None, fill_value=0, out=None)": jnp.compress,
    "concat(arrays, /, *, axis=0)": jnp.concat,
    "concatenate(arrays, axis=0, dtype=None)": jnp.concatenate,
    "conj(x, /)": jnp.conj,
    "conjugate(x, /)": jnp.conjugate,
    "convolve(a, v, mode='full', *, precision=None, preferred_element_type=None)": jnp.convolve,
    "copy(a, order=None)": jnp.copy,
    "copysign(x1, x2, /)": jnp.copysign,
    "corrcoef(x, y=None, rowvar=True, dtype=None)": jnp.corrcoef,
    "correlate(a, v, mode='valid', *, precision=None, preferred_element_type=None)": jnp.correlate,
    "cos(x, /)": jnp.cos,
    "cosh(x, /)": jnp.cosh,
    "count_nonzero(a, axis=None, keepdims=False)": jnp.countNonzero,
    "cov(m, y=None, rowvar=True, bias=False, ddof=None, fweights=None, aweights=None, dtype=None)": jnp.cov,
    "cross(a, b, axisa=-1, axisb=-1, axisc=-1, axis=None)": jnp.cross,
    "cumprod(a, axis=None, dtype=None, out=None)": jnp.cumprod,
    "cumsum(a, axis=None, dtype=None, out=None)": jnp.cumsum,
    "cumulative_prod(x, /, *, axis=None, dtype=None, include_initial=False)": jnp.cumulativeProd,
    "cumulative_sum(x, /, *, axis=None, dtype=None, include_initial=False)": jnp.cumulativeSum,
    "deg2rad(x, /)": jnp.deg2rad,
    "degrees(x, /)": jnp.degrees,
    "delete(arr, obj:any, axis=None, *, assume_unique_indices=False)": deleted,
    "diag(v, k=0)": jnp.diag,
    "diag_indices(n, ndim=2)": jnp.diagIndices,
    "diag_indices_from(arr)": jnp.diagIndicesFrom,
    "diagflat(v, k=0)": jnp.diagflat,
    "diagonal(a, offset=0, axis1=0, axis2=1)": jnp.diagonal,
    "diff(a, n=1, axis=-1, prepend=None, append=None)": jnp.diff,
    "digitize(x, bins, right=False, *, method=None)": jnp.digitize,
    "divide(x1, x2, /)": jnp.divide,
    "divmod(x1, x2, /)": jnp.divmod,
    "dot(a, b, *, precision=None, preferred_element_type=None)": jnp.dot,
    "dsplit(ary, indices_or_sections)": jnp.dsplit,
    "dstack(tup, dtype=None)": jnp.dstack,
    "ediff1d(ary, to_end=None, to_begin=None)": jnp.ediff1d,
    "einsum(subscripts:any, /, *operands:labelled, out=None, optimize='auto', precision=None, preferred_element_type=None, _dot_general=None)":
      einsum,
    "empty(shape, dtype=None, *, device=None)": jnp.empty,
    "empty_like(prototype:like, dtype=None, shape=None)": jnp.emptyLike,
    "equal(x, y, /)": jnp.equal,
    "exp(x, /)": jnp.exp,
    "exp2(x, /)": jnp.exp2,
    "expand_dims(a, axis)": jnp.expandDims,
    "expm1(x, /)": jnp.expm1,
    "extract(condition, arr, *, size=None, fill_value=0)": jnp.extract,
    "eye(N, M=None, k=0, dtype=None)": jnp.eye,
    "fabs(x, /)": jnp.fabs,
    "fill_diagonal(a, val, wrap=False, *, inplace=True)": jnp.fillDiagonal,
    "flatnonzero(a, *, size=None, fill_value=None)": jnp.flatnonzero,
    "flip(m, axis=None)": jnp.flip,
    "fliplr(m)": jnp.fliplr,
    "flipud(m)": jnp.flipud,
    "float_power(x, y, /)": jnp.floatPower,
    "floor(x, /)": jnp.floor,
    "floor_divide(x1, x2, /)": jnp.floorDivide,
    "fmax(x1, x2)": jnp.fmax,
    "fmin(x1, x2)": jnp.fmin,
    "fmod(x1, x2, /)": jnp.fmod,
    "frexp(x, /)": jnp.frexp,
    "fromfunction(function, shape, *, dtype=None, **kwargs)": jnp.fromfunction,
    "full(shape, fill_value:array, dtype=None)": jnp.full,
    "full_like(a:like, fill_value:array, dtype=None, shape=None)": jnp.fullLike,
    "gcd(x1, x2)": jnp.gcd,
    "geomspace(start:counts, stop:counts, num=50, endpoint=True, dtype=None, axis=0)": jnp.geomspace,
    "gradient(f, *varargs, axis=None, edge_order=None)": jnp.gradient,
    "greater(x, y, /)": jnp.greater,
    "greater_equal(x, y, /)": jnp.greaterEqual,
    "hamming(M)": jnp.hamming,
    "hanning(M)": jnp.hanning,
    "heaviside(x1, x2, /)": jnp.heaviside,
    "histogram(a, bins:counts=10, range=None, weights=None, density=None)": jnp.histogram,
    "histogram2d(x, y, bins:counts=10, range=None, weights=None, density=None)": jnp.histogram2d,
    "histogram_bin_edges(a, bins:counts=10, range=None, weights=None)": jnp.histogramBinEdges,
    "histogramdd(sample, bins:counts=10, range=None, weights=None, density=None)": jnp.histogramdd,
    "hsplit(ary, indices_or_sections)": jnp.hsplit,
    "hstack(tup, dtype=None)": jnp.hstack,
    "hypot(x1, x2, /)": jnp.hypot,
    "i0(x)": jnp.i0,
    "identity(n, dtype=None)": jnp.identity,
    "imag(val, /)": jnp.imag,
    "indices(dimensions, dtype=None, sparse=False)": jnp.indices,
    "inner(a, b, *, precision=None, preferred_element_type=None)": jnp.inner,
    "insert(arr, obj:any, values:arrays, axis=None)": insert,
    "interp(x, xp, fp, left=None, right=None, period=None)": jnp.interp,
    "intersect1d(ar1, ar2, assume_unique=False, return_indices=False, *, size=None, fill_value=None)":
      jnp.intersect1d,
    "invert(x, /)": jnp.invert,
    "isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)": jnp.isclose,
    "iscomplex(x)": jnp.iscomplex,
    "iscomplexobj(x:arrays)": jnp.iscomplexobj,
    "isfinite(x, /)": jnp.isfinite,
    "isin(element, test_elements, assume_unique=False, invert=False, *, method='auto')": jnp.isin,
    "isinf(x, /)": jnp.isinf,
    "isnan(x, /)": jnp.isnan,
    "isneginf(x, /, out=None)": jnp.isneginf,
    "isposinf(x, /, out=None)": jnp.isposinf,
    "isreal(x)": jnp.isreal,
    "isrealobj(x:arrays)": jnp.isrealobj,
    "ix_(*args)": jnp.ix_,
    "kaiser(M, beta)": jnp.kaiser,
    "kron(a, b)": jnp.kron,
    "lcm(x1, x2)": jnp.lcm,
    "ldexp(x1, x2, /)": jnp.ldexp,
    "left_shift(x, y, /)": jnp.leftShift,
    "less(x, y, /)": jnp.less,
    "less_equal(x, y, /)": jnp.lessEqual,
    "lexsort(keys:sequence, axis=-1)": jnp.lexsort,
    "linspace(start:counts, stop:counts, | num=50, endpoint=True, retstep=False, dtype=None, axis=0)":
      jnp.linspace,
    "log(x, /)": jnp.log,
    "log10(x, /)": jnp.log10,
    "log1p(x, /)": jnp.log1p,
    "log2(x, /)": jnp.log2,
    "logaddexp(x, y, /)": jnp.logaddexp,
    "logaddexp2(x, y, /)": jnp.logaddexp2,
    "logical_and(x, y, /)": jnp.logicalAnd,
    "logical_not(x, /)": jnp.logicalNot,
    "logical_or(x, y, /)": jnp.logicalOr,
    "logical_xor(x, y, /)": jnp.logicalXor,
    "logspace(start:counts, stop:counts, num=50, endpoint=True, base=10.0, dtype=None, axis=0)": jnp.logspace,
    "mask_indices(n, mask_func, k=0, *, size=None)": jnp.maskIndices,
    "matmul(a, b, *, precision=None, preferred_element_type=None)": jnp.matmul,
    "matrix_transpose(x, /)": jnp.matrixTranspose,
    "matvec(x1, x2, /)": jnp.matvec,
    "max(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.max,
    "maximum(x, y, /)": jnp.maximum,
    "mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=None)": jnp.mean,
    "median(a, axis=None, out=None, overwrite_input=False, keepdims=False)": jnp.median,
    "meshgrid(*xi, sparse=False, indexing='xy')": jnp.meshgrid,
    "min(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.min,
    "minimum(x, y, /)": jnp.minimum,
    "mod(x1, x2, /)": jnp.mod,
    "modf(x, /, out=None)": jnp.modf,
    "moveaxis(a, source, destination)": jnp.moveaxis,
    "multiply(x, y, /)": jnp.multiply,
    "nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None)": jnp.nanToNum,
    "nanargmax(a, axis=None, out=None, keepdims=None)": jnp.nanargmax,
    "nanargmin(a, axis=None, out=None, keepdims=None)": jnp.nanargmin,
    "nancumprod(a, axis=None, dtype=None, out=None)": jnp.nancumprod,
    "nancumsum(a, axis=None, dtype=None, out=None)": jnp.nancumsum,
    "nanmax(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.nanmax,
    "nanmean(a, axis=None, dtype=None, out=None, keepdims=False, where=None)": jnp.nanmean,
    "nanmedian(a, axis=None, out=None, overwrite_input=False, keepdims=False)": jnp.nanmedian,
    "nanmin(a, axis=None, out=None, keepdims=False, initial=None, where=None)": jnp.nanmin,
    "nanpercentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)":
      jnp.nanpercentile,
    "nanprod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None)": jnp.nanprod,
    "nanquantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)":
      jnp.nanquantile,
    "nanstd(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=None, mean=None)": jnp.nanstd,
    "nansum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None)": jnp.nansum,
    "nanvar(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, where=None, mean=None)": jnp.nanvar,
    "ndim(a:arrays)": jnp.ndim,
    "negative(x, /)": jnp.negative,
    "nextafter(x, y, /)": jnp.nextafter,
    "nonzero(a, *, size=None, fill_value=None)": jnp.nonzero,
    "not_equal(x, y, /)": jnp.notEqual,
    "ones(shape, dtype=None, *, device=None)": jnp.ones,
    "ones_like(a:like, dtype=None, shape=None)": jnp.onesLike,
    "outer(a, b, out=None)": jnp.outer,
    "pad(array, pad_width, mode='constant', *, constant_values=0, end_values=0, stat_length:static=None, reflect_type='even')":
      jnp.pad,
    "partition(a, kth, axis=-1)": jnp.partition,
    "percentile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)":
      jnp.percentile,
    "permute_dims(a, /, axes)": jnp.permuteDims,
    "piecewise(x, condlist, funclist:functions, *args, **kw)": jnp.piecewise,
    "place(arr, mask, vals, *, inplace=True)": jnp.place,
    "poly(seq_of_zeros:arrays)": jnp.poly,
    "polyadd(a1, a2)": jnp.polyadd,
    "polyder(p, m:static=1)": jnp.polyder,
    "polydiv(u, v, *, trim_leading_zeros=False)": jnp.polydiv,
    "polyint(p, m:static=1, k=None)": jnp.polyint,
    "polymul(a1, a2, *, trim_leading_zeros=False)": jnp.polymul,
    "polysub(a1, a2)": jnp.polysub,
    "polyval(p, x, *, unroll=16)": jnp.polyval,
    "positive(x, /)": jnp.positive,
    "pow(x1, x2, /)": jnp.pow,
    "power(x1, x2, /)": jnp.power,
    "prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None, promote_integers=True)":
      jnp.prod,
    "ptp(a, axis=None, out=None, keepdims=False)": jnp.ptp,
    "put(a, ind, v, mode=None, *, inplace=True)": jnp.put,
    "put_along_axis(arr, indices, values, axis, inplace=True, *, mode=None)": jnp.putAlongAxis,
    "quantile(a, q, axis=None, out=None, overwrite_input=False, method='linear', keepdims=False, *, weights=None)":
      jnp.quantile,
    "rad2deg(x, /)": jnp.rad2deg,
    "radians(x, /)": jnp.radians,
    "ravel(a, order='C')": jnp.ravel,
    "ravel_multi_index(multi_index, dims, mode='raise', order='C', *, dtype=None)": jnp.ravelMultiIndex,
    "real(val, /)": jnp.real,
    "reciprocal(x, /)": jnp.reciprocal,
    "remainder(x1, x2, /)": jnp.remainder,
    "repeat(a, repeats:counts, axis=None, *, total_repeat_length=None)": jnp.repeat,
    "reshape(a, shape:lengths, order='C', *, copy=None, out_sharding=None)": jnp.reshape,
    "resize(a, new_shape)": jnp.resize,
    "right_shift(x1, x2, /)": jnp.rightShift,
    "rint(x, /)": jnp.rint,
    "roll(a, shift:counts, axis=None)": jnp.roll,
    "rollaxis(a, axis, start=0)": jnp.rollaxis,
    "rot90(m, k=1, axes=None)": jnp.rot90,
    "round(a, decimals=0, out=None)": jnp.round,
    "searchsorted(a, v, side='left', sorter=None, *, method='scan')": jnp.searchsorted,
    "select(condlist, choicelist, default=0)": jnp.select,
    "setdiff1d(ar1, ar2, assume_unique=False, *, size=None, fill_value=None)": jnp.setdiff1d,
    "setxor1d(ar1, ar2, assume_unique=False, *, size=None, fill_value=None)": jnp.setxor1d,
    "shape(a:arrays)": jnp.shape,
    "sign(x, /)": jnp.sign,
    "signbit(x, /)": jnp.signbit,
    "sin(x, /)": jnp.sin,
    "sinc(x, /)": jnp.sinc,
    "sinh(x, /)": jnp.sinh,
    "size(a:arrays, axis=None)": jnp.size,
    "sort(a, axis=-1, *, kind=None, order=None, stable=True, descending=False)": jnp.sort,
    "spacing(x, /)": jnp.spacing,
    "split(ary, indices_or_sections, axis=0)": jnp.split,
    "sqrt(x, /)": jnp.sqrt,
    "square(x, /)": jnp.square,
    "squeeze(a, axis=None)": jnp.squeeze,
    "stack(arrays, axis=0, out=None, dtype=None)": jnp.stack,
    "std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=None, mean=None, correction=None)":
      jnp.std,
    "subtract(x, y, /)": jnp.subtract,
    "sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=None, where=None, promote_integers=True)":
      jnp.sum,
    "swapaxes(a, axis1, axis2)": jnp.swapaxes,
    "take(a, indices, axis=None, out=None, mode=None, unique_indices=False, indices_are_sorted=False, fill_value=None)":
      jnp.take,
    "take_along_axis(arr, indices, axis=-1, mode=None, fill_value=None, *, wrap_negative_indices=None)":
      jnp.takeAlongAxis,
    "tan(x, /)": jnp.tan,
    "tanh(x, /)": jnp.tanh,
    "tensordot(a, b, axes=2, *, precision=None, preferred_element_type=None)": jnp.tensordot,
    "tile(A, reps)": jnp.tile,
    "trace(a, offset=0, axis1=0, axis2=1, dtype=None, out=None)": jnp.trace,
    "transpose(a, axes=None)": jnp.transpose,
    "trapezoid(y, x=None, dx=1.0, axis=-1)": jnp.trapezoid,
    "tri(N, M=None, k=0, dtype=None)": jnp.tri,
    "tril(m, k=0)": jnp.tril,
    "tril_indices(n, k=0, m:static=None)": jnp.trilIndices,
    "tril_indices_from(arr, k=0)": jnp.trilIndicesFrom,
    "trim_zeros(filt, trim='fb', axis=None)": jnp.trimZeros,
    "triu(m, k=0)": jnp.triu,
    "triu_indices(n, k=0, m:static=None)": jnp.triuIndices,
    "triu_indices_from(arr, k=0)": jnp.triuIndicesFrom,
    "true_divide(x1, x2, /)": jnp.trueDivide,
    "trunc(x)": jnp.trunc,
    "union1d(ar1, ar2, *, size=None, fill_value=None)": jnp.union1d,
    "unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, *, equal_nan=True, size=None, fill_value=None, sorted=True)":
      jnp.unique,
    "unique_all(x, /, *, size=None, fill_value=None)": named(
      "_UniqueAllResult",
      "values indices inverse_indices counts",
      jnp.uniqueAll,
    ),
    "unique_counts(x, /, *, size=None, fill_value=None)": named(
      "_UniqueCountsResult",
      "values counts",
      jnp.uniqueCounts,
    ),
    "unique_inverse(x, /, *, size=None, fill_value=None)": named(
      "_UniqueInverseResult",
      "values inverse_indices",
      jnp.uniqueInverse,
    ),
    "unique_values(x, /, *, size=None, fill_value=None)": jnp.uniqueValues,
    "unravel_index(indices, shape)": jnp.unravelIndex,
    "unstack(x, /, *, axis=0)": jnp.unstack,
    "unwrap(p, discont=None, axis=-1, period=6.283185307179586)": jnp.unwrap,
    "vander(x, N=None, increasing=False)": jnp.vander,
    "var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=None, mean=None, correction=None)":
      jnp.var,
    "vdot(a, b, *, precision=None, preferred_element_type=None)": jnp.vdot,
    "vecdot(x1, x2, /, *, axis=-1, precision=None, preferred_element_type=None)": jnp.vecdot,
    "vecmat(x1, x2, /)": jnp.vecmat,
    "vectorize(pyfunc, *, excluded=None, signature=None)": jnp.vectorize,
    "vsplit(ary, indices_or_sections)": jnp.vsplit,
    "vstack(tup, dtype=None)": jnp.vstack,
    "where(condition, x=None, y=None, /, | size=None, fill_value=None)": jnp.where,
    "zeros(shape, dtype=None, *, device=None)": jnp.zeros,
    "zeros_like(a:like, dtype=None, shape=None)": jnp.zerosLike,
  },
  ufuncs,
);
