/**
 * Kernel IR. A kernel says what is computed for every point of its domain, and nothing of threads: the points are
 * independent, and the statements of a point run in order. Schedules make WGSL of it, the host runs it as it stands.
 */

import type { Expr, ScalarType, VariableExpr } from "../ir/expression.js";
import type { ScatterCombine } from "./graph.js";

export interface Kernel {
  readonly name: string;
  readonly buffers: readonly KernelBuffer[];
  /** The domain; the last axis is the innermost. Axes with the same `group` number may be joined to one. */
  readonly axes: readonly Axis[];
  readonly body: readonly Statement[];
  /** Whether a tile of points shares much of what it loads. */
  readonly shares: boolean;
  /** Where expressions come from in the user's code. */
  readonly sources: ReadonlyMap<Expr, string>;
}

export interface KernelBuffer {
  readonly name: string;
  readonly type: ScalarType;
  readonly size: number;
  readonly access: "read" | "write" | "update";
}

export interface Axis {
  readonly variable: VariableExpr;
  readonly extent: number;
  readonly group: number;
}

export type Statement = Let | Loop | Store | Update | Walk;

/** A name for a value, which is computed before what follows. */
export interface Let {
  readonly kind: "let";
  readonly variable: VariableExpr;
  readonly value: Expr;
}

/** Runs over `variable`, in any order: folds are associative and commutative. */
export interface Loop {
  readonly kind: "loop";
  readonly variable: VariableExpr;
  readonly extent: number;
  /** In so many first turns all conditions hold. */
  readonly unguarded: number;
  readonly folds: readonly Fold[];
  readonly stores: readonly Store[];
}

/** `results`, which hold after the loop, are the elements combined, starting with `initial`. */
export interface Fold {
  readonly results: readonly VariableExpr[];
  readonly initial: readonly Expr[];
  readonly element: readonly Expr[];
  combine(a: readonly Expr[], b: readonly Expr[]): Expr[];
}

/** Runs over `variable` in order: `carried` starts as `initial`, and is `next` after each turn. */
export interface Walk {
  readonly kind: "walk";
  readonly variable: VariableExpr;
  readonly extent: number;
  readonly carried: readonly VariableExpr[];
  readonly initial: readonly Expr[];
  readonly next: readonly Expr[];
  /** Whether the host must keep to the types of what is carried. */
  readonly isExact: boolean;
  /** Made in each turn, by the values with which it begins. */
  readonly stores: readonly Store[];
}

export interface Store {
  readonly kind: "store";
  readonly buffer: string;
  readonly index: Expr;
  readonly value: Expr;
  /** Where it is false, nothing is stored. */
  readonly condition: Expr;
}

/** Combines a value into an element that other points may write too. */
export interface Update {
  readonly kind: "update";
  readonly buffer: string;
  readonly index: Expr;
  readonly value: Expr;
  readonly condition: Expr;
  readonly type: ScalarType;
  readonly combine: ScatterCombine;
}
