/**
 * Expression graphs → statements: what is used more than once, what would nest too deeply, and what does not change in
 * a loop gets a name, in the outermost block where all that it needs is known.
 */

import { type Expr, type VariableExpr, operands, range, variable, withOperands } from "../ir/expression.js";
import { type Code, expressionsOf, mapCode } from "./code.js";

/** Parsers of WGSL refuse expressions that nest beyond about 120. */
const MAX_NESTING = 12;

export interface Sequenced {
  readonly code: readonly Code[];
  /** What each statement computes, as it was before anything in it got a name. */
  readonly origins: ReadonlyMap<Code, readonly Expr[]>;
}

export function sequence(code: readonly Code[]): Sequenced {
  const sequencer = new Sequencer();
  sequencer.count(code);
  return { code: sequencer.block(code, []), origins: sequencer.origins };
}

interface Block {
  readonly code: Code[];
  readonly names: Map<Expr, VariableExpr>;
}

class Sequencer {
  readonly origins = new Map<Code, readonly Expr[]>();
  private readonly uses = new Map<Expr, number>();
  private readonly blocks: Block[] = [];
  /**
   * How many blocks enclose the place where a variable gets its value. What is not listed is known from the start.
   */
  private readonly home = new Map<VariableExpr, number>();
  private readonly depths = new Map<Expr, number>();
  private nextName = 0;

  count(code: readonly Code[]): void {
    const use = (x: Expr): void => {
      const n = this.uses.get(x) ?? 0;
      this.uses.set(x, n + 1);
      if (n === 0) operands(x).forEach(use);
    };
    for (const statement of code) {
      expressionsOf(statement).forEach(use);
      if ("body" in statement) this.count(statement.body);
    }
  }

  block(code: readonly Code[], bound: readonly VariableExpr[]): Code[] {
    const block: Block = { code: [], names: new Map() };
    this.blocks.push(block);
    for (const v of [...bound, ...assigned(code)]) this.home.set(v, this.blocks.length - 1);
    this.depths.clear();
    for (const statement of code) this.statement(statement, block);
    this.blocks.pop();
    return block.code;
  }

  private statement(statement: Code, block: Block): void {
    if (statement.kind === "let" && this.rename(statement, block)) return;
    if (statement.kind === "let" || statement.kind === "var" || statement.kind === "fetch")
      this.home.set(statement.variable, this.blocks.length - 1);
    const isBlock = statement.kind === "for" || (statement.kind === "if" && statement.body.some(binds));
    const bound = statement.kind === "for" ? [statement.variable] : [];
    const named = mapCode(
      statement,
      (x) => this.name(x),
      (body) => (isBlock ? this.block(body, bound) : this.nested(body, block)),
    );
    this.add(block, named, expressionsOf(statement));
    if (!isBlock) return;
    // After the block, what it assigned is known out here.
    for (const v of assigned(statement.body)) this.home.set(v, this.blocks.length - 1);
    this.depths.clear();
  }

  /** What gets a name in any case needs no other one. */
  private rename({ variable: v, value }: Extract<Code, { kind: "let" }>, block: Block): boolean {
    const depth = this.blocks.length - 1;
    if (operands(value).length === 0 || this.depthOf(value) < depth || block.names.has(value)) return false;
    const parts = operands(value).map((part) => this.name(part));
    this.add(block, { kind: "let", variable: v, value: withOperands(value, parts) }, [value]);
    block.names.set(value, v);
    this.home.set(v, depth);
    return true;
  }

  /** A block that binds nothing: what is computed in it alone is computed before it. */
  private nested(code: readonly Code[], outer: Block): Code[] {
    const inner: Block = { code: [], names: outer.names };
    for (const statement of code) {
      const named = mapCode(statement, (x) => this.name(x), (body) => this.nested(body, outer)); // prettier-ignore
      this.add(inner, named, expressionsOf(statement));
    }
    return inner.code;
  }

  private add(block: Block, code: Code, origin: readonly Expr[]): void {
    block.code.push(code);
    this.origins.set(code, origin);
  }

  /** The expression with names for what has one. */
  private name(x: Expr, nesting = 0): Expr {
    if (x.kind === "literal" || x.kind === "variable") return x;
    const depth = this.depthOf(x);
    const known = this.blocks[depth].names.get(x);
    if (known) return known;
    const needsName =
      this.uses.get(x)! > 1 ||
      depth < this.blocks.length - 1 ||
      nesting >= MAX_NESTING ||
      x.kind === "vector";
    const parts = operands(x).map((part) => this.name(part, needsName ? 0 : nesting + 1));
    const named = withOperands(x, parts);
    if (!needsName || named.kind === "literal" || named.kind === "variable") return named;
    const [min, max] = range(x);
    const v = variable(x.type, `${x.kind === "vector" ? `${x.buffer}_` : "v"}${this.nextName++}`, min, max);
    this.blocks[depth].names.set(x, v);
    this.add(this.blocks[depth], { kind: "let", variable: v, value: named }, [x]);
    this.home.set(v, depth);
    return v;
  }

  /** The innermost block that gives a value to anything in the expression. */
  private depthOf(x: Expr): number {
    if (x.kind === "variable") return this.home.get(x) ?? 0;
    let depth = this.depths.get(x);
    if (depth === undefined) {
      depth = operands(x).reduce((d, part) => Math.max(d, this.depthOf(part)), 0);
      this.depths.set(x, depth);
    }
    return depth;
  }
}

/** Whether the statement gives something a name that holds until its block ends, or for a loop of it. */
function binds({ kind }: Code): boolean {
  return kind === "let" || kind === "var" || kind === "fetch" || kind === "for";
}

/** The variables that change while a loop's body runs. */
function assigned(code: readonly Code[]): VariableExpr[] {
  return code.flatMap((statement) => {
    if (statement.kind === "assign") return statement.variables;
    return "body" in statement ? assigned(statement.body) : [];
  });
}
