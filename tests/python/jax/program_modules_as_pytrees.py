from __future__ import annotations

import dataclasses

import jax
import jax.numpy as jnp


def module(cls):
    cls = dataclasses.dataclass(cls)
    names = [f.name for f in dataclasses.fields(cls)]
    jax.tree_util.register_pytree_node(
        cls, lambda m: ([getattr(m, n) for n in names], None), lambda _, leaves: cls(*leaves)
    )
    return cls


@module
class Linear:
    w: jax.Array
    b: jax.Array

    @classmethod
    def create(cls, key, n_in, n_out):
        return cls(jax.random.normal(key, (n_in, n_out)) / n_in**0.5, jnp.zeros(n_out))

    def __call__(self, x):
        return x @ self.w + self.b


@module
class Net:
    layers: list[Linear]
    scale: jax.Array

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = jax.nn.gelu(layer(x))
        return self.scale * self.layers[-1](x)


keys = jax.random.split(jax.random.key(0), 2)
net = Net([Linear.create(keys[0], 3, 8), Linear.create(keys[1], 8, 1)], jnp.array(1.0))
print(jax.tree.map(jnp.shape, net))
print([jax.tree_util.keystr(p) for p, _ in jax.tree_util.tree_leaves_with_path({"net": net.layers[0].b})])
print(len(jax.tree.leaves(net)))
x, y = jax.random.normal(jax.random.key(1), (16, 3)), jnp.ones((16, 1))


@jax.jit
def step(net):
    value, grads = jax.value_and_grad(lambda n: jnp.mean((n(x) - y) ** 2))(net)
    return value, jax.tree.map(lambda p, g: p - 0.1 * g, net, grads)


first, net = step(net)
for _ in range(100):
    last, net = step(net)
print(last < 0.1 * first, type(net).__name__, isinstance(net.layers[0], Linear))
frozen = dataclasses.replace(net, scale=jnp.array(0.0))
print(frozen(x).sum(), jax.vmap(net)(x).shape)
