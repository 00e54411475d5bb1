"""Transformations of what other transformations return, tuples among it."""

import jax
import jax.numpy as jnp


def product(a, b):
    return a * b**2


both = jax.value_and_grad(product, argnums=(0, 1))
print(jax.jit(jax.value_and_grad(product))(3.0, 4.0)[0])
value, (da, db) = jax.jit(both)(3.0, 4.0)
print(value, da, db)
print(jax.vmap(both)(jnp.arange(2.0), jnp.ones(2)))
print(jax.jit(jax.vmap(both))(jnp.arange(2.0), jnp.ones(2)))
print(jax.jit(jax.grad(product, argnums=(0, 1)))(3.0, 4.0))
print(jax.jit(jax.jacrev(product, argnums=(0, 1)))(3.0, 4.0)[1])
print(jax.jacfwd(jax.grad(product, argnums=(0, 1)))(3.0, 4.0))
print(jax.hessian(product, argnums=(0, 1))(3.0, 4.0))


def with_aux(x):
    return x**2, {"twice": 2 * x}


print(jax.jit(jax.value_and_grad(with_aux, has_aux=True))(3.0))
print(jax.vmap(jax.grad(with_aux, has_aux=True))(jnp.arange(3.0)))
print(jax.make_jaxpr(both)(3.0, 4.0))
print(jax.eval_shape(both, 3.0, 4.0))
print(jax.linearize(jax.value_and_grad(product), 3.0, 4.0)[0])

leaked = []
jax.jit(lambda x: leaked.append(x))(1.0)
try:
    leaked[0] + 1
except jax.errors.UnexpectedTracerError as error:
    print(str(error).splitlines()[-1])
try:
    jax.jit(lambda x: x[x > 0])(jnp.ones(3))
except jax.errors.NonConcreteBooleanIndexError as error:
    print(str(error).splitlines()[-1])
try:
    jax.grad(lambda x: x)("a")
except TypeError as error:
    print(error)
