import jax.numpy as jnp
import numpy as np

KINDS = ["generic", "number", "integer", "signedinteger", "unsignedinteger", "inexact", "floating", "complexfloating"]
for kind in KINDS:
    ours, theirs = getattr(jnp, kind), getattr(np, kind)
    print(ours, ours is theirs, [name for name in ["bool", "int8", "uint16", "float32"] if jnp.issubdtype(name, theirs)])

x = jnp.zeros(3)
print(np.issubdtype(x.dtype, np.floating), jnp.issubdtype(x.dtype, np.integer), jnp.issubdtype(np.int8, np.integer))
print(issubclass(np.float32, jnp.floating), jnp.issubdtype(jnp.integer, np.number), jnp.issubdtype(np.number, jnp.integer))
