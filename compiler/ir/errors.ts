/**
 * Errors that users see, under Python's names, as JAX raises them: `catch` code ports. Those that JavaScript has too extend
 * JavaScript's own.
 *
 * A message has up to three parts. The summary is what JAX says, in its words, and all that a Python front end prints. The
 * hint says it of the user's functions and arguments, and what to do in this API. The last lines are places in the user's code:
 * where it went wrong, and where what it is about was made.
 */

import { currentSource, showSource, type Source } from "./source.js";

/** Something of the user's, and where it was made: `{ what: "the rule of f was set", source }`. */
export interface Place {
  readonly what: string;
  readonly source: Source | undefined;
}

export interface ErrorDetails {
  readonly hint?: string;
  readonly places?: readonly Place[];
  /** What JAX says beneath the first line. */
  readonly context?: string;
  /** Of what is being traced: which function, and why a value is not known. */
  readonly origin?: string;
  readonly cause?: unknown;
  /** Where it went wrong, if not at the line of the user's code that is running. */
  readonly source?: Source;
}

/** What all of these errors have. */
interface UserError extends Error {
  /** What JAX says, without hint and places. */
  readonly summary: string;
  /** What JAX says beneath that. */
  readonly context?: string;
  /** Where a value that was needed comes from, if it is being traced. */
  readonly origin?: string;
  /** Where in the user's code it went wrong. `file` is empty if that is not known. */
  readonly source: Source;
}

/** The class of errors with these parts that extends one of JavaScript's. */
function userError<E extends Error>(
  base: new (message: string) => E,
): new (summary: string, details?: ErrorDetails) => E & UserError {
  class Described extends (base as new (message: string) => Error) {
    constructor(summary: string, details: ErrorDetails = {}) {
      super(summary);
      describe(this, summary, details);
    }
  }
  return Described as new (summary: string, details?: ErrorDetails) => E & UserError;
}

/** The type of a value that should not be there, for messages. */
export function typeOf(x: unknown): string {
  if (x === null || typeof x !== "object") return x === null ? "null" : typeof x;
  return (x as { constructor?: { name: string } }).constructor?.name ?? "object";
}

/** Gives an error its parts. They are not enumerable: Node prints what is. */
function describe(error: Error, summary: string, details: ErrorDetails): void {
  const source = details.source ?? currentSource();
  const lines = [summary];
  if (details.context) lines.push(details.context);
  if (details.hint) lines.push(details.hint);
  if (details.origin) lines.push(details.origin);
  if (source.file !== "") lines.push(`  at ${showSource(source)}`);
  for (const { what, source: made } of details.places ?? [])
    if (made && made.file !== "") lines.push(`  ${what} at ${showSource(made)}`);
  Object.defineProperties(error, {
    message: { value: lines.join("\n"), writable: true, configurable: true },
    summary: { value: summary },
    context: { value: details.context },
    origin: { value: details.origin },
    source: { value: source },
  });
  if (details.cause !== undefined) Object.defineProperty(error, "cause", { value: details.cause });
  Error.captureStackTrace?.(error, error.constructor);
}

/** A value of a wrong type, shape, dtype or structure. */
export class TypeError extends userError(globalThis.TypeError) {}

/** An argument that is no array. */
export class InvalidInputException extends TypeError {
  static {
    this.prototype.name = "InvalidInputException";
  }
}

/** An argument of the right type with a value that won't do. */
export class ValueError extends userError(RangeError) {
  static {
    this.prototype.name = "ValueError";
  }
}

/** Something can't be done as things are. */
export class RuntimeError extends userError(Error) {
  static {
    this.prototype.name = "RuntimeError";
  }
}

/** Something has not been set: a function without its rule. */
export class AttributeError extends userError(Error) {
  static {
    this.prototype.name = "AttributeError";
  }
}

/** An integer for which arrays have no room. */
export class OverflowError extends userError(RangeError) {
  static {
    this.prototype.name = "OverflowError";
  }
}

/** A name that stands for nothing here: that of an axis which is not mapped over. */
export class NameError extends userError(Error) {
  static {
    this.prototype.name = "NameError";
  }
}

/** What the caller was to see to does not hold. */
export class AssertionError extends userError(Error) {
  static {
    this.prototype.name = "AssertionError";
  }
}

/** There is no rule for this. */
export class NotImplementedError extends userError(Error) {
  static {
    this.prototype.name = "NotImplementedError";
  }
}

/** A loop took the most turns that it may, and had not finished. */
export class LoopBoundReached extends userError(Error) {
  static {
    this.prototype.name = "LoopBoundReached";
  }
}

/** A traced value was used where only a concrete one will do. */
export class ConcretizationTypeError extends TypeError {
  static {
    this.prototype.name = "ConcretizationTypeError";
  }
}

/** A traced value was asked to decide (`if (x > 0)`). */
export class TracerBoolConversionError extends ConcretizationTypeError {
  static {
    this.prototype.name = "TracerBoolConversionError";
  }
}

/** A traced value was asked for its elements. */
export class TracerArrayConversionError extends TypeError {
  static {
    this.prototype.name = "TracerArrayConversionError";
  }
}

/** A traced value was used where only an integer will do: to index a list, to count. */
export class TracerIntegerConversionError extends TypeError {
  static {
    this.prototype.name = "TracerIntegerConversionError";
  }
}

/** An index that an array doesn't have room for. */
export class IndexError extends userError(RangeError) {
  static {
    this.prototype.name = "IndexError";
  }
}

/** A traced mask was used as an index: how many elements it takes is not known. */
export class NonConcreteBooleanIndexError extends userError(RangeError) {
  static {
    this.prototype.name = "NonConcreteBooleanIndexError";
  }
}

/** A traced value was used after its trace had ended. */
export class UnexpectedTracerError extends TypeError {
  static {
    this.prototype.name = "UnexpectedTracerError";
  }
}
