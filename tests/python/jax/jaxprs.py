import jax
import jax.numpy as jnp
from jax import make_jaxpr

print(make_jaxpr(lambda x: x + 1)(1.0))
print(make_jaxpr(lambda x, y: jnp.sin(x) * y + 2)(jnp.ones(3), 2.0))
print(make_jaxpr(lambda x: jnp.sum(x * x, axis=0))(jnp.ones((2, 3))))
print(make_jaxpr(lambda x: x)(1), make_jaxpr(lambda x: 3.0)(1), make_jaxpr(lambda: jnp.zeros(2))())
print(make_jaxpr(jax.jit(lambda x: x * 2))(1.0))
print(make_jaxpr(jax.grad(lambda x: x**2))(3.0))
print(make_jaxpr(jax.vmap(lambda x, y: x @ y))(jnp.ones((2, 3)), jnp.ones((2, 3))))
print(make_jaxpr(lambda d: {"out": d["a"] + d["b"][0], "same": d["a"]})({"a": 1.0, "b": [2]}))
print(make_jaxpr(lambda x: (
    x.reshape(4), x.T, x[0], x.astype(jnp.int32), jnp.broadcast_to(x, (2, 2, 2))
))(jnp.ones((2, 2))))
print(make_jaxpr(lambda x: (x > 0, x.max(), x.argmin(), x.sum().astype(bool)))(jnp.ones(3)))
print(make_jaxpr(lambda x, n: x**n, static_argnums=1)(2.0, 3))
print(make_jaxpr(lambda x: (jnp.exp(x), jnp.log(x), jnp.tanh(x), -x, jnp.abs(x), 1 / x, x**0.5, x**3))(2.0))
jaxpr = make_jaxpr(lambda x: x * jnp.array([1.0, 2.0]))(1.0)
print(jaxpr, jaxpr.consts, jaxpr.jaxpr.invars, jaxpr.jaxpr.eqns[0].primitive, len(jaxpr.eqns), jaxpr.in_avals)
print(jaxpr.out_avals)
print(make_jaxpr(lambda x: jnp.concatenate([x, x]))(jnp.ones(2)))
print(jax.make_jaxpr(lambda x: jax.lax.stop_gradient(x))(1.0))
closed, shape = make_jaxpr(lambda x: {"y": x * 2}, return_shape=True)(jnp.ones(3))
print(shape)

from jax.extend.core import jaxpr_as_fun

doubled = jaxpr_as_fun(jax.make_jaxpr(lambda x, y: (x * 2, jax.lax.fori_loop(0, 3, lambda i, c: c + y, x)))(1.0, 2.0))
print(doubled(3.0, 4.0), jax.grad(lambda x: doubled(x, 4.0)[1])(3.0))
