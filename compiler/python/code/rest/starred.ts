/** Stars: in calls, in displays of lists, tuples, sets and dicts, and where a row is taken apart. */

import type { ExprNode } from "py-ast";
import { syntaxError } from "../../syntax/parse.js";
import * as containers from "../../vm/instructions/containers.js";
import { callWith } from "../../vm/instructions/rest/calls.js";
import * as starred from "../../vm/instructions/rest/starred.js";
import type { Builder } from "../builder.js";
import { type Call, compileCall } from "../calls.js";
import { compileDict, compileItems, compileTuple } from "../expressions.js";
import { compileUnpacking } from "../statements.js";
import { compileArguments } from "./arguments.js";

const isStarred = (x: ExprNode): boolean => x.nodeType === "Starred";

interface Display {
  readonly elts: ExprNode[];
}

export function compileAnyCall(b: Builder, e: Call): void {
  if (!e.args.some(isStarred) && e.keywords.every((k) => k.arg)) return compileCall(b, e);
  b.expression(e.func);
  compileArguments(b, e.args, e.keywords, e);
  b.do(callWith, e);
}

export function compileAnyTuple(b: Builder, e: ExprNode & { nodeType: "Tuple" }): void {
  if (!e.elts.some(isStarred)) return compileTuple(b, e);
  compileStarred(b, e);
  b.do(starred.listToTuple, e);
}

export function compileAnyList(b: Builder, e: ExprNode & { nodeType: "List" }): void {
  if (e.elts.some(isStarred)) compileStarred(b, e);
  else compileItems(b, e, containers.buildList);
}

function compileStarred(b: Builder, e: ExprNode & Display): void {
  b.emit(containers.buildList, 0, e);
  for (const x of e.elts) {
    b.expression(x.nodeType === "Starred" ? x.value : x);
    if (x.nodeType === "Starred") b.do(starred.extend, x);
    else b.emit(containers.appendTo, 1, x);
  }
}

export function compileSet(b: Builder, e: ExprNode & { nodeType: "Set" }): void {
  // All items are there before the first is hashed.
  if (e.elts.length <= 30 && !e.elts.some(isStarred)) return compileItems(b, e, starred.buildSet);
  b.emit(starred.buildSet, 0, e);
  for (const x of e.elts) {
    b.expression(x.nodeType === "Starred" ? x.value : x);
    if (x.nodeType === "Starred") b.do(starred.update, x);
    else b.emit(starred.addTo, 1, x);
  }
}

export function compileAnyDict(b: Builder, e: ExprNode & { nodeType: "Dict" }): void {
  if (e.keys.every((key) => key)) return compileDict(b, e);
  b.emit(containers.buildDict, 0, e);
  e.keys.forEach((key, i) => {
    if (key) b.expression(key);
    b.expression(e.values[i]);
    if (key) b.emit(containers.setIn, 1, e);
    else b.do(starred.updateDict, e);
  });
}

/** `a, *b, c = …`. */
export function compileAnyUnpacking(b: Builder, t: ExprNode & Display): void {
  const star = t.elts.findIndex(isStarred);
  if (star < 0) return compileUnpacking(b, t);
  if (t.elts.filter(isStarred).length > 1) syntaxError("multiple starred expressions in assignment", t);
  b.emit(starred.unpackStarred, [star, t.elts.length - star - 1] as const, t);
  for (const x of t.elts) b.target(x.nodeType === "Starred" ? x.value : x);
}
