/** Variables. */

import { fail } from "../../text/failure.js";
import type { Cell } from "../../objects/functions.js";
import { makeException, Raised } from "../../objects/exceptions.js";
import { Tuple } from "../../objects/containers.js";
import { Dict } from "../../objects/dict.js";
import { setItem } from "../../objects/operators.js";
import type { Value } from "../../objects/value.js";
import type { Frame } from "../frame.js";

export function loadConst(frame: Frame, value: Value): void {
  frame.stack.push(value);
}

export function loadFast(frame: Frame, i: number): void {
  const value = frame.locals[i];
  frame.stack.push(value === undefined ? unbound(frame.code.locals[i]) : value);
}

export function storeFast(frame: Frame, i: number): void {
  frame.locals[i] = frame.pop();
}

export function loadGlobal(frame: Frame, name: string): void {
  const value = frame.globals.names.get(name) ?? frame.machine.builtins.get(name);
  if (value !== undefined) frame.stack.push(value);
  else if (frame.globals.names.has(name)) frame.stack.push(null);
  else undefinedName(frame, name);
}

export function storeGlobal(frame: Frame, name: string): void {
  frame.globals.set(name, frame.pop());
}

/** In modules and class bodies. */
export function loadName(frame: Frame, name: string): void {
  const value = frame.names!.names.get(name);
  if (value !== undefined) frame.stack.push(value);
  else loadGlobal(frame, name);
}

export function storeName(frame: Frame, name: string): void {
  const names = frame.names!;
  // What a metaclass prepared may do more than keep it.
  if (names.type.isUser) setItem(names, name, frame.pop());
  else names.set(name, frame.pop());
}

function cellName(frame: Frame, i: number): [name: string, isFree: boolean] {
  const { cells, free } = frame.code;
  return i < cells.length ? [cells[i], false] : [free[i - cells.length], true];
}

export function loadCell(frame: Frame, i: number): void {
  const { value } = frame.cells[i];
  frame.stack.push(value === undefined ? unboundCell(frame, i) : value);
}

export function unboundCell(frame: Frame, i: number): never {
  const [name, isFree] = cellName(frame, i);
  if (!isFree) return unbound(name);
  return fail(
    "NameError",
    `cannot access free variable '${name}' where it is not associated with a value in enclosing scope`,
  );
}

/** In a class body: one of its own variables hides that of an outer function. */
export function loadClassCell(frame: Frame, i: number): void {
  const own = frame.names!.names.get(cellName(frame, i)[0]);
  if (own === undefined) loadCell(frame, i);
  else frame.stack.push(own);
}

export function storeCell(frame: Frame, i: number): void {
  frame.cells[i].value = frame.pop();
}

/** Cells for an inner function. */
export function closureOf(frame: Frame, indices: readonly number[]): Cell[] {
  return indices.map((i) => frame.cells[i]);
}

export function unbound(name: string): never {
  return fail(
    "UnboundLocalError",
    `cannot access local variable '${name}' where it is not associated with a value`,
  );
}

export function undefinedName(frame: Frame, name: string): never {
  const error = makeException("NameError", `name '${name}' is not defined`);
  error.dict = Dict.of([["name", name]]);
  const { code, locals } = frame;
  const known = code.locals.flatMap((n, i) => (locals[i] === undefined ? [] : [[n, null] as const]));
  error.dict.set("known", new Tuple([Dict.of(known), frame.globals]));
  throw new Raised(error);
}
