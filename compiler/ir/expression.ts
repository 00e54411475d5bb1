/**
 * Pure scalar expressions: what a kernel computes at one point. Primitives say what they mean with them
 * (`lowering.emit`), `lower/` joins them to kernels, and WGSL and host code are printed from them.
 *
 * Expressions are hash-consed: building the same expression twice gives the same object, so common
 * subexpressions are shared without a pass, and equality is `===`.
 * Constructors fold what is constant and simplify index arithmetic, for which integers carry a range.
 */

import { type DType, greatest, heldAs, isNarrow, least, type Narrow } from "./dtype.js";
import {
  type BinaryOp,
  type Expr,
  type ScalarType,
  type UnaryOp,
  type LoopExpr,
  isFloat,
  literalValue,
  eachOperand,
} from "./expressionNode.js";
import { range } from "./expressionRange.js";
import {
  literal,
  load,
  loop,
  component,
  element,
  result,
  rawCall,
  rawCast,
  rawSelect,
  rawUnary,
  simplified,
  vector,
} from "./expressionTable.js";
import { simplifyInteger } from "./indexArithmetic.js";
import { fold } from "./operators.js";

export type {
  BinaryOp,
  Expr,
  LoadExpr,
  LoopExpr,
  ScalarType,
  UnaryOp,
  VariableExpr,
} from "./expressionNode.js";
export { eachOperand, isFloat, literalValue, operands } from "./expressionNode.js";
export { isBounded, range } from "./expressionRange.js";
export {
  component,
  element,
  literal,
  load,
  loop,
  result,
  trimExpressions,
  variable,
  vector,
} from "./expressionTable.js";

export function scalarType(dtype: DType): ScalarType {
  const held = heldAs(dtype);
  switch (held) {
    case "float32":
      return "f32";
    case "float16":
      return "f16";
    case "float64":
      return "f64";
    case "int64":
      return "i64";
    case "uint64":
      return "u64";
    case "int32":
      return "i32";
    case "uint32":
      return "u32";
    case "bool":
      return "bool";
    case "float0":
      throw new Error("float0 has no value on a device");
  }
}

/** A number that was computed with 32 bits, as a number of its dtype: integers without the bits that there is no room for. */
export function narrowed(dtype: DType, x: Expr): Expr {
  if (!isNarrow(dtype) || fits(dtype, x)) return x;
  const made = shortened(dtype, x);
  narrow.set(made, dtype);
  return made;
}

/** What was made to fit. */
const narrow = new WeakMap<Expr, Narrow>();

function fits(dtype: Narrow, x: Expr): boolean {
  if (narrow.get(x) === dtype) return true;
  if (x.type !== "i32") return false;
  const [low, high] = range(x);
  return low >= least(dtype) && high <= greatest(dtype);
}

function shortened(dtype: Narrow, x: Expr): Expr {
  switch (dtype) {
    case "bfloat16":
      return toBfloat16(x);
    case "int8":
    case "int16": {
      const count = i32(dtype === "int8" ? 24 : 16);
      return binary("shr", binary("shl", x, count), count);
    }
    case "uint8":
    case "uint16":
      return and(x, literal("u32", greatest(dtype)));
  }
}

/** Rounded to the 16 upper bits, ties to even. */
function toBfloat16(x: Expr): Expr {
  const word = (value: number): Expr => literal("u32", value);
  const bits = bitcast("u32", x);
  const last = and(binary("shr", bits, word(16)), word(1));
  const rounded = and(add(add(bits, word(0x7fff)), last), word(0xffff0000));
  return select(call("pb_isnan", "bool", x), x, bitcast("f32", rounded));
}

export const i32 = (value: number): Expr => literal("i32", value);

export function unary(op: UnaryOp, x: Expr): Expr {
  if (op === "not" && x.kind === "literal" && x.type === "bool") return literal("bool", !x.value);
  if (op === "not" && x.kind === "unary" && x.op === "not") return x.x;
  const value = literalValue(x);
  if (value === undefined) return rawUnary(op, x);
  if (op === "neg") return literal(x.type, -value);
  if (op === "not") return literal(x.type, ~value);
  return literal(x.type, Math.abs(value));
}

export function select(condition: Expr, x: Expr, y: Expr): Expr {
  if (condition.kind === "literal") return condition.value ? x : y;
  return x === y ? x : rawSelect(condition, x, y);
}

export function cast(type: ScalarType, x: Expr): Expr {
  if (x.type === type) return x;
  const folded = x.kind === "literal" ? castLiteral(type, x.type, Number(x.value)) : undefined;
  return folded ?? rawCast("cast", type, x);
}

const integerRange = {
  i32: [-(2 ** 31), 2 ** 31 - 1],
  u32: [0, 2 ** 32 - 1],
  i64: [-(2 ** 53), 2 ** 53],
  u64: [0, 2 ** 53],
} as const;

/** Floats go to integers toward zero; what lies outside of the integer type is left to the device. */
function castLiteral(type: ScalarType, from: ScalarType, value: number): Expr | undefined {
  if (type === "bool") return literal("bool", value !== 0);
  if (!isFloat(from) || isFloat(type)) return literal(type, value);
  const whole = Math.trunc(value);
  const [least, most] = integerRange[type as keyof typeof integerRange];
  return whole >= least && whole <= most ? literal(type, whole) : undefined;
}

const floatBits = new Float32Array(1);
const intBits = new Int32Array(floatBits.buffer);

export function bitcast(type: ScalarType, x: Expr): Expr {
  if (x.type === type) return x;
  const value = literalValue(x);
  if (value === undefined || x.type === "f16" || type === "f16") return rawCast("bitcast", type, x);
  if (x.type === "f32") floatBits[0] = value;
  else intBits[0] = value | 0;
  // A NaN's payload would not survive as a literal.
  if (type === "f32")
    return Number.isNaN(floatBits[0]) ? rawCast("bitcast", type, x) : literal("f32", floatBits[0]);
  return Number.isNaN(value) ? rawCast("bitcast", type, x) : literal(type, intBits[0]);
}

export function call(name: string, type: ScalarType, ...args: readonly Expr[]): Expr {
  return rawCall(name, type, args);
}

export function binary(op: BinaryOp, x: Expr, y: Expr): Expr {
  if (x.type !== y.type) throw new Error(`${op} of ${x.type} and ${y.type}`);
  return simplified(op, x, y, simplify);
}

export const add = (x: Expr, y: Expr): Expr => binary("add", x, y);
export const sub = (x: Expr, y: Expr): Expr => binary("sub", x, y);
export const mul = (x: Expr, y: Expr): Expr => binary("mul", x, y);
export const div = (x: Expr, y: Expr): Expr => binary("div", x, y);
export const rem = (x: Expr, y: Expr): Expr => binary("rem", x, y);
export const and = (x: Expr, y: Expr): Expr => binary("and", x, y);
export const or = (x: Expr, y: Expr): Expr => binary("or", x, y);
export const not = (x: Expr): Expr => unary("not", x);
export const lessThan = (x: Expr, y: Expr): Expr => binary("lt", x, y);
export const equal = (x: Expr, y: Expr): Expr => binary("eq", x, y);

/**
 * Rules that hold for every value of the type. For floats that is little: `x * 0` is NaN for NaN, `x + 0` is 0 for -0.
 */
function simplify(op: BinaryOp, x: Expr, y: Expr): Expr | undefined {
  if (x.type === "bool") return simplifyLogical(op, x, y);
  if (x.type === "i32") return simplifyInteger(op, x, y);
  const a = literalValue(x);
  const b = literalValue(y);
  if (a !== undefined && b !== undefined) return fold(x.type, op, a, b);
  if ((op === "mul" || op === "div") && b === 1) return x;
  if (op === "mul" && a === 1) return y;
  return undefined;
}

function simplifyLogical(op: BinaryOp, x: Expr, y: Expr): Expr | undefined {
  if (x.kind === "literal" && y.kind === "literal") return fold("bool", op, Number(x.value), Number(y.value));
  for (const [a, b] of [
    [x, y],
    [y, x],
  ]) {
    if (a.kind !== "literal") continue;
    if (op === "and") return a.value ? b : a;
    if (op === "or") return a.value ? a : b;
  }
  return x === y && (op === "and" || op === "or") ? x : undefined;
}

/** The expression over what `map` gives for its operands: the same one if these stay the same. */
export function mapOperands(x: Expr, map: (operand: Expr) => Expr): Expr {
  switch (x.kind) {
    case "literal":
    case "variable":
      return x;
    case "load":
    case "vector": {
      const index = map(x.index);
      if (index === x.index) return x;
      return x.kind === "load" ? load(x.type, x.buffer, index) : vector(x.type, x.buffer, index);
    }
    case "binary": {
      const [a, b] = [map(x.x), map(x.y)];
      return a === x.x && b === x.y ? x : binary(x.op, a, b);
    }
    case "select": {
      const [condition, a, b] = [map(x.condition), map(x.x), map(x.y)];
      return condition === x.condition && a === x.x && b === x.y ? x : select(condition, a, b);
    }
    case "loop": {
      const initial = x.initial.map((e) => map(e));
      const condition = map(x.condition);
      const next = x.next.map((e) => map(e));
      const made = x.made.map((e) => map(e));
      const isSame = (a: readonly Expr[], b: readonly Expr[]): boolean => a.every((e, n) => e === b[n]);
      const isKept = condition === x.condition && isSame(initial, x.initial) && isSame(next, x.next) && isSame(made, x.made); // prettier-ignore
      return isKept ? x : loop({ ...x, initial, condition, next, made });
    }
    case "element": {
      const [mapped, turn] = [map(x.x), map(x.turn)];
      return mapped === x.x && turn === x.turn ? x : element(mapped as LoopExpr, x.output, turn);
    }
    case "result": {
      const mapped = map(x.x);
      return mapped === x.x ? x : result(mapped as LoopExpr, x.output);
    }
    case "call": {
      const args = x.args.map((arg) => map(arg));
      return args.every((arg, n) => arg === x.args[n]) ? x : call(x.name, x.type, ...args);
    }
    default: {
      const operand = map(x.x);
      if (operand === x.x) return x;
      if (x.kind === "component") return component(operand, x.lane);
      if (x.kind === "unary") return unary(x.op, operand);
      return x.kind === "cast" ? cast(x.type, operand) : bitcast(x.type, operand);
    }
  }
}

/** The same expression over other operands. */
export function withOperands(x: Expr, parts: readonly Expr[]): Expr {
  let n = 0;
  return mapOperands(x, () => parts[n++]);
}

/**
 * Rewrites expressions from the leaves up: `rewrite` gives the replacement of an expression whose operands are
 * already replaced, or nothing to keep it. Every expression is visited once.
 */
export class Rewriter {
  private readonly done = new Map<number, Expr>();
  private readonly applied = (x: Expr): Expr => this.apply(x);

  constructor(private readonly rewrite: (x: Expr, original: Expr) => Expr | undefined) {}

  apply(x: Expr): Expr {
    const known = this.done.get(x.id);
    if (known) return known;
    const rebuilt = mapOperands(x, this.applied);
    const result = this.rewrite(rebuilt, x) ?? rebuilt;
    this.done.set(x.id, result);
    return result;
  }
}

/** The expression with all of its loops taking no turn where the condition is false: nobody looks at it there. */
export function guardLoops(x: Expr, condition: Expr): Expr {
  if (condition.kind === "literal" || !hasLoops(x)) return x;
  return new Rewriter((e) =>
    e.kind === "loop" ? loop({ ...e, condition: and(condition, e.condition) }) : undefined,
  ).apply(x);
}

const withLoops = new WeakMap<Expr, boolean>();

/** Whether there is a loop in the expression. */
export function hasLoops(x: Expr): boolean {
  const known = withLoops.get(x);
  if (known !== undefined) return known;
  let found = x.kind === "loop";
  if (!found) eachOperand(x, (part) => (found = hasLoops(part) || found));
  withLoops.set(x, found);
  return found;
}

/** Whether any expression reachable from `roots` is such a one. */
export function contains(roots: Iterable<Expr>, is: (x: Expr) => boolean): boolean {
  let found = false;
  visit(roots, (x) => (found ||= is(x)));
  return found;
}

/** Visits every expression reachable from `roots` once, operands first. */
export function visit(roots: Iterable<Expr>, action: (x: Expr) => void): void {
  // Sets and maps of numbers are faster than those of objects.
  const seen = new Set<number>();
  const go = (x: Expr): void => {
    if (seen.has(x.id)) return;
    seen.add(x.id);
    eachOperand(x, go);
    action(x);
  };
  for (const root of roots) go(root);
}
