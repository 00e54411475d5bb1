import jax
import jax.numpy as jnp
from jax import tree_util as tu

t = {"b": [1, (2, None)], "a": jnp.arange(2), "c": {"d": 3.0, "e": []}}
leaves, treedef = jax.tree.flatten(t)
print(leaves, treedef, treedef.num_leaves)
print(jax.tree.unflatten(treedef, "wxyz"), jax.tree.structure([1, {"a": 2}]), jax.tree.leaves([None, 1, ()]))
print(jax.tree.map(lambda x: x * 2, t), jax.tree.map(lambda a, b: a + b, [1, (2,)], [10, (20,)]))
print(jax.tree.map(lambda x, y: (x, y), {"a": 1}, {"a": {"deep": 2}}))
print(jax.tree.map(lambda x: x is None, [None, 1], is_leaf=lambda x: x is None))
print(jax.tree.reduce(lambda a, b: a + b, [1, {"x": 2}], 10), jax.tree.all([True, {"a": 1}]))
print(jax.tree.transpose(jax.tree.structure([0, 0]), jax.tree.structure({"a": 0}), [{"a": 1}, {"a": 2}]))
print(tu.tree_flatten_with_path({"a": [1, 2], "b": (3,)})[0], [tu.keystr(p) for p, _ in tu.tree_leaves_with_path(t)])
print(tu.tree_map_with_path(lambda p, x: tu.keystr(p) + str(x), {"a": [5], "b": 6}), tu.tree_structure(3))
print(tu.tree_structure(None), tu.tree_structure(()))
print(jax.tree.structure([1, 2]) == jax.tree.structure([3, 4]), jax.tree.structure([1]) == jax.tree.structure((1,)))
print(hash(treedef) == hash(jax.tree.structure(t)), treedef.children())
print(tu.tree_leaves({"z": 1, "a": 2}), tu.tree_all({}), tu.tree_reduce(max, [3, [9, 1]]))
print(jax.tree.map(jnp.shape, {"w": jnp.ones((2, 3)), "b": jnp.ones(3)}))
print(tu.Partial(lambda x, y: x + y, 1)(2), jax.tree.leaves(tu.Partial(print, jnp.ones(1), k=2)))
from jax.flatten_util import ravel_pytree

flat, unravel = ravel_pytree({"w": jnp.ones((2, 2)), "b": jnp.arange(2)})
print(flat, unravel(flat * 2))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda: jax.tree.map(lambda a, b: a, [1, 2], [1]))
attempt(lambda: jax.tree.map(lambda a, b: a, {"a": 1}, {"b": 1}))
attempt(lambda: jax.tree.map(lambda a, b: a, [1], (1,)))
attempt(lambda: jax.tree.unflatten(treedef, [1]))
attempt(lambda: jax.tree.map(lambda a, b: a, [1, [2]], [1, 2]))
attempt(lambda: jax.tree.leaves({1: 1, "a": 2}))
attempt(lambda: jax.tree.map(lambda x: x, 5))
