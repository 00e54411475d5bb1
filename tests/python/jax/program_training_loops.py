"""Batch iterators, TrainState with apply_fn, schedules, EMA, checkpoint dicts, mixed losses, accumulations; regression + classification."""
import time, math, itertools, collections
from dataclasses import dataclass, replace, field
from typing import Any, Callable, Dict, Iterator, NamedTuple, Tuple
import jax, jax.numpy as jnp
import numpy as np
from jax import lax

@jax.tree_util.register_pytree_node_class
@dataclass
class TrainState:
    step: int
    params: Any
    opt_state: Any
    apply_fn: Callable
    tx: Any
    def tree_flatten(self): return (self.step, self.params, self.opt_state), (self.apply_fn, self.tx)
    @classmethod
    def tree_unflatten(cls, aux, ch): return cls(*ch, *aux)
    @classmethod
    def create(cls, *, apply_fn, params, tx): return cls(0, params, tx[0](params), apply_fn, tx)
    def apply_gradients(self, grads):
        upd, opt = self.tx[1](grads, self.opt_state, self.params)
        return replace(self, step=self.step + 1, params=jax.tree.map(jnp.add, self.params, upd), opt_state=opt)
def rmsprop(lr, decay=.9, eps=1e-8):
    init = lambda p: jax.tree.map(jnp.zeros_like, p)
    def update(g, nu, p):
        nu = jax.tree.map(lambda n, g: decay * n + (1 - decay) * g ** 2, nu, g)
        return jax.tree.map(lambda g, n: -lr * g / (jnp.sqrt(n) + eps), g, nu), nu
    return init, update
def lion(lr, b1=.9, b2=.99):
    init = lambda p: jax.tree.map(jnp.zeros_like, p)
    def update(g, m, p):
        u = jax.tree.map(lambda g, m: -lr * jnp.sign(b1 * m + (1 - b1) * g), g, m)
        return u, jax.tree.map(lambda g, m: b2 * m + (1 - b2) * g, g, m)
    return init, update
def mlp(params, x, *, train=False, rng=None):
    *hs, out = params
    for i, (w, b) in enumerate(hs):
        x = jax.nn.gelu(x @ w + b)
        if train:
            rng, k = jax.random.split(rng)
            x = x * jax.random.bernoulli(k, .9, x.shape) / .9
    return x @ out[0] + out[1]
def he(key, *sizes): return [(jax.random.normal(k, (i, o)) * math.sqrt(2 / i), jnp.zeros(o)) for k, i, o in zip(jax.random.split(key, len(sizes)), sizes, sizes[1:])]
def loader(*arrays, batch, rng, epochs) -> Iterator[Tuple[int, Tuple]]:
    n = len(arrays[0])
    for e in range(epochs):
        idx = rng.permutation(n)
        for s in range(0, n, batch):
            if s + batch <= n: yield e, tuple(a[idx[s:s + batch]] for a in arrays)
rng = np.random.default_rng(0)
centers = np.array([[0, 2], [2, -1], [-2, -1]]); y = rng.integers(0, 3, 150); X = (centers[y] + .6 * rng.normal(size=(150, 2))).astype(np.float32)
def xent(logits, y): return -jnp.take_along_axis(jax.nn.log_softmax(logits), y[:, None], -1).mean()
@jax.jit
def train_step(state: TrainState, x, y, key):
    def loss_fn(p):
        logits = state.apply_fn(p, x, train=True, rng=key)
        l2 = sum(jnp.sum(w ** 2) for w, _ in p)
        return xent(logits, y) + 1e-4 * l2, {"acc": (logits.argmax(-1) == y).mean()}
    (loss, aux), g = jax.value_and_grad(loss_fn, has_aux=True)(state.params)
    return state.apply_gradients(g), {"loss": loss, **aux}
for name, tx in [("rmsprop", rmsprop(5e-3)), ("lion", lion(5e-3))]:
    state = TrainState.create(apply_fn=mlp, params=he(jax.random.key(1), 2, 16, 3), tx=tx)
    hist = collections.defaultdict(list); ema = state.params
    for i, (e, (xb, yb)) in enumerate(loader(X, y, batch=50, rng=np.random.default_rng(1), epochs=8)):
        state, m = train_step(state, xb, yb, jax.random.fold_in(jax.random.key(2), i))
        ema = jax.tree.map(lambda a, b: .9 * a + .1 * b, ema, state.params)
        for k, v in m.items(): hist[k].append(v.item())
    acc = float((mlp(ema, X).argmax(-1) == y).mean())
    print(f"{name:8s} step {state.step:3d} first loss {hist['loss'][0]:.3f} ema acc>0.8 {acc > .8}")
# gradient accumulation == full batch
loss = lambda p, x, y: xent(mlp(p, x), y)
full = jax.grad(loss)(state.params, X[:100], y[:100])
def body(acc, b): return jax.tree.map(jnp.add, acc, jax.grad(loss)(state.params, *b)), None
acc, _ = lax.scan(body, jax.tree.map(jnp.zeros_like, state.params), (X[:100].reshape(4, 25, 2), y[:100].reshape(4, 25)))
print("accumulation", all(jax.tree.leaves(jax.tree.map(lambda a, b: bool(jnp.allclose(a / 4, b, atol=1e-5)), acc, full))))
# Fisher / per-example norms / jacobian rank / NTK
pe = jax.vmap(jax.grad(lambda p, x, y: loss(p, x[None], y[None])), (None, 0, 0))(state.params, X[:6], y[:6])
norms = jnp.sqrt(sum(jnp.sum(g.reshape(6, -1) ** 2, 1) for g in jax.tree.leaves(pe))); print(norms.shape, bool((norms >= 0).all()))
flat, unravel = jax.flatten_util.ravel_pytree(state.params) if hasattr(jax, "flatten_util") else (None, None)
from jax.flatten_util import ravel_pytree
flat, unravel = ravel_pytree(state.params); print(flat.shape, jax.tree.map(jnp.shape, unravel(flat)))
J = jax.jacrev(lambda f: mlp(unravel(f), X[:4]).ravel())(flat); K = J @ J.T; print(K.shape, bool(jnp.allclose(K, K.T, atol=1e-3)))
# ensembles by vmap over params
ens = jax.vmap(lambda k: tuple(map(tuple, he(k, 2, 8, 3))))(jax.random.split(jax.random.key(0), 5))
preds = jax.vmap(lambda p: jax.nn.softmax(mlp(p, X[:3])))(ens); print(preds.shape, jnp.round(preds.mean(0)[0], 3), jnp.round(preds.std(0)[0], 3))
# loss zoo
p_, t_ = jnp.array([.2, .8, .6]), jnp.array([0., 1., 1.])
zoo = {"mse": lambda p, t: jnp.mean((p - t) ** 2), "mae": lambda p, t: jnp.abs(p - t).mean(), "huber": lambda p, t: jnp.where(jnp.abs(p - t) < .3, .5 * (p - t) ** 2, .3 * (jnp.abs(p - t) - .15)).mean(), "bce": lambda p, t: -(t * jnp.log(p) + (1 - t) * jnp.log1p(-p)).mean(), "focal": lambda p, t: -(t * (1 - p) ** 2 * jnp.log(p) + (1 - t) * p ** 2 * jnp.log(1 - p)).mean(), "dice": lambda p, t: 1 - 2 * (p * t).sum() / (p.sum() + t.sum()), "hinge": lambda p, t: jnp.maximum(0, 1 - (2 * t - 1) * (2 * p - 1)).mean(), "cos": lambda p, t: 1 - p @ t / (jnp.linalg.norm(p) * jnp.linalg.norm(t)), "kl": lambda p, t: jnp.sum(jax.scipy.special.rel_entr(t / t.sum(), p / p.sum()))}
for n, f in zoo.items(): v, g = jax.value_and_grad(f)(p_, t_); print(f"{n:6s} {v:8.5f} {np.array2string(np.asarray(g), precision=4, suppress_small=True)}")
