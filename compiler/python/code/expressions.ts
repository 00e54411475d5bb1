import type { ExprNode } from "py-ast";
import type { Comparison } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import type { Value } from "../objects/value.js";
import { type Position, syntaxError } from "../syntax/parse.js";
import { mangle } from "../syntax/scope.js";
import * as calls from "../vm/instructions/calls.js";
import * as containers from "../vm/instructions/containers.js";
import * as operators from "../vm/instructions/operators.js";
import * as stack from "../vm/instructions/stack.js";
import { yieldFrom, yieldValue } from "../vm/generator.js";
import { type Builder, Label } from "./builder.js";
import type { Operation } from "./code.js";
import { compileArguments } from "./arguments.js";
import { constantOf } from "./constants.js";
import { compileComprehension, compileLambda } from "./functions.js";

export const binaryOperators: Readonly<Record<string, string>> = {
  Add: "+",
  Sub: "-",
  Mult: "*",
  MatMult: "@",
  Div: "/",
  FloorDiv: "//",
  Mod: "%",
  Pow: "**",
  LShift: "<<",
  RShift: ">>",
  BitOr: "|",
  BitXor: "^",
  BitAnd: "&",
};
const comparisons: Readonly<Record<string, Comparison>> = {
  Eq: "==",
  NotEq: "!=",
  Lt: "<",
  LtE: "<=",
  Gt: ">",
  GtE: ">=",
};
const unaryOperators = { USub: "-", UAdd: "+", Invert: "~" } as const;

/** Leaves the value of an expression on the stack. */
export function compileExpression(b: Builder, e: ExprNode): void {
  switch (e.nodeType) {
    case "Constant":
      return b.constant(constantOf(e, b.unit.script), e);
    case "Name":
      return b.load(e.id, e);
    case "BinOp":
      compileExpression(b, e.left);
      compileExpression(b, e.right);
      return b.emit(operators.binary, binaryOperators[e.op.nodeType], e);
    case "UnaryOp":
      return compileUnary(b, e);
    case "BoolOp":
      return compileBoolean(b, e);
    case "Compare":
      return compileComparison(b, e);
    case "IfExp":
      return compileConditional(b, e);
    case "Call":
      return compileCall(b, e);
    case "Attribute":
      compileExpression(b, e.value);
      return b.emit(operators.loadAttribute, mangle(e.attr, b.scope.className), e);
    case "Subscript":
      compileExpression(b, e.value);
      compileExpression(b, e.slice);
      return b.do(operators.loadItem, e);
    case "Slice":
      for (const part of [e.lower, e.upper, e.step]) compileOptional(b, part);
      return b.do(operators.buildSlice, e);
    case "Tuple":
      return compileSequence(b, e, containers.buildTuple, true);
    case "List":
      return compileSequence(b, e, containers.buildList, false);
    case "Set":
      return compileSet(b, e);
    case "Dict":
      return compileDict(b, e);
    case "Lambda":
      return compileLambda(b, e);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return compileComprehension(b, e);
    case "NamedExpr":
      compileExpression(b, e.value);
      b.emit(stack.copy, 1);
      return b.store((e.target as ExprNode & { id: string }).id, e);
    case "JoinedStr":
      for (const part of e.values) compileTextPart(b, part, e);
      return b.emit(containers.joinStrings, e.values.length, e);
    case "FormattedValue":
      return compileTextPart(b, e, e);
    case "Yield":
      compileOptional(b, e.value);
      return b.do(yieldValue, e);
    case "YieldFrom":
      compileExpression(b, e.value);
      b.do(stack.getIterator, e);
      b.constant(null);
      return b.do(yieldFrom, e);
    case "Starred":
      return syntaxError("can't use starred expression here", e);
    case "Await":
      return syntaxError("async and await are not supported", e);
    default:
      return syntaxError("template strings are not supported", e);
  }
}

function compileOptional(b: Builder, e: ExprNode | undefined): void {
  if (e) compileExpression(b, e);
  else b.constant(null);
}

function compileUnary(b: Builder, e: ExprNode & { nodeType: "UnaryOp" }): void {
  if (e.op.nodeType === "USub" && e.operand.nodeType === "Constant") {
    const value = constantOf(e.operand, b.unit.script);
    if (typeof value === "number" || typeof value === "bigint") return b.constant(-value, e);
  }
  compileExpression(b, e.operand);
  if (e.op.nodeType === "Not") b.do(stack.not, e);
  else b.emit(operators.unary, unaryOperators[e.op.nodeType], e);
}

function compileBoolean(b: Builder, e: ExprNode & { nodeType: "BoolOp" }): void {
  const end = new Label();
  e.values.forEach((value, i) => {
    compileExpression(b, value);
    if (i === e.values.length - 1) return;
    b.emit(e.op.nodeType === "And" ? stack.jumpIfFalseOrPop : stack.jumpIfTrueOrPop, end, value);
  });
  b.place(end);
}

function compileComparison(b: Builder, e: ExprNode & { nodeType: "Compare" }): void {
  compileExpression(b, e.left);
  const end = new Label();
  const cleanup = new Label();
  const last = e.ops.length - 1;
  e.ops.forEach((op, i) => {
    compileExpression(b, e.comparators[i]);
    if (i < last) {
      b.emit(stack.copy, 1);
      b.emit(stack.rotate, 3);
    }
    compareWith(b, op.nodeType, e);
    if (i < last) b.emit(stack.jumpIfFalseOrPop, cleanup, e);
  });
  if (last === 0) return;
  b.emit(stack.jump, end);
  b.place(cleanup);
  b.emit(stack.rotate, 2);
  b.do(stack.popTop);
  b.place(end);
}

function compareWith(b: Builder, op: string, at: Position): void {
  if (op === "Is" || op === "IsNot") b.emit(operators.is, op === "IsNot", at);
  else if (op === "In" || op === "NotIn") b.emit(operators.isIn, op === "NotIn", at);
  else b.emit(operators.compare, comparisons[op], at);
}

function compileConditional(b: Builder, e: ExprNode & { nodeType: "IfExp" }): void {
  const [otherwise, end] = [new Label(), new Label()];
  compileExpression(b, e.test);
  b.emit(stack.jumpIfFalse, otherwise, e.test);
  compileExpression(b, e.body);
  b.emit(stack.jump, end);
  b.place(otherwise);
  compileExpression(b, e.orelse);
  b.place(end);
}

type Call = ExprNode & { nodeType: "Call" };

function compileCall(b: Builder, e: Call): void {
  if (e.args.some((a) => a.nodeType === "Starred") || e.keywords.some((k) => !k.arg))
    return compileStarCall(b, e);
  checkKeywords(e);
  const names = e.keywords.map((k) => k.arg!);
  if (e.func.nodeType === "Attribute" && names.length === 0) {
    compileExpression(b, e.func.value);
    b.emit(calls.loadMethod, mangle(e.func.attr, b.scope.className), e.func);
    for (const a of e.args) compileExpression(b, a);
    return b.emit(calls.callMethod, e.args.length, e);
  }
  compileExpression(b, e.func);
  for (const a of e.args) compileExpression(b, a);
  for (const k of e.keywords) compileExpression(b, k.value);
  b.emit(calls.call, [e.args.length, names] as const, e);
}

function checkKeywords(e: Call): void {
  const seen = new Set<string>();
  for (const { arg } of e.keywords) {
    if (seen.has(arg!)) syntaxError(`keyword argument repeated: ${arg!}`, e);
    seen.add(arg!);
  }
}

function compileStarCall(b: Builder, e: Call): void {
  compileExpression(b, e.func);
  compileArguments(b, e.args, e.keywords, e);
  b.do(calls.callWith, e);
}

function compileSequence(
  b: Builder,
  e: ExprNode & { elts: ExprNode[] },
  build: Operation<number>,
  isTuple: boolean,
): void {
  const known = isTuple ? constantItems(b, e) : undefined;
  if (known) return b.constant(new Tuple(known), e);
  if (!e.elts.some((x) => x.nodeType === "Starred")) {
    for (const x of e.elts) compileExpression(b, x);
    return b.emit(build, e.elts.length, e);
  }
  compileStarred(b, e);
  if (isTuple) b.do(containers.listToTuple, e);
}

/** A tuple of constants is made once. */
function constantItems(b: Builder, e: { elts: ExprNode[] }): Value[] | undefined {
  const items: Value[] = [];
  for (const x of e.elts) {
    if (x.nodeType !== "Constant") return undefined;
    items.push(constantOf(x, b.unit.script));
  }
  return items;
}

function compileStarred(b: Builder, e: ExprNode & { elts: ExprNode[] }): void {
  b.emit(containers.buildList, 0, e);
  for (const x of e.elts) {
    compileExpression(b, x.nodeType === "Starred" ? x.value : x);
    if (x.nodeType === "Starred") b.do(containers.extend, x);
    else b.emit(containers.appendTo, 1, x);
  }
}

function compileSet(b: Builder, e: ExprNode & { nodeType: "Set" }): void {
  // All items are there before the first is hashed.
  if (e.elts.length <= 30 && !e.elts.some((x) => x.nodeType === "Starred")) {
    for (const x of e.elts) compileExpression(b, x);
    return b.emit(containers.buildSet, e.elts.length, e);
  }
  b.emit(containers.buildSet, 0, e);
  for (const x of e.elts) {
    compileExpression(b, x.nodeType === "Starred" ? x.value : x);
    if (x.nodeType === "Starred") b.do(containers.update, x);
    else b.emit(containers.addTo, 1, x);
  }
}

function compileDict(b: Builder, e: ExprNode & { nodeType: "Dict" }): void {
  if (e.keys.length <= 15 && e.keys.every((key) => key)) {
    e.keys.forEach((key, i) => {
      compileExpression(b, key!);
      compileExpression(b, e.values[i]);
    });
    return b.emit(containers.buildDict, e.keys.length, e);
  }
  b.emit(containers.buildDict, 0, e);
  e.keys.forEach((key, i) => {
    if (key) compileExpression(b, key);
    compileExpression(b, e.values[i]);
    if (key) b.emit(containers.setIn, 1, e);
    else b.do(containers.updateDict, e);
  });
}

/** A part of `whole`, which tracebacks show. */
function compileTextPart(b: Builder, e: ExprNode, whole: ExprNode): void {
  if (e.nodeType !== "FormattedValue") return compileExpression(b, e);
  compileExpression(b, e.value);
  if (e.format_spec) compileExpression(b, e.format_spec);
  b.emit(containers.formatValue, [e.conversion, e.format_spec !== undefined] as const, whole);
}
