"""Options of printing are those of NumPy and JAX alike."""
import numpy as np, jax.numpy as jnp
np.set_printoptions(precision=3, suppress=True)
print(jnp.array([1.23456, 2e-9]), np.array([1.23456]))
jnp.set_printoptions(precision=2)
print(np.array([1.23456]), jnp.array(1.23456), repr(jnp.array([1.23456])))
