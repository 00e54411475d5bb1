import jax
import jax.numpy as jnp
from jax import lax

xs = jnp.arange(3.0)


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: lax.scan(lambda c, x: c + x, 0.0, xs))
attempt(lambda: lax.scan(lambda c, x: (c + x, x), 0, xs))
attempt(lambda: lax.scan(lambda c, x: ((c, c), x), 0.0, xs))
attempt(lambda: lax.scan(lambda c, x: (jnp.ones(2), x), 0.0, xs))
attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, (xs, jnp.ones(2))))
attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, None))
attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, xs, length=5))
attempt(lambda: lax.scan(lambda c, x: (c, x), 0.0, 3.0))
attempt(lambda: lax.scan(lambda c, x: (c, x, x), 0.0, xs))
attempt(lambda: lax.scan(lambda c: (c, c), 0.0, xs))
attempt(lambda: lax.scan(lambda c, x: ({"b": c["a"]}, x), {"a": 0.0}, xs))
attempt(lambda: lax.scan(lambda c, x: (c if x > 0 else -c, x), 0.0, xs))
