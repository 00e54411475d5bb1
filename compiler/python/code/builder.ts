import type { ExprNode, StmtNode } from "py-ast";
import type { Position, Script } from "../syntax/parse.js";
import { mangle, type Scope } from "../syntax/scope.js";
import type { Value } from "../objects/value.js";
import * as names from "../vm/instructions/names.js";
import type { Code, Instruction, Operation } from "./code.js";

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

/** How each kind of node is compiled: nodes are in nodes, whatever files their rules are in. */
interface Rules {
  /** Leaves the value on the stack. */
  expression(b: Builder, e: ExprNode): void;
  body(b: Builder, body: readonly StmtNode[]): void;
  /** Stores the value on the stack. */
  target(b: Builder, t: ExprNode): void;
}

/** Everything that is compiled from one script. */
export interface Unit {
  readonly rules: Rules;
  readonly script: Script;
  readonly scopes: ReadonlyMap<object, Scope>;
  /** Whether annotations are kept as text (`from __future__ import annotations`). */
  readonly textAnnotations: boolean;
  /** The modules that the script names, wherever. */
  readonly imports: Set<string>;
  /** Whether the value of a last expression is shown. */
  readonly isCell: boolean;
}

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

  expression(e: ExprNode): void {
    this.unit.rules.expression(this, e);
  }

  body(body: readonly StmtNode[]): void {
    this.unit.rules.body(this, body);
  }

  target(t: ExprNode): void {
    this.unit.rules.target(this, t);
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

  load(name: string, at?: Position): void {
    name = mangle(name, this.scope.className);
    switch (this.scope.access(name)) {
      case "local":
        return this.emit(names.loadFast, this.localIndex(name), at);
      case "cell":
        return this.emit(
          this.scope.kind === "class" ? names.loadClassCell : names.loadCell,
          this.cellIndex(name),
          at,
        );
      case "global":
        return this.emit(names.loadGlobal, name, at);
      case "name":
        return this.emit(names.loadName, name, at);
    }
  }

  store(name: string, at?: Position): void {
    name = mangle(name, this.scope.className);
    switch (this.scope.access(name)) {
      case "local":
        return this.emit(names.storeFast, this.localIndex(name), at);
      case "cell":
        return this.emit(names.storeCell, this.cellIndex(name), at);
      case "global":
        return this.emit(names.storeGlobal, name, at);
      case "name":
        return this.emit(names.storeName, name, at);
    }
  }

  remove(name: string, at?: Position): void {
    name = mangle(name, this.scope.className);
    switch (this.scope.access(name)) {
      case "local":
        return this.emit(names.deleteFast, this.localIndex(name), at);
      case "cell":
        return this.emit(names.deleteCell, this.cellIndex(name), at);
      case "global":
        return this.emit(names.deleteGlobal, name, at);
      case "name":
        return this.emit(names.deleteName, name, at);
    }
  }

  private localIndex(name: string): number {
    const known = this.locals.indexOf(name);
    return known >= 0 ? known : this.locals.push(name) - 1;
  }

  cellIndex(name: string): number {
    const own = this.cells.indexOf(name);
    return own >= 0 ? own : this.cells.length + this.free.indexOf(name);
  }

  /** Where the variables that an inner scope shares with this one are found here. */
  closureFor(inner: Scope): number[] {
    return [...inner.free].map((name) => this.cellIndex(name));
  }

  finish(details: Partial<Code> = {}): Code {
    for (const i of this.instructions) if (i.arg instanceof Label) i.arg = i.arg.position;
    const { parameters } = this.scope;
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
      isGenerator: this.scope.isGenerator,
      doc: null,
      ...details,
    };
  }
}
