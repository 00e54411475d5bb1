/**
 * Integer arithmetic on values with known bounds: what array indices are made of.
 *
 * Sums are kept in a normal form, terms times coefficients in a fixed order, so that an index which was taken apart
 * (`i / n`, `i % n`) and put together again is the same object as before. Quotients and remainders by constants split
 * off the multiples of the divisor. Reshapes, transposes and unrolled copies of a kernel so reduce to plain strides.
 */

import { type BinaryOp, type Expr, intMax, intMin, literalValue } from "./expressionNode.js";
import { isBounded, range } from "./expressionRange.js";
import { literal, rawBinary } from "./expressionTable.js";
import { fold } from "./operators.js";

const i32 = (value: number): Expr => literal("i32", value);

/** The simplified expression, or `undefined` where `op` is to be built as it stands. */
export function simplifyInteger(op: BinaryOp, x: Expr, y: Expr): Expr | undefined {
  const a = literalValue(x);
  const b = literalValue(y);
  if (a !== undefined && b !== undefined) return fold("i32", op, a, b);
  switch (op) {
    case "add":
    case "sub":
      return addition(op, x, y);
    case "mul":
      return multiplication(x, y);
    case "div":
    case "rem":
      return b === undefined ? undefined : divide(op, x, b);
    case "min":
      return range(x)[1] <= range(y)[0] ? x : range(y)[1] <= range(x)[0] ? y : undefined;
    case "max":
      return range(x)[0] >= range(y)[1] ? x : range(y)[0] >= range(x)[1] ? y : undefined;
    default:
      return compare(op, x, y);
  }
}

function compare(op: BinaryOp, x: Expr, y: Expr): Expr | undefined {
  const [a, b] = range(x);
  const [c, d] = range(y);
  switch (op) {
    case "lt":
      return decide(b < c, a >= d);
    case "ge":
      return decide(a >= d, b < c);
    case "le":
      return decide(b <= c, a > d);
    case "gt":
      return decide(a > d, b <= c);
    case "eq":
      return decide(x === y, b < c || d < a);
    case "ne":
      return decide(b < c || d < a, x === y);
    default:
      return undefined;
  }
}

function decide(isTrue: boolean, isFalse: boolean): Expr | undefined {
  return isTrue ? literal("bool", true) : isFalse ? literal("bool", false) : undefined;
}

/** A sum of terms, each with its coefficient, and a constant. */
class Sum {
  readonly terms = new Map<Expr, number>();
  constant = 0;

  static of(x: Expr): Sum {
    return new Sum().add(x, 1);
  }

  /** Adds `x * factor`. */
  add(x: Expr, factor: number): this {
    const value = literalValue(x);
    if (value !== undefined) this.constant += value * factor;
    else if (x.kind === "binary" && isBounded(x) && x.op === "add") this.add(x.x, factor).add(x.y, factor);
    else if (x.kind === "binary" && isBounded(x) && x.op === "sub") this.add(x.x, factor).add(x.y, -factor);
    else if (x.kind === "binary" && isBounded(x) && x.op === "mul" && literalValue(x.y) !== undefined)
      this.add(x.x, factor * literalValue(x.y)!);
    else this.change(x, factor);
    return this;
  }

  private change(term: Expr, by: number): void {
    const coefficient = (this.terms.get(term) ?? 0) + by;
    if (coefficient === 0) this.terms.delete(term);
    else this.terms.set(term, coefficient);
  }

  addSum(other: Sum, factor: number): this {
    for (const [term, coefficient] of other.terms) this.change(term, coefficient * factor);
    this.constant += other.constant * factor;
    return this;
  }

  /** Terms with greater coefficients first, the constant last. */
  build(): Expr {
    const terms = [...this.terms].sort(([x, a], [y, b]) => b - a || x.hash - y.hash || x.id - y.id);
    let sum: Expr | undefined;
    for (const [term, coefficient] of terms) {
      if (sum && coefficient < 0) sum = rawBinary("sub", sum, times(term, -coefficient));
      else sum = sum ? rawBinary("add", sum, times(term, coefficient)) : times(term, coefficient);
    }
    if (!sum) return i32(this.constant);
    return this.constant === 0 ? sum : rawBinary("add", sum, i32(this.constant));
  }

  /**
   * (y / n) * n + y % n = y: what a reshape back gives. Here with a common factor, and with y / n already split up.
   */
  joinQuotients(): this {
    for (const [term, coefficient] of this.terms) {
      if (term.kind !== "binary" || term.op !== "rem") continue;
      const n = literalValue(term.y);
      if (n === undefined) continue;
      const quotient = Sum.of(divide("div", term.x, n) ?? rawBinary("div", term.x, term.y));
      const found = [...quotient.terms].every(([part, c]) => this.terms.get(part) === c * coefficient * n);
      if (!found || quotient.terms.size === 0) continue;
      this.addSum(quotient, -coefficient * n).change(term, -coefficient);
      return this.add(term.x, coefficient).joinQuotients();
    }
    return this;
  }
}

/** x + constant, where x is in normal form as all sums are. */
function shifted(x: Expr, constant: number): Expr {
  const own = x.kind === "binary" && x.op === "add" && isBounded(x) ? literalValue(x.y) : undefined;
  if (own === undefined || x.kind !== "binary")
    return constant === 0 ? x : rawBinary("add", x, i32(constant));
  const sum = own + constant;
  return sum === 0 ? x.x : rawBinary("add", x.x, i32(sum));
}

function times(x: Expr, factor: number): Expr {
  return factor === 1 ? x : rawBinary("mul", x, i32(factor));
}

function addition(op: "add" | "sub", x: Expr, y: Expr): Expr | undefined {
  const [a, b] = range(x);
  const [c, d] = range(y);
  const [lo, hi] = op === "add" ? [a + c, b + d] : [a - d, b - c];
  if (isBounded(x) && isBounded(y) && lo >= intMin && hi <= intMax) {
    const factor = op === "add" ? 1 : -1;
    const constant = literalValue(y);
    if (constant !== undefined) return shifted(x, constant * factor);
    return Sum.of(x).add(y, factor).joinQuotients().build();
  }
  if (literalValue(y) === 0) return x;
  if (op === "sub") return x === y ? i32(0) : undefined;
  return literalValue(x) === undefined ? undefined : (simplifyInteger("add", y, x) ?? rawBinary("add", y, x));
}

function multiplication(x: Expr, y: Expr): Expr | undefined {
  const a = literalValue(x);
  const b = literalValue(y);
  if (a !== undefined) return multiplication(y, x) ?? rawBinary("mul", y, x);
  if (b === undefined) return undefined;
  if (b === 0 || b === 1) return b === 0 ? i32(0) : x;
  const [lo, hi] = range(x);
  const fits = Math.min(lo * b, hi * b) >= intMin && Math.max(lo * b, hi * b) <= intMax;
  return isBounded(x) && fits ? new Sum().add(x, b).build() : undefined;
}

/** x / n and x % n for constant n > 0 and x ≥ 0. */
function divide(op: "div" | "rem", x: Expr, n: number): Expr | undefined {
  if (n <= 0) return undefined;
  if (n === 1) return op === "div" ? x : i32(0);
  const [lo, hi] = range(x);
  if (lo < 0) return undefined;
  if (hi < n) return op === "div" ? i32(0) : x;
  return divideNested(op, x, n) ?? divideSum(op, Sum.of(x), n);
}

/** Quotients of quotients and of remainders. */
function divideNested(op: "div" | "rem", x: Expr, n: number): Expr | undefined {
  const m = x.kind === "binary" && (x.op === "div" || x.op === "rem") ? literalValue(x.y) : undefined;
  if (m === undefined || x.kind !== "binary" || range(x.x)[0] < 0) return undefined;
  if (x.op === "div") return op === "div" && n * m <= intMax ? quotient(x.x, n * m) : undefined;
  if (m % n !== 0) return undefined;
  return op === "rem" ? remainder(x.x, n) : remainder(quotient(x.x, n), m / n);
}

const quotient = (x: Expr, n: number): Expr => divide("div", x, n) ?? rawBinary("div", x, i32(n));
const remainder = (x: Expr, n: number): Expr => divide("rem", x, n) ?? rawBinary("rem", x, i32(n));

/**
 * Splits the sum into multiples of n and a rest, and the rest into multiples of some divisor of n and something smaller.
 */
function divideSum(op: "div" | "rem", sum: Sum, n: number): Expr | undefined {
  const { multiples, rest } = splitOff(sum, n);
  const restExpr = rest.build();
  if (range(restExpr)[0] < 0) return undefined;
  if (multiples.terms.size > 0 || multiples.constant !== 0) {
    if (op === "rem") return remainder(restExpr, n);
    return multiples
      .addSum(Sum.of(quotient(restExpr, n)), 1)
      .joinQuotients()
      .build();
  }
  for (const g of commonDivisors(sum, n)) {
    const { multiples: major, rest: minor } = splitOff(sum, g);
    const small = minor.build();
    const large = major.build();
    if (range(small)[0] < 0 || range(small)[1] >= g || range(large)[0] < 0) continue;
    if (op === "div") return quotient(large, n / g);
    return new Sum()
      .add(remainder(large, n / g), g)
      .addSum(minor, 1)
      .build();
  }
  return undefined;
}

/** sum = n * multiples + rest. */
function splitOff(sum: Sum, n: number): { multiples: Sum; rest: Sum } {
  const multiples = new Sum();
  const rest = new Sum();
  for (const [term, coefficient] of sum.terms) {
    if (coefficient % n === 0) multiples.terms.set(term, coefficient / n);
    else rest.terms.set(term, coefficient);
  }
  multiples.constant = Math.floor(sum.constant / n);
  rest.constant = sum.constant - multiples.constant * n;
  return { multiples, rest };
}

/** What some coefficient has in common with n, greatest first. */
function commonDivisors(sum: Sum, n: number): number[] {
  const divisors = new Set<number>();
  for (const coefficient of sum.terms.values()) {
    const g = gcd(Math.abs(coefficient), n);
    if (g > 1) divisors.add(g);
  }
  return [...divisors].sort((a, b) => b - a);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
