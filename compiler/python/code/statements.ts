import type { ExprNode, StmtNode } from "py-ast";
import { syntaxError } from "../syntax/parse.js";
import * as containers from "../vm/instructions/containers.js";
import * as operators from "../vm/instructions/operators.js";
import { returnValue } from "../vm/instructions/return.js";
import * as stack from "../vm/instructions/stack.js";
import { type Builder, Label } from "./builder.js";
import { compileIterable } from "./calls.js";
import { binaryOperators } from "./expressions.js";
import { compilePlainFunction } from "./functions.js";
import { Incomplete, type Language } from "./language.js";
import { unwind, within } from "./unwinding.js";

type Statement<K extends StmtNode["nodeType"]> = StmtNode & { nodeType: K };

/** How statements are compiled that the basics of the language have. */
export const basicStatements: Language["statements"] = {
  Expr: compileExpressionStatement,
  Assign: compileAssign,
  AugAssign(b, s) {
    if (isSlice(s.target)) throw new Incomplete();
    compileAugmented(b, s);
  },
  FunctionDef: compilePlainFunction,
  Return: compileReturn,
  If: compileIf,
  While: compileWhile,
  For: compileFor,
  Break: compileLeaveLoop,
  Continue: compileLeaveLoop,
  Pass: nothing,
  Global: nothing,
  Nonlocal: nothing,
  Comment: nothing,
};

function nothing(): void {
  // These say something of names only.
}

function compileExpressionStatement(b: Builder, s: Statement<"Expr">): void {
  const isConstant = s.value.nodeType === "Constant";
  const { body } = b.unit.script.tree;
  const isShown = b.unit.isCell && s === body.filter((x) => x.nodeType !== "Comment").at(-1);
  if (isConstant && !isShown) return;
  if (isShown) b.unit.language.checkShown(s.value);
  b.expression(s.value);
  b.do(isShown ? stack.display : stack.popTop, s.value);
}

function compileAssign(b: Builder, s: Statement<"Assign">): void {
  b.expression(s.value);
  s.targets.forEach((t, i) => {
    if (i < s.targets.length - 1) b.emit(stack.copy, 1);
    b.target(t);
  });
}

export const basicTargets: Language["targets"] = {
  Name: (b, t) => b.store(t.id, t),
  Subscript(b, t) {
    if (isSlice(t)) throw new Incomplete();
    storeItem(b, t);
  },
  Tuple: compileUnpacking,
  List: compileUnpacking,
};

function isSlice(t: ExprNode): boolean {
  return t.nodeType === "Subscript" && t.slice.nodeType === "Slice";
}

export function storeItem(b: Builder, t: ExprNode & { nodeType: "Subscript" }): void {
  b.expression(t.value);
  b.expression(t.slice);
  b.do(operators.storeItem, t);
}

export function compileUnpacking(b: Builder, t: ExprNode & { elts: ExprNode[] }): void {
  b.emit(containers.unpack, t.elts.length, t);
  for (const x of t.elts) b.target(x);
}

/** `x += …` and `x[i] += …`. */
export function compileAugmented(b: Builder, s: Statement<"AugAssign">): void {
  const op = binaryOperators[s.op.nodeType];
  const t = s.target;
  if (op === "**") b.unit.language.checkPower(s.value);
  const value = (): void => {
    b.expression(s.value);
    b.emit(operators.inPlace, op, s);
  };
  switch (t.nodeType) {
    case "Name":
      b.load(t.id, t);
      value();
      return b.store(t.id, t);
    case "Subscript":
      b.expression(t.value);
      b.expression(t.slice);
      b.emit(stack.copy, 2);
      b.emit(stack.copy, 2);
      b.do(b.unit.language.loadItem, t);
      value();
      b.emit(stack.rotate, 3);
      return b.do(operators.storeItem, t);
    default:
      throw new Incomplete();
  }
}

function compileReturn(b: Builder, s: Statement<"Return">): void {
  if (b.scope.kind !== "function") syntaxError("'return' outside function", s);
  b.optional(s.value);
  unwind(b, () => false, true);
  b.do(returnValue, s);
}

function compileIf(b: Builder, s: Statement<"If">): void {
  const [otherwise, end] = [new Label(), new Label()];
  b.expression(s.test);
  b.emit(stack.jumpIfFalse, otherwise, s.test);
  b.body(s.body);
  if (s.orelse.length > 0) b.emit(stack.jump, end);
  b.place(otherwise);
  b.body(s.orelse);
  b.place(end);
}

function compileWhile(b: Builder, s: Statement<"While">): void {
  const [start, otherwise, end] = [new Label(), new Label(), new Label()];
  b.place(start);
  b.expression(s.test);
  b.emit(stack.jumpIfFalse, otherwise, s.test);
  const leave = (): void => undefined;
  within(b, { loop: { start, end, hasIterator: false }, leave }, () => b.body(s.body));
  b.emit(stack.jump, start);
  b.place(otherwise);
  b.body(s.orelse);
  b.place(end);
}

function compileFor(b: Builder, s: Statement<"For">): void {
  const [start, otherwise, end] = [new Label(), new Label(), new Label()];
  compileIterable(b, s.iter);
  b.do(stack.getIterator, s);
  b.place(start);
  b.emit(stack.forEach, otherwise, s);
  b.target(s.target);
  // Only `return` leaves more than the loop itself.
  const leave = (): void => {
    b.emit(stack.rotate, 2);
    b.do(stack.popTop);
  };
  within(b, { loop: { start, end, hasIterator: true }, leave }, () => b.body(s.body));
  b.emit(stack.jump, start);
  b.place(otherwise);
  b.body(s.orelse);
  b.place(end);
}

function compileLeaveLoop(b: Builder, s: Statement<"Break"> | Statement<"Continue">): void {
  const found = unwind(b, (u) => u.loop !== undefined);
  if (!found?.loop) {
    const message = s.nodeType === "Break" ? "'break' outside loop" : "'continue' not properly in loop";
    return syntaxError(message, s);
  }
  const { start, end, hasIterator } = found.loop;
  if (s.nodeType === "Break" && hasIterator) b.do(stack.popTop);
  b.emit(stack.jump, s.nodeType === "Break" ? end : start, s);
}
