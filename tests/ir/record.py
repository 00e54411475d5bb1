"""Writes samples/trees.json, what JAX says of trees: python record.py (with jax 0.10.2 installed).

Trees are written so that Python and JavaScript read them alike: L(1, T(2), D([["a", 3]])).
"""

import collections
import json
import pathlib
import random

import jax
from jax import tree_util
from jax._src import tree_util as internal

Point = collections.namedtuple("Point", "x y")
Pair = collections.namedtuple("Pair", "x y")

# This version of jaxlib gives every field of a named tuple the key of the first one.
child_keys = internal._child_keys
internal._child_keys = lambda tree: (
    tuple(map(tree_util.GetAttrKey, tree._fields)) if hasattr(tree, "_fields") else child_keys(tree)
)


class C:
    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return f"{type(self).__name__}({self.a!r})"


class E(C):
    """With data beside its child."""

    def __init__(self, a, tag):
        self.a, self.tag = a, tag


class K(C):
    """With keys."""


class F(C):
    """With as many children as are in a list."""


class Static:
    def __repr__(self):
        return "Static()"


class Data(C):
    """A dataclass with a static field."""

    def __init__(self, a, b):
        self.a, self.b = a, b

    def __repr__(self):
        return f"Data(a={self.a!r}, b={self.b!r})"


tree_util.register_pytree_node(C, lambda c: ((c.a,), None), lambda m, c: C(*c))
tree_util.register_pytree_node(E, lambda c: ((c.a,), c.tag), lambda m, c: E(*c, m))
tree_util.register_pytree_with_keys(
    K, lambda c: (((tree_util.GetAttrKey("a"), c.a),), "meta"), lambda m, c: K(*c)
)
tree_util.register_pytree_node(F, lambda c: (c.a, ()), lambda m, c: F(list(c)))
tree_util.register_static(Static)
tree_util.register_dataclass(Data, ["a"], ["b"])

names = {
    "L": lambda *items: list(items),
    "T": lambda *items: items,
    "D": dict,
    "O": collections.OrderedDict,
    "DL": lambda pairs: collections.defaultdict(list, pairs),
    "DI": lambda pairs: collections.defaultdict(int, pairs),
    "None_": None,
    "Point": Point,
    "Pair": Pair,
    "C": C,
    "E": E,
    "K": K,
    "F": F,
    "Static": Static,
    "Data": Data,
}


def read(text):
    return eval(text, dict(names))


def tried(f):
    try:
        return str(f())
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def path_texts(tree):
    return "\n".join(
        f"{tree_util.keystr(path)} {tree_util.keystr(path, simple=True, separator='/')} {path}"
        for path, _ in tree_util.tree_leaves_with_path(tree)
    )


def differences(a, b):
    a, b = tree_util.tree_structure(a), tree_util.tree_structure(b)
    return "\n".join(f"{tree_util.keystr(path)} {x}; {y}; {why}" for path, x, y, why in internal.equality_errors_pytreedef(a, b))


def vmapped(axes, tree):
    x = tree_util.tree_map(lambda _: jax.numpy.ones((2,) * 10), tree)
    return jax.tree.structure(jax.vmap(lambda a: a, in_axes=(axes,))(x))


operations = {
    "structure": lambda a, b: tree_util.tree_structure(a),
    "counts": lambda a, b: (tree_util.tree_structure(a).num_leaves, tree_util.tree_structure(a).num_nodes),
    "paths": lambda a, b: path_texts(a),
    "up to": lambda a, b: tree_util.tree_structure(a).flatten_up_to(b),
    "map": lambda a, b: tree_util.tree_map(lambda x, y: (x, y), a, b),
    "broadcast": lambda a, b: tree_util.tree_broadcast(a, b),
    "differences": differences,
    "vmap": vmapped,
    "transpose": lambda a, b: tree_util.tree_transpose(tree_util.tree_structure(a), None, b),
}

pairs = """
L(1, 2) | T(1, 2)
T(1, 2) | L(1, 2)
L(1, 2) | L(1, 2, 3)
T(1) | T()
D([["a", 1]]) | D([["b", 1]])
D([["a", 1]]) | D([["a", 1], ["b", 2]])
D([["b", 1], ["a", 2]]) | O([["b", 1], ["a", 2]])
O([["b", 1], ["a", 2]]) | O([["a", 1], ["b", 2]])
DL([["b", 1], ["a", 2]]) | DI([["a", 1], ["b", 2]])
D([[2, 1], [10, L()]]) | D([[2, 1], [10, 3]])
None_ | 1
L(None_, 1) | L(None_, 2)
L(None_, 1) | L(3, 2)
Point(1, 2) | T(1, 2)
Point(1, 2) | Pair(1, 2)
Point(1, L(2)) | Point(1, L(2, 3))
T(1, 2) | Point(1, 2)
C(1) | C(L(1, 2))
C(L(1)) | C(L(1, 2))
C(1) | E(1, "one")
E(1, "one") | E(2, "one")
E(1, "one") | E(1, T("more", 2))
E(1, "first line\\nsecond line") | E(1, "first line\\nsecond lines\\nlast")
K(T(1)) | K(L(2))
F(L(1)) | F(L(1, 2))
Static() | Static()
Data(1, 2) | Data(3, 2)
Data(1, 2) | Data(1, "x")
Data(L(1), 2) | Data(T(1), 2)
Data(1, 2) | 3
L(1, T(2, D([["x", 1]]))) | L(1, T(2, D([["y", 1]])))
L(T(1), T(2)) | L(3, 4)
L(D([["a", 1]]), T(1)) | L(D([["b", 1]]), T(1, 2))
D([["weights", 1], ["bias", 2]]) | D([["weight", 1], ["bias", 2]])
L(1, 2) | L(T(1, 2), T(3, 4))
L(1, 2) | L(T(1, 2), T(3))
"""


def random_tree(depth):
    if depth == 0 or random.random() < 0.1:
        return str(random.randint(0, 9))
    kind = random.choice(["L", "T", "D", "O", "Point", "C", "K", "Data", "None_"])
    count = {"Point": 2, "C": 1, "K": 1, "Data": 1}.get(kind, random.randint(0, 2))
    items = [random_tree(depth - 1) for _ in range(count)]
    if kind in "DO":
        entries = [f'["{key}", {item}]' for key, item in zip(random.sample("abc", count), items)]
        return f"{kind}([{', '.join(entries)}])"
    if kind == "None_":
        return kind
    return f"{kind}({', '.join([*items, '1'] if kind == 'Data' else items)})"


random.seed(3)
samples = [line.split(" | ") for line in pairs.strip().split("\n")]
for _ in range(60):
    a = random_tree(3)
    digits = [i for i, c in enumerate(a) if c.isdigit()]
    if not digits:
        continue
    at = random.choice(digits)
    samples.append([a, a[:at] + random_tree(1) + a[at + 1 :]])
    samples.append([a[:at] + random_tree(1) + a[at + 1 :], a[:at] + random_tree(1) + a[at + 1 :]])


def is_determined(text):
    """Sets of strings have no order."""
    found = text.split("symmetric difference on key sets is\n    ")[1:] + text.split("difference of key sets: {")[1:]
    return all(len(rest.split("\n")[0].split("}")[0].split()) <= 1 for rest in found)


records = []
for a, b in samples:
    texts = {name: tried(lambda: run(read(a), read(b))) for name, run in operations.items()}
    records.append({"a": a, "b": b, **{name: text for name, text in texts.items() if is_determined(text)}})
path = pathlib.Path(__file__).parent / "samples" / "trees.json"
path.write_text("[\n" + ",\n".join(json.dumps(record) for record in records) + "\n]\n")
