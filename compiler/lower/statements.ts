/** What statements of kernels evaluate. */

import type { Expr } from "../ir/expression.js";
import type { Statement, Store } from "./kernel.js";

type Parts = Pick<Store, "index" | "value" | "condition">;

const partsOf = ({ index, value, condition }: Parts): Expr[] => [index, value, condition];

/** What they evaluate; of a fold, its first element and any other one. */
export function expressionsIn(body: readonly Statement[]): Expr[] {
  return body.flatMap((statement) => {
    switch (statement.kind) {
      case "let":
        return [statement.value];
      case "loop": {
        const { folds, stores } = statement;
        return [...folds.flatMap((f) => [...f.initial, ...f.element]), ...stores.flatMap(partsOf)];
      }
      case "walk":
        return [...statement.initial, ...statement.next, ...statement.stores.flatMap(partsOf)];
      case "store":
      case "update":
        return partsOf(statement);
    }
  });
}

/** The same statement with its expressions mapped. */
export function mapStatement(statement: Statement, map: (x: Expr) => Expr): Statement {
  const all = (list: readonly Expr[]): Expr[] => list.map(map);
  const parts = <S extends Parts>(s: S): S => ({
    ...s,
    index: map(s.index),
    value: map(s.value),
    condition: map(s.condition),
  });
  switch (statement.kind) {
    case "let":
      return { ...statement, value: map(statement.value) };
    case "loop":
      return {
        ...statement,
        folds: statement.folds.map((f) => ({ ...f, initial: all(f.initial), element: all(f.element) })),
        stores: statement.stores.map(parts),
      };
    case "walk":
      return {
        ...statement,
        initial: all(statement.initial),
        next: all(statement.next),
        stores: statement.stores.map(parts),
      };
    case "store":
    case "update":
      return parts(statement);
  }
}
