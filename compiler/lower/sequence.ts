/**
 * Expression graphs → statements: what is used more than once, what would nest too deeply, and what does not change in
 * a loop gets a name, in the outermost block where all that it needs is known.
 */

import {
  type Expr,
  type LoopExpr,
  type VariableExpr,
  eachOperand,
  literal,
  load,
  mapOperands,
  not,
  operands,
  range,
  variable,
} from "../ir/expression.js";
import { type Branch, findBranches } from "./branches.js";
import { type Code, allExpressions, expressionsOf, mapCode } from "./code.js";

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
  sequencer.branch(code);
  return { code: sequencer.block(code, []), origins: sequencer.origins };
}

interface Block {
  readonly code: Code[];
  readonly names: Map<Expr, VariableExpr>;
  /** The loops that are written down in it. */
  readonly loops: Map<LoopExpr, Written>;
}

const emptyBlock = (names = new Map<Expr, VariableExpr>()): Block => ({ code: [], names, loops: new Map() });

/** The names of what a loop leaves: its results, and arrays of what its turns made. */
interface Written {
  readonly results: readonly VariableExpr[];
  readonly arrays: readonly string[];
}

class Sequencer {
  readonly origins = new Map<Code, readonly Expr[]>();
  /** By the numbers of expressions. */
  private readonly uses = new Map<number, number>();
  private readonly blocks: Block[] = [];
  /**
   * How many blocks enclose the place where a variable gets its value. What is not listed is known from the start.
   */
  private readonly home = new Map<VariableExpr, number>();
  private readonly depths = new Map<number, number>();
  /** What stands for the variables of loops while their turns are written. */
  private readonly running = new Map<VariableExpr, VariableExpr>();
  private branches: ReadonlyMap<Expr, Branch> = new Map();
  /** How many blocks enclose what is computed in a side of a branch that is being written. */
  private readonly inside = new Map<Expr, number>();
  private nextName = 0;
  private nextBranch = 0;
  private nextLoop = 0;

  count(code: readonly Code[]): void {
    const use = (x: Expr): void => {
      const n = this.uses.get(x.id) ?? 0;
      this.uses.set(x.id, n + 1);
      if (n === 0) eachOperand(x, use);
    };
    for (const statement of code) {
      expressionsOf(statement).forEach(use);
      if ("body" in statement) this.count(statement.body);
    }
  }

  branch(code: readonly Code[]): void {
    this.branches = findBranches(allExpressions(code), this.uses);
  }

  block(code: readonly Code[], bound: readonly VariableExpr[]): Code[] {
    const block = emptyBlock();
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
    const isLoop = statement.kind === "for" || statement.kind === "loop";
    const isBlock = isLoop || (statement.kind === "if" && statement.body.some(binds));
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

  /** Where a `let` names something that would get a name here, that is its name. */
  private rename({ variable: v, value }: Extract<Code, { kind: "let" }>, block: Block): boolean {
    const depth = this.blocks.length - 1;
    if (operands(value).length === 0 || this.depthOf(value) < depth || block.names.has(value)) return false;
    const named = mapOperands(value, (part) => this.name(part));
    this.add(block, { kind: "let", variable: v, value: named }, [value]);
    block.names.set(value, v);
    this.home.set(v, depth);
    return true;
  }

  /** A block that binds nothing: what is computed in it alone is computed before it. */
  private nested(code: readonly Code[], outer: Block): Code[] {
    const inner = emptyBlock(outer.names);
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
    if (x.kind === "literal") return x;
    if (x.kind === "variable") return this.running.get(x) ?? x;
    const depth = this.depthOf(x);
    const known = this.blocks[depth].names.get(x);
    if (known) return known;
    const branch = this.branches.get(x);
    if (branch)
      return this.choose(branch, depth)[branch.selects.indexOf(x as (typeof branch.selects)[number])];
    if (x.kind === "result") return this.written(x.x).results[x.output];
    const needsName =
      this.uses.get(x.id)! > 1 ||
      depth < this.blocks.length - 1 ||
      nesting >= MAX_NESTING ||
      x.kind === "vector";
    const inside = needsName ? 0 : nesting + 1;
    const named =
      x.kind === "element"
        ? load(x.type, this.written(x.x).arrays[x.output], this.name(x.turn, inside))
        : mapOperands(x, (part) => this.name(part, inside));
    if (!needsName || named.kind === "literal" || named.kind === "variable") return named;
    const [min, max] = range(x);
    const v = variable(x.type, `${x.kind === "vector" ? `${x.buffer}_` : "v"}${this.nextName++}`, min, max);
    this.blocks[depth].names.set(x, v);
    this.add(this.blocks[depth], { kind: "let", variable: v, value: named }, [x]);
    this.home.set(v, depth);
    return v;
  }

  /** What a loop leaves, written down where all that it needs is known. */
  private written(x: LoopExpr): Written {
    const depth = this.depthOf(x);
    return this.blocks[depth].loops.get(x) ?? this.turns(x, depth);
  }

  private turns(x: LoopExpr, depth: number): Written {
    const outer = this.blocks[depth];
    const number = this.nextLoop++;
    const running = x.carried.map((v, n) => variable(v.type, `state${number}_${n}`, v.min, v.max));
    x.initial.forEach((value, n) => {
      const named = this.name(value);
      this.add(outer, { kind: "var", variable: running[n], value: named, isExact: true }, [value]);
    });
    const turn = x.turn && variable("i32", `step${number}`, x.turn.min, x.turn.max);
    // What the turns need is known in the outer block, or in their own.
    const between = this.blocks.splice(depth + 1);
    const body = emptyBlock();
    this.blocks.push(body);
    this.stand(x, [...running, ...(turn ? [turn] : [])]);
    const condition = this.name(x.condition);
    if (condition.kind !== "literal" || !condition.value)
      this.add(body, { kind: "while", condition }, [x.condition]);
    const arrays = x.made.map((value, n) => this.keep(value, `kept${number}_${n}`, x.bound!, turn!, body));
    const values = x.next.map((value) => this.name(value));
    this.add(body, { kind: "assign", variables: running, values, isExact: true }, x.next);
    this.blocks.pop();
    this.blocks.push(...between);
    this.stand(x);
    const bounds = turn && x.bound !== undefined ? { turn, bound: x.bound } : {};
    this.add(outer, { kind: "loop", ...bounds, ...(x.isCapped && { isCapped: true }), body: body.code }, [x]);
    for (const v of running) this.home.set(v, depth);
    const written = { results: running, arrays };
    outer.loops.set(x, written);
    return written;
  }

  /** Writes a branch down in a block; gives the names of its selects. */
  private choose({ condition, selects, onTrue, onFalse }: Branch, depth: number): VariableExpr[] {
    const outer = this.blocks[depth];
    const number = this.nextBranch++;
    const between = this.blocks.splice(depth + 1);
    const whether = this.name(condition);
    const names = selects.map((select, n) => {
      const v = variable(select.type, `choice${number}_${n}`);
      const value = !onFalse ? this.name(select.y) : !onTrue ? this.name(select.x) : literal(select.type, 0);
      this.add(outer, { kind: "var", variable: v, value, isExact: true }, [select]);
      return v;
    });
    if (onTrue) this.side(whether, onTrue, names, selects.map(({ x }) => x), outer); // prettier-ignore
    if (onFalse) this.side(not(whether), onFalse, names, selects.map(({ y }) => y), outer); // prettier-ignore
    this.blocks.push(...between);
    selects.forEach((select, n) => {
      this.home.set(names[n], depth);
      outer.names.set(select, names[n]);
    });
    return names;
  }

  /** What is computed where a condition holds. What changes less often than the block is computed before it nevertheless. */
  private side(
    condition: Expr,
    own: ReadonlySet<Expr>,
    variables: readonly VariableExpr[],
    operands: readonly Expr[],
    outer: Block,
  ): void {
    const depth = this.blocks.length - 1;
    const body = emptyBlock();
    const here = [...own].filter((x) => x.kind !== "literal" && x.kind !== "variable" && this.depthOf(x) === depth); // prettier-ignore
    for (const x of here) this.inside.set(x, depth + 1);
    this.depths.clear();
    this.blocks.push(body);
    const values = operands.map((value) => this.name(value));
    this.add(body, { kind: "assign", variables, values, isExact: true }, operands);
    this.blocks.pop();
    for (const x of here) this.inside.delete(x);
    this.depths.clear();
    this.add(outer, { kind: "if", condition, body: body.code }, [condition]);
  }

  /** Has a turn keep a value in an array, which is there from the start; gives its name. */
  private keep(value: Expr, array: string, size: number, turn: VariableExpr, body: Block): string {
    this.add(this.blocks[0], { kind: "array", name: array, type: value.type, size }, []);
    const code = { kind: "keep", array, index: turn, value: this.name(value) } as const;
    this.add(body, code, [value]);
    return array;
  }

  /** Has variables stand for those of a loop while its turns are written, which are in the innermost block. */
  private stand({ carried, turn }: LoopExpr, standIns?: readonly VariableExpr[]): void {
    [...carried, ...(turn ? [turn] : [])].forEach((v, n) => {
      if (standIns) this.running.set(v, standIns[n]);
      else this.running.delete(v);
      if (standIns) this.home.set(v, this.blocks.length - 1);
      else this.home.delete(v);
    });
    this.depths.clear();
  }

  /** The innermost block that gives a value to anything in the expression. */
  private depthOf(x: Expr): number {
    if (x.kind === "variable") return this.home.get(x) ?? 0;
    let depth = this.depths.get(x.id);
    if (depth === undefined) {
      let deepest = this.inside.get(x) ?? 0;
      eachOperand(x, (part) => (deepest = Math.max(deepest, this.depthOf(part))));
      this.depths.set(x.id, (depth = deepest));
    }
    return depth;
  }
}

/** Whether the statement gives something a name that holds until its block ends, or for a loop of it. */
function binds({ kind }: Code): boolean {
  return kind === "let" || kind === "var" || kind === "fetch" || kind === "for" || kind === "loop";
}

/** The variables that change while a loop's body runs. */
function assigned(code: readonly Code[]): VariableExpr[] {
  return code.flatMap((statement) => {
    if (statement.kind === "assign") return statement.variables;
    return "body" in statement ? assigned(statement.body) : [];
  });
}
