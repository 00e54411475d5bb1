import jax
import jax.numpy as jnp


def layer(x, w, b):
    h = x @ w
    return h + b


batch = jnp.ones((4, 3))
jax.vmap(layer, (0, None, None))(batch, jnp.ones((3, 5)), jnp.ones(6))
