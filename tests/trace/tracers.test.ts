/** What a traced value shows itself as: JAX's text, and to a console also what is going on and where it was made. */

import { inspect } from "node:util";
import * as assert from "uvu/assert";
import { type Array, grad, jit, jvp, linearize, numpy as jnp, vmap } from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("printed tracers");

let seen: { text: string; shown: string };

function look(x: Array): Array {
  seen = { text: String(x), shown: inspect(x) };
  return x;
}

const [row, table] = [jnp.arange(3), jnp.zeros([2, 3])];

/** What JAX 0.10.2 prints. */
const cases: [text: string, run: () => unknown][] = [
  ["JitTracer(float32[3])", () => jit(look)(row)],
  ["JitTracer(~float32[])", () => jit(look)(1)],
  ["GradTracer(primal=[0. 1. 2.], typeof(tangent)=f32[3])", () => grad((x: Array) => look(x).sum())(row)],
  ["GradTracer(primal=1.0, typeof(tangent)=f32[])", () => linearize(look, 1)],
  ["GradTracer(primal=JitTracer(~float32[]), typeof(tangent)=f32[])", () => jit(grad(look))(1)],
  ["JVPTracer(primal=1.0, tangent=2.0)", () => jvp(look, [1], [2])],
  ["VmapTracer(aval=float32[3], batched=float32[2,3])", () => vmap(look)(table)],
  ["VmapTracer(aval=float32[3], batched=float32[2,3])", () => jit(vmap(look))(table)],
  [
    "GradTracer(primal=VmapTracer(aval=float32[], batched=float32[3]), typeof(tangent)=f32[])",
    () => vmap(grad(look))(row),
  ],
];

for (const [text, run] of cases)
  test(text, () => {
    run();
    assert.is(seen.text, text);
    assert.match(seen.shown, text);
    assert.match(seen.shown, / in .*, made at .*tracers\.test\.[jt]s:\d+/);
  });

test("arrays in objects are shown as JAX shows them", () => {
  assert.is(
    inspect({ a: jnp.array([[1, 2], [3, 4]]), b: [row, jnp.array([1])] }, { breakLength: 80 }), // prettier-ignore
    "{\n" +
      "  a: Array([[1., 2.],\n         [3., 4.]], dtype=float32),\n" +
      "  b: [ Array([0., 1., 2.], dtype=float32), Array([1.], dtype=float32) ]\n" +
      "}",
  );
});
