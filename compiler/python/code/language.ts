/** What of the language is loaded: its basics, or the whole. */

import type { ExprNode, StmtNode } from "py-ast";
import type { Reading, Script } from "../syntax/parse.js";
import type { Value } from "../objects/value.js";
import type { Frame } from "../vm/frame.js";
import type { Builder } from "./builder.js";
import type { Operation } from "./code.js";

/** How each kind of node is compiled. */
type Rules<N extends { nodeType: string }> = {
  readonly [K in N["nodeType"]]?: (b: Builder, node: Extract<N, { nodeType: K }>) => void;
};

export type Constant = ExprNode & { nodeType: "Constant" };

export interface Language extends Reading {
  readonly statements: Rules<StmtNode>;
  /** These leave a value on the stack. */
  readonly expressions: Rules<ExprNode>;
  /** These store the value on the stack. */
  readonly targets: Rules<ExprNode>;
  /** What becomes of nodes without a rule. */
  refuse(node: StmtNode | ExprNode, role: "statement" | "expression" | "target"): never;
  /** Looks at a name that no function has for a variable of its own; `isCalled` says whether it is only called. */
  checkGlobal(name: string, isCalled: boolean): void;
  /** Looks at the name of a method that is called; `isIterated` says whether only a loop sees the result. */
  checkMethod(name: string, isIterated: boolean): void;
  /** Looks at the exponent of a power. */
  checkPower(exponent: ExprNode): void;
  /** Looks at the expression whose value a notebook shows. */
  checkShown(e: ExprNode): void;
  /** Looks at that a value is formatted by a specification. */
  checkFormat(): void;
  /** The value of a literal that is none of numbers, texts, True, False and None. */
  constant(node: Constant, script: Script): Value;
  /** What a text literal means in which a `%`, or the name of a character, may stand. */
  text(text: string, node: Constant): string;
  /** Of `x.name(…)`: replaces `x` by what is called and its first argument. */
  readonly loadMethod: Operation<string>;
  /** `x[y]`. */
  readonly loadItem: Operation<undefined>;
  /** What a function that yields returns. */
  generator?(frame: Frame, name: string): Value;
}

/** Thrown where a script needs more of the language than is loaded. */
export class Incomplete extends Error {
  constructor() {
    super("more of the language is needed");
  }
}
