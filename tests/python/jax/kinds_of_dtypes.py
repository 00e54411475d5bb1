"""Kinds of dtypes: NumPy's are `jax.numpy`'s, and keys have their own."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import dtypes

print(jnp.floating is np.floating, issubclass(np.float32, jnp.inexact), issubclass(jnp.signedinteger, np.integer))
print(jnp.issubdtype(jnp.float32, np.floating), jnp.issubdtype(jnp.ones(2).dtype, np.integer), jnp.issubdtype("int8", np.number))
print(np.issubdtype(np.float32, jnp.floating), np.issubdtype(jnp.ones(2).dtype, np.floating), jnp.issubdtype(jnp.bfloat16, np.floating))

key = jax.random.key(0)
for kind in (dtypes.prng_key, dtypes.extended, np.generic, np.floating):
    print(kind.__name__, [jnp.issubdtype(x.dtype, kind) for x in (key, jax.random.PRNGKey(0), jnp.ones(2))])
print(jax.vmap(lambda k: jax.random.bits(k) if jnp.issubdtype(k.dtype, dtypes.prng_key) else k)(jax.random.split(key, 2)))
