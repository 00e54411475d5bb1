import jax
import jax.numpy as jnp
from jax import lax

xs = jnp.arange(1.0, 5.0)
print(lax.scan(lambda c, x: (c + x, c * x), 0.0, xs))
print(lax.scan(lambda c, x: (c + x, c), 0.0, xs, reverse=True))
print(lax.scan(lambda c, _: (c * 2, c), 1, None, length=5))
print(lax.scan(lambda c, x: ({"s": c["s"] + x[0] * x[1]}, (x[0], None)), {"s": 0.0}, (xs, xs[::-1])))
print(lax.scan(lambda c, x: (c, x["a"] + x["b"].sum()), None, {"a": xs, "b": jnp.ones((4, 2))}))
print(lax.scan(lambda c, x: (c + x, None), 0.0, xs, unroll=2))
print(lax.scan(lambda c, x: (c, c), 0, jnp.zeros((0,)))[1].shape)
cumulative = lambda xs: lax.scan(lambda c, x: (c + x, c + x), 0.0, xs)[1]
print(cumulative(xs), jax.grad(lambda v: cumulative(v)[2])(xs), jax.jacrev(cumulative)(xs))
print(jax.jvp(cumulative, (xs,), (jnp.ones(4),))[1])
print(jax.vmap(cumulative)(jnp.stack([xs, -xs])), jax.vmap(cumulative, 1, 1)(jnp.stack([xs, -xs], 1)).shape)
print(jax.jit(cumulative)(xs))
fibonacci = lambda n: lax.scan(lambda s, _: ((s[1], s[0] + s[1]), s[0]), (0, 1), None, length=n)[1]
print(fibonacci(10))
poly = lambda cs, x: lax.scan(lambda acc, c: (acc * x + c, None), 0.0, cs)[0]
print(poly(jnp.array([1.0, -2.0, 3.0]), 2.0), jax.grad(poly, 1)(jnp.array([1.0, -2.0, 3.0]), 2.0))
print(jax.grad(poly)(jnp.array([1.0, -2.0, 3.0]), 2.0))
print(jax.grad(lambda a: lax.scan(lambda c, x: (jnp.sin(a * c + x), None), 0.0, xs)[0])(0.5).round(4))
print(jax.make_jaxpr(lambda xs: lax.scan(lambda c, x: (c + x, c), 0.0, xs))(xs))
