/** Kernels as text, for debugging and for tests that hold what a program becomes. */

import { type BinaryOp, type Expr, operands } from "../ir/expression.js";
import type { Code } from "./code.js";
import type { Kernel } from "./kernel.js";
import { sequence } from "./sequence.js";
import { serialCode } from "./serial.js";

/** The kernel as one nest of loops, with names for what is used more than once. */
export function showKernel(kernel: Kernel): string {
  const buffers = kernel.buffers.map(
    ({ name, type, size, access }) => `  ${access} ${name}: ${type}[${size}]\n`,
  );
  return `kernel ${kernel.name}\n${buffers.join("")}${showCode(sequence(serialCode(kernel)).code, "  ")}`;
}

/** Code as text, one statement a line. */
function showCode(code: readonly Code[], indent = ""): string {
  return code.map((statement) => showStatement(statement, indent)).join("");
}

function showStatement(code: Code, indent: string): string {
  const line = (text: string): string => `${indent}${text}\n`;
  switch (code.kind) {
    case "let":
      return line(`${code.variable.name} = ${show(code.value)}`);
    case "var":
      return line(`var ${code.variable.name} = ${show(code.value)}`);
    case "assign":
      return line(`${code.variables.map((v) => v.name).join(", ")} := ${code.values.map(show).join(", ")}`);
    case "array":
      return line(`var ${code.name}: ${code.type}[${code.size}]`);
    case "keep":
      return line(`${code.array}[${show(code.index)}] := ${show(code.value)}`);
    case "for":
      return line(`for ${code.variable.name} < ${code.extent}`) + showCode(code.body, indent + "  ");
    case "loop": {
      const head = code.turn ? `for ${code.turn.name} < ${code.bound}` : "loop";
      return line(head) + showCode(code.body, indent + "  ");
    }
    case "while":
      return line(`while ${show(code.condition)}`);
    case "if":
      return line(`if ${show(code.condition)}`) + showCode(code.body, indent + "  ");
    case "store":
      return line(`${code.buffer}[${show(code.index)}] := ${show(code.value)}`);
    case "storeVector":
      return line(`${code.buffer}[4 * ${show(code.index)} ..] := ${code.values.map(show).join(", ")}`);
    case "update":
      return line(`${code.buffer}[${show(code.index)}] ${code.combine}= ${show(code.value)}`);
    case "share":
      return line(`${code.array}[${show(code.index)}] := ${code.values.map(show).join(", ")}`);
    case "fetch":
      return line(`${code.variable.name} = ${code.array}[${show(code.index)}]`);
    case "barrier":
      return line("barrier");
  }
}

const symbols: Partial<Record<BinaryOp, string>> = {
  add: "+", sub: "-", mul: "*", div: "/", rem: "%", and: "&", or: "|", xor: "^", shl: "<<", shr: ">>",
  eq: "==", ne: "!=", lt: "<", le: "<=", gt: ">", ge: ">=",
}; // prettier-ignore

/** An expression as text. */
function show(x: Expr): string {
  const parts = operands(x).map((part) =>
    part.kind === "binary" && symbols[part.op] ? `(${show(part)})` : show(part),
  );
  switch (x.kind) {
    case "literal":
      return Object.is(x.value, -0) ? "-0" : String(x.value);
    case "variable":
      return x.name;
    case "load":
      return `${x.buffer}[${show(x.index)}]`;
    case "vector":
      return `${x.buffer}[4 * ${parts[0]} ..]`;
    case "component":
      return `${parts[0]}.${x.lane}`;
    case "unary":
      return x.op === "neg" ? `-${parts[0]}` : `${x.op}(${show(x.x)})`;
    case "binary":
      return symbols[x.op]
        ? `${parts[0]} ${symbols[x.op]} ${parts[1]}`
        : `${x.op}(${show(x.x)}, ${show(x.y)})`;
    case "select":
      return `select(${operands(x).map(show).join(", ")})`;
    case "cast":
      return `${x.type}(${show(x.x)})`;
    case "bitcast":
      return `bits_${x.type}(${show(x.x)})`;
    case "call":
      return `${x.name}(${x.args.map(show).join(", ")})`;
    case "loop":
    case "result":
    case "element":
      throw new Error("loops become statements before they are shown");
  }
}
