import jax
import jax.numpy as jnp
from jax import lax

xs = jnp.array([0.5, -0.3, 0.8])
steps = lambda w: lax.scan(lambda h, x: (jnp.tanh(w * h + x), h), 0.0, xs)
by_hand = lambda w: jnp.tanh(w * jnp.tanh(w * jnp.tanh(xs[0]) + xs[1]) + xs[2])
print(steps(1.5)[0].round(5), by_hand(1.5).round(5), jax.grad(lambda w: steps(w)[0])(1.5).round(5))
print(jax.grad(by_hand)(1.5).round(5))
print(jax.hessian(lambda w: steps(w)[0])(1.5).round(4), jax.hessian(by_hand)(1.5).round(4))
print(jax.jvp(lambda w: steps(w)[0], (1.5,), (1.0,))[1].round(5))
print(jax.vmap(jax.grad(lambda w: steps(w)[0]))(jnp.array([0.5, 1.0, 1.5])).round(5))
print(jax.jit(jax.grad(lambda w: steps(w)[1].sum()))(1.0).round(5))
checkpointed = lambda w: lax.scan(jax.checkpoint(lambda h, x: (jnp.tanh(w * h + x), h)), 0.0, xs)[0]
print(jax.grad(checkpointed)(1.5).round(5))
product = lambda v: lax.fori_loop(0, 3, lambda i, acc: acc * v[i], 1.0)
print(jax.grad(product)(jnp.array([2.0, 3.0, 4.0])), jax.jacfwd(product)(jnp.array([2.0, 3.0, 4.0])))
branchy = lambda x: lax.scan(lambda c, v: (lax.cond(v > 0, lambda c: c * x, lambda c: c + x, c), None), 1.0, xs)[0]
print(branchy(2.0), jax.grad(branchy)(2.0), jax.grad(jax.grad(branchy))(2.0))
print(jax.linearize(lambda w: steps(w)[0], 1.5)[1](2.0).round(5))
print(jax.vjp(lambda w: steps(w)[1], 1.5)[1](jnp.ones(3))[0].round(5))
try:
    jax.grad(lambda x: lax.while_loop(lambda v: v < 10.0, lambda v: v * x, x))(2.0)
except ValueError as error:
    print(error)
try:
    jax.vjp(lambda n, x: lax.fori_loop(0, n, lambda i, a: a * x, 1.0), 3, 2.0)[1](1.0)
    print("concrete bounds are static")
except ValueError as error:
    print(str(error).split(".")[0])

# What is carried without being linear, a counter say, is known to the transpose.
print(jax.linear_transpose(lambda x: lax.fori_loop(0, 3, lambda i, c: c * (i + 2), x), 1.0)(1.0))


def weighted(s, x):
    weight, total = s
    return (weight * 1.5, total * weight + x), total * weight


cotangents = ((1.0, 1.0), jnp.ones(3))
print(jax.linear_transpose(lambda xs: lax.scan(weighted, (2.0, 0.0), xs), jnp.arange(3.0))(cotangents))
