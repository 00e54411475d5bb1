# Bounds of loops that count, what says which branch is taken, and what errors call things.
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def attempt(f):
    try:
        result = f()
        print(result, [x.dtype.name + ("*" if x.weak_type else "") for x in jax.tree.leaves(result)])
    except Exception as e:
        print(type(e).__name__, str(e))


def count(i, total):
    return total + i


attempt(lambda: lax.fori_loop(np.int16(0), 5, count, jnp.float32(0)))
attempt(lambda: lax.fori_loop(0, np.int8(5), count, 0))
attempt(lambda: lax.fori_loop(np.int8(1), np.int8(4), lambda i, x: i, 0))
attempt(lambda: lax.fori_loop(0.0, 3.0, count, 1.0))
attempt(lambda: jax.jit(lambda n: lax.fori_loop(0, n, lambda i, x: i, np.int16(0)))(np.int16(4)))
attempt(lambda: jax.jit(lambda n: lax.fori_loop(0, n, count, 0, unroll=True))(4))
attempt(lambda: lax.fori_loop(np.uint8(0), 3, count, 0))
attempt(lambda: lax.fori_loop(np.int16(0), jnp.int32(3), count, 0))
attempt(lambda: lax.fori_loop(0, jnp.array([3]), count, 0))
attempt(lambda: lax.fori_loop(0, 3, lambda i, x: (x, x), 1))
attempt(lambda: lax.fori_loop(0, 3, lambda i, x: x + 0.5, jnp.int32(1)))
attempt(lambda: jax.jit(lambda n: lax.fori_loop(0, n, lambda i, x: {"a": x["a"] + 0.5}, {"a": jnp.int32(1)}))(3))
attempt(lambda: lax.fori_loop(0, 3, lambda i, state: state if state["n"] > 0 else state, {"n": 1}))
attempt(lambda: jax.jit(lambda n: lax.fori_loop(0, n, lambda i, x: x if i else x, 1.0))(3))
attempt(lambda: lax.while_loop(lambda x: x < 1, lambda x: None, 1))

f32 = jnp.float32
for choice in [lambda p: lax.cond(p, lambda: 1.0, lambda: f32(2)), lambda p: lax.cond(p, lambda: f32(1), lambda: 2.0),
               lambda p: lax.switch(p, [lambda: 1.0, lambda: f32(2)]), lambda p: lax.switch(p, [lambda: f32(1), lambda: 2.0])]:
    for which in (0, 1):
        attempt(lambda: (choice(which), jax.jit(choice)(which)))

for pred in ["a", [1, 2], {}, object, jnp.ones(2), None]:
    attempt(lambda: lax.cond(pred, lambda: 1, lambda: 2))
for index in ["a", (1, 2), [[1], [2]], object, 1.5, jnp.ones(2, int), True]:
    attempt(lambda: lax.switch(index, [lambda: 1, lambda: 2]))
attempt(lambda: lax.switch(0, count))
attempt(lambda: lax.map(3, jnp.arange(3)))
attempt(lambda: lax.associative_scan(jnp.add, jnp.zeros((3, 0))))

primitives = {lax.while_p: "while", lax.scan_p: "scan", lax.cond_p: "cond"}
program = jax.make_jaxpr(lambda x: lax.cond(x > 0, lambda x: lax.while_loop(lambda c: c < 9, lambda c: c * 2, x), lambda x: x, x))(1)
print([primitives[e.primitive] for e in program.eqns if e.primitive in primitives])
print(jax.make_jaxpr(lambda x: lax.associative_scan(jnp.maximum, x, reverse=True))(jnp.arange(4)))
print(jax.make_jaxpr(lambda x: lax.associative_scan(jnp.logical_xor, x, axis=1))(jnp.ones((2, 3), bool)))
