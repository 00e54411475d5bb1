/** Errors of TypeScript as Python's exceptions. */

import { type ExceptionObject, exceptionTypes, makeException, Raised } from "../objects/exceptions.js";
import { Failure } from "../text/failure.js";

/** What JavaScript engines say where something is too large for them. */
const outOfMemory = /BigInt|(array|string) (buffer )?length|maximum size|allocation/i;

/** The Python exception that an error in TypeScript is. One that nobody foresaw is a SystemError, with the place in our code. */
export function exceptionOf(error: unknown, wordsOf: (error: Told) => string): ExceptionObject {
  if (error instanceof Raised) return error.exception;
  if (error instanceof Failure) return makeException(error.kind, error.message);
  if (isTold(error))
    return makeException(exceptionTypes.has(error.name) ? error.name : "RuntimeError", wordsOf(error));
  const text = error instanceof Error ? error.message : String(error);
  if (/call stack|too much recursion/.test(text))
    return makeException("RecursionError", "maximum recursion depth exceeded");
  if (error instanceof globalThis.RangeError && outOfMemory.test(text)) return makeException("MemoryError");
  return mistake(text, error);
}

/** What errors of the library say. */
export interface Told {
  readonly summary: string;
  readonly name: string;
  readonly context?: string;
  readonly origin?: string;
}

function isTold(error: unknown): error is Told {
  return (error as Partial<Told>).summary !== undefined;
}

/** An error that nobody foresaw is ours, and a report needs to say where. */
function mistake(text: string, error: unknown): ExceptionObject {
  const e = makeException("SystemError", `a mistake in the interpreter, please report it: ${text}`);
  e.mistake = error instanceof Error ? error.stack : undefined;
  return e;
}
