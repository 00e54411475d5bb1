import type { Program } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";
import type { ClosedProgram } from "../trace/stageTrace.js";
import { Tracer } from "../trace/tracer.js";

const derived = new WeakMap<Program<Primitive>, Map<string, ClosedProgram>>();

/**
 * What a pass made of a program, kept for as long as the program lives: calls of compiled functions are transformed
 * again on every call, and what is compiled hangs on the identity of the result.
 * A result that closes over traced values belongs to one trace, and is not kept.
 */
export function memoized<T extends ClosedProgram>(
  program: Program<Primitive>,
  key: string,
  make: () => T,
): T {
  let results = derived.get(program);
  if (!results) derived.set(program, (results = new Map<string, ClosedProgram>()));
  const known = results.get(key);
  if (known) return known as T;
  const made = make();
  if (!made.constants.some((c) => c instanceof Tracer)) results.set(key, made);
  return made;
}

/** A list of flags as a key. */
export function flags(list: readonly boolean[]): string {
  return list.map((is) => (is ? "1" : "0")).join("");
}
