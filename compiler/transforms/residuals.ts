/** Linear functions that transformations return hold values, with which they may be carried through other transformations. */

import type { UserFunction } from "../calls/treeTypes.js";
import { Program } from "../ir/program.js";
import type { Primitive } from "../trace/primitive.js";
import type { Value } from "../trace/value.js";

const residuals = Symbol("residuals");

interface Residuals {
  readonly values: readonly Value[];
  /** The same function of other values. */
  with(values: readonly Value[]): UserFunction;
}

/** The function that `make` makes of a linear program; the program's constants are its residuals. */
export function withResiduals<F extends UserFunction>(
  linear: Program<Primitive>,
  make: (linear: Program<Primitive>) => F,
): F {
  const { inputs, equations, outputs, constants } = linear;
  const held: Residuals = {
    values: constants.map((c) => c.value as Value),
    with(values) {
      const replaced = constants.map((c, i) => ({ ...c, value: values[i] }));
      return withResiduals(new Program(inputs, equations, outputs, replaced), make);
    },
  };
  return Object.assign(make(linear), { [residuals]: held });
}

/** What such a function holds. */
export function residualsOf(f: UserFunction): Residuals {
  return (f as unknown as { [residuals]: Residuals })[residuals];
}
