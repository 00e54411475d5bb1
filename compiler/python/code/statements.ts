import type { ExprNode, StmtNode } from "py-ast";
import { syntaxError } from "../syntax/parse.js";
import { mangle } from "../syntax/scope.js";
import * as containers from "../vm/instructions/containers.js";
import * as exceptions from "../vm/instructions/exceptions.js";
import * as imports from "../vm/instructions/imports.js";
import * as names from "../vm/instructions/names.js";
import * as operators from "../vm/instructions/operators.js";
import { returnValue } from "../vm/instructions/return.js";
import * as stack from "../vm/instructions/stack.js";
import { type Builder, Label, type Unwinding } from "./builder.js";
import { binaryOperators, compileExpression } from "./expressions.js";
import { compileAnnotation, compileClass, compileFunction } from "./functions.js";
import { compileMatch } from "./patterns.js";

type Statement<K extends StmtNode["nodeType"]> = StmtNode & { nodeType: K };

export function compileBody(b: Builder, body: readonly StmtNode[]): void {
  for (const s of body) {
    b.locate(s);
    compileStatement(b, s);
  }
}

function compileStatement(b: Builder, s: StmtNode): void {
  switch (s.nodeType) {
    case "Expr":
      return compileExpressionStatement(b, s);
    case "Assign":
      return compileAssign(b, s);
    case "AugAssign":
      return compileAugmented(b, s);
    case "AnnAssign":
      return compileAnnotated(b, s);
    case "FunctionDef":
      return compileFunction(b, s);
    case "ClassDef":
      return compileClass(b, s);
    case "Return":
      return compileReturn(b, s);
    case "If":
      return compileIf(b, s);
    case "While":
      return compileWhile(b, s);
    case "For":
      return compileFor(b, s);
    case "Break":
    case "Continue":
      return compileLeaveLoop(b, s);
    case "Try":
      return compileTry(b, s);
    case "With":
      return compileWith(b, s, 0);
    case "Match":
      return compileMatch(b, s);
    case "Raise":
      return compileRaise(b, s);
    case "Assert":
      return compileAssert(b, s);
    case "Delete":
      for (const t of s.targets) compileDelete(b, t);
      return;
    case "Import":
      return compileImport(b, s);
    case "ImportFrom":
      return compileImportFrom(b, s);
    case "Pass":
    case "Global":
    case "Nonlocal":
    case "Comment":
      return;
    case "TryStar":
      return syntaxError("except* is not supported", s);
    case "TypeAlias":
      return syntaxError("the type statement is not supported", s);
    default:
      return syntaxError("async and await are not supported", s);
  }
}

function compileExpressionStatement(b: Builder, s: Statement<"Expr">): void {
  const isConstant = s.value.nodeType === "Constant";
  const { body } = b.unit.script.tree;
  const isShown = b.unit.isCell && s === body.filter((x) => x.nodeType !== "Comment").at(-1);
  if (isConstant && !isShown) return;
  compileExpression(b, s.value);
  b.do(isShown ? stack.display : stack.popTop, s.value);
}

function compileAssign(b: Builder, s: Statement<"Assign">): void {
  compileExpression(b, s.value);
  s.targets.forEach((t, i) => {
    if (i < s.targets.length - 1) b.emit(stack.copy, 1);
    compileTarget(b, t);
  });
}

/** Stores the value on the stack. */
export function compileTarget(b: Builder, t: ExprNode): void {
  switch (t.nodeType) {
    case "Name":
      return b.store(t.id, t);
    case "Attribute":
      compileExpression(b, t.value);
      return b.emit(operators.storeAttribute, mangle(t.attr, b.scope.className), t);
    case "Subscript":
      compileExpression(b, t.value);
      compileExpression(b, t.slice);
      return b.do(operators.storeItem, t);
    case "Tuple":
    case "List":
      return compileUnpacking(b, t);
    case "Starred":
      return syntaxError("starred assignment target must be in a list or tuple", t);
    default:
      return syntaxError(`cannot assign to ${describe(t)} here. Maybe you meant '==' instead of '='?`, t);
  }
}

function compileUnpacking(b: Builder, t: ExprNode & { elts: ExprNode[] }): void {
  const star = t.elts.findIndex((x) => x.nodeType === "Starred");
  if (star < 0) b.emit(containers.unpack, t.elts.length, t);
  else {
    if (t.elts.filter((x) => x.nodeType === "Starred").length > 1)
      syntaxError("multiple starred expressions in assignment", t);
    b.emit(containers.unpackStarred, [star, t.elts.length - star - 1] as const, t);
  }
  for (const x of t.elts) compileTarget(b, x.nodeType === "Starred" ? x.value : x);
}

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

function describe(e: ExprNode): string {
  return descriptions[e.nodeType] ?? "expression";
}

function compileAugmented(b: Builder, s: Statement<"AugAssign">): void {
  const op = binaryOperators[s.op.nodeType];
  const t = s.target;
  const value = (): void => {
    compileExpression(b, s.value);
    b.emit(operators.inPlace, op, s);
  };
  switch (t.nodeType) {
    case "Name":
      b.load(t.id, t);
      value();
      return b.store(t.id, t);
    case "Attribute": {
      const name = mangle(t.attr, b.scope.className);
      compileExpression(b, t.value);
      b.emit(stack.copy, 1);
      b.emit(operators.loadAttribute, name, t);
      value();
      b.emit(stack.rotate, 2);
      return b.emit(operators.storeAttribute, name, t);
    }
    case "Subscript":
      compileExpression(b, t.value);
      compileExpression(b, t.slice);
      b.emit(stack.copy, 2);
      b.emit(stack.copy, 2);
      b.do(operators.loadItem, t);
      value();
      b.emit(stack.rotate, 3);
      return b.do(operators.storeItem, t);
    default:
      return syntaxError(`'${describe(t)}' is an illegal expression for augmented assignment`, t);
  }
}

function compileAnnotated(b: Builder, s: Statement<"AnnAssign">): void {
  if (s.value) {
    compileExpression(b, s.value);
    compileTarget(b, s.target);
  }
  if (b.scope.kind === "function") return;
  compileAnnotation(b, s.annotation);
  if (s.target.nodeType !== "Name" || s.target.col_offset !== s.col_offset) return b.do(stack.popTop);
  b.emit(names.storeAnnotation, s.target.id, s);
}

function compileReturn(b: Builder, s: Statement<"Return">): void {
  if (b.scope.kind !== "function") syntaxError("'return' outside function", s);
  if (s.value) compileExpression(b, s.value);
  else b.constant(null);
  unwind(b, () => false, true);
  b.do(returnValue, s);
}

/**
 * Emits what leaving each construct takes, from the innermost outwards, up to the one that `stops`. With `hasValue`, a
 * value on the stack goes along.
 */
function unwind(b: Builder, stops: (u: Unwinding) => boolean, hasValue = false): Unwinding | undefined {
  const all = [...b.unwinding];
  try {
    while (b.unwinding.length > 0) {
      const u = b.unwinding[b.unwinding.length - 1];
      if (stops(u)) return u;
      // While it is left, what stands in it is outside of it.
      b.unwinding.pop();
      u.leave(hasValue);
    }
    return undefined;
  } finally {
    b.unwinding.splice(0, b.unwinding.length, ...all);
  }
}

function within(b: Builder, u: Unwinding, body: () => void): void {
  b.unwinding.push(u);
  body();
  b.unwinding.pop();
}

function compileIf(b: Builder, s: Statement<"If">): void {
  const [otherwise, end] = [new Label(), new Label()];
  compileExpression(b, s.test);
  b.emit(stack.jumpIfFalse, otherwise, s.test);
  compileBody(b, s.body);
  if (s.orelse.length > 0) b.emit(stack.jump, end);
  b.place(otherwise);
  compileBody(b, s.orelse);
  b.place(end);
}

function compileWhile(b: Builder, s: Statement<"While">): void {
  const [start, otherwise, end] = [new Label(), new Label(), new Label()];
  b.place(start);
  compileExpression(b, s.test);
  b.emit(stack.jumpIfFalse, otherwise, s.test);
  const leave = (): void => undefined;
  within(b, { loop: { start, end, hasIterator: false }, leave }, () => compileBody(b, s.body));
  b.emit(stack.jump, start);
  b.place(otherwise);
  compileBody(b, s.orelse);
  b.place(end);
}

function compileFor(b: Builder, s: Statement<"For">): void {
  const [start, otherwise, end] = [new Label(), new Label(), new Label()];
  compileExpression(b, s.iter);
  b.do(stack.getIterator, s);
  b.place(start);
  b.emit(stack.forEach, otherwise, s);
  compileTarget(b, s.target);
  // Only `return` leaves more than the loop itself.
  const leave = (): void => {
    b.emit(stack.rotate, 2);
    b.do(stack.popTop);
  };
  within(b, { loop: { start, end, hasIterator: true }, leave }, () => compileBody(b, s.body));
  b.emit(stack.jump, start);
  b.place(otherwise);
  compileBody(b, s.orelse);
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

function compileTry(b: Builder, s: Statement<"Try">): void {
  if (s.finalbody.length === 0) return compileHandlers(b, s);
  const [handler, end] = [new Label(), new Label()];
  b.emit(exceptions.pushBlock, handler);
  const leave = (): void => {
    b.do(exceptions.popBlock);
    compileBody(b, s.finalbody);
  };
  within(b, { leave }, () => (s.handlers.length > 0 ? compileHandlers(b, s) : compileBody(b, s.body)));
  leave();
  b.emit(stack.jump, end);
  b.place(handler);
  b.do(exceptions.beginHandler);
  within(b, { leave: () => b.do(exceptions.endHandler) }, () => compileBody(b, s.finalbody));
  b.do(exceptions.reraise);
  b.place(end);
}

function compileHandlers(b: Builder, s: Statement<"Try">): void {
  const [handler, end] = [new Label(), new Label()];
  b.emit(exceptions.pushBlock, handler);
  within(b, { leave: () => b.do(exceptions.popBlock) }, () => compileBody(b, s.body));
  b.do(exceptions.popBlock);
  compileBody(b, s.orelse);
  b.emit(stack.jump, end);
  b.place(handler);
  b.do(exceptions.beginHandler);
  for (const h of s.handlers) compileHandler(b, h, end, h === s.handlers.at(-1));
  b.do(exceptions.reraise);
  b.place(end);
}

function compileHandler(
  b: Builder,
  h: Statement<"Try">["handlers"][number],
  end: Label,
  isLast: boolean,
): void {
  const next = new Label();
  if (h.type) {
    compileExpression(b, h.type);
    b.do(exceptions.matchException, h.type);
    b.emit(stack.jumpIfFalse, next, h.type);
  } else if (!isLast) syntaxError("default 'except:' must be last", h);
  const finish = (): void => b.do(exceptions.endHandler);
  if (h.name) compileNamedHandler(b, h.name, h.body, finish);
  else within(b, { leave: finish }, () => compileBody(b, h.body));
  finish();
  b.emit(stack.jump, end);
  b.place(next);
}

/** The name is there only while the handler runs. */
function compileNamedHandler(b: Builder, name: string, body: readonly StmtNode[], finish: () => void): void {
  const [failed, after] = [new Label(), new Label()];
  const forget = (): void => {
    b.constant(null);
    b.store(name);
    b.remove(name);
  };
  b.do(exceptions.loadHandled);
  b.store(name);
  b.emit(exceptions.pushBlock, failed);
  const leave = (): void => {
    b.do(exceptions.popBlock);
    forget();
    finish();
  };
  within(b, { leave }, () => compileBody(b, body));
  b.do(exceptions.popBlock);
  forget();
  b.emit(stack.jump, after);
  b.place(failed);
  b.do(exceptions.beginHandler);
  forget();
  b.do(exceptions.reraise);
  b.place(after);
}

function compileWith(b: Builder, s: Statement<"With">, i: number): void {
  if (i === s.items.length) return compileBody(b, s.body);
  const { context_expr: manager, optional_vars: target } = s.items[i];
  const [handler, end] = [new Label(), new Label()];
  compileExpression(b, manager);
  b.do(exceptions.enterWith, manager);
  // `__exit__` lies below what `__enter__` returned.
  const leave = (hasValue: boolean): void => {
    b.do(exceptions.popBlock);
    if (hasValue) b.emit(stack.rotate, 2);
    b.do(exceptions.exitWith, s);
    b.do(stack.popTop);
  };
  b.emit(exceptions.pushWithBlock, handler);
  if (target) compileTarget(b, target);
  else b.do(stack.popTop);
  within(b, { leave }, () => compileWith(b, s, i + 1));
  b.do(exceptions.popBlock);
  b.do(exceptions.exitWith, s);
  b.do(stack.popTop);
  b.emit(stack.jump, end);
  b.place(handler);
  b.do(exceptions.beginHandler);
  b.do(exceptions.exitWithException, s);
  b.emit(exceptions.jumpIfSuppressed, end);
  b.do(exceptions.reraise);
  b.place(end);
}

function compileRaise(b: Builder, s: Statement<"Raise">): void {
  if (!s.exc) return b.do(exceptions.raiseAgain, s);
  compileExpression(b, s.exc);
  if (s.cause) compileExpression(b, s.cause);
  b.emit(exceptions.raise, s.cause !== undefined && s.cause !== null, s);
}

function compileAssert(b: Builder, s: Statement<"Assert">): void {
  const end = new Label();
  compileExpression(b, s.test);
  b.emit(stack.jumpIfTrue, end, s.test);
  if (s.msg) compileExpression(b, s.msg);
  b.emit(exceptions.assertFails, s.msg !== undefined && s.msg !== null, s.test);
  b.place(end);
}

function compileDelete(b: Builder, t: ExprNode): void {
  switch (t.nodeType) {
    case "Name":
      return b.remove(t.id, t);
    case "Attribute":
      compileExpression(b, t.value);
      return b.emit(operators.removeAttribute, mangle(t.attr, b.scope.className), t);
    case "Subscript":
      compileExpression(b, t.value);
      compileExpression(b, t.slice);
      return b.do(operators.removeItem, t);
    case "Tuple":
    case "List":
      for (const x of t.elts) compileDelete(b, x);
      return;
    default:
      return syntaxError(`cannot delete ${describe(t)}`, t);
  }
}

function compileImport(b: Builder, s: Statement<"Import">): void {
  for (const { name, asname } of s.names) {
    b.unit.imports.add(name);
    b.emit(imports.importModule, [name, asname !== undefined && asname !== null] as const, s);
    b.store(asname ?? name.split(".")[0], s);
  }
}

function compileImportFrom(b: Builder, s: Statement<"ImportFrom">): void {
  if (s.module === "__future__") return;
  if (s.level) syntaxError("relative imports are not supported: a script stands alone", s);
  b.unit.imports.add(s.module ?? "");
  b.emit(imports.importModule, [s.module ?? "", true] as const, s);
  for (const { name, asname } of s.names) {
    if (name === "*") {
      if (b.scope.kind !== "module") syntaxError("import * only allowed at module level", s);
      return b.do(imports.importStar, s);
    }
    b.emit(imports.importFrom, name, s);
    b.store(asname ?? name, s);
  }
  b.do(stack.popTop);
}
