/** Kernel → code that runs the whole domain, point after point: for the host. */

import { type Expr, type VariableExpr, literal, variable } from "../ir/expression.js";
import type { Code } from "./code.js";
import type { Kernel, Loop, Statement, Walk } from "./kernel.js";

export function serialCode(kernel: Kernel): Code[] {
  if (kernel.axes.some((axis) => axis.extent === 0)) return [];
  let code = kernel.body.flatMap(statement);
  for (const { variable: v, extent } of [...kernel.axes].reverse()) {
    if (extent > 1) code = [{ kind: "for", variable: v, extent, body: code }];
    else code = [{ kind: "let", variable: v, value: literal("i32", 0) }, ...code];
  }
  return code;
}

function statement(s: Statement): Code[] {
  if (s.kind === "loop") return loop(s);
  if (s.kind === "walk") return walk(s);
  if (s.kind === "let") return [s];
  const { condition, ...rest } = s;
  return guarded(condition, [rest]);
}

function loop({ variable: turn, extent, folds, stores }: Loop): Code[] {
  const running = folds.map(({ results }) => results.map(runningVariable));
  const before = folds.flatMap(({ initial }, f) =>
    initial.map((value, n): Code => ({ kind: "var", variable: running[f][n], value })),
  );
  const turns = folds.map(({ element, combine }, f): Code => ({
    kind: "assign",
    variables: running[f],
    values: combine(running[f], element),
  }));
  const body = [...turns, ...stores.flatMap(statement)];
  const after = folds.flatMap(({ results }, f) =>
    results.map((result, n): Code => ({ kind: "let", variable: result, value: running[f][n] })),
  );
  return [
    ...before,
    ...(extent > 0 ? [{ kind: "for", variable: turn, extent, body } as const] : []),
    ...after,
  ];
}

function walk({ variable: turn, extent, carried, initial, next, isExact, stores }: Walk): Code[] {
  const assign: Code = { kind: "assign", variables: carried, values: next, isExact };
  const body: Code[] = [...stores.flatMap(statement), assign];
  return [
    ...carried.map((v, n): Code => ({ kind: "var", variable: v, value: initial[n], isExact })),
    { kind: "for", variable: turn, extent, body },
  ];
}

/** The variable in which a fold's result comes together. */
export function runningVariable({ type, name }: VariableExpr): VariableExpr {
  return variable(type, `${name}_run`);
}

export function guarded(condition: Expr, body: Code[]): Code[] {
  if (condition.kind === "literal") return condition.value ? body : [];
  return [{ kind: "if", condition, body }];
}
