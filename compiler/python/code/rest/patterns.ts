import type { ASTNodeUnion, StmtNode } from "py-ast";
import { syntaxError } from "../../syntax/parse.js";
import * as matching from "../../vm/instructions/rest/matching.js";
import * as operators from "../../vm/instructions/operators.js";
import * as containers from "../../vm/instructions/containers.js";
import * as stack from "../../vm/instructions/stack.js";
import { type Builder, Label } from "../builder.js";

type PatternNode = Extract<
  ASTNodeUnion,
  {
    nodeType:
      | "MatchValue"
      | "MatchSingleton"
      | "MatchSequence"
      | "MatchMapping"
      | "MatchClass"
      | "MatchStar"
      | "MatchAs"
      | "MatchOr";
  }
>;
type Pattern<K extends PatternNode["nodeType"]> = PatternNode & { nodeType: K };

/** Names are bound as soon as their part matches: the subject lies on the stack, parts above it. */
export function compileMatch(b: Builder, s: StmtNode & { nodeType: "Match" }): void {
  const end = new Label();
  b.expression(s.subject);
  for (const c of s.cases) {
    const next = new Label();
    b.emit(stack.copy, 1);
    compilePattern(b, c.pattern, next);
    if (c.guard) {
      b.expression(c.guard);
      b.emit(stack.jumpIfFalse, next, c.guard);
    }
    b.do(stack.popTop);
    b.body(c.body);
    b.emit(stack.jump, end);
    b.place(next);
  }
  b.do(stack.popTop);
  b.place(end);
}

/** Consumes the value on the stack; goes to `fail` if it doesn't match. */
function compilePattern(b: Builder, p: PatternNode, fail: Label): void {
  switch (p.nodeType) {
    case "MatchValue":
      b.expression(p.value);
      b.emit(operators.compare, "==", p);
      return b.emit(stack.jumpIfFalse, fail, p);
    case "MatchSingleton":
      b.constant(p.value as null | boolean, p);
      b.emit(operators.is, false, p);
      return b.emit(stack.jumpIfFalse, fail, p);
    case "MatchAs":
      return compileAs(b, p, fail);
    case "MatchOr":
      return compileOr(b, p, fail);
    case "MatchSequence":
      return compileSequence(b, p, fail);
    case "MatchMapping":
      return compileMapping(b, p, fail);
    case "MatchClass":
      return compileClassPattern(b, p, fail);
    case "MatchStar":
      return p.name ? b.store(p.name, p) : b.do(stack.popTop);
  }
}

function compileAs(b: Builder, p: Pattern<"MatchAs">, fail: Label): void {
  if (p.pattern) {
    const [failed, matched] = [new Label(), new Label()];
    b.emit(stack.copy, 1);
    compilePattern(b, p.pattern, failed);
    b.emit(stack.jump, matched);
    b.place(failed);
    b.do(stack.popTop);
    b.emit(stack.jump, fail);
    b.place(matched);
  }
  if (p.name) b.store(p.name, p);
  else b.do(stack.popTop);
}

function compileOr(b: Builder, p: Pattern<"MatchOr">, fail: Label): void {
  const matched = new Label();
  p.patterns.forEach((alternative, i) => {
    if (i === p.patterns.length - 1) return compilePattern(b, alternative, fail);
    const next = new Label();
    b.emit(stack.copy, 1);
    compilePattern(b, alternative, next);
    b.do(stack.popTop);
    b.emit(stack.jump, matched);
    b.place(next);
  });
  b.place(matched);
}

function compileSequence(b: Builder, p: Pattern<"MatchSequence">, fail: Label): void {
  const star = p.patterns.findIndex((x) => x.nodeType === "MatchStar");
  if (p.patterns.filter((x) => x.nodeType === "MatchStar").length > 1)
    syntaxError("multiple starred expressions in sequence pattern", p);
  const failed = new Label();
  b.do(matching.isSequence, p);
  b.emit(stack.jumpIfFalse, failed);
  b.do(matching.pushLength, p);
  b.constant(BigInt(star < 0 ? p.patterns.length : p.patterns.length - 1));
  b.emit(operators.compare, star < 0 ? "==" : ">=");
  b.emit(stack.jumpIfFalse, failed);
  b.emit(matching.unpackPattern, [p.patterns.length, star] as const, p);
  compileParts(b, p.patterns, fail, failed);
}

/**
 * The parts lie on the stack, the first on top. Where one fails, those after it are dropped; `failedBefore` is where there are
 * none yet, but something else to drop.
 */
function compileParts(b: Builder, parts: readonly PatternNode[], fail: Label, failedBefore: Label): void {
  const exits = parts.map(() => new Label());
  parts.forEach((x, i) => compilePattern(b, x, exits[i]));
  const matched = new Label();
  b.emit(stack.jump, matched);
  exits.forEach((exit, i) => {
    b.place(exit);
    if (i < parts.length - 1) b.do(stack.popTop);
    else b.emit(stack.jump, fail);
  });
  b.place(failedBefore);
  b.do(stack.popTop);
  b.emit(stack.jump, fail);
  b.place(matched);
}

function compileMapping(b: Builder, p: Pattern<"MatchMapping">, fail: Label): void {
  const [failed, noKeys] = [new Label(), new Label()];
  b.do(matching.isMapping, p);
  b.emit(stack.jumpIfFalse, failed);
  for (const k of p.keys) b.expression(k);
  b.emit(matching.matchKeys, p.keys.length, p);
  b.emit(stack.copy, 1);
  b.emit(stack.jumpIfNone, noKeys);
  // Below the values lies the mapping, which the rest is made of.
  b.emit(stack.rotate, 2);
  if (p.rest) {
    for (const k of p.keys) b.expression(k);
    b.emit(matching.restOfMapping, p.keys.length, p);
    b.store(p.rest, p);
  } else b.do(stack.popTop);
  b.emit(containers.unpack, p.keys.length, p);
  const found = new Label();
  b.emit(stack.jump, found);
  b.place(noKeys);
  b.do(stack.popTop);
  b.place(failed);
  b.do(stack.popTop);
  b.emit(stack.jump, fail);
  b.place(found);
  compileParts(b, p.patterns, fail, new Label());
}

function compileClassPattern(b: Builder, p: Pattern<"MatchClass">, fail: Label): void {
  b.expression(p.cls);
  b.emit(matching.matchClass, [p.patterns.length, p.kwd_attrs] as const, p);
  const none = new Label();
  b.emit(stack.copy, 1);
  b.emit(stack.jumpIfNone, none);
  const parts = [...p.patterns, ...p.kwd_patterns];
  b.emit(containers.unpack, parts.length, p);
  compileParts(b, parts, fail, none);
}
