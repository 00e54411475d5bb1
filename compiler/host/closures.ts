/**
 * Kernel → closures: what runs where generating code is forbidden. Slower than generated code, with the same results.
 */

import {
  type Expr,
  isFloat,
  operands,
  type ScalarType,
  type UnaryOp,
  type VariableExpr,
} from "../ir/expression.js";
import { normalize } from "../ir/expressionNode.js";
import { roundToFloat16 } from "../ir/float16.js";
import { wholeInt64, wholeUint64 } from "../ir/int64.js";
import { operatorOn } from "../ir/operators.js";
import type { Code } from "../lower/code.js";
import type { Kernel } from "../lower/kernel.js";
import { takeTurn } from "../trace/executor.js";
import type { HostData } from "../trace/hostArray.js";
import { constructors } from "./memory.js";
import type { KernelFunction, Support } from "./support.js";

/** The values of all names of a kernel, and its buffers, while it runs. Booleans are 0 and 1. */
interface Memory {
  readonly names: Float64Array;
  readonly buffers: HostData[];
}
type Step = (memory: Memory) => void;
type Evaluate = (memory: Memory) => number;

export function interpretCode(kernel: Kernel, code: readonly Code[], support: Support): KernelFunction {
  const interpreter = new Interpreter(kernel, support);
  const run = interpreter.block(code);
  const names = new Float64Array(interpreter.size);
  return (buffers) => run({ names, buffers: [...buffers, ...interpreter.arrays] });
}

class Interpreter {
  private readonly slots = new Map<string, number>();
  private readonly bufferNumbers: Map<string, number>;
  /** What the kernel has for itself, behind its buffers. */
  readonly arrays: HostData[] = [];
  private readonly wide = new Set<string>();

  constructor(
    kernel: Kernel,
    private readonly support: Support,
  ) {
    this.bufferNumbers = new Map(kernel.buffers.map(({ name }, n) => [name, n]));
  }

  get size(): number {
    return this.slots.size;
  }

  private slot({ name }: VariableExpr): number {
    let slot = this.slots.get(name);
    if (slot === undefined) this.slots.set(name, (slot = this.slots.size));
    return slot;
  }

  block(code: readonly Code[]): Step {
    const steps = code.map((statement) => this.statement(statement));
    if (steps.length === 1) return steps[0];
    return (memory) => {
      for (const step of steps) step(memory);
    };
  }

  private statement(code: Code): Step {
    switch (code.kind) {
      case "let":
      case "var": {
        if (code.kind === "var" && isFloat(code.variable.type) && !code.isExact)
          this.wide.add(code.variable.name);
        const slot = this.slot(code.variable);
        const value = code.kind === "let" ? this.settled(code.value) : this.evaluate(code.value);
        return (memory) => void (memory.names[slot] = value(memory));
      }
      case "assign":
        return this.assign(code);
      case "for": {
        const slot = this.slot(code.variable);
        const body = this.block(code.body);
        const { extent } = code;
        return (memory) => {
          for (let i = 0; i < extent; i++) {
            memory.names[slot] = i;
            body(memory);
          }
        };
      }
      case "loop":
        return this.loop(code);
      case "if": {
        const condition = this.evaluate(code.condition);
        const body = this.block(code.body);
        return (memory) => {
          if (condition(memory)) body(memory);
        };
      }
      case "array":
        this.bufferNumbers.set(code.name, this.bufferNumbers.size);
        this.arrays.push(new constructors[code.type](code.size));
        return () => undefined;
      case "keep":
      case "store": {
        const buffer = this.bufferNumbers.get(code.kind === "keep" ? code.array : code.buffer)!;
        const index = this.evaluate(code.index);
        const value = this.evaluate(code.value);
        return (memory) => void (memory.buffers[buffer][index(memory)] = value(memory));
      }
      case "update":
        return this.update(code);
      case "while":
        throw new Error("a condition to go on stands in a loop");
      case "storeVector":
      case "share":
      case "fetch":
      case "barrier":
        throw new Error(`${code.kind} is for devices`);
    }
  }

  private loop({ turn, bound, body }: Extract<Code, { kind: "loop" }>): Step {
    const at = body.findIndex(({ kind }) => kind === "while");
    const slot = turn && this.slot(turn);
    const before = this.block(body.slice(0, Math.max(at, 0)));
    const check = body[at] as Extract<Code, { kind: "while" }> | undefined;
    const goesOn = check ? this.evaluate(check.condition) : () => 1;
    const after = this.block(body.slice(at + 1));
    return (memory) => {
      for (let i = 0; bound === undefined || i < bound; i++) {
        takeTurn();
        if (slot !== undefined) memory.names[slot] = i;
        before(memory);
        if (!goesOn(memory)) return;
        after(memory);
      }
    };
  }

  private assign({ variables, values, isExact }: Extract<Code, { kind: "assign" }>): Step {
    const slots = variables.map((v) => this.slot(v));
    const evaluates = values.map((value) => (isExact ? this.evaluate(value) : this.unrounded(value)));
    if (slots.length === 1) return (memory) => void (memory.names[slots[0]] = evaluates[0](memory));
    return (memory) => {
      const next = evaluates.map((evaluate) => evaluate(memory));
      next.forEach((x, n) => (memory.names[slots[n]] = x));
    };
  }

  private update({ buffer, index, value, type, combine }: Extract<Code, { kind: "update" }>): Step {
    const number = this.bufferNumbers.get(buffer)!;
    const at = this.evaluate(index);
    const x = this.evaluate(value);
    const { pb_min, pb_max } = this.support.math;
    const join =
      combine === "set"
        ? (_: number, b: number) => b
        : isFloat(type) && (combine === "min" || combine === "max")
          ? { min: pb_min, max: pb_max }[combine]
          : settle(type, operatorOn(type, combine));
    return (memory) => {
      const array = memory.buffers[number];
      const place = at(memory);
      array[place] = join(array[place], x(memory));
    };
  }

  /** Sums and products of floats are kept in float64 while a fold runs, as in generated code. */
  private unrounded(x: Expr): Evaluate {
    if (!isFloat(x.type) || x.kind !== "binary" || (x.op !== "add" && x.op !== "mul"))
      return this.evaluate(x);
    const [a, b] = [this.evaluate(x.x), this.evaluate(x.y)];
    return x.op === "add" ? (memory) => a(memory) + b(memory) : (memory) => a(memory) * b(memory);
  }

  private settled(x: Expr): Evaluate {
    const evaluate = this.evaluate(x);
    if (x.kind !== "variable" || !this.wide.has(x.name)) return evaluate;
    const round = (value: number): number => normalize(x.type, value);
    return (memory) => round(evaluate(memory));
  }

  private evaluate(x: Expr): Evaluate {
    const [a, b, c] = operands(x).map((part) => this.evaluate(part));
    switch (x.kind) {
      case "literal": {
        const value = Number(x.value);
        return () => value;
      }
      case "variable": {
        const slot = this.slot(x);
        return ({ names }) => names[slot];
      }
      case "load": {
        const buffer = this.bufferNumbers.get(x.buffer)!;
        return (memory) => memory.buffers[buffer][a(memory)];
      }
      case "unary": {
        const f = settle(x.type, unaryFunctions[x.op === "not" && x.type !== "bool" ? "invert" : x.op]);
        return (memory) => f(a(memory));
      }
      case "binary": {
        const f = settle(x.type, operatorOn(x.x.type, x.op));
        return (memory) => f(a(memory), b(memory));
      }
      case "select":
        return (memory) => (a(memory) ? b(memory) : c(memory));
      case "cast": {
        const f = this.cast(x.type, x.x.type);
        return (memory) => f(a(memory));
      }
      case "bitcast": {
        const { bitsF32, bitsI32, bitsU32 } = this.support;
        const f = { f32: bitsF32, i32: bitsI32, u32: bitsU32 }[x.type as "f32" | "i32" | "u32"];
        const isFromFloat = x.x.type === "f32";
        return (memory) => f(a(memory), isFromFloat);
      }
      case "call":
        return this.call(x.name, x.type, x.args);
      case "vector":
      case "component":
        throw new Error("vectors are for devices");
      case "loop":
      case "result":
      case "element":
        throw new Error("loops become statements before they are run");
    }
  }

  private call(name: string, type: ScalarType, args: readonly Expr[]): Evaluate {
    const f = settle(type, this.support.math[name]);
    // Library functions take booleans as such.
    const parts = args.map((arg): ((memory: Memory) => number | boolean) => {
      const evaluate = this.evaluate(arg);
      return arg.type === "bool" ? (memory) => evaluate(memory) !== 0 : evaluate;
    });
    return (memory) => Number(f(...(parts.map((part) => part(memory)) as number[])));
  }

  private cast(type: ScalarType, from: ScalarType): (x: number) => number {
    if (type === "bool") return (x) => (x !== 0 ? 1 : 0);
    if (isFloat(from) && type === "i32") return this.support.toI32;
    if (isFloat(from) && type === "u32") return this.support.toU32;
    return settle(type, (x) => x);
  }
}

type Arithmetic = (...args: number[]) => number;

/** The function with its result brought into the type. */
function settle(type: ScalarType, f: Arithmetic): Arithmetic {
  switch (type) {
    case "f32":
      return (...args) => Math.fround(f(...args));
    case "f16":
      return (...args) => roundToFloat16(f(...args));
    case "f64":
      return f;
    case "i64":
      return (...args) => wholeInt64(f(...args));
    case "u64":
      return (...args) => wholeUint64(f(...args));
    case "i32":
      return (...args) => f(...args) | 0;
    case "u32":
      return (...args) => f(...args) >>> 0;
    case "bool":
      return f;
  }
}

const unaryFunctions: Record<UnaryOp | "invert", Arithmetic> = {
  neg: (x) => -x,
  not: (x) => 1 - x,
  invert: (x) => -1 - x,
  abs: Math.abs,
};
