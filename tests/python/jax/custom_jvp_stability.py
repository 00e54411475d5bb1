import jax
import jax.numpy as jnp


def log1pexp_plain(x):
    return jnp.log(1.0 + jnp.exp(x))


@jax.custom_jvp
def log1pexp(x):
    return jnp.log(1.0 + jnp.exp(x))


@log1pexp.defjvp
def log1pexp_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    return log1pexp(x), (1 - 1 / (1 + jnp.exp(x))) * t


print(jax.grad(log1pexp_plain)(100.0), jax.grad(log1pexp)(100.0))
xs = jnp.array([-100.0, -1.0, 0.0, 1.0, 100.0])
print(jax.vmap(jax.grad(log1pexp_plain))(xs).round(5))
print(jax.vmap(jax.grad(log1pexp))(xs).round(5))


@jax.custom_jvp
def safe_norm(x):
    return jnp.sqrt(jnp.sum(x**2))


@safe_norm.defjvp
def safe_norm_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    n = safe_norm(x)
    return n, jnp.where(n == 0, 0.0, jnp.vdot(x, t) / jnp.where(n == 0, 1.0, n))


print(jax.grad(safe_norm)(jnp.zeros(3)), jax.grad(safe_norm)(jnp.array([3.0, 4.0])))
print(jax.grad(lambda x: jnp.sqrt(jnp.sum(x**2)))(jnp.zeros(3)))


@jax.custom_jvp
def xlogx(x):
    return jnp.where(x > 0, x * jnp.log(jnp.where(x > 0, x, 1.0)), 0.0)


xlogx.defjvps(lambda t, ans, x: (jnp.log(jnp.maximum(x, 1e-6)) + 1) * t)
print(jax.vmap(jax.value_and_grad(xlogx))(jnp.array([0.0, 1.0, 2.0])))
