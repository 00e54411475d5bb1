"""Lots of small idioms found in JAX repositories: partial/static/donate/jit decorators, tree utilities, dataclass pytrees, errors."""
import dataclasses, functools, operator, typing as tp, warnings
from functools import partial, reduce
import jax
import jax.numpy as jnp
import jax.random as jr
import jax.tree_util as jtu
import numpy as np
from jax import Array
from jax.typing import ArrayLike
from jax.tree_util import tree_map, Partial

def tree_dot(a, b) -> Array: return jax.tree.reduce(operator.add, jax.tree.map(jnp.vdot, a, b))
def tree_add(a, b): return jax.tree.map(operator.add, a, b)
def tree_scale(s, t): return jax.tree.map(lambda x: s * x, t)
def tree_zeros_like(t): return jax.tree.map(jnp.zeros_like, t)
def tree_norm(t): return jnp.sqrt(tree_dot(t, t))
def tree_stack(ts): return jax.tree.map(lambda *x: jnp.stack(x), *ts)
def tree_unstack(t):
    leaves, treedef = jax.tree.flatten(t)
    return [treedef.unflatten(l) for l in zip(*leaves)]
def tree_random_like(key, t):
    leaves, treedef = jax.tree.flatten(t)
    return jax.tree.unflatten(treedef, [jr.normal(k, l.shape) for k, l in zip(jr.split(key, len(leaves)), leaves)])
T = {"w": jnp.arange(6.).reshape(2, 3), "b": (jnp.ones(2), [jnp.array(3.)])}
print(tree_dot(T, T), tree_norm(T), jax.tree.structure(T))
S = tree_stack([T, tree_scale(2., T), tree_zeros_like(T)]); print(jax.tree.map(jnp.shape, S)); print(tree_unstack(S)[1]["b"])
print(jax.tree.map(lambda x: x.shape, tree_random_like(jr.key(0), T)), jax.tree.leaves(T, is_leaf=lambda x: isinstance(x, tuple))[0])
print(jax.tree.all(jax.tree.map(lambda x: jnp.all(x >= 0), T)), jax.tree.transpose(jax.tree.structure([0, 0]), jax.tree.structure((0, 0)), [(1, 2), (3, 4)]))
try: jax.tree.map(operator.add, {"a": 1, "b": 2}, {"a": 1})
except ValueError as e: print("ValueError:", str(e).split("\n")[0][:60])
@partial(jax.jit, static_argnames=("n", "mode"), donate_argnums=(0,))
def power(x: ArrayLike, n: int = 2, *, mode: str = "mul") -> Array:
    match mode:
        case "mul": return reduce(operator.mul, [x] * n)
        case "pow": return x ** n
    raise ValueError(mode)
print(power(jnp.arange(3.)), power(jnp.arange(3.), 3, mode="pow"))
try: power(jnp.arange(3.), mode="bad")
except ValueError as e: print("ValueError:", e)
@partial(jax.vmap, in_axes=(None, 0), out_axes=1)
def outer(a, b): return a * b
print(outer(jnp.arange(3.), jnp.arange(2.)))
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs)
print(compose(jnp.sum, jnp.square, partial(jnp.add, 1))(jnp.arange(3)))
print(jax.jit(jax.vmap(jax.grad(lambda x: jnp.sin(x) * x)))(jnp.arange(3.)), jax.jit(lambda *a, **k: sum(a) + sum(k.values()))(1, 2, z=3))
f = Partial(lambda a, x: a * x, jnp.array(2.)); print(jax.jit(lambda f, x: f(x))(f, 3.), jax.tree.leaves(f))
class Counter:
    def __init__(self): self.calls = 0
    def __call__(self, x): self.calls += 1; return x * 2
c = Counter(); g = jax.jit(c); [g(jnp.float32(i)) for i in range(3)]; g(jnp.ones(2)); print("traces", c.calls)
class Model:
    def __init__(self, scale): self.scale = scale
    @partial(jax.jit, static_argnums=0)
    def __call__(self, x): return self.scale * x
    @functools.cached_property
    def table(self): return jnp.arange(self.scale)
    @staticmethod
    @jax.jit
    def helper(x): return x + 1
print(Model(3)(2.), Model(2).table, Model.helper(1))
@jax.tree_util.register_static
@dataclasses.dataclass(frozen=True)
class Cfg: depth: int = 2
print(jax.jit(lambda c, x: x * c.depth)(Cfg(5), 2.), jax.tree.leaves(Cfg()))
@jtu.register_dataclass
@dataclasses.dataclass
class Point:
    x: Array
    y: Array
    tag: str = dataclasses.field(metadata=dict(static=True), default="p")
p = Point(jnp.array(1.), jnp.array(2.)); print(jax.grad(lambda p: p.x ** 2 * p.y)(p), jax.tree.map(lambda v: v + 1, p).tag)
print(jtu.tree_map_with_path(lambda k, v: f"{jtu.keystr(k)}={v.shape}", T))
print(jax.linearize(jnp.sin, 0.5)[1](2.), jax.vjp(lambda a, b: a * b, 2., 3.)[1](1.), jax.jvp(jnp.tanh, (0.3,), (1.,)))
def unrolled(n): return jax.jit(lambda x: jax.lax.scan(lambda c, _: (jnp.cos(c), None), x, None, length=n, unroll=2)[0])
print(unrolled(7)(1.0), jax.checkpoint(lambda x: jnp.sin(jnp.sin(x)))(1.), jax.grad(jax.remat(lambda x: jnp.sin(jnp.sin(x))))(1.))
for bad in [lambda: jnp.ones(3) + jnp.ones(4), lambda: jax.grad(lambda x: x)(jnp.ones(2)), lambda: jnp.dot(jnp.ones((2, 3)), jnp.ones((2, 3))), lambda: jax.vmap(lambda a, b: a + b)(jnp.ones(2), jnp.ones(3)), lambda: jnp.reshape(jnp.ones(6), (4, 2)), lambda: jax.grad(lambda x: x * 1.0)(1), lambda: jnp.concatenate([jnp.ones((2, 2)), jnp.ones((3, 3))]), lambda: jax.jit(lambda x: int(x))(1.)]:
    try: bad()
    except Exception as e: print(type(e).__name__, "|", str(e).split("\n")[0][:90])
with jax.disable_jit(): print(jax.jit(lambda x: x if x > 2 else -x)(3.))
with jax.named_scope("foo"): print(jnp.einsum("i,j->ij", jnp.arange(2), jnp.arange(2)).sum())
print(jnp.where(jnp.array([True, False]), 1, 0.5), jnp.isclose(0.1 + 0.2, 0.3), jnp.array_equal(jnp.ones(2), np.ones(2)), jnp.allclose(1., 1. + 1e-9))
x = jnp.arange(12).reshape(3, 4); print(x[..., None].shape, x[:, ::-1][0], x[jnp.array([0, 2])][:, [1, 2]], x.at[1].mul(10)[1], x[x[:, 0] > 3].shape, x.ravel()[-3:], x.T.reshape(2, -1)[0])
print(x.mean(0), x.std(), x.max(axis=1, keepdims=True).T, x.argmin(), x.cumsum(1)[0], x.prod(where=x > 0), jnp.median(x), jnp.linalg.norm(x.astype(float), axis=1))
