/** Errors of TypeScript as Python's exceptions. */

import { type ExceptionObject, exceptionTypes, makeException, Raised } from "../objects/exceptions.js";
import { Failure } from "../text/failure.js";

/** What JavaScript engines say where something is too large for them. */
const outOfMemory = /BigInt|(array|string) (buffer )?length|maximum size|allocation/i;

/** The Python exception that an error in TypeScript is. One that nobody foresaw is a SystemError, with the place in our code. */
export function exceptionOf(error: unknown): ExceptionObject {
  if (error instanceof Raised) return error.exception;
  if (error instanceof Failure) return makeException(error.kind, error.message);
  const text = error instanceof Error ? error.message : String(error);
  if (/call stack|too much recursion/.test(text) && !("summary" in (error as object)))
    return makeException("RecursionError", "maximum recursion depth exceeded");
  const { summary, name = "", context, origin } = error as Partial<Told>;
  if (summary === undefined && error instanceof globalThis.RangeError && outOfMemory.test(text))
    return makeException("MemoryError");
  if (summary === undefined) return mistake(text, error);
  const kind = exceptionTypes.has(name) ? name : "RuntimeError";
  const lines = [
    summary,
    context,
    origin && explained(origin),
    documented[kind] && `${documented[kind]}${kind}`,
    origin?.includes("for checkpoint / remat.") ? staticsOfCheckpoint : undefined,
  ];
  return makeException(kind, lines.filter((line) => line !== undefined).join("\n"));
}

/** Why a value that is being traced is not known, in JAX's words. */
function explained(origin: string): string {
  return origin.replace("was not available because", "was not available in Python because");
}

/** What errors of the library say. */
interface Told {
  readonly summary: string;
  readonly name: string;
  readonly context: string;
  readonly origin: string;
}

const staticsOfCheckpoint =
  "\nConsider using the `static_argnums` parameter for `jax.remat` or `jax.checkpoint`. See the `jax.checkpoint` docstring and its example involving `static_argnums`:\n" +
  "https://docs.jax.dev/en/latest/_autosummary/jax.checkpoint.html\n";
const documentation = "See https://docs.jax.dev/en/latest/errors.html#jax.errors.";
/** Errors that say where JAX's documentation has more about them, and how that begins. */
const documented: Readonly<Record<string, string | undefined>> = {
  ConcretizationTypeError: `\n${documentation}`,
  NonConcreteBooleanIndexError: `\n${documentation}`,
  TracerArrayConversionError: documentation,
  TracerBoolConversionError: documentation,
  TracerIntegerConversionError: documentation,
  UnexpectedTracerError: documentation,
};

/** An error that nobody foresaw is ours, and a report needs to say where. */
function mistake(text: string, error: unknown): ExceptionObject {
  const e = makeException("SystemError", `a mistake in the interpreter, please report it: ${text}`);
  e.mistake = error instanceof Error ? error.stack : undefined;
  return e;
}
