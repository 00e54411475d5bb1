import type { ExprNode, StmtNode } from "py-ast";
import type { Position, Script } from "../syntax/parse.js";
import { mangle, type Scope } from "../syntax/scope.js";
import type { Value } from "../objects/value.js";
import * as names from "../vm/instructions/names.js";
import type { Code, Instruction, Operation } from "./code.js";
import type { Language } from "./language.js";

/** A place in the code that jumps lead to. */
export class Label {
  position = -1;
}

/** What a `return`, `break` or `continue` must leave in order on its way out. */
export interface Unwinding {
  /** A loop, which has an iterator on the stack or not. */
  readonly loop?: { readonly start: Label; readonly end: Label; readonly hasIterator: boolean };
  /** Emits what leaving takes; `hasValue` says whether a value on the stack is to stay on top. */
  readonly leave: (hasValue: boolean) => void;
}

/** Everything that is compiled from one script. */
export interface Unit {
  readonly language: Language;
  readonly script: Script;
  readonly scopes: ReadonlyMap<object, Scope>;
  /** Whether annotations are kept as text (`from __future__ import annotations`). */
  readonly textAnnotations: boolean;
  /** The modules that the script names, wherever. */
  readonly imports: Set<string>;
  /** Whether the value of a last expression is shown. */
  readonly isCell: boolean;
}

/** What is done with a variable, by how code reaches it. */
export interface Access {
  readonly local: Operation<number>;
  readonly cell: Operation<number>;
  readonly classCell: Operation<number>;
  readonly global: Operation<string>;
  readonly name: Operation<string>;
}

const loading: Access = {
  local: names.loadFast,
  cell: names.loadCell,
  classCell: names.loadClassCell,
  global: names.loadGlobal,
  name: names.loadName,
};
const storing: Access = {
  local: names.storeFast,
  cell: names.storeCell,
  classCell: names.storeCell,
  global: names.storeGlobal,
  name: names.storeName,
};

type Rule<N> = ((b: Builder, node: N) => void) | undefined;

/** Collects the instructions of one code object. */
export class Builder {
  private readonly instructions: Instruction[] = [];
  readonly unwinding: Unwinding[] = [];
  private readonly locals: string[];
  private readonly cells: string[];
  private readonly free: string[];
  private at: Position;

  constructor(
    readonly unit: Unit,
    readonly scope: Scope,
    private readonly node: Position & { readonly decorator_list?: readonly Position[] },
    readonly name: string,
    readonly qualname: string,
  ) {
    this.at = node;
    this.locals = [...scope.parameters];
    this.cells = [...scope.cells];
    this.free = [...scope.free];
  }

  /** Leaves the value of an expression on the stack. */
  expression(e: ExprNode): void {
    const { language } = this.unit;
    const rule = language.expressions[e.nodeType] as Rule<ExprNode>;
    if (rule) rule(this, e);
    else language.refuse(e, "expression");
  }

  /** The value of an expression, or None where there is none. */
  optional(e: ExprNode | null | undefined): void {
    if (e) this.expression(e);
    else this.constant(null);
  }

  body(body: readonly StmtNode[]): void {
    const { language } = this.unit;
    for (const s of body) {
      this.locate(s);
      const rule = language.statements[s.nodeType] as Rule<StmtNode>;
      if (rule) rule(this, s);
      else language.refuse(s, "statement");
    }
  }

  /** Stores the value on the stack. */
  target(t: ExprNode): void {
    const { language } = this.unit;
    const rule = language.targets[t.nodeType] as Rule<ExprNode>;
    if (rule) rule(this, t);
    else language.refuse(t, "target");
  }

  /** The instructions that follow are for this part of the script. */
  locate(at: Position): void {
    this.at = at;
  }

  emit<T>(run: Operation<T>, arg: T | Label, at: Position = this.at): void {
    this.instructions.push({ run: run, arg, at });
  }

  do(run: Operation<undefined>, at: Position = this.at): void {
    this.instructions.push({ run: run, arg: undefined, at });
  }

  place(label: Label): void {
    label.position = this.instructions.length;
  }

  constant(value: Value, at?: Position): void {
    this.emit(names.loadConst, value, at);
  }

  load(name: string, at?: Position, isCalled = false): void {
    const how = this.scope.access(mangle(name, this.scope.className));
    if (how === "global" || how === "name") this.unit.language.checkGlobal(name, isCalled);
    this.access(name, loading, at);
  }

  store(name: string, at?: Position): void {
    this.access(name, storing, at);
  }

  access(given: string, by: Access, at?: Position): void {
    const name = mangle(given, this.scope.className);
    const how = this.scope.access(name);
    if (how === "local") this.emit(by.local, this.localIndex(name), at);
    else if (how === "cell")
      this.emit(this.scope.kind === "class" ? by.classCell : by.cell, this.cellIndex(name), at);
    else this.emit(by[how], name, at);
  }

  private localIndex(name: string): number {
    const known = this.locals.indexOf(name);
    return known >= 0 ? known : this.locals.push(name) - 1;
  }

  private cellIndex(name: string): number {
    const own = this.cells.indexOf(name);
    return own >= 0 ? own : this.cells.length + this.free.indexOf(name);
  }

  /** Where the variables that an inner scope shares with this one are found here. */
  closureFor(inner: Scope): number[] {
    return [...inner.free].map((name) => this.cellIndex(name));
  }

  finish(details: Partial<Code> = {}): Code {
    for (const i of this.instructions) if (i.arg instanceof Label) i.arg = i.arg.position;
    const { parameters, isGenerator } = this.scope;
    const shared = parameters.flatMap((p, i) =>
      this.cells.includes(p) ? [[i, this.cells.indexOf(p)] as const] : [],
    );
    return {
      name: this.name,
      qualname: this.qualname,
      file: this.unit.script.file,
      firstLine: (this.node.decorator_list?.[0] ?? this.node).lineno ?? 1,
      lines: this.unit.script.lines,
      instructions: this.instructions,
      locals: this.locals,
      argCount: 0,
      positionalOnly: 0,
      keywordOnly: 0,
      hasRest: false,
      hasKeywords: false,
      cells: this.cells,
      free: this.free,
      sharedParameters: shared,
      generator: isGenerator ? this.unit.language.generator : undefined,
      doc: null,
      ...details,
    };
  }
}
