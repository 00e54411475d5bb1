/** Exceptions: their classes, and the JavaScript error that carries one. */

import type { Code } from "../code/code.js";
import type { Position } from "../syntax/error.js";
import { Failure, Stackless } from "../text/failure.js";
import { type List, Tuple } from "./containers.js";
import { builtinType, objectType, type Type } from "./type.js";
import { Obj, type Value } from "./value.js";

/** Where a frame was when an exception passed it. */
export interface Place {
  readonly code: Code;
  readonly at: Position;
}

export class ExceptionObject extends Obj {
  cause: Value = null;
  context: Value = null;
  suppressContext = false;
  /** Innermost first. */
  readonly traceback: Place[] = [];
  notes: List | undefined;
  /** Where the interpreter failed, if that is its own mistake: shown, but not within a script's reach. */
  mistake: string | undefined;
  private shown: Traceback | undefined;

  /** `__traceback__`: None until it was raised. */
  get tracebackObject(): Value {
    return this.traceback.length === 0 ? null : (this.shown ??= new Traceback(this));
  }

  constructor(
    type: Type,
    public args: Tuple,
  ) {
    super(type);
  }
}

export const tracebackType = builtinType("traceback");

/** What scripts see of a traceback. */
class Traceback extends Obj {
  constructor(readonly of: ExceptionObject) {
    super(tracebackType);
  }
}

/** How an exception travels through TypeScript. */
export class Raised extends Stackless {
  constructor(readonly exception: ExceptionObject) {
    super("a Python exception");
  }
}

/** Built-in exception classes by name, each after its base. */
const tree: Record<string, string> = {
  BaseException: "",
  SystemExit: "BaseException",
  KeyboardInterrupt: "BaseException",
  GeneratorExit: "BaseException",
  StepLimitExceeded: "BaseException",
  Exception: "BaseException",
  StopIteration: "Exception",
  StopAsyncIteration: "Exception",
  ArithmeticError: "Exception",
  FloatingPointError: "ArithmeticError",
  OverflowError: "ArithmeticError",
  ZeroDivisionError: "ArithmeticError",
  AssertionError: "Exception",
  AttributeError: "Exception",
  BufferError: "Exception",
  EOFError: "Exception",
  ImportError: "Exception",
  ModuleNotFoundError: "ImportError",
  LookupError: "Exception",
  IndexError: "LookupError",
  KeyError: "LookupError",
  MemoryError: "Exception",
  NameError: "Exception",
  UnboundLocalError: "NameError",
  OSError: "Exception",
  FileNotFoundError: "OSError",
  PermissionError: "OSError",
  TimeoutError: "OSError",
  BlockingIOError: "OSError",
  ChildProcessError: "OSError",
  ConnectionError: "OSError",
  BrokenPipeError: "ConnectionError",
  ConnectionAbortedError: "ConnectionError",
  ConnectionRefusedError: "ConnectionError",
  ConnectionResetError: "ConnectionError",
  FileExistsError: "OSError",
  InterruptedError: "OSError",
  IsADirectoryError: "OSError",
  NotADirectoryError: "OSError",
  ProcessLookupError: "OSError",
  ReferenceError: "Exception",
  RuntimeError: "Exception",
  NotImplementedError: "RuntimeError",
  RecursionError: "RuntimeError",
  SyntaxError: "Exception",
  IndentationError: "SyntaxError",
  TabError: "IndentationError",
  SystemError: "Exception",
  TypeError: "Exception",
  ValueError: "Exception",
  UnicodeError: "ValueError",
  Warning: "Exception",
  DeprecationWarning: "Warning",
  PendingDeprecationWarning: "Warning",
  RuntimeWarning: "Warning",
  SyntaxWarning: "Warning",
  UserWarning: "Warning",
  FutureWarning: "Warning",
  ImportWarning: "Warning",
  ResourceWarning: "Warning",
  BytesWarning: "Warning",
  EncodingWarning: "Warning",
  UnicodeWarning: "Warning",
};

/** Every exception class that natives raise by name; modules add theirs. */
export const exceptionTypes = new Map<string, Type>();
for (const [name, base] of Object.entries(tree))
  defineException(name, exceptionTypes.get(base) ?? objectType);

export function defineException(name: string, base: Type | string, module = "builtins"): Type {
  const type = builtinType(name, [typeof base === "string" ? exceptionTypes.get(base)! : base], module);
  exceptionTypes.set(name, type);
  return type;
}

/** `kind(...args)`, to be raised. */
export function raise(kind: string, ...args: Value[]): never {
  throw new Raised(makeException(kind, ...args));
}

export function makeException(kind: string, ...args: Value[]): ExceptionObject {
  return new ExceptionObject(exceptionTypes.get(kind)!, new Tuple(args));
}

/** Whether a JavaScript error is, or will be, a Python exception of this class. */
export function isRaised(error: unknown, kind: string): boolean {
  const type =
    error instanceof Raised
      ? error.exception.type
      : error instanceof Failure
        ? exceptionTypes.get(error.kind)
        : undefined;
  return type?.isSubclassOf(exceptionTypes.get(kind)!) ?? false;
}
