/** What was recorded from JAX, by function. */

import { binary, integerPow, integers, integerUnary, unary, unsigned } from "./jaxValues.js";
import { readBlocks, readLines, type Expected } from "./jaxTable.js";
import { ulpOf } from "./points.js";

/** Recorded values that are less exact than ours. */
const corrections: Record<string, number> = { "lgamma(1)": 0 };

const all = [
  ...readLines(unary),
  ...readLines(integerUnary),
  ...[binary, integers, unsigned, integerPow].flatMap(readBlocks),
];

export const recorded = new Map<string, Expected[]>();
for (const { name, args, result } of all) {
  const corrected = corrections[`${name}(${args.join(", ")})`] ?? result;
  recorded.set(name, [...(recorded.get(name) ?? []), { name, args, result: corrected }]);
}

/** Differences of large terms, whose values are only that exact. */
const differences = ["lgamma", "digamma"];

/** NaN, infinities, zeros with their signs, integers and booleans must be the same; other values within a few ulp. */
export function edgesDiffer({ name, result }: Expected, got: number | boolean): boolean {
  if (Object.is(got, result)) return false;
  if (typeof got === "boolean" || typeof result === "boolean") return true;
  if (!Number.isFinite(result) || result === 0) return true;
  const unit = ulpOf(differences.includes(name) ? Math.max(1, Math.abs(result)) : result);
  return !(Math.abs(got - result) <= 8 * unit);
}
