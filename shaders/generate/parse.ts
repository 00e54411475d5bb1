/**
 * A parser and type checker for the subset of WGSL that the shader library is written in: module-scope `const` and
 * `var<private>`, and functions over f32, i32, u32 and bool with let, var, assignment, if, while and return. What lies outside of the subset is an error that names the line.
 */

import { lineOf, numberValue, type Token, tokenize } from "./tokens.js";

export type Type = "f32" | "i32" | "u32" | "bool" | "abstract-int" | "abstract-float";

/** Expressions carry their type. Literals take the type of what they meet, as in WGSL. */
export type Expression =
  | { kind: "literal"; type: Type; value: number | boolean }
  | { kind: "name"; type: Type; name: string }
  | { kind: "unary"; type: Type; op: string; x: Expression }
  | { kind: "binary"; type: Type; op: string; x: Expression; y: Expression }
  | { kind: "call"; type: Type; name: string; args: Expression[] }
  | { kind: "convert"; type: Type; x: Expression }
  | { kind: "bitcast"; type: Type; x: Expression };

export type Statement =
  | { kind: "declare"; mutable: boolean; name: string; type: Type; value: Expression }
  | { kind: "assign"; name: string; value: Expression }
  | { kind: "if"; condition: Expression; then: Statement[] }
  | { kind: "while"; condition: Expression; body: Statement[] }
  | { kind: "return"; value: Expression };

export interface Declaration {
  kind: "const" | "private";
  name: string;
  type: Type;
  value: Expression;
  source: string;
}

export interface FunctionDefinition {
  kind: "function";
  name: string;
  params: { name: string; type: Type }[];
  result: Type;
  body: Statement[];
  source: string;
  /** The functions and module-scope names that the body mentions, in order of first mention. */
  needs: string[];
}

type Item = Declaration | FunctionDefinition;

/** The functions that WGSL has built in, by the type they give: of their first argument, or a fixed one. */
const builtins: Record<string, { params: number; on: Type[] }> = {
  abs: { params: 1, on: ["f32", "i32"] },
  floor: { params: 1, on: ["f32"] },
  ceil: { params: 1, on: ["f32"] },
  trunc: { params: 1, on: ["f32"] },
  round: { params: 1, on: ["f32"] },
  sqrt: { params: 1, on: ["f32"] },
  min: { params: 2, on: ["f32", "i32", "u32"] },
  max: { params: 2, on: ["f32", "i32", "u32"] },
  clamp: { params: 3, on: ["f32", "i32", "u32"] },
  fma: { params: 3, on: ["f32"] },
  countLeadingZeros: { params: 1, on: ["i32", "u32"] },
  countOneBits: { params: 1, on: ["i32", "u32"] },
};

const precedence: Record<string, number> = {
  "||": 1, "&&": 2, "|": 3, "^": 4, "&": 5, "==": 6, "!=": 6, "<": 7, "<=": 7, ">": 7, ">=": 7,
  "<<": 8, ">>": 8, "+": 9, "-": 9, "*": 10, "/": 10, "%": 10,
}; // prettier-ignore

const concrete: readonly string[] = ["f32", "i32", "u32", "bool"];
const isConcrete = (type: string): type is Type => concrete.includes(type);

/** Everything that has been declared so far, over all files of the library. */
export class Library {
  readonly items: Item[] = [];
  private readonly byName = new Map<string, Item>();

  get(name: string): Item | undefined {
    return this.byName.get(name);
  }

  /** Parses one file; it may use what earlier files and earlier lines declare. */
  parse(file: string, text: string): void {
    const parser = new Parser(this, file, text);
    for (let item = parser.item(); item; item = parser.item()) {
      if (this.byName.has(item.name)) throw new SyntaxError(`${file}: ${item.name} is declared twice`);
      this.byName.set(item.name, item);
      this.items.push(item);
    }
  }
}

class Parser {
  private readonly tokens: Token[];
  private position = 0;
  private scopes: Map<string, Type>[] = [];
  private needs = new Set<string>();

  constructor(
    private readonly library: Library,
    private readonly file: string,
    private readonly text: string,
  ) {
    this.tokens = tokenize(text);
  }

  private get token(): Token {
    return this.tokens[this.position];
  }

  private fail(message: string): never {
    throw new SyntaxError(`${this.file}:${lineOf(this.text, this.token.start)}: ${message}`);
  }

  private accept(text: string): boolean {
    if (this.token.text !== text) return false;
    this.position++;
    return true;
  }

  private expect(text: string): void {
    if (!this.accept(text)) this.fail(`expected ${text}, found ${this.token.text}`);
  }

  private name(): string {
    if (this.token.kind !== "name") this.fail(`expected a name, found ${this.token.text}`);
    return this.tokens[this.position++].text;
  }

  private type(): Type {
    const name = this.name();
    return isConcrete(name) ? name : this.fail(`${name} is not a type of the subset`);
  }

  /** The text from a token on, without comments and without empty lines. */
  private sourceFrom(start: number): string {
    const text = this.text.slice(this.tokens[start].start, this.tokens[this.position - 1].end);
    return text.replace(/[ \t]*\/\/[^\n]*/g, "").replace(/\n\s*(?=\n)/g, "");
  }

  item(): Item | undefined {
    if (this.token.kind === "end") return undefined;
    const start = this.position;
    if (this.accept("fn")) return this.function(start);
    const kind = this.accept("const")
      ? "const"
      : this.accept("var")
        ? "private"
        : this.fail("expected fn, const or var");
    if (kind === "private") ["<", "private", ">"].forEach((symbol) => this.expect(symbol));
    const name = this.name();
    const type = this.accept(":") ? this.type() : undefined;
    this.expect("=");
    const value = this.expression();
    if (!type) this.fail(`${name} needs a type`);
    this.expect(";");
    return { kind, name, type, value: this.as(value, type), source: this.sourceFrom(start) };
  }

  private function(start: number): FunctionDefinition {
    const name = this.name();
    this.needs = new Set();
    const params: { name: string; type: Type }[] = [];
    this.expect("(");
    while (!this.accept(")")) {
      const param = this.name();
      this.expect(":");
      params.push({ name: param, type: this.type() });
      if (this.token.text !== ")") this.expect(",");
    }
    this.expect("->");
    const result = this.type();
    this.scopes = [new Map(params.map((param) => [param.name, param.type]))];
    const body = this.block(result);
    return {
      kind: "function",
      name,
      params,
      result,
      body,
      source: this.sourceFrom(start),
      needs: [...this.needs],
    };
  }

  private block(result: Type): Statement[] {
    const statements: Statement[] = [];
    this.scopes.push(new Map());
    this.expect("{");
    while (!this.accept("}")) statements.push(this.statement(result));
    this.scopes.pop();
    return statements;
  }

  private statement(result: Type): Statement {
    if (this.accept("if")) return { kind: "if", condition: this.condition(), then: this.block(result) };
    if (this.accept("while")) return { kind: "while", condition: this.condition(), body: this.block(result) };
    const statement = this.simpleStatement(result);
    this.expect(";");
    return statement;
  }

  private condition(): Expression {
    return this.as(this.expression(), "bool");
  }

  private simpleStatement(result: Type): Statement {
    if (this.accept("return")) return { kind: "return", value: this.as(this.expression(), result) };
    const isLet = this.accept("let");
    if (isLet || this.accept("var")) {
      const name = this.name();
      const declared = this.accept(":") ? this.type() : undefined;
      this.expect("=");
      const raw = this.expression();
      const value = this.as(raw, declared ?? settled(raw.type));
      this.scopes.at(-1)!.set(name, value.type);
      return { kind: "declare", mutable: !isLet, name, type: value.type, value };
    }
    const name = this.name();
    const type = this.lookUp(name);
    const op = this.token.text;
    this.position++;
    const right = this.expression();
    if (op === "=") return { kind: "assign", name, value: this.as(right, type) };
    if (!/^[-+*/%&|^]=$/.test(op)) this.fail(`${op} is no assignment`);
    return {
      kind: "assign",
      name,
      value: this.as(this.binary(op[0], { kind: "name", type, name }, right), type),
    };
  }

  private lookUp(name: string): Type {
    for (let i = this.scopes.length - 1; i >= 0; i--) {
      const type = this.scopes[i].get(name);
      if (type) return type;
    }
    const item = this.library.get(name);
    if (!item || item.kind === "function") return this.fail(`${name} is not declared`);
    this.needs.add(name);
    return item.type;
  }

  private expression(level = 1): Expression {
    let left = this.unary();
    for (;;) {
      const op = this.token.text;
      const strength = this.token.kind === "symbol" ? precedence[op] : undefined;
      if (strength === undefined || strength < level) return left;
      this.position++;
      left = this.binary(op, left, this.expression(strength + 1));
    }
  }

  private binary(op: string, left: Expression, right: Expression): Expression {
    if (op === "<<" || op === ">>") {
      const type = settled(left.type);
      return { kind: "binary", type, op, x: this.as(left, type), y: this.as(right, "u32") };
    }
    if (left.type.startsWith("abstract") && right.type.startsWith("abstract"))
      this.fail(`fold the constants of ${op} by hand: WGSL would compute them in 64 bits`);
    const operands = left.type.startsWith("abstract") ? right.type : left.type;
    const type = precedence[op] === 6 || precedence[op] === 7 ? "bool" : operands;
    return { kind: "binary", type, op, x: this.as(left, operands), y: this.as(right, operands) };
  }

  private unary(): Expression {
    const op = this.token.text;
    if (this.token.kind === "symbol" && ["-", "!", "~"].includes(op)) {
      this.position++;
      const x = this.unary();
      if (x.kind === "literal" && op === "-") return { ...x, value: -Number(x.value) };
      return { kind: "unary", type: x.type, op, x };
    }
    return this.primary();
  }

  private primary(): Expression {
    const token = this.tokens[this.position++];
    if (token.text === "(") {
      const inner = this.expression();
      this.expect(")");
      return inner;
    }
    if (token.kind === "number") return this.literal(token.text);
    if (token.kind !== "name") this.fail(`unexpected ${token.text}`);
    if (token.text === "true" || token.text === "false")
      return { kind: "literal", type: "bool", value: token.text === "true" };
    if (token.text === "bitcast") {
      this.expect("<");
      const type = this.type();
      this.expect(">");
      const [x] = this.arguments();
      return { kind: "bitcast", type, x: this.as(x, settled(x.type)) };
    }
    if (this.token.text !== "(") return { kind: "name", type: this.lookUp(token.text), name: token.text };
    return this.call(token.text, this.arguments());
  }

  private call(name: string, args: Expression[]): Expression {
    if (isConcrete(name)) return { kind: "convert", type: name, x: this.as(args[0], settled(args[0].type)) };
    if (name === "select") {
      const type = this.common(args.slice(0, 2));
      const [no, yes] = [this.as(args[0], type), this.as(args[1], type)];
      return { kind: "call", type, name, args: [no, yes, this.as(args[2], "bool")] };
    }
    const builtin = builtins[name];
    if (builtin) {
      const type = this.common(args);
      if (args.length !== builtin.params || !builtin.on.includes(type))
        this.fail(`${name} does not take these arguments`);
      return { kind: "call", type, name, args: args.map((arg) => this.as(arg, type)) };
    }
    const item = this.library.get(name);
    if (item?.kind !== "function") return this.fail(`${name} is not a function of the subset`);
    if (args.length !== item.params.length) this.fail(`${name} takes ${item.params.length} arguments`);
    this.needs.add(name);
    return {
      kind: "call",
      type: item.result,
      name,
      args: args.map((arg, i) => this.as(arg, item.params[i].type)),
    };
  }

  private arguments(): Expression[] {
    const args: Expression[] = [];
    this.expect("(");
    while (!this.accept(")")) {
      args.push(this.expression());
      if (this.token.text !== ")") this.expect(",");
    }
    return args;
  }

  private common(args: Expression[]): Type {
    return args.find((arg) => isConcrete(arg.type))?.type ?? settled(args[0].type);
  }

  private literal(text: string): Expression {
    const hex = /^0[xX]/.test(text) && !/[pP]/.test(text);
    const suffix = /[iu]$/.exec(text)?.[0] ?? (hex ? undefined : /f$/.exec(text)?.[0]);
    const value = numberValue(suffix ? text.slice(0, -1) : text);
    const isFloat = suffix === "f" || (!hex && /[.eEpP]/.test(text));
    const type = suffix === "i" ? "i32" : suffix === "u" ? "u32" : suffix === "f" ? "f32" : undefined;
    return { kind: "literal", type: type ?? (isFloat ? "abstract-float" : "abstract-int"), value };
  }

  /** The expression with the type it must have. */
  private as(expression: Expression, type: Type): Expression {
    if (expression.type === type) return expression;
    const fits =
      (expression.type === "abstract-int" && type !== "bool") ||
      (expression.type === "abstract-float" && type === "f32");
    if (!fits || expression.kind !== "literal") this.fail(`expected ${type}, found ${expression.type}`);
    return { ...expression, type };
  }
}

/** The type an expression has where nothing else decides. */
function settled(type: Type): Type {
  return type === "abstract-float" ? "f32" : type === "abstract-int" ? "i32" : type;
}
