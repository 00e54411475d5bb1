/** Operators on ints and floats. */

import {
  add,
  floorDivide,
  modulo,
  multiply,
  power,
  shiftLeft,
  shiftRight,
  subtract,
  toFloat,
  trueDivide,
} from "../text/numbers.js";
import { type Complex, complexPower } from "./complex.js";
import { Boxed, type Value } from "./value.js";

export type Num = bigint | number;

/** The number that an int, bool, float or an instance of their subclasses is; undefined for others. */
export function toNumber(x: Value): Num | undefined {
  switch (typeof x) {
    case "bigint":
    case "number":
      return x;
    case "boolean":
      return x ? 1n : 0n;
  }
  return x instanceof Boxed ? toNumber(x.payload) : undefined;
}

const rules: Readonly<Record<string, (a: Num, b: Num) => Num>> = {
  "+": add,
  "-": subtract,
  "*": multiply,
  "/": trueDivide,
  "//": floorDivide,
  "%": modulo,
  "**": power,
};
const intRules: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  "<<": shiftLeft,
  ">>": shiftRight,
  "&": (a, b) => a & b,
  "|": (a, b) => a | b,
  "^": (a, b) => a ^ b,
};

/** The result for two numbers; undefined where the operator isn't theirs. */
export function arithmetic(op: string, a: Num, b: Num): Num | Complex | undefined {
  if (
    op === "**" &&
    typeof b === "number" &&
    a < 0 &&
    Number.isFinite(b) &&
    !Number.isInteger(b) &&
    a > -Infinity
  )
    return complexPower(toFloat(a), b);
  if (op in rules) return rules[op](a, b);
  return op in intRules && typeof a === "bigint" && typeof b === "bigint" ? intRules[op](a, b) : undefined;
}
