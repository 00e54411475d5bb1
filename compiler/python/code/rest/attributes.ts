/** Attributes: reading, and storing to them. */

import type { ExprNode, StmtNode } from "py-ast";
import { mangle } from "../../syntax/scope.js";
import { loadAttribute, storeAttribute } from "../../vm/instructions/rest/attributes.js";
import * as operators from "../../vm/instructions/operators.js";
import * as stack from "../../vm/instructions/stack.js";
import { syntaxError } from "../../syntax/parse.js";
import type { Builder } from "../builder.js";
import { binaryOperators } from "../expressions.js";
import { compileAugmented } from "../statements.js";
import { describe } from "./refusals.js";

type Attribute = ExprNode & { nodeType: "Attribute" };
type Augmented = StmtNode & { nodeType: "AugAssign" };

export function compileAttribute(b: Builder, e: Attribute): void {
  b.expression(e.value);
  b.emit(loadAttribute, mangle(e.attr, b.scope.className), e);
}

export function compileAttributeTarget(b: Builder, t: Attribute): void {
  b.expression(t.value);
  b.emit(storeAttribute, mangle(t.attr, b.scope.className), t);
}

/** `x op= y` of any target. */
export function compileAnyAugmented(b: Builder, s: Augmented): void {
  const t = s.target;
  switch (t.nodeType) {
    case "Name":
    case "Subscript":
      return compileAugmented(b, s);
    case "Attribute":
      return compileAugmentedAttribute(b, s, t);
    default:
      return syntaxError(`'${describe(t)}' is an illegal expression for augmented assignment`, t);
  }
}

function compileAugmentedAttribute(b: Builder, s: Augmented, t: Attribute): void {
  const name = mangle(t.attr, b.scope.className);
  b.expression(t.value);
  b.emit(stack.copy, 1);
  b.emit(loadAttribute, name, t);
  b.expression(s.value);
  b.emit(operators.inPlace, binaryOperators[s.op.nodeType], s);
  b.emit(stack.rotate, 2);
  b.emit(storeAttribute, name, t);
}
