/** The operator or subscript that failed, in a line of a traceback. */

import type { ExprNode } from "py-ast";
import { charColumn, type Position } from "./parse.js";

/** Of a binary operation the operator, of a subscript the brackets, in characters of the line; undefined for others. */
export function anchorOf(node: Position, line: string): [start: number, end: number] | undefined {
  const e = node as ExprNode;
  if (e.end_lineno !== e.lineno) return undefined;
  if (e.nodeType === "BinOp") return operatorSpan(e, line);
  if (e.nodeType === "Subscript") {
    const open = line.indexOf("[", charColumn(line, e.value.end_col_offset!));
    return [open, charColumn(line, e.end_col_offset!)];
  }
  return undefined;
}

function operatorSpan(e: ExprNode & { nodeType: "BinOp" }, line: string): [number, number] | undefined {
  let at = charColumn(line, e.left.end_col_offset!);
  while (at < line.length && /[\s)\\]/.test(line[at])) at++;
  const doubled = ["**", "//", "<<", ">>"].includes(line.slice(at, at + 2));
  return [at, at + (doubled ? 2 : 1)];
}
