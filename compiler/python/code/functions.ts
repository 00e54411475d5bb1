/** Functions and lambdas. */

import type { Arguments, ExprNode, StmtNode } from "py-ast";
import type { Code } from "./code.js";
import type { Position } from "../syntax/parse.js";
import { mangle } from "../syntax/scope.js";
import * as calls from "../vm/instructions/calls.js";
import { returnValue } from "../vm/instructions/return.js";
import { Builder } from "./builder.js";
import { constantOf } from "./constants.js";
import { Incomplete } from "./language.js";

export type FunctionDef = StmtNode & { nodeType: "FunctionDef" };
export type ClassDef = StmtNode & { nodeType: "ClassDef" };
type Lambda = ExprNode & { nodeType: "Lambda" };

function innerName(b: Builder, name: string): string {
  if (b.scope.kind === "module" || b.scope.globals.has(name)) return name;
  return b.scope.kind === "class" ? `${b.qualname}.${name}` : `${b.qualname}.<locals>.${name}`;
}

export function innerBuilder(b: Builder, node: Position, name: string): Builder {
  const scope = b.unit.scopes.get(node)!;
  return new Builder(b.unit, scope, node, name, innerName(b, name));
}

export function parametersOf(args: Arguments): Partial<Code> {
  return {
    argCount: args.posonlyargs.length + args.args.length,
    positionalOnly: args.posonlyargs.length,
    keywordOnly: args.kwonlyargs.length,
    hasRest: args.vararg !== undefined && args.vararg !== null,
    hasKeywords: args.kwarg !== undefined && args.kwarg !== null,
  };
}

/** The statements of a function or a class. */
export function compileInner(b: Builder, node: FunctionDef | ClassDef, details: Partial<Code> = {}): Code {
  const inner = innerBuilder(b, node, node.name);
  const doc = docstring(inner, node.body);
  inner.body(node.body);
  inner.constant(null);
  inner.do(returnValue);
  inner.locate(node);
  return inner.finish({ ...details, doc });
}

/** A function without decorators and annotations. */
export function compilePlainFunction(b: Builder, node: FunctionDef): void {
  if (node.decorator_list.length > 0 || annotationsOf(node).length > 0) throw new Incomplete();
  makeFunction(b, node, node.args, compileInner(b, node, parametersOf(node.args)));
  b.store(node.name, node);
}

/** The annotations of parameters and of what is returned, by name. */
export function annotationsOf({ args, returns }: FunctionDef): { name: string; annotation: ExprNode }[] {
  const all = [...args.posonlyargs, ...args.args, args.vararg, ...args.kwonlyargs, args.kwarg];
  const found = all.flatMap((a) => (a?.annotation ? [{ name: a.arg, annotation: a.annotation }] : []));
  return returns ? [...found, { name: "return", annotation: returns }] : found;
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
  const value = constantOf(b, first.value);
  return typeof value === "string" ? value : null;
}

/** Emits what makes a function. `annotate` emits its annotations, and gives their names. */
export function makeFunction(
  b: Builder,
  node: Position,
  args: Arguments,
  code: Code,
  annotate: () => string[] = () => [],
): void {
  for (const d of args.defaults) b.expression(d);
  const keywordDefaults: string[] = [];
  args.kwonlyargs.forEach((a, i) => {
    const d = args.kw_defaults[i];
    if (!d) return;
    keywordDefaults.push(mangle(a.arg, b.scope.className));
    b.expression(d);
  });
  const annotations = annotate();
  const closure = b.closureFor(b.unit.scopes.get(node)!);
  b.emit(
    calls.makeFunction,
    { code, defaults: args.defaults.length, keywordDefaults, annotations, closure },
    node,
  );
}
