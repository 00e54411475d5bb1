/** The element types an array can have, and how two of them promote to one. */

import { TypeError } from "./errors.js";

/**
 * `float0` is the tangent type of integers and booleans: it carries no information. Those of 64 bits are for the host, which
 * holds whole numbers up to 2^53 in them, and there are none unless `enableX64` says so. Integers of less than 32 bits, and bfloat16,
 * are held in 32 bits.
 */
export type DType =
  | "float64" | "float32" | "float16" | "bfloat16"
  | "int64" | "int32" | "int16" | "int8" | "uint64" | "uint32" | "uint16" | "uint8"
  | "bool" | "float0"; // prettier-ignore

/** The name of the dtype of tangents of integers and booleans. Source: `jax.dtypes.float0`. */
export const float0 = "float0";

export const dtypes: readonly DType[] = [
  "float64", "float32", "float16", "bfloat16", "int64", "int32", "int16", "int8", "uint64", "uint32", "uint16", "uint8", "bool", "float0",
]; // prettier-ignore

const shortNames: Record<DType, string> = {
  float64: "f64",
  float32: "f32",
  float16: "f16",
  bfloat16: "bf16",
  int64: "i64",
  int32: "i32",
  int16: "i16",
  int8: "i8",
  uint64: "u64",
  uint32: "u32",
  uint16: "u16",
  uint8: "u8",
  bool: "bool",
  float0: "float0",
};

/** The name used in the text form of programs: `f32`, `i32`, `bool` … */
export function shortName(dtype: DType): string {
  return shortNames[dtype];
}

export function dtypeFromShortName(name: string): DType | undefined {
  return dtypes.find((d) => shortNames[d] === name);
}

let is64 = false;

/**
 * Whether arrays may have 64 bits: numbers then are weakly typed float64 and int64, and so is what has no dtype of its own. Programs
 * with such arrays run on the host. Source: `jax.enable_x64`.
 *
 *     enableX64(); jnp.add(1, 1e-12).item() // 1.000000000001
 */
export function enableX64(on = true): void {
  is64 = on;
}

export function x64IsEnabled(): boolean {
  return is64;
}

/** What floats are unless something else is said. */
export const defaultFloat = (): DType => (is64 ? "float64" : "float32");
/** What integers are unless something else is said. */
export const defaultInt = (): DType => (is64 ? "int64" : "int32");

const halves: Partial<Record<DType, DType>> = { float64: "float32", int64: "int32", uint64: "uint32" };

/** The dtype, or its half where there are no 64 bits. */
export function canonicalDType(dtype: DType): DType {
  return is64 ? dtype : (halves[dtype] ?? dtype);
}

/** Whether devices have no such numbers. */
export function isWide(dtype: DType): boolean {
  return halves[dtype] !== undefined;
}

/** Other spellings that users of NumPy and JAX write. */
const aliases: Record<string, DType> = {
  float: "float64",
  int: "int64",
  uint: "uint64",
  boolean: "bool",
  bool_: "bool",
  ...Object.fromEntries(dtypes.map((d) => [shortNames[d], d])),
};

/** Turns a user's dtype name into a `DType`; throws a `TypeError` that lists the names that exist. */
export function toDType(name: string): DType {
  if ((dtypes as readonly string[]).includes(name)) return canonicalDType(name as DType);
  if (Object.hasOwn(aliases, name)) return canonicalDType(aliases[name]);
  throw new TypeError(
    `data type ${JSON.stringify(name) ?? String(name)} not understood: Pullback has ` +
      `${dtypes.filter((d) => d !== "float0" && !isWide(d)).join(", ")} (float64, int64 and uint64 narrow to 32 bits, unless enableX64() was called)`,
  );
}

export function isFloating(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float16" || dtype === "float64" || dtype === "bfloat16";
}

export function isSigned(dtype: DType): boolean {
  return dtype.startsWith("int");
}

export function isInteger(dtype: DType): boolean {
  return isSigned(dtype) || isUnsigned(dtype);
}

export function isUnsigned(dtype: DType): boolean {
  return dtype.startsWith("uint");
}

/** How many bits a number has. */
export function bitsOf(dtype: DType): number {
  return dtype === "bool" ? 1 : Number(/\d+$/.exec(dtype)![0]);
}

const holders = {
  bfloat16: "float32",
  int16: "int32",
  int8: "int32",
  uint16: "uint32",
  uint8: "uint32",
} as const;
export type Narrow = keyof typeof holders;

/** Whether numbers of this dtype are computed in another one of 32 bits, and then made to fit. */
export function isNarrow(dtype: DType): dtype is Narrow {
  return Object.hasOwn(holders, dtype);
}

/** The dtype whose numbers those of this one are, in kernels and in buffers. */
export function heldAs(dtype: DType): Exclude<DType, Narrow> {
  return isNarrow(dtype) ? holders[dtype] : dtype;
}

const integerRanges: Partial<Record<DType, readonly [number, number]>> = {
  int64: [-(2 ** 53), 2 ** 53],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint64: [0, 2 ** 53],
  uint32: [0, 2 ** 32 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int8: [-(2 ** 7), 2 ** 7 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint8: [0, 2 ** 8 - 1],
  bool: [0, 1],
};

/** The least element of a dtype that the host can hold; -inf for floats. */
export function least(dtype: DType): number {
  return integerRanges[dtype]?.[0] ?? -Infinity;
}

/** The greatest element of a dtype that the host can hold; inf for floats. */
export function greatest(dtype: DType): number {
  return integerRanges[dtype]?.[1] ?? Infinity;
}

/** What promotion looks at: a dtype, and whether it came from a bare number. */
export interface Promotable {
  readonly dtype: DType;
  readonly weakType: boolean;
}

type Place = DType | "int*" | "float*";

/** JAX's lattice: what stands directly above each dtype. `*` marks what came from bare numbers. */
export const promotionLattice: Readonly<Record<Place, readonly Place[]>> = {
  float0: ["bool"],
  bool: ["int*"],
  "int*": ["uint8", "int8"],
  uint8: ["int16", "uint16"],
  uint16: ["int32", "uint32"],
  int8: ["int16"],
  int16: ["int32"],
  uint32: ["int64", "uint64"],
  int32: ["int64"],
  uint64: ["float*"],
  int64: ["float*"],
  "float*": ["bfloat16", "float16"],
  bfloat16: ["float32"],
  float16: ["float32"],
  float32: ["float64"],
  float64: [],
};

/** Finds the lowest place of a lattice that is above two; the lattice says what stands directly above each. */
export function joinIn<P extends string>(above: Readonly<Record<P, readonly P[]>>): (a: P, b: P) => P {
  const known = new Map<P, ReadonlySet<P>>();
  const upFrom = (place: P): ReadonlySet<P> => {
    let found = known.get(place);
    if (!found) known.set(place, (found = new Set([place, ...above[place].flatMap((p) => [...upFrom(p)])])));
    return found;
  };
  return (a, b) => {
    if (upFrom(a).has(b)) return b;
    if (upFrom(b).has(a)) return a;
    const common = [...upFrom(a)].filter((place) => upFrom(b).has(place));
    return common.find((place) => common.every((other) => upFrom(place).has(other)))!;
  };
}

const join = joinIn(promotionLattice);

function placeOf({ dtype, weakType }: Promotable): Place {
  if (!weakType) return dtype;
  return isFloating(dtype) ? "float*" : isInteger(dtype) ? "int*" : dtype;
}

/**
 * The dtype in which operands of these types meet: the lowest above all of them on the lattice, weak if that one is
 * (`int32 + weak float` is a weak float32, as in JAX). int32 and uint32 meet in int64, or int32 where there is none.
 * Source: JAX, "Type promotion semantics".
 */
export function promote(operands: readonly Promotable[]): Promotable {
  const [first] = operands;
  if (operands.every((x) => x.dtype === first.dtype && x.weakType === first.weakType)) return first;
  const place = operands.map(placeOf).reduce((a, b) => join(a, b));
  const given = operands.find((x) => placeOf(x) === place);
  if (given) return { dtype: given.dtype, weakType: given.weakType };
  if (place === "float*") return { dtype: defaultFloat(), weakType: true };
  return { dtype: canonicalDType(place as DType), weakType: false };
}
