import jax
import jax.numpy as jnp
from jax import lax

f = lambda x: lax.cond(x > 0, lambda v: v * 2, lambda v: v - 1, x)
print(f(3.0), f(-3.0), jax.grad(f)(3.0), jax.grad(f)(-3.0), jax.vmap(f)(jnp.array([1.0, -1.0])))
print(jax.vmap(jax.grad(f))(jnp.array([1.0, -1.0])), jax.jit(f)(2.0))
print(lax.cond(True, lambda: 1, lambda: 2), lax.cond(False, lambda a, b: a, lambda a, b: b, 1.0, 2.0))
print(lax.cond(jnp.array(True), lambda d: {"o": d["x"]}, lambda d: {"o": -d["x"]}, {"x": 3.0}))
print(lax.switch(1, [lambda x: x, lambda x: x * 10, lambda x: -x], 5.0), lax.switch(9, [lambda: 0, lambda: 1]))
print(lax.switch(-3, [lambda: 0, lambda: 1]))
print(jax.vmap(lambda i: lax.switch(i, [jnp.sin, jnp.cos, jnp.tanh], 1.0))(jnp.arange(3)).round(4))
print(jax.jvp(f, (2.0,), (1.0,)))
print(jax.jacfwd(lambda v: lax.cond(v.sum() > 0, lambda: v**2, lambda: v))(jnp.array([1.0, 2.0])))
print(jax.grad(lambda x: lax.switch(2, [jnp.sin, jnp.cos, lambda v: v**3], x))(2.0))


@jax.jit
def safe_divide(a, b):
    return lax.cond(b == 0, lambda: 0.0, lambda: a / b)


print(safe_divide(1.0, 0.0), jax.grad(safe_divide)(1.0, 0.0), jax.grad(safe_divide, 1)(1.0, 2.0))


def count(x):
    print("tracing branch")
    return x


lax.cond(True, count, count, 1.0)
print(jax.make_jaxpr(f)(1.0))
for bad in (
    lambda: lax.cond(True, lambda x: x, lambda x: (x, x), 1.0),
    lambda: lax.cond(True, lambda x: x, lambda x: x > 0, 1.0), lambda: lax.cond(jnp.ones(2), lambda: 1, lambda: 2),
    lambda: lax.cond("a", lambda: 1, lambda: 2),
    lambda: lax.cond(True, lambda x: jnp.ones(2), lambda x: jnp.ones(3), 1.0), lambda: lax.switch(0, [], 1.0),
    lambda: lax.switch(0.5, [lambda: 1, lambda: 2]), lambda: lax.cond(True, 1, 2),
    lambda: lax.cond(True, lambda x: x, lambda x: x)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", error)
