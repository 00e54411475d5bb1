/** The element types an array can have, and how two of them promote to one. */

import { TypeError } from "./errors.js";

/** `float0` is the tangent type of integers and booleans: it carries no information. */
export type DType = "float32" | "float16" | "int32" | "uint32" | "bool" | "float0";

/** The name of the dtype of tangents of integers and booleans. Source: `jax.dtypes.float0`. */
export const float0 = "float0";

export const dtypes: readonly DType[] = ["float32", "float16", "int32", "uint32", "bool", "float0"];

const shortNames: Record<DType, string> = {
  float32: "f32",
  float16: "f16",
  int32: "i32",
  uint32: "u32",
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

/** Other spellings that users of NumPy and JAX write. 64-bit types narrow, as in JAX without x64. */
const aliases: Record<string, DType> = {
  float: "float32",
  int: "int32",
  uint: "uint32",
  boolean: "bool",
  bool_: "bool",
  float64: "float32",
  int64: "int32",
  uint64: "uint32",
  f32: "float32",
  f16: "float16",
  i32: "int32",
  u32: "uint32",
};

/** Turns a user's dtype name into a `DType`; throws a `TypeError` that lists the names that exist. */
export function toDType(name: string): DType {
  if ((dtypes as readonly string[]).includes(name)) return name as DType;
  if (Object.hasOwn(aliases, name)) return aliases[name];
  throw new TypeError(
    `data type ${JSON.stringify(name) ?? String(name)} not understood: Pullback has ` +
      `${dtypes.filter((d) => d !== "float0").join(", ")} (float64, int64 and uint64 narrow to 32 bits)`,
  );
}

export function isFloating(dtype: DType): boolean {
  return dtype === "float32" || dtype === "float16";
}

export function isInteger(dtype: DType): boolean {
  return dtype === "int32" || dtype === "uint32";
}

/** What promotion looks at: a dtype, and whether it came from a bare number. */
export interface Promotable {
  readonly dtype: DType;
  readonly weakType: boolean;
}

// JAX's promotion lattice, restricted to our types, as ranks along its spine:
// bool < int* < uint32 < int32 < float* < float16 < float32, where * marks weak types.
// (uint32 with int32 is int64 in JAX, which narrows to int32.)
function rank({ dtype, weakType }: Promotable): number {
  switch (dtype) {
    case "float0":
      return -1;
    case "bool":
      return 0;
    case "uint32":
      return weakType ? 1 : 2;
    case "int32":
      return weakType ? 1 : 3;
    case "float16":
      return weakType ? 4 : 5;
    case "float32":
      return weakType ? 4 : 6;
  }
}

/**
 * The dtype in which operands of these types meet: the highest one on the lattice, weak if that one is
 * (`int32 + weak float` is a weak float32, as in JAX).
 * Source: JAX, "Type promotion semantics".
 */
export function promote(operands: readonly Promotable[]): Promotable {
  let best = operands[0];
  for (const operand of operands) if (rank(operand) > rank(best)) best = operand;
  return { dtype: best.dtype, weakType: best.weakType };
}
