"""Functions outside of a program that give it values: eager, compiled, in loops and branches, mapped."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.experimental import io_callback

number = jax.ShapeDtypeStruct((), jnp.float32)


def says(f):
    try:
        print(f())
    except (NotImplementedError, ValueError) as e:
        print(type(e).__name__, e)


def twice(x, method=None):
    return jax.pure_callback(lambda a: np.asarray(2 * a), number, x, vmap_method=method)


says(lambda: twice(1.5))
says(lambda: jax.jit(lambda x: twice(x) + jnp.sin(x))(1.5))
says(lambda: jax.jit(lambda x: jax.pure_callback(lambda a, b, k: {"s": a + b, "d": [a - k]}, {"s": number, "d": [number]}, x, 2.0, k=3.0))(1.0))
says(lambda: jax.jit(lambda x: jax.pure_callback(np.sort, x, x))(jnp.array([3.0, 1.0, 2.0])))
says(lambda: lax.scan(lambda c, x: (c + twice(x), None), 0.0, jnp.arange(3.0))[0])
says(lambda: lax.while_loop(lambda c: twice(c) < 20, lambda c: c + 3, 1.0))
says(lambda: lax.fori_loop(0, 3, lambda i, c: lax.cond(i > 0, lambda: twice(c), lambda: c), 1.0))


def shapes(a, b):
    print(np.shape(a), np.shape(b))
    return np.asarray(a + b)


for method in ("sequential", "expand_dims", "broadcast_all", None):
    says(lambda: jax.vmap(lambda x, y: jax.pure_callback(shapes, number, x, y, vmap_method=method), (0, None))(jnp.arange(2.0), 1.0))
says(lambda: jax.vmap(jax.vmap(lambda x: twice(x, "sequential")))(jnp.ones((2, 2))))
says(lambda: jax.grad(twice)(1.0))
says(lambda: twice(1.0, "all"))


@jax.custom_jvp
def square(x):
    return jax.pure_callback(lambda a: np.square(a), number, x, vmap_method="sequential")


square.defjvp(lambda primals, tangents: (square(*primals), 2 * primals[0] * tangents[0]))
says(lambda: jax.vmap(jax.grad(square))(jnp.arange(3.0)))
says(lambda: jax.grad(lambda x: lax.fori_loop(0, 2, lambda i, c: square(c), x))(1.5))

seen = []
says(lambda: lax.fori_loop(0, 3, lambda i, c: (io_callback(lambda a, b: seen.append((int(a), float(b))), None, i, c, ordered=True), 2 * c)[1], 1.0))
print(seen)


def count():
    seen.append(None)
    return np.int32(len(seen))


whole = jax.ShapeDtypeStruct((), jnp.int32)
says(lambda: jax.jit(lambda: io_callback(count, whole) + 10 * io_callback(count, whole, ordered=True))())
says(lambda: jax.vmap(lambda i: io_callback(lambda a: np.int32(3 * a), whole, i))(jnp.arange(3)))
says(lambda: jax.vmap(lambda i: io_callback(lambda a: np.int32(a), whole, i, ordered=True))(jnp.arange(2)))
says(lambda: jax.grad(lambda x: io_callback(lambda a: np.float32(a), number, x))(1.0))
