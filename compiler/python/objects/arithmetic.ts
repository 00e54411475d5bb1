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

/** The result for two numbers; undefined where the operator isn't theirs. */
export function arithmetic(op: string, a: Num, b: Num): Num | Complex | undefined {
  switch (op) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "/":
      return trueDivide(a, b);
    case "//":
      return floorDivide(a, b);
    case "%":
      return modulo(a, b);
    case "**":
      return isComplexPower(a, b) ? complexPower(toFloat(a), toFloat(b)) : power(a, b);
  }
  return typeof a === "bigint" && typeof b === "bigint" ? bitwise(op, a, b) : undefined;
}

/** Whether a negative number has a power that is no real number. */
function isComplexPower(a: Num, b: Num): boolean {
  return typeof b === "number" && a < 0 && a > -Infinity && Number.isFinite(b) && !Number.isInteger(b);
}

function bitwise(op: string, a: bigint, b: bigint): bigint | undefined {
  switch (op) {
    case "<<":
      return shiftLeft(a, b);
    case ">>":
      return shiftRight(a, b);
    case "&":
      return a & b;
    case "|":
      return a | b;
    case "^":
      return a ^ b;
  }
  return undefined;
}
