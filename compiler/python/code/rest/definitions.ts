/** Decorators, annotations and classes. */

import type { ExprNode, StmtNode } from "py-ast";
import { sourceText, syntaxError } from "../../syntax/parse.js";
import { strRepr } from "../../text/strRepr.js";
import * as calls from "../../vm/instructions/calls.js";
import { makeClass } from "../../vm/instructions/rest/classes.js";
import { storeAnnotation } from "../../vm/instructions/rest/names.js";
import * as stack from "../../vm/instructions/stack.js";
import type { Builder } from "../builder.js";
import {
  annotationsOf,
  type ClassDef,
  compileInner,
  type FunctionDef,
  makeFunction,
  parametersOf,
} from "../functions.js";
import { compileArguments } from "./arguments.js";

/** The function or class on the stack goes through its decorators, whose values lie below, to its name. */
function storeDecorated(b: Builder, node: FunctionDef | ClassDef): void {
  for (const d of [...node.decorator_list].reverse()) b.emit(calls.call, [1, []] as const, d);
  b.store(node.name, node);
}

export function compileFunction(b: Builder, node: FunctionDef): void {
  for (const d of node.decorator_list) b.expression(d);
  const code = compileInner(b, node, parametersOf(node.args));
  makeFunction(b, node, node.args, code, () =>
    annotationsOf(node).map(({ name, annotation }) => {
      compileAnnotation(b, annotation);
      return name;
    }),
  );
  storeDecorated(b, node);
}

export function compileClass(b: Builder, node: ClassDef): void {
  if (node.type_params.length > 0) syntaxError("type parameters are not supported", node);
  for (const d of node.decorator_list) b.expression(d);
  const code = compileInner(b, node);
  compileArguments(b, node.bases, node.keywords, node);
  const closure = b.closureFor(b.unit.scopes.get(node)!);
  b.emit(makeClass, { name: node.name, code, closure }, node);
  storeDecorated(b, node);
}

/** The text of an expression, as annotations keep it. */
function textOf(b: Builder, e: ExprNode): string {
  const isText = e.nodeType === "Constant" && typeof e.value === "string" && e.quote_style !== undefined;
  return isText ? strRepr(e.value as string) : sourceText(b.unit.script, e);
}

function compileAnnotation(b: Builder, e: ExprNode): void {
  if (b.unit.textAnnotations) b.constant(textOf(b, e), e);
  else b.expression(e);
}

export function compileAnnotated(b: Builder, s: StmtNode & { nodeType: "AnnAssign" }): void {
  if (s.value) {
    b.expression(s.value);
    b.target(s.target);
  }
  if (b.scope.kind === "function") return;
  compileAnnotation(b, s.annotation);
  if (s.target.nodeType !== "Name" || s.target.col_offset !== s.col_offset) return b.do(stack.popTop);
  b.emit(storeAnnotation, s.target.id, s);
}
