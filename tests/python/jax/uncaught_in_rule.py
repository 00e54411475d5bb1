import jax
import jax.numpy as jnp


@jax.custom_jvp
def f(x):
    return jnp.sin(x)


@f.defjvp
def f_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    raise RuntimeError(f"no rule for {x}")


print(f(1.0))
jax.grad(f)(1.0)
