import { ArrayType, sameShape, showShape, sizeOf } from "../ir/arrayType.js";
import {
  bitsOf,
  defaultFloat,
  defaultInt,
  type DType,
  dtypes as allDTypes,
  greatest,
  isFloating,
  isInteger,
  isNarrow,
  isSigned,
  isWide,
  least,
  type Promotable,
  promote,
  toDType,
} from "../ir/dtype.js";
import { OverflowError, TypeError, ValueError } from "../ir/errors.js";
import { roundToBfloat16, roundToFloat16 } from "../ir/float16.js";
import { wholeInt64, wholeUint64 } from "../ir/int64.js";
import { currentNotation } from "../ir/notation.js";
import { formatArray, inspectArray } from "./format.js";
import { arrayForm, hasArrayForm, type HostData, type Scalar, type TypedArray, Value } from "./value.js";

export type { HostData };

/** An array with its elements in JavaScript memory. Immutable. */
export class HostArray extends Value {
  constructor(
    readonly type: ArrayType,
    /** Not to be written to. */
    readonly values: HostData,
    /** What stands for it outside of arrays, if it was a number. */
    readonly given?: Scalar,
  ) {
    super();
  }

  /**
   * A copy of the elements, row-major: a Float32Array for floats of up to 32 bits, the array of its name for an integer, a Float64Array for
   * all of 64 bits, or a Uint8Array of 0 and 1 for bool.
   */
  async data(): Promise<HostData> {
    return this.values.slice();
  }

  /** The single element, as a JavaScript number or boolean. Throws a TypeError unless there is exactly one. */
  item(): number | boolean {
    if (this.size !== 1)
      throw new TypeError(
        `Only arrays of size 1 can be converted to a number: this one has shape ${showShape(this.shape)}`,
      );
    return element(this.dtype, this.values[0]);
  }

  /** Nested JavaScript lists of numbers or booleans; a number for a scalar. */
  tolist(): unknown {
    return nest(this.values, this.shape, this.dtype);
  }

  /** As NumPy prints it. */
  override toString(): string {
    return formatArray(this.values, this.type);
  }

  [Symbol.toPrimitive](hint: string): number | boolean | string {
    if (hint === "string") return this.toString();
    return this.item();
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return inspectArray(this.values, this.type);
  }
}

function element(dtype: DType, x: number): number | boolean {
  return dtype === "bool" ? x !== 0 : x;
}

function nest(values: ArrayLikeNumbers, shape: readonly number[], dtype: DType): unknown {
  let offset = 0;
  const build = (axis: number): unknown =>
    axis === shape.length
      ? element(dtype, values[offset++])
      : Array.from({ length: shape[axis] }, () => build(axis + 1));
  return build(0);
}

type ArrayLikeNumbers = { readonly length: number; readonly [i: number]: number };

/** Zero-filled elements for an array of this dtype. */
export function allocate(dtype: DType, size: number): HostData {
  switch (dtype) {
    case "float64":
    case "int64":
    case "uint64":
      return new Float64Array(size);
    case "float32":
    case "float16":
    case "bfloat16":
      return new Float32Array(size);
    case "int32":
      return new Int32Array(size);
    case "int16":
      return new Int16Array(size);
    case "int8":
      return new Int8Array(size);
    case "uint16":
      return new Uint16Array(size);
    case "uint32":
      return new Uint32Array(size);
    case "uint8":
    case "bool":
      return new Uint8Array(size);
    case "float0":
      return new Uint8Array(0);
  }
}

/** Converts one number to what an array of this dtype can hold, as NumPy casts do (NaN to an integer is 0). */
export function toElement(dtype: DType, x: number): number {
  switch (dtype) {
    case "float64":
      return x;
    case "int64":
      return wholeInt64(x);
    case "uint64":
      return wholeUint64(x);
    case "float32":
      return Math.fround(x);
    case "float16":
      return roundToFloat16(x);
    case "bfloat16":
      return roundToBfloat16(x);
    case "int32":
    case "int16":
    case "int8":
    case "uint32":
    case "uint16":
    case "uint8":
      return Number.isNaN(x) ? 0 : Math.min(Math.max(Math.trunc(x), least(dtype)), greatest(dtype));
    case "bool":
      return x !== 0 ? 1 : 0;
    case "float0":
      return 0;
  }
}

/** A scalar array; `given` where it stands for a number of the user's. */
export function scalar(value: Scalar, type: ArrayType, given?: Scalar): HostArray {
  const values = allocate(type.dtype, 1);
  if (values.length > 0) values[0] = toElement(type.dtype, Number(value));
  return new HostArray(type, values, given);
}

/** An array filled with one value. */
export function filled(value: number | boolean, type: ArrayType): HostArray {
  const values = allocate(type.dtype, type.size);
  const x = toElement(type.dtype, Number(value));
  if (x !== 0 || Object.is(x, -0)) values.fill(x);
  return new HostArray(type, values);
}

/** The types of scalars: of bare numbers, and of others. */
const weakTypes = new Map(allDTypes.map((dtype) => [dtype, new ArrayType(dtype, [], true)]));
const strongTypes = new Map(allDTypes.map((dtype) => [dtype, new ArrayType(dtype, [])]));

function typeOfScalar(x: Scalar): ArrayType {
  if (typeof x === "boolean") return strongTypes.get("bool")!;
  return weakTypes.get(typeof x === "number" ? defaultFloat() : defaultInt())!;
}

/** The function and argument, for an error; as a function where the text is costly to make. */
type Where = string | (() => string);

/**
 * Turns what users pass for an array into one. A bare number is a weakly typed float, a bigint a weakly typed integer;
 * lists of numbers are floats, lists of booleans bool.
 */
export function toValue(x: unknown, where?: Where): Value {
  if (x instanceof Value) return x;
  switch (typeof x) {
    case "number":
      return scalar(x, typeOfScalar(x), x);
    case "boolean":
      return scalar(x, typeOfScalar(x), x);
    case "bigint":
      if (!fits(x, defaultInt()))
        throw new OverflowError(`Python int ${x} too large to convert to ${defaultInt()}`);
      return scalar(x, typeOfScalar(x), x);
    case "object":
      if (ArrayBuffer.isView(x) && !(x instanceof DataView)) return fromTyped(x as TypedArray);
      if (Array.isArray(x)) return fromList(x, where);
      if (hasArrayForm(x)) return x[arrayForm]();
  }
  throw notAnArray(x, where);
}

/** Whether a dtype of integers has room for a number. */
export function fits(x: bigint, dtype: DType): boolean {
  const cut = isSigned(dtype) ? BigInt.asIntN : BigInt.asUintN;
  return cut(bitsOf(dtype), x) === x;
}

/** Throws for a number that a dtype of integers has no room for. */
export function expectFits(x: unknown, dtype: DType): void {
  if (typeof x === "bigint" && isInteger(dtype) && !fits(x, dtype))
    throw new OverflowError(`Python integer ${x} out of bounds for ${dtype}`);
}

/** For a value that is no array where one is needed. */
export function notAnArray(x: unknown, where?: Where): TypeError {
  const { str, type } = currentNotation();
  const shown = typeof x === "function" ? `function ${x.name || "(anonymous)"}` : `'${str(x)}'`;
  const kind = typeof x === "object" ? `'${type(x)}'` : type(x);
  const expected = "expected an array, a number, a boolean, a typed array or nested lists of numbers.";
  return new TypeError(`Argument ${shown} of type ${kind} is not a valid JAX type`, {
    hint: `${prefix(where)}${expected}`,
  });
}

function prefix(where?: Where): string {
  const text = typeof where === "function" ? where() : where;
  return text ? `${text}: ` : "";
}

function isTypedArray(x: unknown): x is TypedArray {
  return ArrayBuffer.isView(x) && !(x instanceof DataView);
}

function dtypeOfTyped(x: TypedArray): DType {
  if (x instanceof Float64Array) return defaultFloat();
  if (x instanceof Float32Array) return "float32";
  if (x instanceof Uint32Array) return "uint32";
  return "int32";
}

function fromTyped(x: TypedArray): HostArray {
  const dtype = dtypeOfTyped(x);
  const values = allocate(dtype, x.length);
  values.set(x);
  return new HostArray(new ArrayType(dtype, [x.length]), values);
}

/**
 * Nested lists of numbers, booleans, bigints, typed arrays and host arrays. Lists with traced or device arrays
 * are stacked by `numpy.array`, not here.
 */
function fromList(list: readonly unknown[], where?: Where, wanted?: DType): HostArray {
  const shape = shapeOfList(list, where);
  const flat: Scalar[] = [];
  const types = new Set<Promotable>();
  collect(list, flat, types, where);
  const dtype = wanted ?? (types.size === 0 ? defaultFloat() : promote([...types]).dtype);
  for (const x of flat) expectFits(x, dtype);
  const values = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, Number(flat[i]));
  return new HostArray(new ArrayType(dtype, shape), values);
}

function shapeOfList(x: unknown, where?: Where): number[] {
  if (x instanceof Value) return [...x.shape];
  if (isTypedArray(x)) return [x.length];
  if (!Array.isArray(x)) return [];
  if (x.length === 0) return [0];
  const shapes = x.map((item) => shapeOfList(item, where));
  const [first] = shapes;
  const odd = shapes.find((shape) => !sameShape(first, shape));
  if (odd) {
    const equal = first
      .map((d, i) => d === odd[i])
      .concat(false)
      .indexOf(false);
    const common = [x.length, ...first.slice(0, equal)];
    throw new ValueError(
      `setting an array element with a sequence. The requested array has an inhomogeneous shape after ${common.length} dimensions. ` +
        `The detected shape was ${showShape(common)} + inhomogeneous part.`,
      {
        hint: `${prefix(where)}nested lists must form a rectangle: one has elements of shapes ${showShape(first)} and ${showShape(odd)}.`,
      },
    );
  }
  return [x.length, ...first];
}

function collect(x: unknown, into: Scalar[], types: Set<Promotable>, where?: Where): void {
  if (Array.isArray(x)) {
    for (const item of x) collect(item, into, types, where);
  } else if (x instanceof HostArray) {
    types.add((x.weakType ? weakTypes : strongTypes).get(x.dtype)!);
    for (const v of x.values) into.push(v);
  } else if (isTypedArray(x)) {
    types.add(strongTypes.get(dtypeOfTyped(x))!);
    for (const v of x) into.push(v);
  } else if (typeof x === "number" || typeof x === "boolean" || typeof x === "bigint") {
    types.add(typeOfScalar(x));
    into.push(x);
  } else throw notAnArray(x, where);
}

/** An array from elements in row-major order, `jnp.array` style: data is copied. */
export function hostArray(
  data: unknown,
  options: { dtype?: string; shape?: readonly number[] } = {},
): HostArray {
  const wanted = options.dtype === undefined ? undefined : toDType(options.dtype);
  const made = Array.isArray(data) ? fromList(data, undefined, wanted) : (toValue(data) as HostArray);
  const dtype = wanted ?? made.dtype;
  const shape = options.shape ?? made.shape;
  if (sizeOf(shape) !== made.size)
    throw new TypeError(`${made.size} elements don't fill an array of shape ${showShape(shape)}`);
  const values = dtype === made.dtype ? made.values : convert(made, dtype);
  return new HostArray(new ArrayType(dtype, shape), values);
}

/** The elements of an array in another dtype. */
export function convert(x: HostArray, dtype: DType): HostData {
  const from = x.values;
  const values = allocate(dtype, x.size);
  const wraps = !isFloating(x.dtype) && isInteger(dtype) && !isWide(dtype);
  const holdsAll = dtype === "float32" || dtype === "float64";
  if (wraps || (holdsAll && from.length === values.length)) values.set(from);
  else for (let i = 0; i < values.length; i++) values[i] = toElement(dtype, from[i]);
  return values;
}

/** The number that an array was made of, where a number was given for it; anything else as it is. */
export function numberGiven(x: unknown): unknown {
  return x instanceof HostArray && x.given !== undefined ? x.given : x;
}

/** An array that its user asked for: it stands for no number, whatever it was made of. */
export function asArray(x: Value): Value {
  return x instanceof HostArray && x.given !== undefined ? new HostArray(x.type, x.values) : x;
}

/** Elements as kernels and buffers have them: narrow ones in 32 bits. */
export function toHeld(dtype: DType, values: HostData): HostData {
  if (!isNarrow(dtype) || dtype === "bfloat16" || values.BYTES_PER_ELEMENT === 4) return values;
  return isSigned(dtype) ? Int32Array.from(values) : Uint32Array.from(values);
}

/** What kernels made of narrow elements, which may not fit, as elements of the dtype. */
export function fromHeld(dtype: DType, values: HostData): HostData {
  if (!isNarrow(dtype)) return values;
  if (dtype === "bfloat16") return values.map(roundToBfloat16);
  const narrow = allocate(dtype, values.length);
  narrow.set(values);
  return narrow;
}
