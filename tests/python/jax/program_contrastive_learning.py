"""Contrastive learning on toy signals, batchnorm with running stats, lr schedules, early stopping, metrics table."""
from __future__ import annotations
import math, json
from dataclasses import dataclass, field
from typing import Callable, Iterator
import jax, jax.numpy as jnp, numpy as np
from jax import random, jit, vmap, value_and_grad, lax

@dataclass
class Metrics:
    history: dict[str, list[float]] = field(default_factory=dict)
    def log(self, **kw):
        for k, v in kw.items(): self.history.setdefault(k, []).append(float(v))
    def table(self, every=1):
        keys = list(self.history)
        rows = [" | ".join(f"{k:>8}" for k in keys), "-+-".join("-" * 8 for _ in keys)]
        for i in range(0, len(self.history[keys[0]]), every):
            rows.append(" | ".join(f"{self.history[k][i]:8.3f}" for k in keys))
        return "\n".join(rows)

def warmup_cosine(base, warmup, total):
    def schedule(step):
        warm = base * (step + 1) / warmup
        prog = jnp.clip((step - warmup) / (total - warmup), 0, 1)
        return jnp.where(step < warmup, warm, base * 0.5 * (1 + jnp.cos(jnp.pi * prog)))
    return schedule
def piecewise(boundaries, values):
    b, v = jnp.array(boundaries), jnp.array(values)
    return lambda step: v[jnp.searchsorted(b, step, side="right")]
sched = warmup_cosine(0.1, 5, 40)
print(jnp.array([sched(s) for s in range(0, 45, 5)]))
print([float(piecewise([10, 20], [1., .5, .1])(s)) for s in (0, 10, 15, 25)])

def augment(key, x):
    k1, k2, k3 = random.split(key, 3)
    x = x + 0.05 * random.normal(k1, x.shape)
    x = jnp.roll(x, random.randint(k2, (), -2, 3))
    return x * random.uniform(k3, (), minval=0.8, maxval=1.2)
def batchnorm(p, s, x, train, mom=0.9):
    if train:
        m, v = x.mean(0), x.var(0)
        s = {"m": mom * s["m"] + (1 - mom) * m, "v": mom * s["v"] + (1 - mom) * v}
    else: m, v = s["m"], s["v"]
    return p["g"] * (x - m) * lax.rsqrt(v + 1e-5) + p["b"], s
def net(p, s, x, train):
    h = x @ p["W1"]
    h, s = batchnorm(p["bn"], s, h, train)
    z = jax.nn.silu(h) @ p["W2"]
    return z / jnp.linalg.norm(z, axis=-1, keepdims=True), s
def info_nce(p, s, key, x, tau=0.2):
    k1, k2 = random.split(key)
    n = x.shape[0]
    a = vmap(augment)(random.split(k1, n), x); b = vmap(augment)(random.split(k2, n), x)
    za, s = net(p, s, a, True); zb, s = net(p, s, b, True)
    logits = za @ zb.T / tau
    lab = jnp.arange(n)
    l = -(jax.nn.log_softmax(logits, 1)[lab, lab].mean() + jax.nn.log_softmax(logits, 0)[lab, lab].mean()) / 2
    return l, (s, (logits.argmax(1) == lab).mean())
rs = np.random.RandomState(3)
X = jnp.asarray(rs.randn(24, 12), jnp.float32)
k = random.split(random.PRNGKey(0), 2)
p = {"W1": random.normal(k[0], (12, 16)) * 0.3, "W2": random.normal(k[1], (16, 4)) * 0.3, "bn": {"g": jnp.ones(16), "b": jnp.zeros(16)}}
s = {"m": jnp.zeros(16), "v": jnp.ones(16)}
@jit
def step(p, s, key, lr):
    (l, (s, acc)), g = value_and_grad(info_nce, has_aux=True)(p, s, key, X)
    return jax.tree.map(lambda a, b: a - lr * b, p, g), s, l, acc
M = Metrics(); best, patience = math.inf, 0
for i in range(30):
    lr = sched(i)
    p, s, l, acc = step(p, s, random.fold_in(random.PRNGKey(9), i), lr)
    M.log(step=i, lr=lr, loss=l)
    if l < best - 1e-3: best, patience = float(l), 0
    else: patience += 1
    if patience > 15: print("early stop"); break
print(M.table(every=10))
z, _ = net(p, s, X, False)
print(z.shape, jnp.round(jnp.linalg.norm(z, axis=1)[:3], 4), {k: round(float(v.mean()), 2) for k, v in s.items()})
print(json.dumps({k: [round(x, 2) for x in v[:3]] for k, v in M.history.items()}))
def confusion(y, p, n): return jnp.zeros((n, n), int).at[y, p].add(1)
print(confusion(jnp.array([0, 1, 2, 2]), jnp.array([0, 2, 2, 1]), 3))
def auc(y, s): o = jnp.argsort(s); r = jnp.zeros_like(s).at[o].set(jnp.arange(1, len(s) + 1)); npos = y.sum(); return (jnp.sum(jnp.where(y == 1, r, 0)) - npos * (npos + 1) / 2) / (npos * (len(y) - npos))
print("auc", auc(jnp.array([0, 1, 1, 0, 1]), jnp.array([.1, .8, .4, .5, .9])))
