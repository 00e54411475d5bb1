from dataclasses import dataclass

import jax
import jax.numpy as jnp


@jax.tree_util.register_dataclass
@dataclass
class AdamState:
    step: jax.Array
    mean: dict
    square: dict


def adam_init(params):
    zeros = jax.tree.map(jnp.zeros_like, params)
    return AdamState(jnp.array(0), zeros, zeros)


def adam(grads, state, params, rate=0.05, b1=0.9, b2=0.999, eps=1e-8):
    step = state.step + 1
    mean = jax.tree.map(lambda m, g: b1 * m + (1 - b1) * g, state.mean, grads)
    square = jax.tree.map(lambda v, g: b2 * v + (1 - b2) * g**2, state.square, grads)
    scale = jnp.sqrt(1 - b2**step) / (1 - b1**step)
    new = jax.tree.map(lambda p, m, v: p - rate * scale * m / (jnp.sqrt(v) + eps), params, mean, square)
    return new, AdamState(step, mean, square)


def model(p, x):
    return (jnp.tanh(x[:, None] * p["w1"] + p["b1"]) @ p["w2"]) + p["b2"]


x = jnp.linspace(-2, 2, 40)
y = jnp.sin(2 * x)
loss = lambda p: jnp.mean((model(p, x) - y) ** 2)
k1, k2 = jax.random.split(jax.random.key(3))
params = {
    "w1": jax.random.normal(k1, (12,)), "b1": jnp.zeros(12), "w2": 0.3 * jax.random.normal(k2, (12,)),
    "b2": jnp.array(0.0)
}
state = adam_init(params)
print(jax.tree.structure(state))


@jax.jit
def train_step(params, state):
    value, grads = jax.value_and_grad(loss)(params)
    params, state = adam(grads, state, params)
    return params, state, value


for i in range(300):
    params, state, value = train_step(params, state)
print(value < 0.02, state.step, jax.tree.map(jnp.shape, state.mean))
