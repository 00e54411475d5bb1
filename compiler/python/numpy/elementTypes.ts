/** NumPy's dtypes as far as they are here: how elements are stored, cast, and to what two of them promote. */

import { roundToFloat16 } from "../../ir/float16.js";
import { dtypeName, dtypeObject, type DTypeObject } from "../jax/dtypes.js";
import { attributeOr } from "../objects/attributes.js";
import { objectType, Type } from "../objects/type.js";
import { repr } from "../objects/text.js";
import type { Value } from "../objects/value.js";
import { fail } from "../text/failure.js";

/** An element: a bigint of 64-bit integers, a number of all others (0 or 1 of bool). */
export type Element = number | bigint;

export type Store =
  | Float64Array
  | Float32Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint32Array
  | Uint16Array
  | Uint8Array
  | BigInt64Array
  | BigUint64Array;

interface StoreClass {
  new (length: number): Store;
}

export class ElementType {
  /** Bits of an integer, or of the whole float. */
  readonly bits: number;
  readonly isBig: boolean;
  private readonly words: Store;

  constructor(
    readonly name: string,
    /** `V` of float0, whose elements are all the same. */
    readonly kind: "b" | "i" | "u" | "f" | "V",
    readonly bytes: number,
    private readonly storeClass: StoreClass,
  ) {
    this.bits = bytes * 8;
    this.isBig = bytes === 8 && kind !== "f";
    this.words = new storeClass(1);
  }

  get isFloat(): boolean {
    return this.kind === "f";
  }

  get isInteger(): boolean {
    return this.kind === "i" || this.kind === "u";
  }

  get object(): DTypeObject {
    return dtypeObject(this.name);
  }

  allocate(length: number): Store {
    return new this.storeClass(length);
  }

  /** Elements of this type from those of another. */
  convert(from: ArrayLike<Element>, type: ElementType): Store {
    const to = this.allocate(from.length);
    for (let i = 0; i < from.length; i++) to[i] = this.cast(from[i], type);
    return to;
  }

  /** An element as C casts it: floats are cut off, integers wrap around. */
  cast(x: Element, from: ElementType): Element {
    if (from === this) return x;
    // NaN is true.
    if (this.kind === "b") return Number(x) === 0 ? 0 : 1;
    if (this.isFloat) return this.round(Number(x));
    if (
      from.isFloat &&
      !(Math.abs(x as number) < 2 ** (this.bits >= 32 ? this.bits - (this.kind === "u" ? 0 : 1) : 31))
    )
      return this.isBig ? this.wrap(-(1n << 63n)) : this.wrap(this.bits < 32 ? 0 : -2147483648);
    return this.wrap(x);
  }

  /** The element that arithmetic on numbers gives. */
  round(x: number): number {
    return this.bytes === 8 ? x : this.bytes === 4 ? Math.fround(x) : roundToFloat16(x);
  }

  /** An integer without the bits that there is no room for. */
  wrap(x: Element): Element {
    this.words[0] = this.isBig ? (typeof x === "bigint" ? x : BigInt(Math.trunc(x))) : small(x, this.bits);
    return this.words[0];
  }

  get min(): Element {
    if (this.kind === "u" || this.kind === "b") return this.isBig ? 0n : 0;
    return this.isBig ? -(1n << 63n) : -(2 ** (this.bits - 1));
  }

  get max(): Element {
    if (this.kind === "b") return 1;
    const bits = this.kind === "u" ? this.bits : this.bits - 1;
    return this.isBig ? (1n << BigInt(bits)) - 1n : 2 ** bits - 1;
  }

  /** An element as Python's number. */
  toPython(x: Element): bigint | number | boolean {
    return this.kind === "b" ? x !== 0 : this.isFloat ? x : BigInt(x);
  }
}

const small = (x: Element, bits: number): number =>
  Number(typeof x === "bigint" ? BigInt.asIntN(bits + 1, x) : Math.trunc(x));

const all = [
  new ElementType("bool", "b", 1, Uint8Array),
  new ElementType("int8", "i", 1, Int8Array),
  new ElementType("int16", "i", 2, Int16Array),
  new ElementType("int32", "i", 4, Int32Array),
  new ElementType("int64", "i", 8, BigInt64Array),
  new ElementType("uint8", "u", 1, Uint8Array),
  new ElementType("uint16", "u", 2, Uint16Array),
  new ElementType("uint32", "u", 4, Uint32Array),
  new ElementType("uint64", "u", 8, BigUint64Array),
  new ElementType("float16", "f", 2, Float32Array),
  new ElementType("float32", "f", 4, Float32Array),
  new ElementType("float64", "f", 8, Float64Array),
  new ElementType("float0", "V", 1, Uint8Array),
];
export const elementTypes: ReadonlyMap<string, ElementType> = new Map(all.map((t) => [t.name, t]));
export const elementType = (name: string): ElementType => elementTypes.get(name)!;

export const bool = elementType("bool");
export const int64 = elementType("int64");
export const uint64 = elementType("uint64");
const float16 = elementType("float16");
export const float32 = elementType("float32");
export const float64 = elementType("float64");

const aliases: Readonly<Record<string, string>> = {
  b1: "bool", "?": "bool", i1: "int8", b: "int8", u1: "uint8", B: "uint8", i2: "int16", h: "int16", u2: "uint16", H: "uint16",
  i4: "int32", i: "int32", u4: "uint32", I: "uint32", i8: "int64", l: "int64", q: "int64", int: "int64", int_: "int64", intp: "int64", long: "int64",
  u8: "uint64", L: "uint64", uint: "uint64", f2: "float16", e: "float16", half: "float16", f4: "float32", f: "float32", single: "float32",
  f8: "float64", d: "float64", float: "float64", double: "float64", bool_: "bool",
}; // prettier-ignore

const missing = new Set(["complex64", "complex128", "complex", "object", "O", "str", "U", "S"]);

/** The dtype that a value stands for. */
export function toElementType(x: Value): ElementType {
  const bare = typeof x === "string" ? x.replace(/^[<>=|]/, "") : x;
  const name = typeof bare === "string" ? (aliases[bare] ?? bare) : dtypeName(bare);
  const found = name === undefined ? undefined : elementTypes.get(name);
  if (found) return found;
  if (x === null) return float64;
  if (typeof x === "string" && !missing.has(x)) return fail("TypeError", `data type '${x}' not understood`);
  if (typeof x === "string" || name !== undefined || x instanceof Type)
    return fail(
      "NotImplementedError",
      `arrays of dtype ${name ?? (x instanceof Type ? (x === objectType ? "object" : x.name) : (x as string))} are not supported`,
    );
  const own = attributeOr(x, "dtype");
  if (own !== undefined && own !== x) return toElementType(own);
  return fail("TypeError", `Cannot interpret '${repr(x)}' as a data type`);
}

/** What an argument `dtype=None` says. */
export const dtypeOr = <T>(x: Value | undefined, other: T): ElementType | T =>
  x === undefined || x === null ? other : toElementType(x);

/** The smallest type that holds both. */
export function promoteTwo(a: ElementType, b: ElementType): ElementType {
  if (a === b) return a;
  if (a.kind === "V" || b.kind === "V") return noCommonType(a, b);
  if (b.kind === "b") return a;
  if (a.kind === "b") return b;
  if (a.kind === b.kind) return a.bytes > b.bytes ? a : b;
  if (b.isFloat) return promoteTwo(b, a);
  if (a.isFloat) return elementType(`float${Math.max(a.bits, b.bits === 8 ? 16 : b.bits === 16 ? 32 : 64)}`);
  const [signed, unsigned] = a.kind === "i" ? [a, b] : [b, a];
  if (signed.bytes > unsigned.bytes) return signed;
  return unsigned.bytes === 8 ? float64 : elementType(`int${unsigned.bits * 2}`);
}

function noCommonType(a: ElementType, b: ElementType): never {
  return fail(
    "TypeError",
    `The DTypes <class 'numpy.dtype'> of ${a.name} and ${b.name} do not have a common DType`,
  );
}

/** The type of floats that functions of real numbers compute in. */
export function floatFor(t: ElementType): ElementType {
  return t.isFloat ? t : promoteTwo(t.kind === "b" ? elementType("int8") : t, float16);
}

const order = "biuf";

/** `np.can_cast`. */
export function canCast(from: ElementType, to: ElementType, casting: string): boolean {
  if (casting === "unsafe" || from === to) return true;
  const isSafe = promoteTwo(from, to) === to;
  if (casting === "same_kind")
    return (
      isSafe ||
      from.kind === to.kind ||
      (order.indexOf(from.kind) <= order.indexOf(to.kind) && !(from.kind === "i" && to.kind === "u"))
    );
  return casting === "safe" && isSafe;
}
