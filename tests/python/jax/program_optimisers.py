# Several optimisers behind one protocol, on the Rosenbrock function.
from typing import Callable, NamedTuple

import jax
import jax.numpy as jnp


class Optimiser(NamedTuple):
    init: Callable
    update: Callable


def sgd(rate):
    return Optimiser(lambda p: (), lambda g, s, p: (jax.tree.map(lambda p, g: p - rate * g, p, g), s))


def momentum(rate, mass=0.9):
    def update(g, v, p):
        v = jax.tree.map(lambda v, g: mass * v + g, v, g)
        return jax.tree.map(lambda p, v: p - rate * v, p, v), v

    return Optimiser(lambda p: jax.tree.map(jnp.zeros_like, p), update)


def rmsprop(rate, decay=0.9, eps=1e-6):
    def update(g, s, p):
        s = jax.tree.map(lambda s, g: decay * s + (1 - decay) * g**2, s, g)
        return jax.tree.map(lambda p, g, s: p - rate * g / (jnp.sqrt(s) + eps), p, g, s), s

    return Optimiser(lambda p: jax.tree.map(jnp.zeros_like, p), update)


def rosenbrock(p):
    return (1 - p["x"]) ** 2 + 10 * (p["y"] - p["x"] ** 2) ** 2


for name, opt, steps in (
    ("sgd", sgd(0.005), 400), ("momentum", momentum(0.002), 400), ("rmsprop", rmsprop(0.01), 400)
):
    params = {"x": jnp.array(-1.0), "y": jnp.array(1.0)}
    state = opt.init(params)
    step = jax.jit(lambda p, s: opt.update(jax.grad(rosenbrock)(p), s, p))
    for _ in range(steps):
        params, state = step(params, state)
    print(f"{name:<9} f={rosenbrock(params):.2f} x={params['x']:.1f} y={params['y']:.1f}", jax.tree.structure(state))


def newton(f, x, n=8):
    for _ in range(n):
        h = jax.hessian(f)(x)
        g = jax.grad(f)(x)
        (a, b), (c, d) = h
        x = x - jnp.array([d * g[0] - b * g[1], a * g[1] - c * g[0]]) / (a * d - b * c)
    return x


print(newton(lambda v: rosenbrock({"x": v[0], "y": v[1]}), jnp.array([-1.0, 1.0])).round(3))
