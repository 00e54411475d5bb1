import jax
import jax.numpy as jnp


def predict(w, x):
    return jnp.tanh(x @ w)


def train(w, x):
    return jax.grad(predict)(w, x)


print("start")
train(jnp.ones(2), jnp.ones((3, 2)))
