import jax
import jax.numpy as jnp
from jax import vmap

m = jnp.ones((2, 3))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError, NameError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: vmap(lambda x, y: x + y)(jnp.ones(2), jnp.ones(3)))
attempt(lambda: vmap(lambda x, y: x + y, (0, 1))(m, m))
attempt(lambda: vmap(lambda x: x)(1.0))
attempt(lambda: vmap(lambda x: x, in_axes=3)(m))
attempt(lambda: vmap(lambda x: x, in_axes=None)(m))
attempt(lambda: vmap(lambda x: x, in_axes=(0, 0))(m))
attempt(lambda: vmap(lambda x: x, in_axes="0")(m))
attempt(lambda: vmap(lambda d: d["a"], in_axes=({"a": 0},))({"a": m, "b": m}))
attempt(lambda: vmap(lambda x: x, out_axes=5)(m))
attempt(lambda: vmap(lambda x: x, out_axes=None)(m))
attempt(lambda: vmap(lambda x: x, out_axes=(0, 0))(m))
attempt(lambda: vmap(lambda x: "text")(m))
attempt(lambda: vmap(lambda: 1)())
attempt(lambda: vmap(lambda d: d)({"a": jnp.ones(2), "b": jnp.ones(3)}))
attempt(lambda: vmap(lambda x: jax.lax.psum(x, "missing"))(m))
attempt(lambda: vmap(3)(m))
