/** The arguments of calls and of class statements. */

import type { ExprNode } from "py-ast";
import type { Position } from "../syntax/parse.js";
import * as calls from "../vm/instructions/calls.js";
import * as containers from "../vm/instructions/containers.js";
import type { Builder } from "./builder.js";

type Call = ExprNode & { nodeType: "Call" };

/** Leaves a list of positional and a dict of keyword arguments. */
export function compileArguments(
  b: Builder,
  args: readonly ExprNode[],
  keywords: Call["keywords"],
  at: Position,
): void {
  b.emit(containers.buildList, 0);
  for (const a of args) {
    if (a.nodeType === "Starred") {
      b.expression(a.value);
      b.do(calls.starArgument, at);
      b.do(containers.extend, at);
    } else {
      b.expression(a);
      b.emit(containers.appendTo, 1, a);
    }
  }
  b.emit(containers.buildDict, 0);
  for (const k of keywords) {
    b.expression(k.value);
    if (k.arg) b.emit(calls.keywordArgument, k.arg, at);
    else b.do(calls.mergeKeywords, at);
  }
}
