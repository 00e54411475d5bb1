/** What scripts have of loops beyond JAX: a most number of turns, a flag that says whether it was enough, and checkpoints. */

import * as assert from "uvu/assert";
import { Session } from "../../compiler/python/script.js";
import { inlineSnapshot } from "../harness/snapshot.js";
import { suite } from "../harness/suite.js";

const test = suite("loops of scripts beyond JAX");

const beginning = `
import jax
import jax.numpy as jnp
from jax import lax

def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)

def doubling(max_steps, unfinished=False):
    return lambda x: lax.while_loop(lambda c: c < 100, lambda c: c * 2, x, max_steps=max_steps, unfinished=unfinished)

many = jnp.array([3.0, 2.0, 60.0])
`;

async function printed(script: string): Promise<string> {
  let out = "";
  const session = new Session({ write: (text) => (out += text) });
  assert.is(await session.run(beginning + script, "script.py"), 0, out);
  return out.trimEnd();
}

test("a loop that is not finished is an error, with the number of lanes", async () => {
  inlineSnapshot(
    await printed(`
attempt(lambda: doubling(10)(3.0))
attempt(lambda: doubling(3)(3.0))
attempt(lambda: jax.jit(jax.vmap(doubling(3)))(many))
attempt(lambda: jax.grad(doubling(10))(3.0))
attempt(lambda: jax.jit(jax.grad(doubling(3)))(3.0))
attempt(lambda: lax.cond(False, doubling(3), doubling(10), 3.0))
attempt(lambda: doubling(-1)(3.0))
print(issubclass(jax.errors.LoopBoundReached, RuntimeError))
`),
    `
    192.0
    LoopBoundReached The loop took 3 turns, and a lane had not finished.
    LoopBoundReached The loop took 3 turns, and 2 lanes had not finished.
    64.0
    LoopBoundReached The loop took 3 turns, and a lane had not finished.
    192.0
    ValueError max_steps must be a whole number of turns, got -1.
    True
    `,
  );
});

test("or a flag, which goes with the carry through every transformation", async () => {
  inlineSnapshot(
    await printed(`
for f in (doubling(3, True), jax.jit(doubling(3, True))):
    print(f(3.0), f(30.0))
for f in (jax.vmap(doubling(3, True)), jax.jit(jax.vmap(doubling(3, True)))):
    print(f(many))
print(jax.vmap(jax.grad(doubling(3, True), has_aux=True))(many))
print(jax.jvp(doubling(3, True), (3.0,), (1.0,))[1][0])
print(lax.while_loop(lambda c: c < 3, lambda c: c + 1, 0, unfinished=True))
`),
    `
    (Array(24., dtype=float32, weak_type=True), Array(True, dtype=bool, weak_type=True)) (Array(120., dtype=float32, weak_type=True), Array(False, dtype=bool, weak_type=True))
    (Array(24., dtype=float32, weak_type=True), Array(True, dtype=bool, weak_type=True)) (Array(120., dtype=float32, weak_type=True), Array(False, dtype=bool, weak_type=True))
    (Array([ 24.,  16., 120.], dtype=float32), Array([ True,  True, False], dtype=bool))
    (Array([ 24.,  16., 120.], dtype=float32), Array([ True,  True, False], dtype=bool))
    (Array([8., 8., 2.], dtype=float32), Array([ True,  True, False], dtype=bool))
    8.0
    (Array(3, dtype=int32, weak_type=True), Array(False, dtype=bool, weak_type=True))
    `,
  );
});

test("checkpoints change the programs of gradients, and no result", async () => {
  inlineSnapshot(
    await printed(`
def sine(checkpoint):
    return lambda x: lax.scan(lambda c, y: (jnp.sin(c * y), c), x, jnp.arange(1.0, 6.0), checkpoint=checkpoint)[0]

def counted(checkpoint):
    return lambda x: lax.fori_loop(0, 5, lambda i, c: jnp.sin(c * (i + 1)), x, checkpoint=checkpoint)

for f in (sine, counted):
    ours, plain = jax.grad(f(True)), jax.grad(f(False))
    print(jnp.allclose(ours(0.5), plain(0.5)), jnp.allclose(jax.jit(ours)(0.5), plain(0.5)))
    print(*("remat2" in str(jax.make_jaxpr(g)(0.5)) for g in (ours, plain)))
attempt(lambda: jax.jit(lambda n: lax.fori_loop(0, n, lambda i, c: c, 1.0, checkpoint=True))(3))
`),
    `
    True True
    True False
    True True
    True False
    ValueError Can only use \`checkpoint\` in \`fori_loop\` if the loop bounds are statically known.
    `,
  );
});
