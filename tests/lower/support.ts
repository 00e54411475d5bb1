/** What the tests of the lowering share. */

import { type Expr, literalValue } from "../../compiler/ir/expression.js";

/** A small generator of numbers in [0, 1) that gives the same ones in every run (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The value of an index expression over named integers. */
export function evaluateIndex(x: Expr, names: Readonly<Record<string, number>>): number {
  if (x.kind === "variable") return names[x.name];
  if (x.kind !== "binary") return literalValue(x)!;
  const [a, b] = [evaluateIndex(x.x, names), evaluateIndex(x.y, names)];
  switch (x.op) {
    case "add":
      return (a + b) | 0;
    case "sub":
      return (a - b) | 0;
    case "mul":
      return Math.imul(a, b);
    case "div":
      return Math.trunc(a / b);
    case "rem":
      return a % b;
    default:
      throw new Error(`no index has ${x.op}`);
  }
}
