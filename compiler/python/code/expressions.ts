import type { ExprNode } from "py-ast";
import type { Comparison } from "../objects/compare.js";
import { Tuple } from "../objects/containers.js";
import type { Value } from "../objects/value.js";
import type { Position } from "../syntax/parse.js";
import * as containers from "../vm/instructions/containers.js";
import * as operators from "../vm/instructions/operators.js";
import * as stack from "../vm/instructions/stack.js";
import { type Builder, Label } from "./builder.js";
import type { Operation } from "./code.js";
import { compileCall } from "./calls.js";
import { compileComprehension, ofDict, ofList } from "./comprehensions.js";
import { constantOf } from "./constants.js";
import { compileLambda } from "./functions.js";
import { Incomplete, type Language } from "./language.js";

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

/** How expressions are compiled that the basics of the language have. */
export const basicExpressions: Language["expressions"] = {
  Constant: (b, e) => b.constant(constantOf(b, e), e),
  Name: (b, e) => b.load(e.id, e),
  BinOp: compileBinary,
  UnaryOp: compileUnary,
  BoolOp: compileBoolean,
  Compare: compileComparison,
  IfExp: compileConditional,
  Call: (b, e) => compileCall(b, e),
  Subscript(b, e) {
    b.expression(e.value);
    b.expression(e.slice);
    b.do(b.unit.language.loadItem, e);
  },
  Slice(b, e) {
    for (const part of [e.lower, e.upper, e.step]) b.optional(part);
    b.do(operators.buildSlice, e);
  },
  Tuple: compileTuple,
  List: (b, e) => compileItems(b, e, containers.buildList),
  Dict: compileDict,
  Lambda: compileLambda,
  ListComp: (b, e) => compileComprehension(b, e, ofList),
  DictComp: (b, e) => compileComprehension(b, e, ofDict),
  NamedExpr(b, e) {
    b.expression(e.value);
    b.emit(stack.copy, 1);
    b.store((e.target as ExprNode & { id: string }).id, e);
  },
  JoinedStr(b, e) {
    for (const part of e.values) compileTextPart(b, part, e);
    b.emit(containers.joinStrings, e.values.length, e);
  },
  FormattedValue: (b, e) => compileTextPart(b, e, e),
};

function compileBinary(b: Builder, e: ExprNode & { nodeType: "BinOp" }): void {
  if (e.op.nodeType === "Pow") b.unit.language.checkPower(e.right);
  b.expression(e.left);
  b.expression(e.right);
  b.emit(operators.binary, binaryOperators[e.op.nodeType], e);
}

function compileUnary(b: Builder, e: ExprNode & { nodeType: "UnaryOp" }): void {
  if (e.op.nodeType === "USub" && e.operand.nodeType === "Constant") {
    const value = constantOf(b, e.operand);
    if (typeof value === "number" || typeof value === "bigint") return b.constant(-value, e);
  }
  b.expression(e.operand);
  if (e.op.nodeType === "Not") b.do(stack.not, e);
  else b.emit(operators.unary, unaryOperators[e.op.nodeType], e);
}

function compileBoolean(b: Builder, e: ExprNode & { nodeType: "BoolOp" }): void {
  const end = new Label();
  e.values.forEach((value, i) => {
    b.expression(value);
    if (i === e.values.length - 1) return;
    b.emit(e.op.nodeType === "And" ? stack.jumpIfFalseOrPop : stack.jumpIfTrueOrPop, end, value);
  });
  b.place(end);
}

function compileComparison(b: Builder, e: ExprNode & { nodeType: "Compare" }): void {
  b.expression(e.left);
  const end = new Label();
  const cleanup = new Label();
  const last = e.ops.length - 1;
  e.ops.forEach((op, i) => {
    b.expression(e.comparators[i]);
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
  b.expression(e.test);
  b.emit(stack.jumpIfFalse, otherwise, e.test);
  b.expression(e.body);
  b.emit(stack.jump, end);
  b.place(otherwise);
  b.expression(e.orelse);
  b.place(end);
}

export function compileTuple(b: Builder, e: ExprNode & { nodeType: "Tuple" }): void {
  const known = constantItems(b, e.elts);
  if (known) b.constant(new Tuple(known), e);
  else compileItems(b, e, containers.buildTuple);
}

/** A tuple of constants is made once. */
function constantItems(b: Builder, elements: readonly ExprNode[]): Value[] | undefined {
  const items: Value[] = [];
  for (const x of elements) {
    if (x.nodeType !== "Constant") return undefined;
    items.push(constantOf(b, x));
  }
  return items;
}

export function compileItems(b: Builder, e: ExprNode & { elts: ExprNode[] }, build: Operation<number>): void {
  for (const x of e.elts) b.expression(x);
  b.emit(build, e.elts.length, e);
}

/** With so many keys, all are there before the first is hashed. */
const fewKeys = 15;

export function compileDict(b: Builder, e: ExprNode & { nodeType: "Dict" }): void {
  const areFew = e.keys.length <= fewKeys;
  if (!areFew) b.emit(containers.buildDict, 0, e);
  e.keys.forEach((key, i) => {
    if (!key) throw new Incomplete();
    b.expression(key);
    b.expression(e.values[i]);
    if (!areFew) b.emit(containers.setIn, 1, e);
  });
  if (areFew) b.emit(containers.buildDict, e.keys.length, e);
}

/** A part of `whole`, which tracebacks show. */
function compileTextPart(b: Builder, e: ExprNode, whole: ExprNode): void {
  if (e.nodeType !== "FormattedValue") return b.expression(e);
  b.expression(e.value);
  if (e.format_spec) {
    b.unit.language.checkFormat();
    b.expression(e.format_spec);
  }
  b.emit(containers.formatValue, [e.conversion, e.format_spec !== undefined] as const, whole);
}
