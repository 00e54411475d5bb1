/** `try`, `with`, `raise` and `assert`. */

import type { StmtNode } from "py-ast";
import { syntaxError } from "../../syntax/parse.js";
import * as exceptions from "../../vm/instructions/rest/exceptions.js";
import * as stack from "../../vm/instructions/stack.js";
import { type Builder, Label } from "../builder.js";
import { within } from "../unwinding.js";
import { removeName } from "./deletion.js";

type Statement<K extends StmtNode["nodeType"]> = StmtNode & { nodeType: K };

export function compileTry(b: Builder, s: Statement<"Try">): void {
  if (s.finalbody.length === 0) return compileHandlers(b, s);
  const [handler, end] = [new Label(), new Label()];
  b.emit(exceptions.pushBlock, handler);
  const leave = (): void => {
    b.do(exceptions.popBlock);
    b.body(s.finalbody);
  };
  within(b, { leave }, () => (s.handlers.length > 0 ? compileHandlers(b, s) : b.body(s.body)));
  leave();
  b.emit(stack.jump, end);
  b.place(handler);
  b.do(exceptions.beginHandler);
  within(b, { leave: () => b.do(exceptions.endHandler) }, () => b.body(s.finalbody));
  b.do(exceptions.reraise);
  b.place(end);
}

function compileHandlers(b: Builder, s: Statement<"Try">): void {
  const [handler, end] = [new Label(), new Label()];
  b.emit(exceptions.pushBlock, handler);
  within(b, { leave: () => b.do(exceptions.popBlock) }, () => b.body(s.body));
  b.do(exceptions.popBlock);
  b.body(s.orelse);
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
    b.expression(h.type);
    b.do(exceptions.matchException, h.type);
    b.emit(stack.jumpIfFalse, next, h.type);
  } else if (!isLast) syntaxError("default 'except:' must be last", h);
  const finish = (): void => b.do(exceptions.endHandler);
  if (h.name) compileNamedHandler(b, h.name, h.body, finish);
  else within(b, { leave: finish }, () => b.body(h.body));
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
    removeName(b, name);
  };
  b.do(exceptions.loadHandled);
  b.store(name);
  b.emit(exceptions.pushBlock, failed);
  const leave = (): void => {
    b.do(exceptions.popBlock);
    forget();
    finish();
  };
  within(b, { leave }, () => b.body(body));
  b.do(exceptions.popBlock);
  forget();
  b.emit(stack.jump, after);
  b.place(failed);
  b.do(exceptions.beginHandler);
  forget();
  b.do(exceptions.reraise);
  b.place(after);
}

export function compileWith(b: Builder, s: Statement<"With">, i: number): void {
  if (i === s.items.length) return b.body(s.body);
  const { context_expr: manager, optional_vars: target } = s.items[i];
  const [handler, end] = [new Label(), new Label()];
  b.expression(manager);
  b.do(exceptions.enterWith, manager);
  // `__exit__` lies below what `__enter__` returned.
  const leave = (hasValue: boolean): void => {
    b.do(exceptions.popBlock);
    if (hasValue) b.emit(stack.rotate, 2);
    b.do(exceptions.exitWith, s);
    b.do(stack.popTop);
  };
  b.emit(exceptions.pushWithBlock, handler);
  if (target) b.target(target);
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

export function compileRaise(b: Builder, s: Statement<"Raise">): void {
  if (!s.exc) return b.do(exceptions.raiseAgain, s);
  b.expression(s.exc);
  if (s.cause) b.expression(s.cause);
  b.emit(exceptions.raise, s.cause !== undefined && s.cause !== null, s);
}

export function compileAssert(b: Builder, s: Statement<"Assert">): void {
  const end = new Label();
  b.expression(s.test);
  b.emit(stack.jumpIfTrue, end, s.test);
  if (s.msg) b.expression(s.msg);
  b.emit(exceptions.assertFails, s.msg !== undefined && s.msg !== null, s.test);
  b.place(end);
}
