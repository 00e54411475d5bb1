/** Operators on ints and floats. */

import {
  add,
  floorDivide,
  modulo,
  multiply,
  shiftLeft,
  shiftRight,
  subtract,
  trueDivide,
} from "../text/numbers.js";
import { fail } from "../text/failure.js";
import type { Complex } from "./complex.js";
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
      return power(a, b);
  }
  return typeof a === "bigint" && typeof b === "bigint" ? bitwise(op, a, b) : undefined;
}

/** Squares are all that the basics have of powers. */
let power: (a: Num, b: Num) => Num | Complex | undefined = (a, b) => (b === 2n ? square(a) : undefined);

function square(a: Num): Num {
  const result = multiply(a, a);
  return result === Infinity && a !== Infinity && a !== -Infinity
    ? fail("OverflowError", "(34, 'Numerical result out of range')")
    : result;
}

/** Says what powers are. */
export function setPower(of: typeof power): void {
  power = of;
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
