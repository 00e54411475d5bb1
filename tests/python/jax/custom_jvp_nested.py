import jax
import jax.numpy as jnp


@jax.custom_jvp
def inner(x):
    return jnp.sin(x)


@inner.defjvp
def inner_jvp(primals, tangents):
    print("inner rule")
    (x,), (t,) = primals, tangents
    return inner(x), 2.0 * t


@jax.custom_jvp
def outer(x):
    return inner(x) ** 2


@outer.defjvp
def outer_jvp(primals, tangents):
    print("outer rule")
    (x,), (t,) = primals, tangents
    return jax.jvp(lambda x: inner(x) ** 2, (x,), (t,))


print(outer(1.0))
print(jax.grad(outer)(1.0))
print(jax.grad(jax.grad(outer))(1.0))
print(jax.jit(jax.grad(outer))(1.0))
print(jax.jvp(jax.grad(outer), (1.0,), (1.0,)))


@jax.custom_jvp
def uses_grad(x):
    return jax.grad(lambda y: y**3)(x)


uses_grad.defjvps(lambda t, ans, x: ans * t)
print(jax.grad(uses_grad)(2.0), jax.hessian(uses_grad)(2.0))
