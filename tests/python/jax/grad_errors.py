import jax
import jax.numpy as jnp
from jax import grad


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])


attempt(lambda: grad(lambda x: x)(jnp.ones(3)))
attempt(lambda: grad(lambda x: (x, x))(1.0))
attempt(lambda: grad(lambda x: x * 2)(3))
attempt(lambda: grad(lambda x: x * 2)("text"))
attempt(lambda: grad(lambda x: x)(jnp.array([1, 2])))
attempt(lambda: grad(lambda x: jnp.int32(3))(1.0))
attempt(lambda: grad(lambda x: "text")(1.0))
attempt(lambda: grad(lambda x: None)(1.0))
attempt(lambda: grad(lambda x: x, argnums=2)(1.0))
attempt(lambda: grad(lambda x: x, argnums="x")(1.0))
attempt(lambda: grad(lambda x: x, has_aux=True)(1.0))
attempt(lambda: grad(lambda x: x, argnums=())(1.0))
attempt(lambda: grad(3)(1.0))
attempt(lambda: grad(lambda x: x)())
attempt(lambda: grad(lambda x: x.astype(jnp.complex64))(1.0))
attempt(lambda: grad(lambda x: x + 1)(1j))
attempt(lambda: jax.jacfwd(lambda x: x)(1))
attempt(lambda: jax.jacrev(lambda x: x)(1))
attempt(lambda: grad(lambda d: d["a"])({"a": 1.0, "b": 2}))
attempt(lambda: grad(lambda x: x, allow_int=True)(3))
attempt(lambda: grad(lambda x: x > 0)(1.0))
