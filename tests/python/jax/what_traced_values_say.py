"""Where values that are not known come from, and what is known while a function is traced."""

import jax
import jax.numpy as jnp
import numpy as np


def says(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        lines = str(e).split("See https")[0].strip().splitlines()
        print(type(e).__name__, *(line for line in lines if not line.startswith("  ")), sep="\n")


@jax.jit
def constant(x):
    total = jnp.add(1, 1)
    return x if total > 0 else -x


says(constant, 1.0)


@jax.jit
def many(x):
    return x if sum(jnp.add(1, 1) for _ in range(6)) > 0 else -x


says(many, 1.0)
says(jax.jit(lambda x, y: x if y else -x), 1.0, True)


@jax.jit
def known(x):
    with jax.ensure_compile_time_eval():
        size = int(jnp.arange(3).sum())
    return x * size


print(known(2.0))


def evaluated():
    with jax.core.eval_context():
        return bool(jnp.add(1, 1) == 2)


print(jax.jit(evaluated)())
for value in (2**31, -(2**31) - 1, 2**40):
    says(jnp.asarray, value)
says(jnp.uint32, -1)
print(jnp.array(2**32 - 1, dtype=jnp.uint32), jnp.full(2, 2**31, jnp.uint32), jnp.asarray(2**31 - 1))
says(jax.vmap(lambda x: x, in_axes={"a": 0}) if False else lambda: jax.vmap(lambda x: x, in_axes={"a": 0}))
says(jax.jvp, lambda x: x, 1.0, (1.0,))
says(jax.jvp, lambda x: x, (1.0,), np.ones(1))
says(jax.jvp, lambda x: x, (1.0,), [1.0])


class Shaped:
    def __init__(self, shape, dtype):
        self.shape, self.dtype = shape, np.dtype(dtype)


print(jax.eval_shape(lambda a, b: a @ b, Shaped((2, 3), "float32"), Shaped((3, 4), "float32")))
print(jax.make_jaxpr(lambda x: x + 2.0)(Shaped((), "float32")))


def documented(x):
    """What it does."""
    return x


documented.version = 3
for transform in (jax.grad, jax.value_and_grad, jax.vmap, jax.jacfwd, jax.jit, jax.checkpoint, jax.make_jaxpr):
    made = transform(documented)
    print(made.__name__, "|", made.__doc__, "|", made.__wrapped__ is documented, made.version)


@jax.numpy_dtype_promotion("standard")
def decorated(x):
    return x + 1


print(decorated(1), type(jnp.ones(2).__array__()).__name__, jnp.arange(2).__array__(np.float64).dtype)

# Lengths are part of types.
table = jnp.arange(6.0).reshape(2, 3)
says(jax.jit(lambda i: table[:i]), 1)
says(jax.jit(lambda i: table[0, 1 : i + 1]), 1)
says(jax.jit(lambda i: table.at[i:].set(0.0)), 1)
says(lambda: jax.lax.fori_loop(0, 3, lambda i, c: c + jnp.arange(3)[::i].sum(), 0))
says(jax.vmap(lambda i: table[..., :i]), jnp.arange(2))
says(lambda: table[: jnp.float32(1)])
says(lambda: table[: jnp.int32(1)])
says(jax.jit(lambda n: jnp.arange(n)), 3)
says(jax.jit(lambda n: jnp.arange(0, 5, n)), 3)
says(jax.jit(lambda n: jax.nn.one_hot(1, n)), 3)
