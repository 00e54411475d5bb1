/** The host's functions at the edges of their domains, against values recorded from JAX. */

import * as assert from "uvu/assert";
import { hostMath } from "../../shaders/index.js";
import { suite } from "../harness/suite.js";
import { pairCases, unaryCases } from "./cases.js";
import { edgesDiffer, recorded } from "./edges.js";

const test = suite("edges of the shader library on the host");

for (const [name, cases] of recorded)
  test(name, () => {
    const f = hostMath[name as keyof typeof hostMath] as (...args: number[]) => number | boolean;
    const wrong = cases
      .filter((one) => edgesDiffer(one, f(...one.args)))
      .map(({ args, result }) => `${name}(${args.join(", ")}) = ${f(...args)}, not ${result}`);
    assert.equal(wrong, []);
  });

test("clamp orders as min(max(x, low), high) and keeps NaN", () => {
  const { clamp } = hostMath;
  assert.is(clamp(2, 1.5, 1), 1);
  assert.ok(Object.is(clamp(-1, 0, -0), -0));
  assert.ok(Object.is(clamp(0, -0, 1), 0));
  assert.equal([clamp(NaN, 0, 1), clamp(0, NaN, 1), clamp(0, 1, NaN)], [NaN, NaN, NaN]);
});

test("integer powers wrap, and negative ones round the reciprocal to zero", () => {
  assert.is(hostMath.integerPowI32(-3, 3), -27);
  assert.is(hostMath.integerPowI32(3, 21), Math.imul((3 ** 20) | 0, 3));
  assert.is(hostMath.integerPowI32(-1, -3), -1);
  assert.is(hostMath.integerPowI32(2, -1), 0);
  assert.is(hostMath.integerPowU32(65537, 2), 131073);
  assert.is(hostMath.integerPowU32(7, 0), 1);
});

test("bits of unsigned integers are counted", () => {
  assert.equal([hostMath.clzU32(0), hostMath.clzU32(1), hostMath.clzU32(0x80000000)], [32, 31, 0]);
  assert.equal([hostMath.populationCountU32(0), hostMath.populationCountU32(0xffffffff)], [0, 32]);
});

test("constants, and quotients of floats", () => {
  assert.equal([hostMath.inf(), hostMath.nan(), hostMath.div(1, 3)], [Infinity, NaN, Math.fround(1 / 3)]);
});

test("threefry2x32 gives the answers that its authors publish", () => {
  const all = 0xffffffff;
  const vectors = [
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [all, all, all, all, 0x1cb996fc, 0xbb002be7],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3, 0xc4923a9c, 0x483df7a0],
  ];
  for (const [a, b, x, y, first, second] of vectors) {
    assert.is(hostMath.threefry2x32(a, b, x, y, 0), first);
    assert.is(hostMath.threefry2x32(a, b, x, y, 1), second);
    assert.is(hostMath.threefry2x32(a, b, x, y, 2), (first ^ second) >>> 0);
  }
});

test("fma keeps what a rounded product would lose", () => {
  const x = 1 + 2 ** -23;
  assert.is(hostMath.fma(x, x, -1), Math.fround(2 ** -22 + 2 ** -46));
});

test("every function is compared with float64 or with values of JAX", () => {
  const here = [
    "clamp",
    "integerPowI32",
    "integerPowU32",
    "clzU32",
    "populationCountU32",
    "inf",
    "nan",
    "div",
    "threefry2x32",
    "fma",
  ];
  const compared = new Set([
    ...here,
    ...recorded.keys(),
    ...[...unaryCases, ...pairCases].map((c) => c.name),
  ]);
  assert.equal(
    Object.keys(hostMath).filter((name) => !compared.has(name)),
    [],
  );
});
