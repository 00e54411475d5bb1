/** Bits: `and`, `or`, `xor`, `not` of booleans and of integers, shifts, and counts of bits. */

import { bitsOf, type DType, isNarrow } from "../ir/dtype.js";
import {
  and as and_,
  type BinaryOp,
  binary,
  call,
  cast,
  type Expr,
  literal,
  scalarType,
  sub,
  unary,
} from "../ir/expression.js";
import { operatorOn } from "../ir/operators.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { bitwise, elementwise, integerFunction, integral, none, type NoParams } from "./elementwise.js";

function bits(name: "and" | "or" | "xor"): Primitive<NoParams> {
  const operator = (x: Expr): BinaryOp => (name === "xor" && x.type === "bool" ? "ne" : name);
  return elementwise({
    name,
    accepts: [bitwise, bitwise],
    compute: (dtype) => operatorOn(scalarType(dtype), name),
    emit: ([x, y]) => binary(operator(x), x, y),
    jvp: "zero",
  });
}

const andP = bits("and");
const orP = bits("or");
const xorP = bits("xor");
const notP = elementwise({
  name: "not",
  accepts: [bitwise],
  compute: (dtype) => (dtype === "bool" ? (x) => x ^ 1 : (x) => -1 - x),
  emit: ([x]) => unary("not", x),
  jvp: "zero",
});

type IntegerFunction =
  "shift_left" | "shift_right_logical" | "shift_right_arithmetic" | "population_count" | "clz";

/** A function of `shaders/` that exists for each dtype of integers. */
function ofIntegers(name: IntegerFunction, operands: number): Primitive<NoParams> {
  return elementwise({
    name,
    accepts: Array.from({ length: operands }, () => integral),
    compute: (dtype) => integerFunction(name, dtype),
    emit: emitFunction(name),
    jvp: "zero",
  });
}

const emitFunction =
  (name: IntegerFunction) =>
  (args: readonly Expr[]): Expr =>
    call(`pb_${name}_${args[0].type}`, args[0].type, ...args.map((x) => cast(args[0].type, x)));

/** As `ofIntegers`, of the bits that integers have: narrow ones are held with copies of their sign above these. */
function ofBits(name: IntegerFunction, operands: number, isCountedFromAbove = false): Primitive<NoParams> {
  const extra = (dtype: DType): number => (isCountedFromAbove && isNarrow(dtype) ? 32 - bitsOf(dtype) : 0);
  const mask = (dtype: DType): number => (isNarrow(dtype) ? 2 ** bitsOf(dtype) - 1 : -1);
  const emitCall = emitFunction(name);
  return elementwise({
    name,
    accepts: Array.from({ length: operands }, () => integral),
    compute(dtype) {
      const f = integerFunction(name, dtype);
      if (!isNarrow(dtype)) return f;
      return (x, ...rest) => f(x & mask(dtype), ...rest) - extra(dtype);
    },
    emit([x, ...rest], { inputs: [{ dtype }] }) {
      if (!isNarrow(dtype)) return emitCall([x, ...rest]);
      const counted = emitCall([and_(x, literal(x.type, mask(dtype))), ...rest]);
      return sub(counted, literal(x.type, extra(dtype)));
    },
    jvp: "zero",
  });
}

const shiftLeftP = ofIntegers("shift_left", 2);
const shiftRightLogicalP = ofBits("shift_right_logical", 2);
const shiftRightArithmeticP = ofIntegers("shift_right_arithmetic", 2);
const populationCountP = ofBits("population_count", 1);
const clzP = ofBits("clz", 1, true);

export const logicalPrimitives: readonly Primitive[] = [
  andP,
  orP,
  xorP,
  notP,
  shiftLeftP,
  shiftRightLogicalP,
  shiftRightArithmeticP,
  populationCountP,
  clzP,
];

/** `x & y` of booleans or integers. */
export const and = (x: Value, y: Value): Value => bind1(andP, [x, y], none);
/** `x | y` of booleans or integers. */
export const or = (x: Value, y: Value): Value => bind1(orP, [x, y], none);
/** `x ^ y` of booleans or integers. */
export const xor = (x: Value, y: Value): Value => bind1(xorP, [x, y], none);
/** The complement of booleans, or of every bit of integers. */
export const not = (x: Value): Value => bind1(notP, [x], none);
/** `x << y`; 0 for y outside of 0 … 31. */
export const shiftLeft = (x: Value, y: Value): Value => bind1(shiftLeftP, [x, y], none);
/** `x >> y` with zeros from the left; 0 for y outside of 0 … 31. */
export const shiftRightLogical = (x: Value, y: Value): Value => bind1(shiftRightLogicalP, [x, y], none);
/** `x >> y` with copies of the highest bit from the left. */
export const shiftRightArithmetic = (x: Value, y: Value): Value => bind1(shiftRightArithmeticP, [x, y], none);
/** How many bits are 1. */
export const populationCount = (x: Value): Value => bind1(populationCountP, [x], none);
/** How many bits are 0 before the first 1. */
export const clz = (x: Value): Value => bind1(clzP, [x], none);
