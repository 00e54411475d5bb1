/** What folds start with: a scalar of each operand's dtype, or an error in JAX's words. */

import { showShape } from "../ir/arrayType.js";
import { TypeError, ValueError } from "../ir/errors.js";
import { convertTo } from "../numpy/promotion.js";
import { HostArray } from "../trace/hostArray.js";
import type { Value } from "../trace/value.js";
import type { Monoid } from "./folds.js";

/** The numbers that change nothing, where they are the same for all dtypes. */
const identities: Readonly<Partial<Record<Monoid, number>>> = { add: 0, mul: 1, or: 0, xor: 0 };

const isScalar = (x: Value): boolean => x.ndim === 0;
const shapesOf = (values: readonly Value[]): string => values.map((x) => showShape(x.shape)).join(", ");

/** The initial values of `reduce`; one that changes nothing may be of any dtype. */
export function startsOfReduce(
  values: readonly Value[],
  starts: readonly Value[],
  monoid: Monoid | undefined,
): Value[] {
  if (!starts.every(isScalar))
    throw new ValueError(`reduce found non-scalar initial value: [${shapesOf(starts)}]`);
  const fitting = starts.map((start, i) => fitted(start, values[i], monoid));
  if (fitting.some((start, i) => start.dtype !== values[i].dtype))
    throw new TypeError(
      `reduce operand dtypes should match corresponding initial value dtypes, got operands=[${avals(values)}] and initial_values=[${avals(starts)}]`,
    );
  return fitting;
}

/** What changes nothing, in the dtype of what it meets. */
function fitted(start: Value, value: Value, monoid: Monoid | undefined): Value {
  const isIdentity = monoid && start instanceof HostArray && start.values[0] === identities[monoid];
  return isIdentity ? convertTo(start, value.dtype) : start;
}

function avals(values: readonly Value[]): string {
  return values.map(({ type }) => type.toAvalString()).join(", ");
}

/** The initial value of `reduce_window`, as that of `reduce`. */
export function startOfWindow(value: Value, given: Value, monoid: Monoid | undefined): Value {
  const start = isScalar(given) ? fitted(given, value, monoid) : given;
  if (start.dtype !== value.dtype)
    throw new TypeError(
      `reduce_window got inconsistent dtypes for operands and init_values: got operand dtypes [dtype('${value.dtype}')] and init_value dtypes [dtype('${start.dtype}')].`,
    );
  if (isScalar(start)) return start;
  throw new TypeError(
    `reduce_window expected init_values to be scalars but init_values have shapes [${shapesOf([start])}].`,
  );
}
