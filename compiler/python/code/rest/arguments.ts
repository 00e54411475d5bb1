/** The arguments of calls and of class statements. */

import type { ExprNode } from "py-ast";
import type { Position } from "../../syntax/parse.js";
import * as calls from "../../vm/instructions/rest/calls.js";
import * as containers from "../../vm/instructions/containers.js";
import { extend } from "../../vm/instructions/rest/starred.js";
import type { Builder } from "../builder.js";

type Call = ExprNode & { nodeType: "Call" };

/** Leaves a list of positional and a dict of keyword arguments. */
export function compileArguments(
  b: Builder,
  args: readonly ExprNode[],
  keywords: Call["keywords"],
  at: Position,
): void {
  const only = args.length === 1 && args[0].nodeType === "Starred" ? args[0].value : undefined;
  if (only) b.expression(only);
  else compilePositional(b, args, at);
  b.emit(containers.buildDict, 0);
  for (const k of keywords) {
    b.expression(k.value);
    if (k.arg) b.emit(calls.keywordArgument, k.arg, at);
    else b.do(calls.mergeKeywords, at);
  }
  // As in CPython, what stands alone is looked at last.
  if (only) b.do(calls.starArgument, at);
}

function compilePositional(b: Builder, args: readonly ExprNode[], at: Position): void {
  b.emit(containers.buildList, 0);
  for (const a of args) {
    b.expression(a.nodeType === "Starred" ? a.value : a);
    if (a.nodeType === "Starred") b.do(extend, at);
    else b.emit(containers.appendTo, 1, a);
  }
}
