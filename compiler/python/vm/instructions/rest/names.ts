/** Names that go, and annotations. */

import { Dict } from "../../../objects/dict.js";
import type { Frame } from "../../frame.js";
import { unbound, unboundCell, undefinedName } from "../names.js";

export function deleteFast(frame: Frame, i: number): void {
  if (frame.locals[i] === undefined) unbound(frame.code.locals[i]);
  frame.locals[i] = undefined;
}

export function deleteGlobal(frame: Frame, name: string): void {
  if (frame.globals.delete(name) === undefined) undefinedName(frame, name);
}

export function deleteName(frame: Frame, name: string): void {
  if (frame.names!.delete(name) === undefined) undefinedName(frame, name);
}

export function deleteCell(frame: Frame, i: number): void {
  if (frame.cells[i].value === undefined) unboundCell(frame, i);
  frame.cells[i].value = undefined;
}

/** `x: int` in a module or class. */
export function storeAnnotation(frame: Frame, name: string): void {
  const annotation = frame.pop();
  const found = frame.names!.get("__annotations__");
  const annotations = found instanceof Dict ? found : new Dict();
  if (found !== annotations) frame.names!.set("__annotations__", annotations);
  annotations.set(name, annotation);
}
