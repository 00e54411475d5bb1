/** Options that a function does not have, and values where options belong, are errors: nothing is ignored. */

import * as assert from "uvu/assert";
import * as pullback from "../../compiler/index.js";
import { suite } from "../harness/suite.js";

const test = suite("options");

// As from JavaScript, where no compiler checks the calls.
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the calls are wrong on purpose
const { numpy: jnp, lax, nn, grad, vmap, jit, jacfwd, customJvp } = pullback as any;

const x = jnp.ones([2, 3]);
const f = (a: unknown): unknown => jnp.sum(a);

const wrong: [message: string, call: () => unknown][] = [
  ["sum() got an unexpected keyword argument 'axes'", () => jnp.sum(x, { axes: 0 })],
  ["sum takes its options in one object: sum(x, { axis: 0 })", () => jnp.sum(x, 0)],
  ["sum() got an unexpected keyword argument 'axes'", () => x.sum({ axes: 0 })],
  ["sum takes its options in one object: sum(x, { axis: 0 })", () => x.sum(0)],
  ["max takes its options in one object: max(x, { axis: [0, 1] })", () => jnp.max(x, [0, 1])],
  ["zeros takes its options in one object", () => jnp.zeros([2], "int32")],
  ["linspace() got an unexpected keyword argument 'count'", () => jnp.linspace(0, 1, { count: 3 })],
  ["softmax takes its options in one object", () => nn.softmax(x, 0)],
  ["cumsum() got an unexpected keyword argument 'axes'", () => lax.cumsum(x, { axes: 0 })],
  ["grad takes its options in one object: grad(f, { argnums: 1 })", () => grad(f, 1)],
  ["grad() got an unexpected keyword argument 'argnum'", () => grad(f, { argnum: 1 })],
  ["vmap takes its options in one object: vmap(f, { inAxes: [0, null] })", () => vmap(f, [0, null])],
  ["vmap() got an unexpected keyword argument 'inAxis'", () => vmap(f, { inAxis: 0 })],
  ["jit() got an unexpected keyword argument 'static'", () => jit(f, { static: 0 })],
  ["jacfwd takes its options in one object", () => jacfwd(f, 1)],
  ["customJvp takes its options in one object", () => customJvp(f, [0])],
];

for (const [message, call] of wrong)
  test(message, () => {
    assert.throws(call, (error: Error) => error instanceof TypeError && error.message.includes(message));
  });

test("counts of numbers stand by themselves or among the options", () => {
  assert.equal(jnp.linspace(0, 1, { num: 3 }).tolist(), jnp.linspace(0, 1, 3).tolist());
  assert.equal(jnp.logspace(0, 2, { num: 3, base: 2 }).tolist(), [1, 2, 4]);
  assert.equal(jnp.geomspace(1, 4, { num: 3 }).tolist(), [1, 2, 4]);
  assert.is(jnp.linspace(0, 1).size, 50);
});
