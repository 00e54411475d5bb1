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

/** Arguments, and behind them the value in float64: SciPy's, and of the derivatives JAX's. */
const incomplete: Readonly<Record<string, readonly (readonly number[])[]>> = {
  igamma: [[0.5, 0.2, 0.472910746], [0.5, 3.0, 0.985694122], [1.0, 1.0, 0.632120559], [2.5, 0.1, 0.000886138821], [2.5, 8.0, 0.993155926], [20.0, 15.0, 0.124781215], [20.0, 30.0, 0.978126532], [0.01, 0.001, 0.938570654]],
  igammac: [[0.5, 0.2, 0.527089254], [0.5, 3.0, 0.0143058784], [1.0, 1.0, 0.367879441], [2.5, 0.1, 0.999113861], [2.5, 8.0, 0.00684407392], [20.0, 15.0, 0.875218785], [20.0, 30.0, 0.0218734684], [0.01, 0.001, 0.0614293457]],
  igammaGradA: [[0.5, 0.2, -0.820161405], [0.5, 3.0, -0.0472403264], [1.0, 1.0, -0.431729711], [2.5, 0.1, -0.00302527303], [2.5, 8.0, -0.0103088642], [20.0, 15.0, -0.0485137681], [20.0, 30.0, -0.0109661665], [0.01, 0.001, -5.95790557]],
  randomGammaGrad: [[0.5, 0.2, 0.794050574], [0.5, 3.0, 2.91294242], [1.0, 1.0, 1.17356303], [2.5, 0.1, 0.140549795], [2.5, 8.0, 1.80537695], [20.0, 15.0, 0.870247803], [20.0, 30.0, 1.22653536], [0.01, 0.001, 0.63541384]],
  regularizedIncompleteBeta: [[0.5, 0.5, 0.3, 0.369010128], [2.0, 3.0, 0.1, 0.0523000014], [2.0, 3.0, 0.9, 0.996299997], [10.0, 1.5, 0.8, 0.206121678], [0.2, 8.0, 0.01, 0.643111913], [30.0, 40.0, 0.45, 0.644747934]],
  expn: [[0.0, 2.0, 0.0676676416], [1.0, 0.1, 1.82292394], [1.0, 5.0, 0.00114829559], [2.0, 0.5, 0.326643862], [3.0, 0.01, 0.490276564], [5.0, 3.0, 0.00669798492], [8.0, 12.0, 3.13115869e-07]],
  expi: [[0.1, -1.6228128], [0.5, 0.454219905], [1.0, 1.89511782], [3.0, 9.93383257], [10.0, 2492.22898], [-0.2, -1.22265053], [-2.5, -0.0249149179], [-12.0, -4.75108182e-07]],
}; // prettier-ignore

for (const [name, rows] of Object.entries(incomplete))
  test(`${name} between its edges`, () => {
    const f = hostMath[name as keyof typeof hostMath] as (...args: number[]) => number;
    for (const row of rows) {
      const [args, expected] = [row.slice(0, -1).map(Math.fround), row.at(-1)!];
      const value = f(...args);
      const isNear = Math.abs(value - expected) <= 2e-5 * Math.abs(expected) + 1e-7;
      assert.ok(isNear, `${name}(${args.join(", ")}) = ${value}, not ${expected}`);
    }
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
    ...Object.keys(incomplete),
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
