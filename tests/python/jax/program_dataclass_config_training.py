from dataclasses import dataclass, field, replace
from functools import partial
from typing import Callable

import jax
import jax.numpy as jnp


@dataclass(frozen=True)
class Config:
    rate: float = 0.1
    steps: int = 20
    activation: str = "tanh"
    widths: tuple[int, ...] = (1, 4, 1)


ACTIVATIONS: dict[str, Callable] = {"tanh": jnp.tanh, "relu": jax.nn.relu, "identity": lambda x: x}


@dataclass
class History:
    losses: list[float] = field(default_factory=list)

    def add(self, value):
        self.losses.append(float(value))

    @property
    def improved(self):
        return self.losses[-1] < self.losses[0]


@partial(jax.jit, static_argnames="config")
def apply(params, x, config):
    act = ACTIVATIONS[config.activation]
    *hidden, last = params
    for p in hidden:
        x = act(x @ p["w"] + p["b"])
    return x @ last["w"] + last["b"]


def init(config):
    key = jax.random.key(len(config.widths))
    return [
        {"w": 0.5 * jax.random.normal(jax.random.fold_in(key, i), (m, n)), "b": jnp.zeros(n)} for i,
        (m, n) in enumerate(zip(config.widths, config.widths[1:]))
    ]


def train(config, x, y):
    params, history = init(config), History()
    objective = jax.value_and_grad(lambda p: jnp.mean((apply(p, x, config) - y) ** 2))
    for _ in range(config.steps):
        value, grads = objective(params)
        history.add(value)
        params = jax.tree.map(lambda p, g: p - config.rate * g, params, grads)
    return params, history


x = jnp.linspace(-1, 1, 10)[:, None]
base = Config()
for config in (base, replace(base, activation="relu", steps=5), Config(widths=(1, 1), activation="identity")):
    params, history = train(config, x, 2 * x + 1)
    print(config, len(history.losses), history.improved, jax.tree.map(jnp.shape, params))
try:
    apply(init(base), x, replace(base, activation="nope"))
except KeyError as error:
    print("KeyError", error)
