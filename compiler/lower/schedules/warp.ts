/**
 * What memory does for threads that run side by side: it answers in lines, and a line that several of them ask for is
 * fetched once. Addresses are followed for the threads of one warp, in the middle of a kernel.
 */

import { type Expr, type VariableExpr, operands, visit } from "../../ir/expression.js";
import { normalize } from "../../ir/expressionNode.js";
import { operatorOn } from "../../ir/operators.js";
import { type Code, type Grid, groupName, laneName, threadName } from "../code.js";

const WIDTH = 32;
const LINE_BYTES = 64;

/** One number for each thread of the warp; nothing where it depends on data. */
type Lanes = readonly number[] | undefined;

export class Warp {
  private readonly values = new Map<VariableExpr | string, Lanes>();
  private readonly width: number;

  constructor({ of, count, workgroupSize }: Grid) {
    this.width = of === "threads" ? WIDTH : Math.min(WIDTH, workgroupSize);
    const numbers = Array.from({ length: this.width }, (_, n) => n);
    const middle = Math.floor(count / 2);
    const first = Math.floor(middle / WIDTH) * WIDTH;
    this.values.set(threadName, numbers.map((n) => Math.min(first + n, count - 1))); // prettier-ignore
    this.values.set(groupName, numbers.map(() => middle)); // prettier-ignore
    this.values.set(laneName, numbers);
  }

  /** Follows a statement's variable. */
  enter(code: Code): void {
    if (code.kind === "for")
      this.values.set(code.variable, Array<number>(this.width).fill(Math.floor(code.extent / 2)));
    else if (code.kind === "let") this.values.set(code.variable, this.evaluate(code.value));
  }

  /** Lines that a load or store touches, for each thread. */
  lines(index: Expr, bytes: number): number {
    const at = this.evaluate(index);
    if (!at) return 1;
    const lines = new Set(at.map((n) => Math.floor((n * bytes) / LINE_BYTES)));
    return lines.size / this.width;
  }

  private evaluate(x: Expr): Lanes {
    if (x.kind === "variable") return this.values.get(x) ?? this.values.get(x.name);
    return evaluateWith(x, (part) => this.evaluate(part), this.width);
  }
}

function evaluateWith(x: Expr, evaluate: (x: Expr) => Lanes, width: number): Lanes {
  if (x.kind === "literal") return Array<number>(width).fill(Number(x.value));
  if (x.kind !== "binary" && x.kind !== "select") return undefined;
  const parts = operands(x).map(evaluate);
  if (parts.some((part) => part === undefined)) return undefined;
  const [a, b, c] = parts as number[][];
  if (x.kind === "select") return a.map((holds, n) => (holds ? b[n] : c[n]));
  const f = operatorOn(x.x.type, x.op);
  return a.map((left, n) => normalize(x.type, f(left, b[n])));
}

/** The places from which expressions load. */
export function loadIndices(roots: Iterable<Expr>): Expr[] {
  const indices = new Set<Expr>();
  visit(roots, (x) => {
    if (x.kind === "load") indices.add(x.index);
  });
  return [...indices];
}

/** How many accesses go elsewhere in memory, and not to the same or the next element, when a variable grows. */
export function farAccesses(indices: readonly Expr[], growing: VariableExpr): number {
  return indices.filter((index) => {
    const known = new Map<Expr, Lanes>();
    const evaluate = (x: Expr): Lanes => {
      if (!known.has(x)) known.set(x, x.kind === "variable" ? pair(x) : evaluateWith(x, evaluate, 2));
      return known.get(x);
    };
    const pair = (x: VariableExpr): Lanes => {
      const start = Math.max(Math.floor(x.max / 2), 0);
      return x === growing ? [start, start + 1] : [start, start];
    };
    const at = evaluate(index);
    return !at || Math.abs(at[1] - at[0]) > 1;
  }).length;
}
