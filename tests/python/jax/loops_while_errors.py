import jax
import jax.numpy as jnp
from jax import lax


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: lax.while_loop(lambda x: x < 3, lambda x: (x, x), 0))
attempt(lambda: lax.while_loop(lambda x: x < 3, lambda x: x + 1.5, 0))
attempt(lambda: lax.while_loop(lambda x: x, lambda x: x + 1, 0))
attempt(lambda: lax.while_loop(lambda x: x < 3, lambda x: x + 1, jnp.zeros(2)))
attempt(lambda: lax.while_loop(lambda x: (x < 3, 1), lambda x: x + 1, 0))
attempt(lambda: lax.while_loop(lambda x: x.sum() < 3, lambda x: jnp.ones(3), jnp.zeros(2)))
attempt(lambda: lax.while_loop(lambda s: s["a"] < 3, lambda s: {"b": s["a"]}, {"a": 0}))
attempt(lambda: lax.while_loop(lambda x: True, lambda x: x, "text"))
attempt(lambda: lax.while_loop(3, lambda x: x, 0))
