/** Raising, handling, and `with`. */

import { fail } from "../../../text/failure.js";
import { Tuple } from "../../../objects/containers.js";
import { ExceptionObject, exceptionTypes, Raised } from "../../../objects/exceptions.js";
import { call } from "../../../objects/machine.js";
import { bind } from "../../../objects/attributes.js";
import { Type } from "../../../objects/type.js";
import { truth } from "../../../objects/truth.js";
import { typeName, typeOf } from "../../../objects/types.js";
import type { Value } from "../../../objects/value.js";
import { enterCall } from "../../calls.js";
import type { Frame } from "../../frame.js";

export function pushBlock(frame: Frame, handler: number): void {
  frame.blocks.push({ handler, depth: frame.stack.length, handling: frame.handling.length });
}

export function popBlock(frame: Frame): void {
  frame.blocks.pop();
}

/** The exception on the stack is the one that is being handled. */
export function beginHandler(frame: Frame): void {
  frame.handling.push(frame.pop() as ExceptionObject);
}

export function endHandler(frame: Frame): void {
  frame.handling.pop();
}

function handled(frame: Frame): ExceptionObject {
  return frame.handling[frame.handling.length - 1];
}

/** Replaces a class, or a tuple of them, by whether the exception is one of them. */
export function matchException(frame: Frame): void {
  frame.top = matches(handled(frame), frame.top);
}

function matches(e: ExceptionObject, wanted: Value): boolean {
  if (wanted instanceof Tuple) return wanted.items.some((w) => matches(e, w));
  if (!(wanted instanceof Type) || !wanted.isSubclassOf(exceptionTypes.get("BaseException")!))
    return fail("TypeError", "catching classes that do not inherit from BaseException is not allowed");
  return e.type.isSubclassOf(wanted);
}

export function loadHandled(frame: Frame): void {
  frame.push(handled(frame));
}

/** Goes on raising what is being handled: its traceback has this frame already. */
export function reraise(frame: Frame): void {
  frame.machine.reraising = true;
  throw new Raised(frame.handling.pop()!);
}

/** `raise` alone. */
export function raiseAgain(frame: Frame): void {
  const current = frame.machine.handledException(frame);
  if (!current) fail("RuntimeError", "No active exception to reraise");
  frame.machine.reraising = current === handled(frame);
  throw new Raised(current);
}

/** `raise x` or `raise x from y`. */
export function raise(frame: Frame, hasCause: boolean): void {
  const [x, cause] = hasCause ? frame.popMany(2) : [frame.pop(), undefined];
  const exception = toException(x, "exceptions must derive from BaseException");
  if (cause !== undefined) {
    exception.cause =
      cause === null ? null : toException(cause, "exception causes must derive from BaseException");
    exception.suppressContext = true;
  }
  throw new Raised(exception);
}

function toException(x: Value, message: string): ExceptionObject {
  const made = x instanceof Type && x.isSubclassOf(exceptionTypes.get("BaseException")!) ? call(x, []) : x;
  return made instanceof ExceptionObject ? made : fail("TypeError", message);
}

export function assertFails(frame: Frame, hasMessage: boolean): void {
  const args = hasMessage ? [frame.pop()] : [];
  throw new Raised(new ExceptionObject(exceptionTypes.get("AssertionError")!, new Tuple(args)));
}

/** Leaves `__exit__`, bound, and enters. */
export function enterWith(frame: Frame): void {
  const manager = frame.top;
  const type = typeOf(manager);
  const [enter, exit] = [type.lookup("__enter__"), type.lookup("__exit__")];
  if (enter === undefined || exit === undefined) {
    const missed = enter !== undefined ? " (missed __exit__ method)" : "";
    fail("TypeError", `'${typeName(manager)}' object does not support the context manager protocol${missed}`);
  }
  frame.top = bind(exit, manager, type);
  frame.push(bind(enter, manager, type));
  enterCall(frame, frame.stack.length - 1, frame.top, []);
}

/** The block ended as it should: calls `__exit__(None, None, None)`, which is on the stack. */
export function exitWith(frame: Frame): void {
  enterCall(frame, frame.stack.length - 1, frame.top, [null, null, null]);
}

/** It raised: calls `__exit__` with the exception, which is being handled. */
export function exitWithException(frame: Frame): void {
  const e = handled(frame);
  enterCall(frame, frame.stack.length - 1, frame.top, [e.type, e, e.tracebackObject]);
}

/** What `__exit__` returned says whether the exception is to be forgotten. */
export function jumpIfSuppressed(frame: Frame, target: number): void {
  if (truth(frame.pop())) {
    frame.handling.pop();
    frame.next = target;
  }
}

/** A block whose handler still needs `__exit__`, which lies below the value on the stack. */
export function pushWithBlock(frame: Frame, handler: number): void {
  frame.blocks.push({ handler, depth: frame.stack.length - 1, handling: frame.handling.length });
}
