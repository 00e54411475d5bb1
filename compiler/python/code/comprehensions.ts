/** Comprehensions. */

import type { ExprNode } from "py-ast";
import { syntaxError } from "../syntax/parse.js";
import * as calls from "../vm/instructions/calls.js";
import * as containers from "../vm/instructions/containers.js";
import { returnValue } from "../vm/instructions/return.js";
import * as stack from "../vm/instructions/stack.js";
import { type Builder, Label } from "./builder.js";
import { innerBuilder } from "./functions.js";
import { compileIterable } from "./calls.js";

type Comprehension = ExprNode & { nodeType: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" };

/** What tells the kinds of comprehensions from one another. */
export interface Kind<E> {
  /** What the function is called. */
  readonly name: string;
  /** Emits what makes the container. */
  begin(b: Builder): void;
  /** Emits what adds an element. The container lies below an iterator for each loop. */
  add(b: Builder, e: E, depth: number): void;
}

export const ofList: Kind<ExprNode & { nodeType: "ListComp" }> = {
  name: "<listcomp>",
  begin: (b) => b.emit(containers.buildList, 0),
  add(b, e, depth) {
    b.expression(e.elt);
    b.emit(containers.appendTo, depth + 1, e);
  },
};

export const ofDict: Kind<ExprNode & { nodeType: "DictComp" }> = {
  name: "<dictcomp>",
  begin: (b) => b.emit(containers.buildDict, 0),
  add(b, e, depth) {
    b.expression(e.key);
    b.expression(e.value);
    b.emit(containers.setIn, depth + 1, e);
  },
};

/** A comprehension is a function of its first iterable. */
export function compileComprehension<E extends Comprehension>(b: Builder, e: E, kind: Kind<E>): void {
  const inner = innerBuilder(b, e, kind.name);
  kind.begin(inner);
  compileLoops(inner, e, kind, 0);
  if (inner.scope.isGenerator) inner.constant(null);
  inner.do(returnValue);
  const code = inner.finish({ argCount: 1 });
  const closure = b.closureFor(inner.scope);
  b.emit(calls.makeFunction, { code, defaults: 0, keywordDefaults: [], annotations: [], closure }, e);
  compileIterable(b, e.generators[0].iter);
  b.do(stack.getIterator, e.generators[0].iter);
  b.emit(calls.call, [1, []] as const, e);
}

function compileLoops<E extends Comprehension>(b: Builder, e: E, kind: Kind<E>, depth: number): void {
  if (depth === e.generators.length) return kind.add(b, e, depth);
  const { target, iter, ifs, is_async } = e.generators[depth];
  if (is_async) syntaxError("asynchronous comprehensions are not supported", e);
  const [start, end] = [new Label(), new Label()];
  if (depth === 0) b.load(".0", e);
  else {
    compileIterable(b, iter);
    b.do(stack.getIterator, iter);
  }
  b.place(start);
  b.emit(stack.forEach, end, iter);
  b.target(target);
  for (const condition of ifs) {
    b.expression(condition);
    b.emit(stack.jumpIfFalse, start, condition);
  }
  compileLoops(b, e, kind, depth + 1);
  b.emit(stack.jump, start);
  b.place(end);
}
