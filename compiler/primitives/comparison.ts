/** Comparisons. As in IEEE 754, every comparison with NaN is false but `ne`. */

import { type BinaryOp, binary, cast, type Expr } from "../ir/expression.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import { anyKind, elementwise, none, type NoParams, type Scalar } from "./elementwise.js";

type Order = "eq" | "ne" | "lt" | "le" | "gt" | "ge";

function comparison(name: Order & BinaryOp, compute: Scalar): Primitive<NoParams> {
  const isOrdered = name !== "eq" && name !== "ne";
  // WGSL does not order booleans.
  const operand = (x: Expr): Expr => (isOrdered && x.type === "bool" ? cast("i32", x) : x);
  return elementwise({
    name,
    accepts: [anyKind, anyKind],
    dtype: () => "bool",

    compute: () => compute,
    emit: ([x, y]) => binary(name, operand(x), operand(y)),
    jvp: "zero",
  });
}

const eqP = comparison("eq", (x, y) => (x === y ? 1 : 0));
const neP = comparison("ne", (x, y) => (x !== y ? 1 : 0));
const ltP = comparison("lt", (x, y) => (x < y ? 1 : 0));
const leP = comparison("le", (x, y) => (x <= y ? 1 : 0));
const gtP = comparison("gt", (x, y) => (x > y ? 1 : 0));
const geP = comparison("ge", (x, y) => (x >= y ? 1 : 0));

export const comparisonPrimitives: readonly Primitive[] = [eqP, neP, ltP, leP, gtP, geP];

/** `x = y`, elementwise; bool. */
export const eq = (x: Value, y: Value): Value => bind1(eqP, [x, y], none);
/** `x ≠ y`, elementwise; bool. True for NaN. */
export const ne = (x: Value, y: Value): Value => bind1(neP, [x, y], none);
/** `x < y`, elementwise; bool. */
export const lt = (x: Value, y: Value): Value => bind1(ltP, [x, y], none);
/** `x ≤ y`, elementwise; bool. */
export const le = (x: Value, y: Value): Value => bind1(leP, [x, y], none);
/** `x > y`, elementwise; bool. */
export const gt = (x: Value, y: Value): Value => bind1(gtP, [x, y], none);
/** `x ≥ y`, elementwise; bool. */
export const ge = (x: Value, y: Value): Value => bind1(geP, [x, y], none);
