import jax
import jax.numpy as jnp
from jax import lax

x = jnp.linspace(-1, 1, 20)
y = 3 * x - 0.5


def loss(p):
    return jnp.mean((p["w"] * x + p["b"] - y) ** 2)


def step(p, _):
    value, g = jax.value_and_grad(loss)(p)
    return jax.tree.map(lambda p, g: p - 0.3 * g, p, g), value


final, losses = jax.jit(lambda p: lax.scan(step, p, None, length=60))({"w": 0.0, "b": 0.0})
print(jax.tree.map(lambda v: v.round(2), final), losses.shape, losses[0].round(3), losses[-1] < 1e-4)


def until(tol):
    def body(s):
        p, _, n = s
        p, value = step(p, None)
        return p, value, n + 1

    return lax.while_loop(lambda s: (s[1] > tol) & (s[2] < 200), body, ({"w": 0.0, "b": 0.0}, jnp.inf, 0))


p, value, n = until(1e-3)
print(value < 1e-3, n > 1, jax.tree.structure(p))
rates = jnp.array([0.05, 0.1, 0.3])
sweep = jax.vmap(lambda r: lax.fori_loop(0, 20, lambda i, w: w - r * jax.grad(lambda w: (w - 2.0) ** 2)(w), 0.0))
print(sweep(rates).round(3), jax.grad(lambda r: sweep(r[None])[0])(0.1).round(4))


def walk(key, n):
    def body(carry, _):
        position, key = carry
        key, sub = jax.random.split(key)
        position = position + jnp.where(jax.random.bernoulli(sub), 1, -1)
        return (position, key), position

    return lax.scan(body, (0, key), None, length=n)[1]


print(walk(jax.random.key(0), 12), jax.vmap(walk, (0, None))(jax.random.split(jax.random.key(1), 2), 6))
