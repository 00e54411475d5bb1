/** What a schedule takes: the numbers that decide between candidates. */

import { type Expr, operands } from "../../ir/expression.js";
import { type Code, expressionsOf } from "../code.js";
import { timeOf } from "../demand.js";

/**
 * What things take, in additions. Measured on SwiftShader, where a load or a turn of a loop is as dear as ten of them;
 * memory of a real device is slower still, and its loops are cheaper, which ranks the candidates alike.
 */
const LOAD = 8;
const VECTOR = 10;
const TURN = 12;
/** What a thread costs by itself: finding out which one it is. */
const THREAD = 20;

export function timeOfThread(code: readonly Code[]): number {
  return THREAD + timeOfCode(code);
}

function timeOfCode(code: readonly Code[]): number {
  let time = 0;
  for (const statement of code) {
    for (const x of expressionsOf(statement)) time += timeOfExpression(x);
    if (statement.kind === "store" || statement.kind === "update") time += LOAD;
    if (statement.kind === "storeVector") time += VECTOR;
    if (statement.kind === "for") time += statement.extent * (TURN + timeOfCode(statement.body));
    if (statement.kind === "if") time += 2 + timeOfCode(statement.body);
  }
  return time;
}

function timeOfExpression(x: Expr): number {
  const inner = operands(x).reduce((time, part) => time + timeOfExpression(part), 0);
  if (x.kind === "load") return inner + LOAD;
  if (x.kind === "vector") return inner + VECTOR;
  return inner + timeOf(x);
}
