/** Named axes from TypeScript: what the scripts of tests/python/jax/named_axes.py don't say. */

import * as assert from "uvu/assert";
import { grad, jit, lax, makeJaxpr, numpy as jnp, vmap } from "../../compiler/index.js";
import type { Value } from "../../compiler/trace/value.js";
import { suite } from "../harness/suite.js";
import { fails } from "./fails.js";

const test = suite("named axes");

test("sums and places over an axis that vmap names", () => {
  const shares = vmap((x: Value) => x.div(lax.psum(x, "i")), { axisName: "i" });
  assert.is(String(shares(jnp.array([1, 3]))), "[0.25 0.75]");
  const parts = vmap(
    (x: Value) => ({ sum: lax.psum({ a: x }, { axisName: "i" }).a, at: lax.axisIndex("i") }),
    {
      axisName: "i",
    },
  )(jnp.array([1, 3]));
  assert.is(`${String(parts.sum)} ${String(parts.at)}`, "[4. 4.] [0 1]");
});

test("a compiled function that is mapped over axes of two lengths", () => {
  const f = jit((x: Value) => x.mul(lax.axisSize("i")));
  const mapped = vmap(f, { axisName: "i" });
  assert.is(String(mapped(jnp.array([1, 1]))), "[2. 2.]");
  assert.is(String(mapped(jnp.array([1, 1, 1]))), "[3. 3. 3.]");
  assert.match(f.explain(), "the named axes around it changed from (i=2) to (i=3)");
});

test("compiled whole, with its derivative", () => {
  const loss = (x: Value): Value => lax.pmean(jnp.square(x), "i");
  assert.is(String(jit(vmap(grad(loss), { axisName: "i" }))(jnp.array([1, 2, 3]))), "[2. 4. 6.]");
});

test("programs of functions that speak of an axis", () => {
  const program = makeJaxpr((x: Value) => lax.allGather(lax.psum(x, "i"), "i"), { axisEnv: [["i", 3]] })(1);
  assert.match(program.toString(), "psum[axes=('i',) axis_index_groups=None] a");
  assert.equal(program.outAvals[0].shape, [3]);
  fails(() => program.evaluate(1), "NameError", "unbound axis name: i");
});

test("an axis that nobody mapped over", () => {
  const f = vmap((x: Value) => lax.axisIndex("j").add(x), { axisName: "i" });
  fails(() => f(jnp.array([1, 2])), "NameError", /^Found an unbound axis name: j\./);
});
