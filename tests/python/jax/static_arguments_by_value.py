"""What is static is told apart by hash and equality."""

import functools

import jax
import jax.numpy as jnp


class Config:
    def __init__(self, power, name):
        self.power, self.name = power, name

    def __hash__(self):
        return hash(self.power)

    def __eq__(self, other):
        return isinstance(other, Config) and self.power == other.power


traced = []


@functools.partial(jax.jit, static_argnames="config")
def scaled(x, config):
    traced.append(config.name)
    return x**config.power


print(scaled(2.0, Config(2, "first")), scaled(3.0, Config(2, "equal")), scaled(3.0, Config(3, "other")))
print(traced)


def refused(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e).strip())


refused(scaled, 1.0, [1, 2])
refused(scaled, 1.0, {"power": 2})
refused(scaled, 1.0, jnp.ones(2))
refused(jax.jit, lambda x, y: x, static_argnums=(2,))


def numbers(x):
    yield x


try:
    jax.jit(numbers)
except TypeError as e:
    print(str(e).split(" at ")[0])

tuples = []
pick = jax.jit(lambda x, shape: (tuples.append(shape), x.reshape(shape))[1], static_argnums=1)
print(pick(jnp.arange(4), (2, 2)), pick(jnp.arange(4) + 1, (2, 2)), tuples)
print(jax.make_jaxpr(jax.jit(lambda x: x * 2, inline=True))(3))
