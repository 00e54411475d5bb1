import jax
import jax.numpy as jnp


@jax.custom_jvp
def f(x):
    if x > 0:
        return jnp.sin(x)
    return jnp.cos(x)


@f.defjvp
def f_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    return f(x), 2 * t if x > 0 else 3 * t


print(jax.grad(f)(1.0), jax.grad(f)(-1.0))
try:
    jax.jit(f)(1.0)
except jax.errors.TracerBoolConversionError as error:
    print(type(error).__name__, str(error).splitlines()[0])
try:
    jax.vmap(jax.grad(f))(jnp.ones(2))
except jax.errors.ConcretizationTypeError as error:
    print(type(error).__name__, isinstance(error, TypeError))


@jax.custom_jvp
def loop(x):
    for _ in range(3):
        x = jnp.sqrt(x + 1)
    return x


loop.defjvps(lambda t, ans, x: t / ans)
print(jax.grad(loop)(8.0).round(5), jax.jit(jax.grad(loop))(8.0).round(5))


@jax.custom_jvp
def cond(x):
    return jax.lax.cond(x > 0, jnp.sin, jnp.cos, x)


cond.defjvps(lambda t, ans, x: jax.lax.select(x > 0, 5.0 * t, 7.0 * t))
print(jax.vmap(jax.grad(cond))(jnp.array([1.0, -1.0])))
