/**
 * What elementwise primitives promise one by one: the messages of their errors, and the programs of their derivatives.
 */

import * as assert from "uvu/assert";
import { ArrayType } from "../../compiler/ir/arrayType.js";
import type { DType } from "../../compiler/ir/dtype.js";
import { showProgram } from "../../compiler/ir/print.js";
import { jvpProgram } from "../../compiler/passes/jvp.js";
import * as arithmetic from "../../compiler/primitives/arithmetic.js";
import { bitcastConvertType, convertElementType } from "../../compiler/primitives/conversion.js";
import { fullOf, iota, onesOf, zerosOf } from "../../compiler/primitives/creation.js";
import { exp, log, logistic, tanh } from "../../compiler/primitives/exponential.js";
import { and } from "../../compiler/primitives/logical.js";
import { selectN } from "../../compiler/primitives/select.js";
import type { HostArray } from "../../compiler/trace/hostArray.js";
import { stage } from "../../compiler/trace/stageTrace.js";
import type { Value } from "../../compiler/trace/value.js";
import { suite } from "../harness/suite.js";
import { arrayOf } from "./sample.js";

const test = suite("elementwise primitives");
const array = (dtype: DType, ...shape: number[]): HostArray => arrayOf(dtype, shape, (i) => i);

const [f, i, b] = [array("float32"), array("int32"), array("bool")];
const [two, three] = [array("float32", 2), array("float32", 3)];

/** Calls, and how JAX begins the message. */
const errors: Record<string, [() => Value, string]> = {
  "two dtypes": [
    () => arithmetic.add(f, i),
    "lax.add requires arguments to have the same dtypes, got float32, int32.",
  ],
  "two shapes": [
    () => arithmetic.add(two, three),
    "add got incompatible shapes for broadcasting: (2,), (3,).",
  ],
  "two ranks": [
    () => arithmetic.add(three, array("float32", 1, 3)),
    "add: arrays must have the same number of dimensions, got {1, 2}",
  ],
  "a bool": [
    () => arithmetic.add(b, b),
    "add does not accept dtype bool at position 0. Accepted dtypes at position 0 are subtypes of integer, floating",
  ],
  "an integer": [() => exp(i), "exp does not accept dtype int32. Accepted dtypes are subtypes of floating"],
  "a float": [
    () => and(f, f),
    "and does not accept dtype float32 at position 0. Accepted dtypes at position 0 are subtypes of integer, bool.",
  ],
  "a float0": [() => arithmetic.add(f, array("float0")), "Called add with a float0 at position 1."],
  "a negative power": [
    () => arithmetic.integerPow(i, -1),
    "Integers cannot be raised to negative powers, got integer_pow(",
  ],
  "cases of two shapes": [
    () => selectN(b, three, two),
    "select cases must have the same shapes, got [(3,), (2,)].",
  ],
  "a float that chooses": [
    () => selectN(f, three, three),
    "select `which` must be boolean or integer type, got float32.",
  ],
  "a choice of another shape": [
    () => selectN(array("bool", 2), three, three),
    "select `which` must be scalar or have the same shape as cases, got `which` shape (2,) but case shape (3,).",
  ],
  "three cases for a bool": [
    () => selectN(b, three, three, three),
    "select with boolean `which` cannot have > 2 cases.",
  ],
  "bounds of another shape": [
    () => arithmetic.clamp(two, three, f),
    "clamp requires min.shape == operand.shape or min.shape == (), got min.shape=(2,), operand.shape=(3,).",
  ],
  "bits of a bool": [() => bitcastConvertType(b, "float32"), "bitcast_convert_type converts between"],
  "counting in bool": [() => iota("bool", 3), "iota does not accept dtype bool."],
};
for (const [name, [call, message]] of Object.entries(errors))
  test(`an error: ${name}`, () =>
    assert.throws(call, (e: Error) => e instanceof TypeError && e.message.startsWith(message)));

/** The equations of the derivative of a function of vectors of two. */
function derivative(g: (...xs: Value[]) => Value, operands = 1): string[] {
  const types = Array.from({ length: operands }, () => two.type);
  const program = stage((...xs) => [g(...xs)], types, { transform: "test", name: "g" });
  const text = showProgram(jvpProgram(program, types.map(() => true)).program); // prettier-ignore
  return text.split("\n").slice(1, -1).map((line) => line.trim()); // prettier-ignore
}

test("derivatives are the programs that JAX makes", () => {
  assert.equal(derivative(exp), ["c:f32[2] = exp a", "d:f32[2] = mul b c"]);
  assert.equal(derivative(log), ["c:f32[2] = log a", "d:f32[2] = div b a"]);
  assert.equal(derivative(arithmetic.sub, 2), ["e:f32[2] = sub a b", "f:f32[2] = sub c d"]);
  assert.equal(derivative(arithmetic.mul, 2), [
    "e:f32[2] = mul a b",
    "f:f32[2] = mul c b",
    "g:f32[2] = mul a d",
    "h:f32[2] = add_any f g",
  ]);
  assert.equal(derivative(logistic), [
    "c:f32[2] = logistic a",
    "d:f32[2] = sub 1.0 c",
    "e:f32[2] = mul c d",
    "f:f32[2] = mul b e",
  ]);
  assert.equal(derivative(tanh), [
    "c:f32[2] = tanh a",
    "d:f32[2] = mul b c",
    "e:f32[2] = add b d",
    "f:f32[2] = sub 1.0 c",
    "g:f32[2] = mul e f",
  ]);
});

test("conversion clamps floats and wraps integers", () => {
  const floats = arrayOf("float32", [5], (k) => [NaN, -1.9, 3e9, -3e9, 0.5][k]);
  assert.equal(
    [...(convertElementType(floats, "int32") as HostArray).values],
    [0, -1, 2 ** 31 - 1, -(2 ** 31), 0],
  );
  assert.equal([...(convertElementType(floats, "uint32") as HostArray).values], [0, 0, 3e9, 0, 0]);
  assert.equal([...(convertElementType(floats, "bool") as HostArray).values], [1, 1, 1, 1, 1]);
  const integers = arrayOf("int32", [2], (k) => [-1, 256][k]);
  assert.equal([...(convertElementType(integers, "uint32") as HostArray).values], [2 ** 32 - 1, 256]);
});

test("constants of any type", () => {
  for (const dtype of ["float32", "float16", "int32", "uint32", "bool"] as const)
    for (const shape of [[], [1], [2, 3], [0, 2]]) {
      const type = new ArrayType(dtype, shape);
      assert.ok((zerosOf(type) as HostArray).values.every((x) => x === 0));
      assert.ok((onesOf(type) as HostArray).values.every((x) => x === 1));
      assert.ok(fullOf(1, type).type.equals(type));
    }
  const none = zerosOf(new ArrayType("float0", [2])) as HostArray;
  assert.is(none.dtype, "float0");
  assert.is(none.values.length, 0);
});

test("the weak type of a result: weak only if all operands are", () => {
  const weak = arrayOf("float32", [], () => 1);
  const operand = (isWeak: boolean): ArrayType => weak.type.with({ weakType: isWeak });
  for (const [x, y] of [
    [true, true],
    [true, false],
    [false, false],
  ])
    // prettier-ignore
    stage(
      (a, c) => {
        assert.is(arithmetic.add(a, c).weakType, x && y);
        return [a];
      },
      [operand(x), operand(y)],
      { transform: "test", name: "add" },
    );
});
