import * as assert from "uvu/assert";
import {
  type Expr,
  add,
  div,
  i32,
  literalValue,
  mul,
  range,
  rem,
  sub,
  variable,
} from "../../compiler/ir/expression.js";
import { suite } from "../harness/suite.js";
import { evaluateIndex, random } from "./support.js";

const test = suite("index arithmetic");

/** The coordinates of element `i` of a shape, and back. */
function unflatten(i: Expr, shape: readonly number[]): Expr[] {
  const out: Expr[] = [];
  let stride = 1;
  for (let k = shape.length - 1; k >= 0; k--) {
    out.unshift(rem(div(i, i32(stride)), i32(shape[k])));
    stride *= shape[k];
  }
  return out;
}
const flatten = (index: readonly Expr[], shape: readonly number[]): Expr =>
  index.reduce((sum, x, k) => add(mul(sum, i32(shape[k])), x), i32(0));

test("taking an index apart and putting it together gives the index", () => {
  for (const shape of [[7], [4, 6], [3, 5, 2], [2, 3, 4, 5], [6, 1, 35]]) {
    const size = shape.reduce((a, b) => a * b);
    const i = variable("i32", "i", 0, size - 1);
    assert.is(flatten(unflatten(i, shape), shape), i);
    assert.is(flatten(unflatten(flatten(unflatten(i, shape), shape), [size]), [size]), i);
  }
});

test("a reshape of a reshape is the index", () => {
  const rows = variable("i32", "r", 0, 5);
  const cols = variable("i32", "c", 0, 34);
  const there = unflatten(flatten([rows, cols], [6, 35]), [7, 30]);
  const back = unflatten(flatten(there, [7, 30]), [6, 35]);
  assert.is(back[0], rows);
  assert.is(back[1], cols);
});

test("the lane of an unrolled index is known", () => {
  const t = variable("i32", "t", 0, 63);
  const i = add(mul(t, i32(4)), i32(3));
  assert.is(literalValue(rem(i, i32(4))), 3);
  assert.is(rem(div(i, i32(4)), i32(16)), rem(t, i32(16)));
  assert.is(literalValue(rem(rem(i, i32(16)), i32(4))), 3);
});

test("random expressions keep their value and stay within their range", () => {
  const next = random(1);
  const pick = (n: number): number => Math.floor(next() * n);
  const constants = [1, 2, 3, 4, 6, 8, 12, 16, 35];
  for (let round = 0; round < 3000; round++) {
    const variables = [0, 1, 2].map((k) =>
      variable("i32", `x${k}`, 0, constants[pick(constants.length)] - 1),
    );
    const values = variables.map((v) => pick(v.max + 1));
    const names = Object.fromEntries(variables.map((v, k) => [v.name, values[k]]));
    // Pairs of a simplified expression and the value it must have.
    const pool: [Expr, number][] = variables.map((v, k) => [v, values[k]]);
    for (let step = 0; step < 8; step++) {
      const [x, a] = pool[pick(pool.length)];
      const [y, b] = pool[pick(pool.length)];
      const n = constants[pick(constants.length)];
      const kind = pick(5);
      if (kind === 0) pool.push([add(x, y), a + b]);
      if (kind === 1 && range(sub(x, y))[0] > -(2 ** 31)) pool.push([sub(x, y), a - b]);
      if (kind === 2) pool.push([mul(x, i32(n)), a * n]);
      if (kind === 3 && a >= 0 && range(x)[0] >= 0) pool.push([div(x, i32(n)), Math.floor(a / n)]);
      if (kind === 4 && a >= 0 && range(x)[0] >= 0) pool.push([rem(x, i32(n)), a % n]);
    }
    for (const [x, value] of pool) {
      if (Math.abs(value) >= 2 ** 31) continue;
      assert.is(evaluateIndex(x, names), value | 0);
      assert.ok(range(x)[0] <= value && value <= range(x)[1]);
    }
  }
});
