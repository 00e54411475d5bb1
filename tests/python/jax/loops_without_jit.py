# While compilation is disabled, loops run turn by turn, and their functions may look at values.
import jax
import jax.numpy as jnp
from jax import lax


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0])


def told(name, value):
    print(name, value)
    return value


def halve(x):
    return told("turn", x / 2 if x > 4 else x - 1)


with jax.disable_jit():
    attempt(lambda: lax.while_loop(lambda x: told("asks", x) > 1, halve, 20.0))
    attempt(lambda: lax.fori_loop(0, 3, lambda i, total: total + told("i", i), 0))
    attempt(lambda: lax.fori_loop(2, jnp.int32(4), lambda i, x: x * i if i < 3 else x, 5.0))
    attempt(lambda: lax.fori_loop(0, 0, lambda i, x: x + i, 7))
    attempt(lambda: lax.scan(lambda c, x: (c + told("x", x), {"c": c, "pair": (x, 1)}), 0.0, jnp.arange(3.0)))
    attempt(lambda: lax.scan(lambda c, x: (c * 2 + x, c), 0, jnp.arange(4), reverse=True))
    attempt(lambda: lax.scan(lambda c, _: (c + 1, None), 0, None, length=3)[0])
    attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, jnp.zeros(0)))
    attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, (jnp.zeros(2), jnp.zeros(3))))
    attempt(lambda: lax.cond(jnp.array(False), lambda x: told("yes", x), lambda x: told("no", x + 1), 2))
    attempt(lambda: lax.cond(True, lambda: 1, lambda: (1, 2)))
    attempt(lambda: lax.switch(7, [lambda x: told("first", x), lambda x: told("last", x)], 3))
    attempt(lambda: jax.jit(lambda x: lax.fori_loop(0, 4, lambda i, c: c if c > 3 else c + 1, x))(2.0))
    attempt(lambda: jax.vmap(lambda x: lax.while_loop(lambda c: c < 3, lambda c: c + 1, x))(jnp.arange(5)))
    attempt(lambda: jax.vmap(lambda p: lax.cond(p, lambda: 1, lambda: 2))(jnp.array([True, False])))
    attempt(lambda: jax.grad(lambda x: lax.while_loop(lambda c: c < 10, lambda c: c * x, x))(2.0))

attempt(lambda: lax.fori_loop(0, 3, lambda i, c: c if c > 3 else c + 1, 2.0))

with jax.disable_jit():
    print(lax.map(lambda d: {"sum": (print(d["x"]), d["x"] + 1)[1]}, {"x": jnp.arange(2.0)}))
    try:
        lax.scan(lambda c, x: (c, x, x), 0.0, jnp.arange(2.0))
    except ValueError as e:
        print(e)
