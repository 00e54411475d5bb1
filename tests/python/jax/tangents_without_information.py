"""float0: tangents and cotangents of integers."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import float0

zero = np.zeros((), float0)
print(repr(zero), zero.dtype, np.zeros((2, 1), dtype=float0).T.shape)
g = jax.grad(lambda x, i: x[i] * 2, argnums=(0, 1), allow_int=True)(jnp.arange(3.0), 1)
print(g, g[1].dtype == float0, g[1] == zero)
print(jax.jvp(lambda n: n + 1, (2,), (zero,)))
print(jax.jvp(jax.jit(lambda n: n * 2), (2,), (zero,)))
np.testing.assert_array_equal(np.zeros((2, 2), float0), np.zeros((2, 2), float0))
from_primal = jax.custom_derivatives.zero_from_primal
print(from_primal(3), from_primal(2.0), from_primal((jnp.ones(2), 1), symbolic_zeros=True))
try:
    g[1] + jnp.ones(())
except TypeError as e:
    print(str(e).split(".")[0])


@jax.custom_jvp
def step(x):
    return jnp.where(x > 0, 1.0, 0.0)


@step.defjvp
def step_jvp(primals, tangents):
    (x,) = primals
    return step(x), from_primal(x, symbolic_zeros=True)


print(jax.jvp(jax.vmap(jax.jit(step)), (jnp.arange(3.0),), (jnp.ones(3),)))
