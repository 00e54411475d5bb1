/** Calls, and what loops go through. */

import type { ExprNode } from "py-ast";
import { syntaxError } from "../syntax/parse.js";
import { mangle } from "../syntax/scope.js";
import * as calls from "../vm/instructions/calls.js";
import type { Builder } from "./builder.js";

export type Call = ExprNode & { nodeType: "Call" };

export function compileCall(b: Builder, e: Call, isIterated = false): void {
  const names = e.keywords.map((k) => k.arg ?? b.unit.language.refuse(k.value, "expression"));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined) syntaxError(`keyword argument repeated: ${twice}`, e);
  const { func } = e;
  if (func.nodeType === "Attribute" && names.length === 0) {
    loadMethod(b, func, isIterated);
    for (const a of e.args) b.expression(a);
    return b.emit(calls.callMethod, e.args.length, e);
  }
  if (func.nodeType === "Name") b.load(func.id, func, true);
  else b.expression(func);
  for (const a of e.args) b.expression(a);
  for (const k of e.keywords) b.expression(k.value);
  b.emit(calls.call, [e.args.length, names] as const, e);
}

function loadMethod(b: Builder, e: ExprNode & { nodeType: "Attribute" }, isIterated: boolean): void {
  const name = mangle(e.attr, b.scope.className);
  b.unit.language.checkMethod(name, isIterated);
  b.expression(e.value);
  b.emit(b.unit.language.loadMethod, name, e);
}

const isUnpacking = ({ args, keywords }: Call): boolean =>
  args.some((a) => a.nodeType === "Starred") || keywords.some((k) => !k.arg);

/** What a loop goes through: of a dict's views it takes no more than their items. */
export function compileIterable(b: Builder, e: ExprNode): void {
  if (e.nodeType === "Call" && e.func.nodeType === "Attribute" && !isUnpacking(e)) compileCall(b, e, true);
  else b.expression(e);
}
