/** Reads the text form of programs back. */

import { ArrayType } from "./arrayType.js";
import { dtypeFromShortName } from "./dtype.js";
import { roundToBfloat16, roundToFloat16 } from "./float16.js";
import { paramText } from "./params.js";
import { parseField, type ValueReader } from "./parseValue.js";
import { type Atom, type Constant, type Equation, Literal, type Operation, Program, Var } from "./program.js";
import type { Source } from "./source.js";
import { syntaxError, type Token, tokenize, type Tokens } from "./tokens.js";

/**
 * The program that a text stands for: what `showProgram` wrote, and what JAX prints for operations that we have.
 * Comments are read as sources. Of constants the text has no values, of functions only the names, and types in it
 * are not weak.
 *
 * Throws a SyntaxError that says where and what was expected.
 */
export function parseProgram(text: string, primitives: (name: string) => Operation | undefined): Program {
  return new Parser(text, primitives).parse();
}

/** A program that stands above the others and goes by a name. */
interface Shared {
  readonly start: number;
  program?: Program;
  isOpen: boolean;
}

class Scope {
  readonly names = new Map<string, Var>();
  /** Variables that are called `_`; the outputs that are called so are these, in this order. */
  readonly unnamed: Var[] = [];
}

const numberWords: Readonly<Record<string, number | boolean>> = {
  True: true,
  False: false,
  nan: NaN,
  inf: Infinity,
};

class Parser implements ValueReader {
  private readonly tokens: Tokens;
  private readonly shared = new Map<string, Shared>();
  private at = 0;

  constructor(
    private readonly text: string,
    private readonly primitives: (name: string) => Operation | undefined,
  ) {
    this.tokens = tokenize(text);
  }

  parse(): Program {
    while (this.isWord("let")) this.skipShared();
    const program = this.program();
    if (this.next.kind !== "end") throw this.expected("the end of the text");
    for (const name of this.shared.keys()) this.sharedProgram(name);
    return program;
  }

  get next(): Token {
    return this.tokens.list[this.at];
  }

  private get second(): Token {
    return this.tokens.list[Math.min(this.at + 1, this.tokens.list.length - 1)];
  }

  take(): Token {
    const token = this.next;
    if (token.kind !== "end") this.at++;
    return token;
  }

  isSign(text: string): boolean {
    return this.next.kind === "sign" && this.next.text === text;
  }

  isWord(text: string): boolean {
    return this.next.kind === "word" && this.next.text === text;
  }

  takeSign(text: string): boolean {
    const isIt = this.isSign(text);
    if (isIt) this.at++;
    return isIt;
  }

  expectSign(text: string, where = ""): void {
    if (!this.takeSign(text)) throw this.expected(`"${text}"${where}`);
  }

  expectWord(text?: string, what = `"${text}"`): string {
    const isIt = this.next.kind === "word" && (text === undefined || this.next.text === text);
    if (!isIt) throw this.expected(what);
    return this.take().text;
  }

  expected(what: string, token = this.next): SyntaxError {
    const found = token.kind === "end" ? "the text ends" : `there is ${JSON.stringify(token.text)}`;
    return this.error(`expected ${what}, but ${found}`, token);
  }

  error(problem: string, token = this.next): SyntaxError {
    return syntaxError(this.text, token, problem);
  }

  // Programs with a name may be used above the place where they stand: they are read when they are needed.

  private skipShared(): void {
    this.take();
    const token = this.next;
    const name = this.expectWord(undefined, "the name of a program");
    if (this.shared.has(name)) throw this.error(`there are two programs named ${name}`, token);
    this.expectSign("=");
    this.shared.set(name, { start: this.at, isOpen: false });
    if (!this.isSign("{")) throw this.expected('"{"');
    for (let depth = 0; ;) {
      if (this.isSign("{")) depth++;
      else if (this.isSign("}")) depth--;
      else if (this.next.kind === "end") throw this.expected('"}"');
      this.take();
      if (depth === 0) break;
    }
    this.expectWord("in");
  }

  isShared(name: string): boolean {
    return this.shared.has(name);
  }

  sharedProgram(name: string): Program {
    const shared = this.shared.get(name) as Shared;
    if (shared.program) return shared.program;
    if (shared.isOpen) throw this.error(`the program ${name} contains itself`);
    shared.isOpen = true;
    const back = this.at;
    this.at = shared.start;
    shared.program = this.program();
    this.at = back;
    return shared.program;
  }

  isNextProgram(): boolean {
    return this.isSign("{") && this.second.text === "lambda";
  }

  program(): Program {
    this.expectSign("{");
    this.expectWord("lambda");
    const scope = new Scope();
    const constants = this.binders(scope).map((variable): Constant => ({ variable, value: undefined }));
    this.expectSign(";", " or another variable");
    const inputs = this.binders(scope);
    this.expectSign(".", " or another variable");
    this.expectWord("let");
    const equations: Equation[] = [];
    while (!this.isEndOfEquations()) {
      equations.push(this.equation(scope));
      this.takeSign(";");
    }
    this.expectWord("in");
    const outputs = this.outputs(scope);
    this.expectSign("}");
    return new Program(inputs, equations, outputs, constants);
  }

  /** `in` may also be a variable. */
  private isEndOfEquations(): boolean {
    if (this.next.kind === "end" || this.isSign("}")) throw this.expected('an equation or "in ("');
    return this.isWord("in") && this.second.text === "(";
  }

  private outputs(scope: Scope): Atom[] {
    const outputs: Atom[] = [];
    this.expectSign("(", " before the outputs");
    while (!this.isSign(")")) {
      const unnamed = this.isWord("_") ? scope.unnamed.shift() : undefined;
      if (unnamed) this.take();
      outputs.push(unnamed ?? this.atom(scope));
      if (!this.takeSign(",")) break;
    }
    this.expectSign(")", " after the outputs");
    return outputs;
  }

  private isBinder(): boolean {
    return (
      this.next.kind === "word" && this.second.text === ":" && !Object.hasOwn(numberWords, this.next.text)
    );
  }

  private binders(scope: Scope): Var[] {
    const variables: Var[] = [];
    while (this.isBinder()) {
      const { name, variable } = this.binder();
      this.bind(scope, name, variable);
      variables.push(variable);
    }
    return variables;
  }

  private binder(): { name: Token; variable: Var } {
    const name = this.take();
    this.expectSign(":");
    return { name, variable: new Var(this.type()) };
  }

  private bind(scope: Scope, name: Token, variable: Var): void {
    if (name.text === "_") return void scope.unnamed.push(variable);
    if (scope.names.has(name.text)) throw this.error(`${name.text} is bound twice`, name);
    scope.names.set(name.text, variable);
  }

  type(): ArrayType {
    const token = this.next;
    const dtype = token.kind === "word" ? dtypeFromShortName(token.text) : undefined;
    if (!dtype) throw this.expected("a type such as f32[3]");
    this.take();
    return new ArrayType(dtype, this.shape());
  }

  shape(): number[] {
    const shape: number[] = [];
    this.expectSign("[");
    while (!this.isSign("]")) {
      if (!/^\d+$/.test(this.next.text)) throw this.expected("a length");
      shape.push(Number(this.take().text));
      if (!this.takeSign(",")) break;
    }
    this.expectSign("]");
    return shape;
  }

  private equation(scope: Scope): Equation {
    const start = this.next;
    const outputs: { name: Token; variable: Var }[] = [];
    while (this.isBinder()) outputs.push(this.binder());
    if (outputs.length > 0) this.expectSign("=", " or another variable");
    const name = this.next;
    const primitive = this.primitives(this.expectWord(undefined, "the name of a primitive"));
    if (!primitive) throw this.error(`there is no primitive named ${name.text}`, name);
    const shown = this.params();
    const inputs: Atom[] = [];
    while (this.isOperand(start)) inputs.push(this.atom(scope));
    for (const output of outputs) this.bind(scope, output.name, output.variable);
    const results = outputs.map((o) => o.variable);
    const types = [inputs, results].map((atoms) => atoms.map((a) => a.type));
    const params: unknown = paramText(primitive)?.read(shown, types[0], types[1]) ?? shown;
    const source = readSource(this.tokens.comments.get(name.line));
    return { primitive, inputs, params, outputs: results, ...(source && { source }) };
  }

  private isOperand(start: Token): boolean {
    if (this.next.kind === "number") return true;
    if (this.next.kind !== "word" || this.isBinder() || this.isEndOfEquations()) return false;
    // An equation without outputs is known by where its line begins.
    return !(this.next.isFirst && start.isFirst && this.next.column <= start.column);
  }

  private params(): Record<string, unknown> {
    const params: Record<string, unknown> = {};
    if (!this.takeSign("[")) return params;
    while (!this.isSign("]")) {
      const { key, value } = parseField(this);
      params[key] = value;
    }
    this.expectSign("]");
    return params;
  }

  private atom(scope: Scope): Atom {
    const token = this.take();
    if (token.kind === "number") return this.literal(Number(token.text.replace("inf", "Infinity")), token);
    if (token.kind !== "word") throw this.expected("a variable or a number", token);
    const variable = scope.names.get(token.text);
    if (variable) return variable;
    if (!Object.hasOwn(numberWords, token.text)) throw this.error(`${token.text} is not bound here`, token);
    return this.literal(numberWords[token.text], token);
  }

  private literal(value: number | boolean, token: Token): Literal {
    const type = this.takeSign(":") ? this.type() : new ArrayType(spelledDtype(value, token.text), []);
    switch (type.dtype) {
      case "float64":
        return new Literal(Number(value), type);
      case "float32":
        return floatLiteral(Number(value), Math.fround(Number(value)), type);
      case "float16":
        return floatLiteral(Number(value), roundToFloat16(Number(value)), type);
      case "bfloat16":
        return floatLiteral(Number(value), roundToBfloat16(Number(value)), type);
      case "int64":
      case "int32":
      case "int16":
      case "int8":
      case "uint16":
      case "uint8":
      case "uint64":
      case "uint32":
        return new Literal(Number(value), type);
      default:
        return new Literal(Boolean(value), type);
    }
  }
}

/** Only weak literals are written with fewer digits than they have. */
function floatLiteral(written: number, value: number, type: ArrayType): Literal {
  return new Literal(value, type.with({ weakType: !Object.is(written, value) }));
}

function spelledDtype(value: number | boolean, text: string): "bool" | "int32" | "float32" {
  if (typeof value === "boolean") return "bool";
  return /^-?\d+$/.test(text) ? "int32" : "float32";
}

/** `file:line:column (function)`. */
function readSource(comment: string | undefined): Source | undefined {
  const match = /^(.*):(\d+):(\d+)(?: \((.*)\))?$/.exec(comment ?? "");
  if (!match) return undefined;
  const [, file, line, column, functionName] = match;
  return {
    file,
    line: Number(line),
    column: Number(column),
    ...(functionName !== undefined && { functionName }),
  };
}
