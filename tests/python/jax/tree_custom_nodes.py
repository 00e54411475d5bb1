from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp


@jax.tree_util.register_pytree_node_class
class Pair:
    def __init__(self, a, b, name="pair"):
        self.a, self.b, self.name = a, b, name

    def tree_flatten(self):
        return (self.a, self.b), self.name

    @classmethod
    def tree_unflatten(cls, name, children):
        return cls(*children, name)

    def __repr__(self):
        return f"Pair({self.a}, {self.b}, {self.name!r})"


p = Pair(1.0, jnp.arange(2.0), "mine")
print(jax.tree.map(lambda x: x * 2, p), jax.tree.structure(p), jax.grad(lambda p: p.a * p.b.sum())(p))
print(jax.jit(lambda p: Pair(p.b, p.a))(p))


@jax.tree_util.register_dataclass
@dataclass
class State:
    params: dict
    step: int = 0


s = State({"w": jnp.ones(2)}, 3)
print(jax.tree.map(lambda x: x + 1, s), jax.tree_util.tree_leaves_with_path(s))
print(jax.jit(lambda s: State(s.params, s.step + 1))(s))


@partial(jax.tree_util.register_dataclass, data_fields=["x"], meta_fields=["kind"])
@dataclass
class Tagged:
    x: jax.Array
    kind: str


print(jax.tree.structure(Tagged(1.0, "k")), jax.tree.leaves(Tagged(2.0, "z")))
print(jax.vmap(lambda t: t.x * len(t.kind))(Tagged(jnp.arange(3.0), "ab")))


class Special:
    def __init__(self, v):
        self.v = v


print(jax.tree.leaves([Special(1)])[0].v)
jax.tree_util.register_pytree_node(Special, lambda s: ((s.v,), None), lambda _, c: Special(*c))
print(jax.tree.leaves([Special(1), 2]), jax.tree.map(lambda x: x + 1, Special(4)).v)
try:
    jax.tree_util.register_pytree_node(Special, lambda s: ((s.v,), None), lambda _, c: Special(*c))
except ValueError as error:
    print(str(error).split("<")[0])


@jax.tree_util.register_pytree_with_keys_class
class Keyed:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def tree_flatten_with_keys(self):
        return ((jax.tree_util.GetAttrKey("x"), self.x), (jax.tree_util.GetAttrKey("y"), self.y)), None

    @classmethod
    def tree_unflatten(cls, aux, children):
        return cls(*children)


print(jax.tree_util.tree_leaves_with_path({"k": Keyed(1, [2])}))


def says(f):
    try:
        print(f())
    except (TypeError, ValueError) as e:
        print(e)


says(lambda: jax.lax.cond(True, lambda: Keyed(1, 2), lambda: (1, 2)))
says(lambda: jax.lax.fori_loop(0, 3, lambda i, c: Special(c.x), Keyed(1, 2)))
says(lambda: jax.tree.map(lambda x, y: x, Keyed(1, 2), Special(3)))
