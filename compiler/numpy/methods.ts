/**
 * The methods of arrays: `x.add(y)`, `x.sum({ axis: 0 })`, `x.T`, `x.at(i).set(y)` …
 * Each is the function of the same name with the array as first argument. Importing this file defines them.
 */

import { bitsOf, toDType } from "../ir/dtype.js";
import { TypeError } from "../ir/errors.js";
import type { Arguments } from "../ir/options.js";
import { bitcastConvertType } from "../primitives/conversion.js";
import type { HostData } from "../trace/hostArray.js";
import { concretizationError, Tracer } from "../trace/tracer.js";
import { type ArrayLike, Value } from "../trace/value.js";
import * as arithmetic from "./arithmetic.js";
import * as cumulative from "./cumulative.js";
import { at, get, type At, type Index } from "./at.js";
import * as complex from "./complex.js";
import * as coordinates from "./coordinates.js";
import * as creation from "./creation.js";
import type { Shape } from "./creation.js";
import { unstack } from "./joining.js";
import { choose, compress, take, type CompressOptions, type TakeOptions } from "./indexing.js";
import * as diagonals from "./diagonals.js";
import * as dtypes from "./dtypes.js";
import * as linear from "./linear.js";
import * as logic from "./logic.js";
import * as powers from "./powers.js";
import type { ProductOptions } from "./precision.js";
import * as rounding from "./rounding.js";
import * as reductions from "./reductions.js";
import * as repeating from "./repeating.js";
import * as shapes from "./shape.js";
import * as statistics from "./statistics.js";
import * as sorting from "./sorting.js";
import * as transcendental from "./transcendental.js";

type Binary = (y: ArrayLike) => Value;
type Unary = () => Value;
type PlaceOptions = { axis?: number | null; keepdims?: boolean };

/** Axes or lengths, as one list or one by one. */
type Lengths = [readonly number[]] | number[];

/**
 * Reading the elements; host arrays have their own. Tracers of concrete computations hand on to the array behind them.
 */
interface Elements {
  /** The elements, row-major: a Float32Array, Int32Array, Uint32Array, or a Uint8Array of 0 and 1 for bool. */
  data(): Promise<HostData>;
  /**
   * The single element, as a JavaScript number or boolean. Throws where its value isn't known, or there are several.
   */
  item(): number | boolean;
  /** Nested JavaScript lists of numbers or booleans. Throws where the values aren't known. */
  tolist(): unknown;
}

interface Methods {
  /** x + y. */
  add: Binary;
  /** x - y. */
  sub: Binary;
  /** The same as `sub`, under NumPy's name. */
  subtract: Binary;
  /** x · y. */
  mul: Binary;
  /** The same as `mul`, under NumPy's name. */
  multiply: Binary;
  /** x / y, a float. */
  div: Binary;
  /** The same as `div`, under NumPy's name. */
  divide: Binary;
  /** x / y rounded down. */
  floordiv: Binary;
  /** The remainder of x / y with the sign of y. */
  mod: Binary;
  /** x to the power y. */
  pow: Binary;
  /** The same as `pow`, under NumPy's name. */
  power: Binary;
  /** -x. */
  neg: Unary;
  /** The same as `neg`, under NumPy's name. */
  negative: Unary;
  /** |x|. */
  abs: Unary;
  /** x < y. */
  lt: Binary;
  /** x <= y. */
  le: Binary;
  /** x > y. */
  gt: Binary;
  /** x >= y. */
  ge: Binary;
  /** x == y. */
  eq: Binary;
  /** x != y. */
  ne: Binary;
  /** x & y on bits; `and` of booleans. */
  and: Binary;
  /** x | y on bits; `or` of booleans. */
  or: Binary;
  /** x ^ y on bits; exclusive or of booleans. */
  xor: Binary;
  /** ~x on bits; `not` of booleans. */
  not: Unary;
  exp: Unary;
  log: Unary;
  sin: Unary;
  cos: Unary;
  tanh: Unary;
  sqrt: Unary;
  square: Unary;
  sign: Unary;
  floor: Unary;
  ceil: Unary;
  /** The real part: the array itself. */
  conj: Unary;
  /** The same as `conj`. */
  conjugate: Unary;
  /** Rounded to `decimals` places, halves to even. */
  round(...rest: Arguments<{ decimals?: number }, ["decimals"]>): Value;
  /** Limited to lie between `min` and `max`. */
  clip(...rest: Arguments<arithmetic.Limits, ["min", "max"]>): Value;
  /** NumPy's dot product. */
  dot(y: ArrayLike, options?: ProductOptions): Value;
  /** The matrix product. */
  matmul(y: ArrayLike, options?: ProductOptions): Value;
  sum(options?: reductions.SumOptions): Value;
  prod(options?: reductions.SumOptions): Value;
  mean(options?: statistics.MeanOptions): Value;
  max(options?: reductions.ReductionOptions): Value;
  min(options?: reductions.ReductionOptions): Value;
  var(options?: statistics.VarianceOptions): Value;
  std(options?: statistics.VarianceOptions): Value;
  ptp(options?: reductions.AxisOptions): Value;
  any(options?: reductions.ReductionOptions): Value;
  all(options?: reductions.ReductionOptions): Value;
  argmax(options?: PlaceOptions): Value;
  argmin(options?: PlaceOptions): Value;
  cumsum(options?: cumulative.CumulativeOptions): Value;
  cumprod(options?: cumulative.CumulativeOptions): Value;
  sort(options?: sorting.SortOptions): Value;
  argsort(options?: sorting.SortOptions): Value;
  /** `x.reshape([2, 3])` or `x.reshape(2, 3)`; one length may be -1. */
  reshape(...shape: Lengths | [...Lengths, shapes.ReshapeOptions]): Value;
  /** All elements in one axis. */
  ravel(options?: shapes.OrderOption): Value;
  /** The same as `ravel`. */
  flatten(options?: shapes.OrderOption): Value;
  /** `x.transpose()`, `x.transpose([1, 0, 2])` or `x.transpose(1, 0, 2)`. */
  transpose(...axes: Lengths | [shapes.TransposeOptions]): Value;
  swapaxes(axis1: number, axis2: number): Value;
  squeeze(options?: { axis?: number | readonly number[] | null }): Value;
  repeat(...rest: Arguments<repeating.RepeatOptions, ["repeats"]>): Value;
  diagonal(...rest: Arguments<diagonals.DiagonalOptions, ["offset"]>): Value;
  trace(...rest: Arguments<diagonals.TraceOptions, ["offset"]>): Value;
  /** The array in another dtype, given by name. */
  astype(...rest: Arguments<dtypes.AstypeOptions, ["dtype"]>): Value;
  /** The same bits as another dtype of as many, given by name. */
  view(dtype?: string): Value;
  /** A copy, which is the array itself: arrays don't change. */
  copy: Unary;
  /** Of the places of the elements that are not zero, one array for each axis. */
  nonzero(options?: coordinates.NonzeroOptions): Value[];
  /** Where elements of `values` belong in this sorted row. */
  searchsorted(values: ArrayLike, options?: sorting.SearchOptions): Value;
  /** For each place the element of the array of `choices` with this number. */
  choose(choices: readonly ArrayLike[], options?: { mode?: "raise" | "clip" | "wrap" }): Value;
  /** The slices or elements where the condition is true. */
  compress(condition: ArrayLike, options?: CompressOptions): Value;
  /** The order in which `kth` stands where sorting puts it. */
  partition(...rest: Arguments<sorting.PartitionOptions, ["kth"]>): Value;
  argpartition(...rest: Arguments<sorting.PartitionOptions, ["kth"]>): Value;
  take(indices: ArrayLike, options?: TakeOptions): Value;
  /** The part at these places: `x.get(0)`, `x.get(slice(1, 3), null)`, `x.get([2, 0])`. */
  get(...index: Index[]): Value;
  /** The part at these places, to be changed in a copy: `x.at(i).add(y)`. */
  at(...index: Index[]): At;
  /** What `JSON.stringify` writes: `tolist()`. */
  toJSON(): unknown;
  /** The real part: the array itself. */
  readonly real: Value;
  /** The imaginary part: zeros. */
  readonly imag: Value;
  /** How many bytes an element has on the device; 4 for booleans. */
  readonly itemsize: number;
  /** How many bytes all elements have on the device. */
  readonly nbytes: number;
  /** The array with its axes reversed. */
  readonly T: Value;
  /** The array with its last two axes exchanged. */
  readonly mT: Value;
}

declare module "../trace/value.js" {
  // By their names: a class's members named by symbols are lost where declarations merge.
  interface Value extends Methods, Disposable, Iterable<Value> {}
}

type Function = (x: Value, ...rest: never) => unknown;

/** Lengths or axes, however they were given, as one list, and options behind it. */
function listed<T extends readonly unknown[]>(given: readonly unknown[]): T {
  const numbers = given.filter((x) => typeof x === "number");
  return (numbers.length === 0 ? given : [numbers, ...given.slice(numbers.length)]) as unknown as T;
}

const functions: Record<Exclude<keyof Methods, keyof typeof properties>, Function> = {
  add: arithmetic.add,
  sub: arithmetic.subtract,
  subtract: arithmetic.subtract,
  mul: arithmetic.multiply,
  multiply: arithmetic.multiply,
  div: arithmetic.divide,
  divide: arithmetic.divide,
  floordiv: arithmetic.floorDivide,
  mod: arithmetic.mod,
  pow: powers.power,
  power: powers.power,
  neg: arithmetic.negative,
  negative: arithmetic.negative,
  abs: arithmetic.abs,
  lt: logic.less,
  le: logic.lessEqual,
  gt: logic.greater,
  ge: logic.greaterEqual,
  eq: logic.equal,
  ne: logic.notEqual,
  and: logic.bitwiseAnd,
  or: logic.bitwiseOr,
  xor: logic.bitwiseXor,
  not: logic.bitwiseNot,
  exp: transcendental.exp,
  log: transcendental.log,
  sin: transcendental.sin,
  cos: transcendental.cos,
  tanh: transcendental.tanh,
  sqrt: powers.sqrt,
  square: powers.square,
  sign: arithmetic.sign,
  floor: rounding.floor,
  ceil: rounding.ceil,
  conj: complex.conjugate,
  conjugate: complex.conjugate,
  round: rounding.round,
  clip: arithmetic.clip,
  dot: linear.dot,
  matmul: linear.matmul,
  sum: reductions.sum,
  prod: reductions.prod,
  mean: statistics.mean,
  max: reductions.max,
  min: reductions.min,
  var: statistics.variance,
  std: statistics.std,
  ptp: reductions.ptp,
  any: reductions.any,
  all: reductions.all,
  argmax: reductions.argmax,
  argmin: reductions.argmin,
  cumsum: cumulative.cumsum,
  cumprod: cumulative.cumprod,
  sort: sorting.sort,
  argsort: sorting.argsort,
  reshape: (x: Value, ...shape: unknown[]) =>
    shapes.reshape(x, ...(shape.length === 0 ? [[]] : listed<[Shape]>(shape))),
  ravel: shapes.ravel,
  flatten: shapes.ravel,
  transpose: (x: Value, ...axes: unknown[]) => shapes.transpose(x, ...listed<[readonly number[]]>(axes)),
  swapaxes: shapes.swapaxes,
  squeeze: shapes.squeeze,
  repeat: repeating.repeat,
  diagonal: diagonals.diagonal,
  trace: diagonals.trace,
  astype: dtypes.astype,
  view: (x: Value, dtype: string = x.dtype) => bitcastConvertType(x, toDType(dtype)),
  copy: creation.copy,
  nonzero: coordinates.nonzero,
  searchsorted: sorting.searchsorted,
  choose,
  compress: (x: Value, condition: ArrayLike, options?: CompressOptions) => compress(condition, x, options),
  partition: sorting.partition,
  argpartition: sorting.argpartition,
  take,
  get,
  at,
  toJSON: (x: Value) => x.tolist(),
};

const bytesOf = (x: Value): number => (x.dtype === "float0" ? 0 : Math.ceil(bitsOf(x.dtype) / 8));

const properties = {
  T: (x: Value) => shapes.transpose(x),
  mT: (x: Value) => shapes.matrixTranspose(x),
  real: complex.real,
  imag: complex.imag,
  itemsize: bytesOf,
  nbytes: (x: Value) => bytesOf(x) * x.size,
};

/** The array behind a tracer, where there is one. */
function concrete(x: Value, method: string): Value & Elements {
  const value = x instanceof Tracer ? x.concrete() : undefined;
  if (value) return value;
  if (x instanceof Tracer) throw concretizationError(x, `${method}() needs its elements.`);
  throw new TypeError(
    `${method}() needs the elements of an array that is on the device: await x.data() first`,
  );
}

const elements: Elements & ThisType<Value> = {
  async data() {
    return concrete(this, "data").data();
  },
  item() {
    return concrete(this, "item").item();
  },
  tolist() {
    return concrete(this, "tolist").tolist();
  },
};

function rows(this: Value): IterableIterator<Value> {
  if (this.ndim === 0) throw new TypeError("iteration over a 0-d array");
  return unstack(this).values();
}

/** Defines the methods; once is enough. */
function defineMethods(): void {
  if (Object.hasOwn(Value.prototype, "add")) return;
  for (const [name, f] of Object.entries(functions)) {
    const method = function (this: Value, ...rest: unknown[]): unknown {
      return (f as (x: Value, ...rest: unknown[]) => unknown)(this, ...rest);
    };
    Object.defineProperty(method, "name", { value: name });
    Object.defineProperty(Value.prototype, name, { value: method, writable: true, configurable: true });
  }
  for (const [name, value] of Object.entries(elements))
    Object.defineProperty(Value.prototype, name, {
      value: value as unknown,
      writable: true,
      configurable: true,
    });
  Object.defineProperty(Value.prototype, Symbol.iterator, {
    value: rows,
    writable: true,
    configurable: true,
  });
  for (const [name, f] of Object.entries(properties)) {
    const get = function (this: Value): Value | number {
      return f(this);
    };
    Object.defineProperty(Value.prototype, name, { get, configurable: true });
  }
}

defineMethods();
