/**
 * Prints the parsed library as TypeScript that computes the same bits: each float32 operation is rounded with
 * `Math.fround` (which is exact for + - * / and sqrt, since float64 carries more than twice the digits), integers wrap.
 */

import type { Declaration, Expression, FunctionDefinition, Statement, Type } from "./parse.js";

/** What the printed functions need; `$` keeps its names apart from those of WGSL. */
export const prelude = `const $f = Math.fround;
const $floats = new Float32Array(1);
const $words = new Uint32Array($floats.buffer);

/** The bits of a float32, and back. */
function $bits(x: number): number {
  $floats[0] = x;
  return $words[0];
}
function $float(x: number): number {
  $words[0] = x;
  return $floats[0];
}
/** Ties go to even, as in WGSL. */
function $round(x: number): number {
  const y = Math.round(x);
  return y - x === 0.5 && y % 2 !== 0 ? y - 1 : y;
}
function $countOneBits(x: number): number {
  let y = x - ((x >>> 1) & 0x55555555);
  y = (y & 0x33333333) + ((y >>> 2) & 0x33333333);
  return Math.imul((y + (y >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
`;

const typeNames: Partial<Record<Type, string>> = {
  f32: "number",
  i32: "number",
  u32: "number",
  bool: "boolean",
};

export function printDeclaration({ kind, name, type, value }: Declaration): string {
  return kind === "const"
    ? `const ${name} = ${printExpression(value)};`
    : `let ${name}: ${typeNames[type]} = ${printExpression(value)};`;
}

export function printFunction({ name, params, result, body }: FunctionDefinition): string {
  const list = params.map((param) => `${param.name}: ${typeNames[param.type]}`).join(", ");
  return `function ${name}(${list}): ${typeNames[result]} {\n${printBlock(body, "  ")}}`;
}

function printBlock(statements: Statement[], indent: string): string {
  return statements.map((statement) => `${indent}${printStatement(statement, indent)}\n`).join("");
}

function printStatement(statement: Statement, indent: string): string {
  const block = (body: Statement[]): string => `{\n${printBlock(body, indent + "  ")}${indent}}`;
  switch (statement.kind) {
    case "declare":
      return `${statement.mutable ? "let" : "const"} ${statement.name} = ${unwrapped(statement.value)};`;
    case "assign":
      return `${statement.name} = ${unwrapped(statement.value)};`;
    case "if":
      return `if (${unwrapped(statement.condition)}) ${block(statement.then)}`;
    case "while":
      return `while (${unwrapped(statement.condition)}) ${block(statement.body)}`;
    case "return":
      return `return ${unwrapped(statement.value)};`;
  }
}

/** Without the parentheses that only a surrounding operator would need. */
function unwrapped(expression: Expression): string {
  const text = printExpression(expression);
  if (!text.startsWith("(") || !text.endsWith(")")) return text;
  let depth = 0;
  for (let i = 0; i < text.length - 1; i++) {
    depth += text[i] === "(" ? 1 : text[i] === ")" ? -1 : 0;
    if (depth === 0) return text;
  }
  return text.slice(1, -1);
}

/** Wraps a JavaScript expression so that its value is one of the type: the operators below may leave the range. */
function wrapped(type: Type, text: string): string {
  return type === "f32"
    ? `$f(${text})`
    : type === "u32"
      ? `((${text}) >>> 0)`
      : type === "i32"
        ? `((${text}) | 0)`
        : `(${text})`;
}

/** Always closed: safe as an operand. */
function printExpression(e: Expression): string {
  switch (e.kind) {
    case "literal":
      return printLiteral(e.type, e.value);
    case "name":
      return e.name;
    case "unary": {
      const x = printExpression(e.x);
      return e.op === "!" ? `!${x}` : e.type === "f32" ? `(-${x})` : wrapped(e.type, `${e.op}${x}`);
    }
    case "binary":
      return printBinary(e.op, e.x.type, printExpression(e.x), printExpression(e.y));
    case "convert":
      return printConversion(e.type, e.x.type, printExpression(e.x));
    case "bitcast":
      return printBitcast(e.type, e.x.type, printExpression(e.x));
    case "call":
      return printCall(e.name, e.type, e.args);
  }
}

function printLiteral(type: Type, value: number | boolean): string {
  if (typeof value === "boolean") return String(value);
  const rounded = type === "f32" ? Math.fround(value) : value;
  const text =
    type === "u32" && value > 0xffff
      ? `0x${value.toString(16)}`
      : Object.is(rounded, -0)
        ? "-0"
        : String(rounded);
  return text.startsWith("-") ? `(${text})` : text;
}

function printBinary(op: string, type: Type, x: string, y: string): string {
  switch (op) {
    case "==":
    case "!=":
      return `(${x} ${op}= ${y})`;
    case "&":
    case "|":
      if (type === "bool") return `(${x} ${op}${op} ${y})`;
      return type === "i32" ? `(${x} ${op} ${y})` : wrapped(type, `${x} ${op} ${y}`);
    case "^":
    case "<<":
      return type === "i32" ? `(${x} ${op} ${y})` : wrapped(type, `${x} ${op} ${y}`);
    case ">>":
      return type === "i32" ? `(${x} >> ${y})` : `(${x} >>> ${y})`;
    case "*":
      if (type === "f32") break;
      return type === "i32" ? `Math.imul(${x}, ${y})` : `(Math.imul(${x}, ${y}) >>> 0)`;
    case "+":
    case "-":
    case "/":
    case "%":
      break;
    default:
      return `(${x} ${op} ${y})`;
  }
  return wrapped(type, `${x} ${op} ${y}`);
}

/** float32 to integer is only used on values in range. */
function printConversion(to: Type, from: Type, x: string): string {
  if (to === from) return x;
  if (from === "bool") return `(${x} ? 1 : 0)`;
  if (to === "bool") return `(${x} !== 0)`;
  return to === "f32" ? `$f(${x})` : to === "i32" ? `(${x} | 0)` : `(${x} >>> 0)`;
}

function printBitcast(to: Type, from: Type, x: string): string {
  if (to === from) return x;
  if (to === "f32") return `$float(${x})`;
  if (from === "f32") return to === "u32" ? `$bits(${x})` : `($bits(${x}) | 0)`;
  return to === "u32" ? `(${x} >>> 0)` : `(${x} | 0)`;
}

function printCall(name: string, type: Type, args: Expression[]): string {
  const [x, y, z] = args.map(printExpression);
  switch (name) {
    case "select":
      return `(${z} ? ${y} : ${x})`;
    case "abs":
      return type === "f32" ? `Math.abs(${x})` : `(Math.abs(${x}) | 0)`;
    case "floor":
    case "ceil":
    case "trunc":
    case "min":
    case "max":
      return `Math.${name}(${args.map(unwrapped).join(", ")})`;
    case "clamp":
      return `Math.min(Math.max(${x}, ${y}), ${z})`;
    case "fma":
      return `$f(${x} * ${y} + ${z})`; // The product is exact in float64.
    case "sqrt":
      return `$f(Math.sqrt(${x}))`;
    case "countLeadingZeros":
      return `Math.clz32(${x})`;
    case "round":
    case "countOneBits":
      return `$${name}(${unwrapped(args[0])})`;
    case "pb_kernel_fence":
      return x; // JavaScript keeps the order of operations.
    default:
      return `${name}(${args.map(unwrapped).join(", ")})`;
  }
}
