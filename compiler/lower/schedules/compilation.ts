/** What it takes a device to compile a schedule's code: the number that keeps short runs from long code. */

import { type Expr, operands } from "../../ir/expression.js";
import { type Code, expressionsOf } from "../code.js";
import { timeOf } from "../demand.js";
import type { Target } from "../options.js";

/**
 * In additions that a lane does meanwhile, measured on SwiftShader: there an access of memory takes a quarter of a
 * millisecond to a whole one to compile, and so do ten to forty operations. GPUs have not been measured.
 */
const STEP = 60_000;
const LOAD = 1_000_000;
const VECTOR = 2_500_000;
/** Calls that are taken to share one compilation. Few: the first is waited for. */
const CALLS = 100;

/** The part of one call, in the same measure as the time it runs. */
export function compilationPerCall(code: readonly Code[], target: Target): number {
  return target === "software" ? timeOfCode(code) / CALLS : 0;
}

function timeOfCode(code: readonly Code[]): number {
  return code.reduce(
    (time, statement) =>
      time +
      expressionsOf(statement).reduce((sum, x) => sum + timeOfExpression(x), timeOfStatement(statement)) +
      ("body" in statement ? timeOfCode(statement.body) : 0),
    0,
  );
}

function timeOfStatement({ kind }: Code): number {
  return kind === "storeVector" ? VECTOR : kind === "store" || kind === "update" ? LOAD : STEP;
}

function timeOfExpression(x: Expr): number {
  const own = x.kind === "load" ? LOAD : x.kind === "vector" ? VECTOR : STEP * timeOf(x);
  return operands(x).reduce((time, part) => time + timeOfExpression(part), own);
}
