import jax
import jax.numpy as jnp


@jax.custom_jvp
def f(x, y, z):
    return x * y + z**2


f.defjvps(lambda dx, ans, x, y, z: 10 * dx * y, None, lambda dz, ans, x, y, z: dz * ans)
print(f(2.0, 3.0, 1.0))
print(jax.grad(f, (0, 1, 2))(2.0, 3.0, 1.0))
print(jax.jvp(f, (2.0, 3.0, 1.0), (1.0, 1.0, 1.0)))


@jax.custom_jvp
def g(x):
    return jnp.exp(x)


@g.defjvp
def _(primals, tangents):
    print("rule called")
    (x,), (t,) = primals, tangents
    ans = g(x)
    return ans, ans * t


print(jax.grad(g)(0.0), jax.grad(jax.grad(jax.grad(g)))(0.0))


@jax.custom_jvp
def relu(x):
    return jnp.maximum(x, 0)


relu.defjvps(lambda t, ans, x: jnp.where(x > 0, t, jnp.zeros_like(t)))
print(jax.vmap(jax.grad(relu))(jnp.array([-1.0, 0.0, 2.0])))
print(jax.grad(lambda x: relu(x).sum())(jnp.array([[-1.0, 0.5], [3.0, -2.0]])))
try:
    f.defjvps(lambda t, ans, x: t)
    print(jax.grad(f)(1.0, 2.0, 3.0))
except Exception as e:
    print(type(e).__name__)
