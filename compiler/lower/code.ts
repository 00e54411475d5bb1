/**
 * Structured code over expressions: what a kernel becomes once it is decided who computes what. Printers and the
 * interpreter of the host read it.
 */

import type { Expr, ScalarType, VariableExpr } from "../ir/expression.js";
import type { Update } from "./kernel.js";

export type Code =
  /** A name for a value. */
  | { readonly kind: "let"; readonly variable: VariableExpr; readonly value: Expr }
  /** A variable that is assigned to later. The host may keep more digits of floats than their type has, unless it is exact. */
  | { readonly kind: "var"; readonly variable: VariableExpr; readonly value: Expr; readonly isExact?: boolean }
  /** All at once: the values are computed before the first variable changes. */
  | { readonly kind: "assign"; readonly variables: readonly VariableExpr[]; readonly values: readonly Expr[]; readonly isExact?: boolean }
  /** An array that the thread has for itself, of so many elements. They are read as those of a buffer are. */
  | { readonly kind: "array"; readonly name: string; readonly type: ScalarType; readonly size: number }
  /** Writes an element of such an array. */
  | { readonly kind: "keep"; readonly array: string; readonly index: Expr; readonly value: Expr }
  /** Counts from 0; `extent` is not 0. */
  | { readonly kind: "for"; readonly variable: VariableExpr; readonly extent: number; readonly body: readonly Code[] }
  /** Turns without end, or, with a variable that counts them, `bound` of them. A capped one may be left before its end. */
  | { readonly kind: "loop"; readonly turn?: VariableExpr; readonly bound?: number; readonly isCapped?: boolean; readonly body: readonly Code[] }
  /** Leaves the loop around it, unless the condition holds. */
  | { readonly kind: "while"; readonly condition: Expr }
  | { readonly kind: "if"; readonly condition: Expr; readonly body: readonly Code[] }
  | { readonly kind: "store"; readonly buffer: string; readonly index: Expr; readonly value: Expr }
  /** Elements `4 * index` to `4 * index + 3`. */
  | { readonly kind: "storeVector"; readonly buffer: string; readonly type: ScalarType; readonly index: Expr; readonly values: readonly Expr[] }
  | Omit<Update, "condition">
  /** Writes one element, or one vector, of an array in workgroup memory. */
  | { readonly kind: "share"; readonly array: string; readonly type: ScalarType; readonly index: Expr; readonly values: readonly Expr[] }
  /**
   * A name for an element, or a vector, of an array in workgroup memory. It is read here and not where it is used. If all threads
   * do that together, it is uniform.
   */
  | { readonly kind: "fetch"; readonly variable: VariableExpr; readonly array: string; readonly index: Expr; readonly isUniform?: boolean }
  /**
   * Before it, all that a workgroup shared, or stored; after it, all see that. Every thread of the workgroup must get here.
   */
  | { readonly kind: "barrier"; readonly of?: "storage" }; // prettier-ignore

/** An array in workgroup memory, of `size` elements or, with 4 lanes, vectors. */
export interface SharedArray {
  readonly name: string;
  readonly type: ScalarType;
  readonly size: number;
  readonly lanes: 1 | 4;
}

/**
 * Who runs the code. Threads are numbered through, and those beyond `count` return at once; or code is written for
 * workgroups, and sees the number of its workgroup and of the thread in it.
 */
export interface Grid {
  readonly of: "threads" | "workgroups";
  readonly count: number;
  readonly workgroupSize: number;
}

/** The number of the thread, among all of a dispatch. */
export const threadName = "thread";
/** The number of the workgroup, and that of the thread in it. */
export const groupName = "group";
export const laneName = "lane";

/** The expressions that a statement itself evaluates, not those of its body. */
export function expressionsOf(code: Code): readonly Expr[] {
  switch (code.kind) {
    case "let":
    case "var":
      return [code.value];
    case "assign":
      return code.values;
    case "for":
    case "loop":
    case "array":
    case "barrier":
      return [];
    case "while":
    case "if":
      return [code.condition];
    case "store":
    case "update":
    case "keep":
      return [code.index, code.value];
    case "storeVector":
    case "share":
      return [code.index, ...code.values];
    case "fetch":
      return [code.index];
  }
}

/** What statements evaluate, with those in their bodies. */
export function allExpressions(code: readonly Code[]): Expr[] {
  return code.flatMap((statement) => [
    ...expressionsOf(statement),
    ...("body" in statement ? allExpressions(statement.body) : []),
  ]);
}

/** The same statement with its own expressions mapped, and with another body where it has one. */
export function mapCode(
  code: Code,
  map: (x: Expr) => Expr,
  body: (inner: readonly Code[]) => readonly Code[],
): Code {
  switch (code.kind) {
    case "let":
    case "var":
      return { ...code, value: map(code.value) };
    case "assign":
      return { ...code, values: code.values.map(map) };
    case "for":
    case "loop":
      return { ...code, body: body(code.body) };
    case "if":
      return { ...code, condition: map(code.condition), body: body(code.body) };
    case "while":
      return { ...code, condition: map(code.condition) };
    case "store":
    case "update":
    case "keep":
      return { ...code, index: map(code.index), value: map(code.value) };
    case "storeVector":
    case "share":
      return { ...code, index: map(code.index), values: code.values.map(map) };
    case "fetch":
      return { ...code, index: map(code.index) };
    case "array":
    case "barrier":
      return code;
  }
}
