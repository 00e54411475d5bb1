/** The steps of a procedure → statements of a kernel. */

import { type Expr, type VariableExpr, i32, literal, variable } from "../ir/expression.js";
import type { Steps } from "../trace/primitive.js";
import { flatten } from "./coordinates.js";
import type { Procedure, Read } from "./graph.js";
import type { Store, Walk } from "./kernel.js";

/**
 * What is done at a point. `buffer` names the memory of an output; of outputs without one nothing is stored.
 */
export function statementsOf(
  { take, reads, outputs }: Procedure,
  point: readonly Expr[],
  read: Read,
  buffer: (output: number) => string | undefined,
): (Store | Walk)[] {
  const statements: (Store | Walk)[] = [];
  let stores: (Store | Walk)[] = statements;
  let loops = 0;
  const steps: Steps = {
    read: (input, at) => read(reads[input], at),
    store(output, at, value, condition = literal("bool", true)) {
      const name = buffer(output);
      if (name !== undefined)
        stores.push({ kind: "store", buffer: name, index: flatten(at, outputs[output].shape), value, condition }); // prettier-ignore
    },
    repeat(extent, initial, turn, isExact = false) {
      if (extent === 0) return initial;
      if (extent === 1) return turn(i32(0), initial);
      const loop = loops++;
      const number = variable("i32", `turn${loop}`, 0, extent - 1);
      const carried = initial.map((x, n): VariableExpr => variable(x.type, `carried${loop}_${n}`));
      const inside: Store[] = [];
      stores = inside;
      const next = turn(number, carried);
      stores = statements;
      statements.push({
        kind: "walk",
        variable: number,
        extent,
        carried,
        initial,
        next,
        isExact,
        stores: inside,
      });
      return carried;
    },
  };
  take(point, steps);
  return statements;
}

/** What the statements evaluate, and how often each time they run. */
export function evaluations(
  statements: readonly (Store | Walk)[],
): { readonly expressions: readonly Expr[]; readonly times: number }[] {
  return statements.flatMap((s) => {
    if (s.kind === "store") return [{ expressions: [s.index, s.value, s.condition], times: 1 }];
    const inside = s.stores.flatMap((store) => [store.index, store.value, store.condition]);
    return [
      { expressions: s.initial, times: 1 },
      { expressions: [...s.next, ...inside], times: s.extent },
    ];
  });
}
