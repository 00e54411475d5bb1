/** Functions, lambdas, comprehensions and classes. */

import type { Arguments, ExprNode, StmtNode } from "py-ast";
import type { Code } from "./code.js";
import { type Position, sourceText, syntaxError } from "../syntax/parse.js";
import { mangle } from "../syntax/scope.js";
import { strRepr } from "../text/strRepr.js";
import * as calls from "../vm/instructions/calls.js";
import * as containers from "../vm/instructions/containers.js";
import { returnValue } from "../vm/instructions/return.js";
import * as stack from "../vm/instructions/stack.js";
import { yieldValue } from "../vm/generator.js";
import { Builder, Label } from "./builder.js";
import { constantOf } from "./constants.js";
import { compileArguments } from "./arguments.js";

type FunctionDef = StmtNode & { nodeType: "FunctionDef" };
type ClassDef = StmtNode & { nodeType: "ClassDef" };
type Lambda = ExprNode & { nodeType: "Lambda" };
type Comprehension = ExprNode & { nodeType: "ListComp" | "SetComp" | "DictComp" | "GeneratorExp" };

function innerName(b: Builder, name: string): string {
  if (b.scope.kind === "module" || b.scope.globals.has(name)) return name;
  return b.scope.kind === "class" ? `${b.qualname}.${name}` : `${b.qualname}.<locals>.${name}`;
}

function innerBuilder(b: Builder, node: Position, name: string): Builder {
  const scope = b.unit.scopes.get(node)!;
  return new Builder(b.unit, scope, node, name, innerName(b, name));
}

function parametersOf(args: Arguments): Partial<Code> {
  return {
    argCount: args.posonlyargs.length + args.args.length,
    positionalOnly: args.posonlyargs.length,
    keywordOnly: args.kwonlyargs.length,
    hasRest: args.vararg !== undefined && args.vararg !== null,
    hasKeywords: args.kwarg !== undefined && args.kwarg !== null,
  };
}

/** The statements of a function or a class. */
function compileInner(b: Builder, node: FunctionDef | ClassDef, details: Partial<Code> = {}): Code {
  const inner = innerBuilder(b, node, node.name);
  const doc = docstring(inner, node.body);
  inner.body(node.body);
  inner.constant(null);
  inner.do(returnValue);
  inner.locate(node);
  return inner.finish({ ...details, doc });
}

/** The function or class on the stack goes through its decorators, whose values lie below, to its name. */
function storeDecorated(b: Builder, node: FunctionDef | ClassDef): void {
  for (const d of [...node.decorator_list].reverse()) b.emit(calls.call, [1, []] as const, d);
  b.store(node.name, node);
}

export function compileFunction(b: Builder, node: FunctionDef): void {
  for (const d of node.decorator_list) b.expression(d);
  const code = compileInner(b, node, parametersOf(node.args));
  makeFunction(b, node, node.args, code, node.returns);
  storeDecorated(b, node);
}

export function compileLambda(b: Builder, e: Lambda): void {
  const inner = innerBuilder(b, e, "<lambda>");
  inner.expression(e.body);
  inner.do(returnValue, e.body);
  makeFunction(b, e, e.args, inner.finish(parametersOf(e.args)));
}

export function docstring(b: Builder, body: readonly StmtNode[]): string | null {
  const first = body[0];
  if (first?.nodeType !== "Expr" || first.value.nodeType !== "Constant") return null;
  const value = constantOf(first.value, b.unit.script);
  return typeof value === "string" ? value : null;
}

function makeFunction(b: Builder, node: Position, args: Arguments, code: Code, returns?: ExprNode): void {
  for (const d of args.defaults) b.expression(d);
  const keywordDefaults: string[] = [];
  args.kwonlyargs.forEach((a, i) => {
    const d = args.kw_defaults[i];
    if (!d) return;
    keywordDefaults.push(mangle(a.arg, b.scope.className));
    b.expression(d);
  });
  const annotations = compileAnnotations(b, args, returns);
  const closure = b.closureFor(b.unit.scopes.get(node)!);
  b.emit(
    calls.makeFunction,
    { code, defaults: args.defaults.length, keywordDefaults, annotations, closure },
    node,
  );
}

function compileAnnotations(b: Builder, args: Arguments, returns: ExprNode | undefined): string[] {
  const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
  const found = all.flatMap((a) => (a?.annotation ? [{ name: a.arg, annotation: a.annotation }] : []));
  if (returns) found.push({ name: "return", annotation: returns });
  for (const { annotation } of found) compileAnnotation(b, annotation);
  return found.map((f) => f.name);
}

/** The text of an expression, as annotations keep it. */
function textOf(b: Builder, e: ExprNode): string {
  const isText = e.nodeType === "Constant" && typeof e.value === "string" && e.quote_style !== undefined;
  return isText ? strRepr(e.value as string) : sourceText(b.unit.script, e);
}

export function compileAnnotation(b: Builder, e: ExprNode): void {
  if (b.unit.textAnnotations) b.constant(textOf(b, e), e);
  else b.expression(e);
}

export function compileClass(b: Builder, node: ClassDef): void {
  if (node.type_params.length > 0) syntaxError("type parameters are not supported", node);
  for (const d of node.decorator_list) b.expression(d);
  const code = compileInner(b, node);
  compileArguments(b, node.bases, node.keywords, node);
  const closure = b.closureFor(b.unit.scopes.get(node)!);
  b.emit(calls.makeClass, { name: node.name, code, closure }, node);
  storeDecorated(b, node);
}

const comprehensionNames = {
  ListComp: "<listcomp>",
  SetComp: "<setcomp>",
  DictComp: "<dictcomp>",
  GeneratorExp: "<genexpr>",
};

/** A comprehension is a function of its first iterable. */
export function compileComprehension(b: Builder, e: Comprehension): void {
  const inner = innerBuilder(b, e, comprehensionNames[e.nodeType]);
  const isGenerator = e.nodeType === "GeneratorExp";
  if (e.nodeType === "ListComp") inner.emit(containers.buildList, 0);
  if (e.nodeType === "SetComp") inner.emit(containers.buildSet, 0);
  if (e.nodeType === "DictComp") inner.emit(containers.buildDict, 0);
  compileLoops(inner, e, 0);
  if (isGenerator) inner.constant(null);
  inner.do(returnValue);
  const code = inner.finish({ argCount: 1, isGenerator });
  const closure = b.closureFor(inner.scope);
  b.emit(calls.makeFunction, { code, defaults: 0, keywordDefaults: [], annotations: [], closure }, e);
  b.expression(e.generators[0].iter);
  b.do(stack.getIterator, e.generators[0].iter);
  b.emit(calls.call, [1, []] as const, e);
}

function compileLoops(b: Builder, e: Comprehension, depth: number): void {
  if (depth === e.generators.length) return compileElement(b, e, depth);
  const { target, iter, ifs, is_async } = e.generators[depth];
  if (is_async) syntaxError("asynchronous comprehensions are not supported", e);
  const [start, end] = [new Label(), new Label()];
  if (depth === 0) b.load(".0", e);
  else {
    b.expression(iter);
    b.do(stack.getIterator, iter);
  }
  b.place(start);
  b.emit(stack.forEach, end, iter);
  b.target(target);
  for (const condition of ifs) {
    b.expression(condition);
    b.emit(stack.jumpIfFalse, start, condition);
  }
  compileLoops(b, e, depth + 1);
  b.emit(stack.jump, start);
  b.place(end);
}

/** The container lies below an iterator for each loop. */
function compileElement(b: Builder, e: Comprehension, depth: number): void {
  if (e.nodeType === "DictComp") {
    b.expression(e.key);
    b.expression(e.value);
    return b.emit(containers.setIn, depth + 1, e);
  }
  b.expression(e.elt);
  if (e.nodeType === "ListComp") return b.emit(containers.appendTo, depth + 1, e);
  if (e.nodeType === "SetComp") return b.emit(containers.addTo, depth + 1, e);
  b.do(yieldValue, e.elt);
  b.do(stack.popTop);
}
