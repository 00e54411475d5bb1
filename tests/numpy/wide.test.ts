/** Arrays of 64 bits, which are the host's; references are SciPy's. */

import * as assert from "uvu/assert";
import { jit } from "../../compiler/calls/jit.js";
import { PlanExecutor } from "../../compiler/execute/executor.js";
import { enableX64 } from "../../compiler/ir/dtype.js";
import * as lax from "../../compiler/lax/index.js";
import { lower } from "../../compiler/lower/index.js";
import * as jnp from "../../compiler/numpy/index.js";
import { special } from "../../compiler/scipy/index.js";
import { setExecutor } from "../../compiler/trace/executor.js";
import type { Value } from "../../compiler/trace/value.js";
import { makeJaxpr } from "../../compiler/transforms/staging.js";
import { grad } from "../../compiler/transforms/reverse.js";
import { suite } from "../harness/suite.js";
import { item, list } from "./elements.js";

const test = suite("dtypes of 64 bits");
setExecutor(new PlanExecutor(undefined));

/** A test while arrays may have 64 bits. */
function wide(name: string, body: () => void): void {
  test(name, () => {
    enableX64();
    try {
      body();
    } finally {
      enableX64(false);
    }
  });
}

const near = (got: number, expected: number, about: string): void => {
  const isNear = Object.is(got, expected) || Math.abs(got - expected) <= 1e-14 * (1 + Math.abs(expected));
  assert.ok(isNear, `${about}: ${got} instead of ${expected}`);
};

const places = [-30.5, -4.3, -1.0001, -1e-8, 0, 0.5, 0.99, 1.7, 2.4, 6.1, 20.3, 60.5];
const expected: Readonly<Record<string, readonly number[]>> = {
  erf: [-1, -0.9999999988065282, -0.8427422995485203, -1.1283791670955125e-8, 0, 0.5204998778130465, 0.8385080695553698, 0.9837904585907745, 0.999311486103355, 1, 1, 1],
  gammaln: [-75.22646798193337, -2.2829708277169436, 9.210298106767521, 18.420680749724525, Infinity, 0.5723649429247, 0.00585480676470973, -0.09580769740706585, 0.21685932244884157, 4.959004708205504, 40.23333683543724, 186.57891783333787],
  i0e: [0.07253878407077907, 0.19902325712922597, 0.4657338242132797, 0.99999999, 1, 0.64503527044915, 0.46835356549511664, 0.3405156879824709, 0.2766223230669137, 0.16521590212003154, 0.08910576674767982, 0.05139693581272072],
  i1e: [-0.07133953928526199, -0.1739746090458716, -0.20791540847836484, -4.99999995e-9, 0, 0.15642080318487173, 0.2074034879579247, 0.2185528065984934, 0.2084810886795826, 0.1509884754188163, 0.08688256879329326, 0.050970382719785386],
}; // prettier-ignore

wide("special functions have all digits, called plainly and compiled", () => {
  for (const [name, values] of Object.entries(expected)) {
    const f = special[name as "erf"];
    const x = jnp.array(places);
    const results = [f(x), jit(f)(x)].map(list) as number[][];
    for (const result of results) result.forEach((y, i) => near(y, values[i], `${name}(${places[i]})`));
  }
  const small = list(special.erfc([1.7, 6.1, 20.3])) as number[];
  [0.01620954140922544, 6.31460215019373e-18, 2.985318180601627e-181].forEach((y, i) =>
    assert.ok(Math.abs(small[i] / y - 1) < 1e-12, `erfc: ${small[i]} instead of ${y}`),
  );
  const inverse = list(special.erfinv([-0.9999999, -0.6, 1e-10, 0.75, 0.999, 1])) as number[];
  [-3.766562581638471, -0.5951160814499948, 8.862269254527581e-11, 0.8134198475976184, 2.326753765513524, Infinity].forEach((y, i) => near(inverse[i], y, "erfinv")); // prettier-ignore
  near(item(special.digamma(0.2)) as number, -5.289039896592189, "digamma");
});

wide("compiled expressions have the values of the plain ones", () => {
  const expressions: Readonly<Record<string, (x: Value, y: Value) => Value>> = {
    "2 (x x + y)": (x, y) => x.mul(x).add(y).mul(2),
    "x - (y - x)": (x, y) => x.sub(y.sub(x)),
    "x / (y / x)": (x, y) => x.div(y.div(x)),
    "-(x + y) y": (x, y) => x.add(y).neg().mul(y),
    "(x + y) ** 2": (x, y) => lax.integerPow(x.add(y), 2),
  };
  for (const [name, f] of Object.entries(expressions)) {
    const x = jnp.array([1.5, -2]);
    const y = jnp.array([3, 0.25]);
    assert.equal(list(jit(f)(x, y)), list(f(x, y)), name);
  }
});

wide("numbers are float64, arrays keep what they are", () => {
  assert.is(item(jnp.add(1, 1e-12)), 1 + 1e-12);
  assert.is(jnp.zeros(2).dtype, "float64");
  assert.is(jnp.add(jnp.ones(2, { dtype: "float32" }), 1e-12).dtype, "float32");
  assert.is(jnp.argmax([1, 2]).dtype, "int64");
  assert.is(jnp.promoteTypes("int32", "uint32"), "int64");
  enableX64(false);
  assert.is(jnp.zeros(2).dtype, "float32");
  assert.is(jnp.promoteTypes("int32", "uint32"), "int32");
});

wide("derivatives are as exact as functions", () => {
  const f = (x: Value): Value => jnp.sum(jnp.sin(x).mul(jnp.exp(x)));
  const x = jnp.array([0.3, -1.2]);
  const slopes = list(jit(grad(f))(x)) as number[];
  [0.3, -1.2].forEach((v, i) => near(slopes[i], Math.exp(v) * (Math.sin(v) + Math.cos(v)), "slope"));
});

wide("int64 is exact to 2^53, and an error beyond", () => {
  const big = jnp.array(2n ** 40n);
  assert.is(item(big.mul(4096n)), 2 ** 52);
  assert.is(item(jnp.floorDivide(big.add(5n), 3n)), 366503875927);
  assert.is(item(jnp.bitwiseAnd(big.add(5n), 7n)), 5);
  for (const f of [(x: Value) => x.mul(x), jit((x: Value) => x.mul(x))])
    assert.throws(() => f(big), /int64 values beyond 2\*\*53 are not supported/);
});

wide("sorting looks at all digits", () => {
  const x = [1 + 1e-15, 1, NaN, -1e300, 1e300, 1 - 1e-15, -0, 0];
  const sorted = [-1e300, 0, 0, 1 - 1e-15, 1, 1 + 1e-15, 1e300, NaN];
  for (const sort of [jnp.sort, jit((v: Value) => jnp.sort(v))])
    assert.equal(
      (list(sort(jnp.array(x))) as number[]).map((v) => v + 0),
      sorted,
    );
});

wide("loops carry them", () => {
  const halve = (x: Value): Value => lax.whileLoop((v: Value) => jnp.greater(v, 1e-300), (v: Value) => v.mul(0.5), x); // prettier-ignore
  assert.is(item(jit(halve)(jnp.array(1))), 2 ** -997);
});

wide("devices refuse them, and executors know the host", () => {
  const program = makeJaxpr((x: Value) => x.mul(2))(jnp.array([1])).program;
  assert.throws(() => lower(program, { target: "gpu" }).plan, /Devices have no (f64|float64)/);
  const [y] = new PlanExecutor(undefined).run(program, [jnp.array([1 / 3])], { name: "f" });
  assert.is(item(y), 2 / 3);
});
