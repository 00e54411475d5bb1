/** Which dtypes can become which, as NumPy has it. Complex ones count, though no array has one. */

import { ValueError } from "./errors.js";

export type Casting = "no" | "equiv" | "safe" | "same_kind" | "unsafe";

const castings: readonly string[] = ["no", "equiv", "safe", "same_kind", "unsafe"] satisfies Casting[];

/** Each takes in those before it. */
const kinds = ["bool", "uint", "int", "float", "complex"];
const FLOAT = kinds.indexOf("float");
const COMPLEX = kinds.indexOf("complex");

interface Form {
  readonly kind: number;
  /** Of a complex number's parts. */
  readonly bits: number;
}

function formOf(dtype: string): Form {
  const [, name, bits] = /^(?:b(?=f))?([a-z]+)(\d*)$/.exec(dtype)!;
  const kind = kinds.indexOf(name);
  return { kind, bits: kind === COMPLEX ? Number(bits) / 2 : Number(bits) };
}

/** Whether a dtype, by its name, can become another: safely if that holds all of its values. */
export function isCastable(from: string, to: string, casting: Casting): boolean {
  if (!castings.includes(casting))
    throw new ValueError(
      `casting must be one of ${castings.map((c) => `'${c}'`).join(", ")} (got '${String(casting)}')`,
    );
  if (from === to || casting === "unsafe") return true;
  if (casting === "no" || casting === "equiv") return false;
  const [a, b] = [formOf(from), formOf(to)];
  if (a.kind > b.kind) return false;
  if (casting === "same_kind" || from === "bool" || b.bits > a.bits) return true;
  // Nothing is wider than 64 bits: there floats hold integers as well as they can.
  const isHeld = a.kind === FLOAT ? b.kind === COMPLEX : a.kind < FLOAT && b.kind >= FLOAT && a.bits === 64;
  return isHeld && b.bits === a.bits;
}
