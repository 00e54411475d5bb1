/** `del`. */

import type { ExprNode } from "py-ast";
import { syntaxError, type Position } from "../../syntax/parse.js";
import { mangle } from "../../syntax/scope.js";
import { removeAttribute, removeItem } from "../../vm/instructions/rest/attributes.js";
import * as names from "../../vm/instructions/rest/names.js";
import type { Access, Builder } from "../builder.js";
import { describe } from "./refusals.js";

const deleting: Access = {
  local: names.deleteFast,
  cell: names.deleteCell,
  classCell: names.deleteCell,
  global: names.deleteGlobal,
  name: names.deleteName,
};

export function removeName(b: Builder, name: string, at?: Position): void {
  b.access(name, deleting, at);
}

export function compileDelete(b: Builder, t: ExprNode): void {
  switch (t.nodeType) {
    case "Name":
      return removeName(b, t.id, t);
    case "Attribute":
      b.expression(t.value);
      return b.emit(removeAttribute, mangle(t.attr, b.scope.className), t);
    case "Subscript":
      b.expression(t.value);
      b.expression(t.slice);
      return b.do(removeItem, t);
    case "Tuple":
    case "List":
      for (const x of t.elts) compileDelete(b, x);
      return;
    default:
      return syntaxError(`cannot delete ${describe(t)}`, t);
  }
}
