import { compare as compareValues, type Comparison, same } from "../../objects/compare.js";
import {
  binary as applyBinary,
  contains,
  getItem,
  inPlace as applyInPlace,
  setItem,
  unary as applyUnary,
} from "../../objects/operators.js";
import { Slice } from "../../objects/containers.js";
import type { Value } from "../../objects/value.js";
import type { Frame } from "../frame.js";

/**
 * Puts the result of an operator in the place of its operands. They stay on the stack until there is one: an instruction
 * that waits for the device runs again.
 */
function reduce(frame: Frame, value: Value): void {
  const { stack } = frame;
  stack.pop();
  stack[stack.length - 1] = value;
}

export function binary(frame: Frame, op: string): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, applyBinary(op, stack[n - 2], stack[n - 1]));
}

export function inPlace(frame: Frame, op: string): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, applyInPlace(op, stack[n - 2], stack[n - 1]));
}

export function unary(frame: Frame, op: "-" | "+" | "~"): void {
  frame.top = applyUnary(op, frame.top);
}

export function compare(frame: Frame, op: Comparison): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, compareValues(op, stack[n - 2], stack[n - 1]));
}

export function is(frame: Frame, negated: boolean): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, same(stack[n - 2], stack[n - 1]) !== negated);
}

export function isIn(frame: Frame, negated: boolean): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, contains(stack[n - 1], stack[n - 2]) !== negated);
}

export function loadItem(frame: Frame): void {
  const { stack } = frame;
  const n = stack.length;
  reduce(frame, getItem(stack[n - 2], stack[n - 1]));
}

export function storeItem(frame: Frame): void {
  const { stack } = frame;
  const n = stack.length;
  setItem(stack[n - 2], stack[n - 1], stack[n - 3]);
  stack.pop();
  stack.pop();
  stack.pop();
}

export function buildSlice(frame: Frame): void {
  const [start, stop, step] = frame.popMany(3);
  frame.push(new Slice(start, stop, step));
}
