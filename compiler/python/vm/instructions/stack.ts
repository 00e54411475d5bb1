/** The stack, jumps and loops. */

import { FrameIterator, Iter, iterator, nextOf } from "../../objects/iterate.js";
import { truth } from "../../objects/truth.js";
import type { Frame } from "../frame.js";

export function popTop(frame: Frame): void {
  frame.stack.pop();
}

/** Copies the value `depth` places below the top. */
export function copy(frame: Frame, depth: number): void {
  const { stack } = frame;
  stack.push(stack[stack.length - depth]);
}

/** Moves the top value `depth` places down. */
export function rotate(frame: Frame, depth: number): void {
  const { stack } = frame;
  const value = stack[stack.length - 1];
  for (let i = stack.length - 1; i > stack.length - depth; i--) stack[i] = stack[i - 1];
  stack[stack.length - depth] = value;
}

export function jump(frame: Frame, target: number): void {
  frame.next = target;
}

export function jumpIfFalse(frame: Frame, target: number): void {
  if (!truth(frame.top)) frame.next = target;
  frame.stack.pop();
}

export function jumpIfTrue(frame: Frame, target: number): void {
  if (truth(frame.top)) frame.next = target;
  frame.stack.pop();
}

export function jumpIfFalseOrPop(frame: Frame, target: number): void {
  if (truth(frame.top)) frame.stack.pop();
  else frame.next = target;
}

export function jumpIfTrueOrPop(frame: Frame, target: number): void {
  if (truth(frame.top)) frame.next = target;
  else frame.stack.pop();
}

export function jumpIfNone(frame: Frame, target: number): void {
  if (frame.pop() === null) frame.next = target;
}

export function not(frame: Frame): void {
  frame.top = !truth(frame.top);
}

export function getIterator(frame: Frame): void {
  frame.top = iterator(frame.top);
}

/** The next item of the iterator on the stack; at its end it is dropped and the loop is left. */
export function forEach(frame: Frame, end: number): void {
  const it = frame.top;
  if (it instanceof FrameIterator && it.enterLoop(frame, end)) return;
  const item = it instanceof Iter ? it.advance() : nextOf(it)();
  if (item !== undefined) {
    frame.stack.push(item);
    return;
  }
  frame.stack.pop();
  frame.next = end;
}

/** In a notebook cell: shows the value of its last expression. */
export function display(frame: Frame): void {
  const value = frame.top;
  if (value !== null) frame.machine.show(value);
  frame.stack.pop();
}
