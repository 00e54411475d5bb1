/**
 * What random samples are made of: the hash behind the generator, and functions that are rounded as XLA rounds them on a
 * CPU. With them samples are JAX's to the last bit (docs/decisions/0020-samples-are-jaxs.md).
 */

import { TypeError } from "../ir/errors.js";
import { call, literal } from "../ir/expression.js";
import { hostFunctions } from "../../shaders/index.js";
import type { Primitive } from "../trace/primitive.js";
import { bind1 } from "../trace/trace.js";
import type { Value } from "../trace/value.js";
import {
  constantLike,
  elementwise,
  floatFunction,
  floating,
  integral,
  library,
  none,
} from "./elementwise.js";
import { exp } from "./exponential.js";
import { add, div, mul, neg, square } from "./field.js";

/** A word of a block of 64 bits: 0, 1, or 2 for the bits in which these differ. */
type Word = 0 | 1 | 2;

const threefryP = elementwise<{ readonly word: Word }>({
  name: "threefry2x32",
  accepts: [integral, integral, integral, integral],
  check(inputs) {
    if (inputs.some(({ dtype }) => dtype !== "uint32"))
      throw new TypeError(`Arguments to threefry2x32 must have uint32 type, got (${inputs.join(", ")})`);
  },
  compute:
    (_dtype, { word }) =>
    (a, b, x, y) =>
      hostFunctions.pb_threefry2x32(a, b, x, y, word),
  emit: (args, _types, { word }) => call("pb_threefry2x32", "u32", ...args, literal("u32", word)),
  jvp: "zero",
});

const fmaP = elementwise({
  name: "fma",
  accepts: [floating, floating, floating],
  ...library("pb_fma"),
  jvp: [(t, _out, [, y]) => mul(t, y), (t, _out, [x]) => mul(x, t), (t) => t],
});

/** Derivatives are those of the functions that these are, whatever way they are rounded. */
const expP = floatFunction("xla_exp", (t, out) => mul(t, out));
const logP = floatFunction("xla_log", (t, _out, x) => div(t, x));
const log1pP = floatFunction("xla_log1p", (t, _out, x) => div(t, add(x, constantLike(x, 1))));
const slope = 2 / Math.sqrt(Math.PI);
const erfP = floatFunction("xla_erf", (t, _out, x) =>
  mul(constantLike(x, slope), mul(t, exp(neg(square(x))))),
);
const erfInvP = floatFunction("xla_erf_inv", (t, out, x) =>
  mul(constantLike(x, 1 / slope), mul(t, exp(square(out)))),
);

export const samplePrimitives: readonly Primitive[] = [threefryP, fmaP, expP, logP, log1pP, erfP, erfInvP];

/** A word of the block that the hash makes of the counter (x, y) under the key (a, b); all are uint32. */
export const threefry2x32 = (word: Word, a: Value, b: Value, x: Value, y: Value): Value =>
  bind1(threefryP, [a, b, x, y], { word });
/** x y + z, rounded once. */
export const fma = (x: Value, y: Value, z: Value): Value => bind1(fmaP, [x, y, z], none);
/** eˣ as XLA has it. */
export const xlaExp = (x: Value): Value => bind1(expP, [x], none);
/** The natural logarithm as XLA has it. */
export const xlaLog = (x: Value): Value => bind1(logP, [x], none);
/** log(1 + x) as XLA has it. */
export const xlaLog1p = (x: Value): Value => bind1(log1pP, [x], none);
/** The error function as XLA has it. */
export const xlaErf = (x: Value): Value => bind1(erfP, [x], none);
/** The inverse of the error function as XLA has it. */
export const xlaErfInv = (x: Value): Value => bind1(erfInvP, [x], none);
