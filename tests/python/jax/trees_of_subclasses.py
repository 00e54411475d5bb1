"""Trees of what derives from containers, structures of nodes, and vectors of trees."""

import collections
import dataclasses

import jax
import jax.numpy as jnp
from jax import tree_util
from jax.flatten_util import ravel_pytree

tree = collections.defaultdict(list, {"b": [1, 2], "a": 3})
print(tree_util.tree_leaves(tree), tree_util.all_leaves([tree]))


@tree_util.register_static
class Size(int):
    def __repr__(self):
        return f"Size({int(self)})"


print(tree_util.tree_structure([Size(3), 4]), tree_util.tree_leaves([Size(3), 4]))
Point = collections.namedtuple("Point", "x y")
for item in ([1], (1, 2), {"k": 0}, None, 5, Point(1, 2)):
    print(tree_util.tree_structure(item).node_data())


@dataclasses.dataclass
class Layer:
    weight: float
    bias: float
    name: str = "layer"


for fields in (dict(data_fields=["weight"], meta_fields=["bias"]), dict(data_fields=["weight", "bias", "depth"], meta_fields=["name"])):
    try:
        tree_util.register_dataclass(Layer, **fields)
    except ValueError as e:
        print(e)

flat, unravel = ravel_pytree({"a": jnp.arange(2.0), "b": 3.0})
print(flat, unravel(flat > 1), unravel(flat.astype(int)))
mixed, unravel_mixed = ravel_pytree((jnp.arange(2.0), jnp.arange(2)))
print(mixed, unravel_mixed(mixed))
for bad in (lambda: unravel(jnp.ones(4)), lambda: unravel_mixed(mixed > 0)):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

counts = collections.defaultdict(int, b=1, a=2)
print(jax.tree.leaves(counts), jax.tree.structure(counts))
doubled = jax.tree.map(lambda x: 2 * x, counts)
print(doubled, doubled["missing"], [jax.tree_util.keystr(path) for path, _ in jax.tree.leaves_with_path(counts)])
print(jax.lax.fori_loop(0, 2, lambda i, d: collections.defaultdict(int, b=d["b"] + i, a=d["a"]), counts))
