import { deleteAttribute, getAttribute, setAttribute } from "../../../objects/attributes.js";
import { deleteItem } from "../../../objects/operators.js";
import { findMethod } from "../../../objects/methods.js";
import { enterGetter, enterItemGetter } from "../../rest/calls.js";
import { noSelf } from "../calls.js";
import { loadItem } from "../operators.js";
import type { Frame } from "../../frame.js";

/** Of `x.name(…)`: replaces `x` by a function and its first argument, without an object for the bound method. */
export function loadMethod(frame: Frame, name: string): void {
  const self = frame.top;
  const method = findMethod(self, name);
  frame.top = method ?? getAttribute(self, name);
  frame.push(method ? self : noSelf);
}

/** `__getitem__` of the script's is entered like a call. */
export function loadAnyItem(frame: Frame): void {
  if (!enterItemGetter(frame)) loadItem(frame);
}

export function loadAttribute(frame: Frame, name: string): void {
  if (enterGetter(frame, name)) return;
  frame.top = getAttribute(frame.top, name);
}

export function storeAttribute(frame: Frame, name: string): void {
  const { stack } = frame;
  const n = stack.length;
  setAttribute(stack[n - 1], name, stack[n - 2]);
  stack.pop();
  stack.pop();
}

export function removeAttribute(frame: Frame, name: string): void {
  deleteAttribute(frame.top, name);
  frame.stack.pop();
}

export function removeItem(frame: Frame): void {
  const { stack } = frame;
  const n = stack.length;
  deleteItem(stack[n - 2], stack[n - 1]);
  stack.pop();
  stack.pop();
}
