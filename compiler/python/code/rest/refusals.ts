/** What Python doesn't allow, and what is not supported. */

import type { ExprNode, StmtNode } from "py-ast";
import { syntaxError } from "../../syntax/parse.js";

const descriptions: Readonly<Record<string, string>> = {
  Call: "function call",
  Constant: "literal",
  BinOp: "expression",
  Compare: "comparison",
  Lambda: "lambda",
  IfExp: "conditional expression",
  JoinedStr: "f-string expression",
  ListComp: "list comprehension",
  GeneratorExp: "generator expression",
};

/** What messages call an expression. */
export function describe(e: ExprNode): string {
  return descriptions[e.nodeType] ?? "expression";
}

export function refuse(node: StmtNode | ExprNode, role: "statement" | "expression" | "target"): never {
  if (role === "target")
    return syntaxError(
      node.nodeType === "Starred"
        ? "starred assignment target must be in a list or tuple"
        : `cannot assign to ${describe(node as ExprNode)} here. Maybe you meant '==' instead of '='?`,
      node,
    );
  switch (node.nodeType) {
    case "TryStar":
      return syntaxError("except* is not supported", node);
    case "TypeAlias":
      return syntaxError("the type statement is not supported", node);
    case "Starred":
      return syntaxError("can't use starred expression here", node);
    case "TemplateStr":
    case "Interpolation":
      return syntaxError("template strings are not supported", node);
    default:
      return syntaxError("async and await are not supported", node);
  }
}
