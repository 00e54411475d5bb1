/** Kernel → JavaScript text. */

import {
  type BinaryOp,
  type Expr,
  type ScalarType,
  isBounded,
  isFloat,
  operands,
  type UnaryOp,
} from "../ir/expression.js";
import { operators64 } from "../ir/int64.js";
import { turnsAtOnce } from "../trace/executor.js";
import type { Code } from "../lower/code.js";
import type { Kernel } from "../lower/kernel.js";
import { constructors } from "./memory.js";

/** A function body. Its parameters are the kernel's buffers by name, and `math`, `support` for what it calls. */
export function printJavaScript({ buffers }: Kernel, code: readonly Code[]): string {
  const bools = new Set(buffers.filter(({ type }) => type === "bool").map(({ name }) => name));
  const printer = new Printer(bools);
  const body = printer.block(code, "");
  const counter = printer.hasLoops ? "let taken = 0;\n" : "";
  const names = supportNames.join(", ");
  return `"use strict";\nconst { fround } = Math;\nconst { ${names} } = support;\n${counter}${body}`;
}

const supportNames = [
  "half",
  "toI32",
  "toU32",
  "toI64",
  "toU64",
  "on64",
  "bitsF32",
  "bitsI32",
  "bitsU32",
  "spendTurns",
] as const;

/** What a loop without an end is ended by. */
const countTurn = `if (++taken === ${turnsAtOnce}) { spendTurns(taken); taken = 0; }`;

class Printer {
  /** Variables that hold more digits than their type while a fold runs. */
  private readonly wide = new Set<string>();
  /** Whether the code has any whose turns nobody knows before. */
  hasLoops = false;

  constructor(private readonly bools: Set<string>) {}

  block(code: readonly Code[], indent: string): string {
    return code.map((statement) => `${indent}${this.statement(statement, indent)}\n`).join("");
  }

  private statement(code: Code, indent: string): string {
    const body = (inner: readonly Code[]): string => `{\n${this.block(inner, indent + "  ")}${indent}}`;
    switch (code.kind) {
      case "let":
        return `const ${code.variable.name} = ${this.settled(code.value)};`;
      case "var":
        if (isFloat(code.variable.type) && !code.isExact) this.wide.add(code.variable.name);
        return `let ${code.variable.name} = ${this.print(code.value)};`;
      case "assign":
        return this.assign(code);
      case "array":
        if (code.type === "bool") this.bools.add(code.name);
        return `const ${code.name} = new ${constructors[code.type].name}(${code.size});`;
      case "keep":
        return `${code.array}[${this.print(code.index)}] = ${this.print(code.value)};`;
      case "for": {
        const { name } = code.variable;
        return `for (let ${name} = 0; ${name} < ${code.extent}; ${name}++) ${body(code.body)}`;
      }
      case "loop": {
        const { turn, bound } = code;
        const head = turn
          ? `for (let ${turn.name} = 0; ${turn.name} < ${bound}; ${turn.name}++)`
          : "for (;;)";
        this.hasLoops = true;
        return `${head} {\n${indent}  ${countTurn}\n${this.block(code.body, `${indent}  `)}${indent}}`;
      }
      case "while":
        return `if (!${this.print(code.condition)}) break;`;
      case "if":
        return `if (${this.print(code.condition)}) ${body(code.body)}`;
      case "store":
        return `${code.buffer}[${this.print(code.index)}] = ${this.print(code.value)};`;
      case "update":
        return this.update(code);
      case "storeVector":
      case "share":
      case "fetch":
      case "barrier":
        throw new Error(`${code.kind} is for devices`);
    }
  }

  private assign({ variables, values, isExact }: Extract<Code, { kind: "assign" }>): string {
    const texts = values.map((value) => (isExact ? this.print(value) : this.unrounded(value)));
    if (variables.length === 1) return `${variables[0].name} = ${texts[0]};`;
    return `[${variables.map((v) => v.name).join(", ")}] = [${texts.join(", ")}];`;
  }

  private update({ buffer, index, value, type, combine }: Extract<Code, { kind: "update" }>): string {
    const place = `${buffer}[${this.print(index)}]`;
    const x = this.print(value);
    if (combine === "set") return `${place} = ${x};`;
    if (isFloat(type) && (combine === "min" || combine === "max"))
      return `${place} = math.pb_${combine}(${place}, ${x});`;
    return `${place} = ${printBinary(combine, type, place, x, false)};`;
  }

  /** Sums and products of floats are kept in float64 while a fold runs: at least as accurate as any device. */
  private unrounded(x: Expr): string {
    if (!isFloat(x.type) || x.kind !== "binary" || (x.op !== "add" && x.op !== "mul")) return this.print(x);
    return `${this.print(x.x)} ${x.op === "add" ? "+" : "*"} ${this.print(x.y)}`;
  }

  private settled(x: Expr): string {
    const text = this.print(x);
    return x.kind === "variable" && this.wide.has(x.name) ? rounded(x.type, text) : text;
  }

  /** Always closed: safe as an operand. */
  private print(x: Expr): string {
    const parts = operands(x).map((part) => this.print(part));
    switch (x.kind) {
      case "literal":
        return printLiteral(x.value);
      case "variable":
        return x.name;
      case "load":
        return this.bools.has(x.buffer) ? `(${x.buffer}[${parts[0]}] !== 0)` : `${x.buffer}[${parts[0]}]`;
      case "unary":
        return printUnary(x.op, x.type, parts[0]);
      case "binary":
        return printBinary(x.op, x.x.type, parts[0], parts[1], isBounded(x));
      case "select":
        return `(${parts[0]} ? ${parts[1]} : ${parts[2]})`;
      case "cast":
        return printCast(x.type, x.x.type, parts[0]);
      case "bitcast":
        return x.type === "i32" && x.x.type === "u32" ? `(${parts[0]} | 0)` : x.type === "u32" && x.x.type === "i32" ? `(${parts[0]} >>> 0)` : `bits${x.type.toUpperCase()}(${parts[0]}, ${x.x.type === "f32"})`; // prettier-ignore
      case "call":
        return x.type === "f16"
          ? `half(math.${x.name}(${parts.join(", ")}))`
          : `math.${x.name}(${parts.join(", ")})`;
      case "vector":
      case "component":
        throw new Error("vectors are for devices");
      case "loop":
      case "result":
      case "element":
        throw new Error("loops become statements before they are printed");
    }
  }
}

function rounded(type: ScalarType, text: string): string {
  return type === "f32" ? `fround(${text})` : type === "f16" ? `half(${text})` : text;
}

function printLiteral(value: number | boolean): string {
  if (typeof value === "boolean") return String(value);
  return Object.is(value, -0) ? "(-0)" : value < 0 ? `(${value})` : String(value);
}

function printUnary(op: UnaryOp, type: ScalarType, x: string): string {
  switch (op) {
    case "neg":
      return isFloat(type) ? `(-${x})` : integer(type, `-${x}`);
    case "not":
      return type === "bool" ? `!${x}` : integer(type, type === "i64" ? `-1 - ${x}` : `~${x}`);
    case "abs":
      return isFloat(type) ? `Math.abs(${x})` : integer(type, `Math.abs(${x})`);
  }
}

function integer(type: ScalarType, text: string): string {
  switch (type) {
    case "u32":
      return `((${text}) >>> 0)`;
    case "i64":
      return `toI64(${text})`;
    case "u64":
      return `toU64(${text})`;
    default:
      return `((${text}) | 0)`;
  }
}

const symbols: Record<BinaryOp, string> = {
  add: "+", sub: "-", mul: "*", div: "/", rem: "%", min: "min", max: "max", and: "&", or: "|", xor: "^", shl: "<<", shr: ">>",
  eq: "===", ne: "!==", lt: "<", le: "<=", gt: ">", ge: ">=",
}; // prettier-ignore

/** `fits`: the exact result is known to be within the integer type. */
function printBinary(op: BinaryOp, type: ScalarType, x: string, y: string, fits: boolean): string {
  const plain = `${x} ${symbols[op]} ${y}`;
  switch (op) {
    case "eq":
    case "ne":
    case "lt":
    case "le":
    case "gt":
    case "ge":
      return `(${plain})`;
    case "min":
    case "max":
      return `Math.${op}(${x}, ${y})`;
    case "shr":
      if (type === "i64" || type === "u64") break;
      return type === "u32" ? `(${x} >>> ${y})` : `(${x} >> ${y})`;
  }
  if (isFloat(type)) return type === "f64" ? `(${plain})` : rounded(type, plain);
  if (type === "bool")
    return op === "xor" ? `(${x} !== ${y})` : op === "and" ? `(${x} && ${y})` : `(${x} || ${y})`;
  if (type === "i64" || type === "u64")
    return integer(type, op in operators64 ? `on64.${op}(${x}, ${y})` : plain);
  if (fits && op !== "div") return `(${plain})`;
  return integer(type, op === "mul" ? `Math.imul(${x}, ${y})` : plain);
}

function printCast(type: ScalarType, from: ScalarType, x: string): string {
  if (type === "bool") return `(${x} !== 0)`;
  if (from === "bool") return `(${x} ? 1 : 0)`;
  switch (type) {
    case "f32":
      return from === "f16" ? x : `fround(${x})`;
    case "f16":
      return `half(${x})`;
    case "f64":
      return x;
    case "i64":
      return `toI64(${x})`;
    case "u64":
      return `toU64(${x})`;
    case "i32":
      return isFloat(from) ? `toI32(${x})` : `(${x} | 0)`;
    case "u32":
      return isFloat(from) ? `toU32(${x})` : `(${x} >>> 0)`;
  }
}
