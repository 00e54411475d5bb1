"""Layers that are the solution of an equation, trained through it."""
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def show(what, tree):
    print(what, jax.tree.map(lambda x: (np.round(np.asarray(x, dtype=np.float32), 3) + 0.0).tolist(), tree))


def settle(f, x):
    step = lambda state: (state[1], f(state[1]))
    return lax.while_loop(lambda state: jnp.max(jnp.abs(state[0] - state[1])) > 1e-6, step, (x, f(x)))[1]


def cell(params, x, z):
    return jnp.tanh(params["w"] @ z + params["u"] * x)


@partial(jax.custom_vjp, nondiff_argnums=(0,))
def equilibrium(f, params, x):
    return settle(lambda z: f(params, x, z), jnp.zeros_like(x))


def forward(f, params, x):
    z = equilibrium(f, params, x)
    return z, (params, x, z)


def backward(f, saved, out):
    params, x, z = saved
    _, through_z = jax.vjp(lambda z: f(params, x, z), z)
    w = settle(lambda w: through_z(w)[0] + out, out)
    return jax.vjp(lambda params, x: f(params, x, z), params, x)[1](w)


equilibrium.defvjp(forward, backward)


def by_root(params, x):
    residual = lambda z: z - cell(params, x, z)
    tangent = lambda g, y: lax.custom_linear_solve(
        g, y, lambda g, y: settle(lambda v: y + v - g(v), y), lambda g, y: settle(lambda v: y + v - g(v), y)
    )
    return lax.custom_root(residual, jnp.zeros_like(x), lambda f, z: settle(lambda z: cell(params, x, z), z), tangent)


def unrolled(params, x):
    return lax.scan(lambda z, _: (cell(params, x, z), None), jnp.zeros_like(x), length=60)[0]


size = 4
params = {"w": jnp.sin(jnp.arange(16.0)).reshape(4, 4) / 4, "u": jnp.linspace(0.5, 2.0, size)}
x = jnp.array([1.0, -0.5, 0.25, 2.0])
for layer in (partial(equilibrium, cell), by_root, unrolled):
    loss = lambda params, x: ((layer(params, x) - 0.3) ** 2).sum()
    show("value", layer(params, x))
    show("gradient", jax.grad(loss)(params, x))
    show("compiled", jax.jit(jax.grad(loss, argnums=1))(params, x))
    show("lanes", jax.vmap(jax.grad(loss, argnums=1), in_axes=(None, 0))(params, jnp.stack([x, -x, 2 * x])))
    show("lanes", jax.jit(jax.vmap(lambda x: layer(params, x)))(jnp.stack([x, -x])))
show("hessian", jax.hessian(lambda s: by_root(params, s * x).sum())(1.0))
show("hessian", jax.hessian(lambda s: unrolled(params, s * x).sum())(1.0))


@jax.jit
def train(params, rate):
    loss = lambda params: ((by_root(params, x) - jnp.array([0.5, -0.5, 0.0, 0.5])) ** 2).sum()
    value, slope = jax.value_and_grad(loss)(params)
    return jax.tree.map(lambda p, g: p - rate * g, params, slope), value


for _ in range(4):
    params, value = train(params, 0.5)
    print(round(float(value), 4))


def ridge(penalty, features, labels):
    "The optimum of a convex problem as a layer: its gradient is zero."
    gradient = lambda w: features.T @ (features @ w - labels) + penalty * w
    solve = lambda f, w: jnp.linalg.solve(features.T @ features + penalty * jnp.eye(w.size), features.T @ labels)
    def tangent(g, y):
        return jnp.linalg.solve(jax.jacfwd(g)(y), y)
    return lax.custom_root(gradient, jnp.zeros(features.shape[1]), solve, tangent)


features = jnp.cos(jnp.arange(12.0)).reshape(6, 2)
labels = jnp.arange(6.0)
held_out = lambda penalty: ((jnp.array([[1.0, 0.5]]) @ ridge(penalty, features, labels) - 1) ** 2).sum()
show("ridge", ridge(0.5, features, labels))
show("by penalty", jax.grad(held_out)(0.5))
show("twice", jax.grad(jax.grad(held_out))(0.5))
step = 1e-2
show("differences", jnp.round((held_out(0.5 + step) - held_out(0.5 - step)) / (2 * step), 1))
