"""Masking, multi-head attention with einsum, rotary embeddings, causal decoding with a kv cache, beam-free sampling."""
import jax
import jax.numpy as jnp
from functools import partial
from typing import NamedTuple, Optional
import numpy as np

class KVCache(NamedTuple):
    k: jax.Array
    v: jax.Array
    pos: jax.Array
    @classmethod
    def zeros(cls, T, H, D): return cls(jnp.zeros((T, H, D)), jnp.zeros((T, H, D)), jnp.int32(0))

def rope(x, pos, base=10000.0):
    d = x.shape[-1]
    inv = 1.0 / (base ** (jnp.arange(0, d, 2) / d))
    ang = pos[:, None] * inv[None]
    sin, cos = jnp.sin(ang)[:, None], jnp.cos(ang)[:, None]
    x1, x2 = x[..., ::2], x[..., 1::2]
    return jnp.stack([x1 * cos - x2 * sin, x1 * sin + x2 * cos], axis=-1).reshape(x.shape)

def rms_norm(x, w, eps=1e-6): return x * jax.lax.rsqrt(jnp.mean(jnp.square(x), -1, keepdims=True) + eps) * w

def mha(p, x, H):
    T, C = x.shape
    q, k, v = (jnp.einsum("tc,chd->thd", x, p[n].reshape(C, H, C // H)) for n in ("q", "k", "v"))
    pos = jnp.arange(T)
    q, k = rope(q, pos), rope(k, pos)
    s = jnp.einsum("qhd,khd->hqk", q, k) / jnp.sqrt(C // H)
    s = jnp.where(pos[:, None] >= pos[None, :], s, jnp.finfo(s.dtype).min)
    a = jax.nn.softmax(s, -1)
    return jnp.einsum("hqk,khd->qhd", a, v).reshape(T, C) @ p["o"], a

def mha_step(p, cache, x, H):
    C = x.shape[-1]
    q, k, v = (jnp.einsum("c,chd->hd", x, p[n].reshape(C, H, C // H)) for n in ("q", "k", "v"))
    pos = cache.pos[None]
    q, k = rope(q[None], pos)[0], rope(k[None], pos)[0]
    K = jax.lax.dynamic_update_index_in_dim(cache.k, k, cache.pos, 0)
    V = jax.lax.dynamic_update_index_in_dim(cache.v, v, cache.pos, 0)
    s = jnp.einsum("hd,khd->hk", q, K) / jnp.sqrt(C // H)
    s = jnp.where(jnp.arange(K.shape[0]) <= cache.pos, s, -jnp.inf)
    y = jnp.einsum("hk,khd->hd", jax.nn.softmax(s, -1), V).reshape(C) @ p["o"]
    return KVCache(K, V, cache.pos + 1), y

C, H, T = 8, 2, 5
ks = jax.random.split(jax.random.PRNGKey(0), 5)
p = {n: jax.random.normal(k, (C, C)) / np.sqrt(C) for n, k in zip("qkvo", ks)}
x = jax.random.normal(ks[4], (T, C))
y, a = jax.jit(mha, static_argnames="H")(p, x, H=H)
print(jnp.round(a[0], 3))
cache, ys = jax.lax.scan(partial(mha_step, p, H=H) if False else (lambda c, t: mha_step(p, c, t, H)), KVCache.zeros(T, H, C // H), x)
print("cache matches:", bool(jnp.allclose(ys, y, atol=1e-5)), cache.pos)
print(rms_norm(x, jnp.ones(C))[0])
print(jax.tree.map(lambda g: jnp.round(jnp.linalg.norm(g), 3), jax.grad(lambda p: mha(p, x, H)[0].sum())(p)))
sa = jax.nn.dot_product_attention(x.reshape(1, T, H, C // H), x.reshape(1, T, H, C // H), x.reshape(1, T, H, C // H), is_causal=True)
print(sa.shape, jnp.round(sa[0, -1], 3))
logits = jnp.array([1., 3., 2., 0.5])
def top_k_filter(l, k): return jnp.where(l < jax.lax.top_k(l, k)[0][-1], -jnp.inf, l)
def top_p_filter(l, p):
    idx = jnp.argsort(-l); cum = jnp.cumsum(jax.nn.softmax(l[idx]))
    keep = jnp.zeros_like(l, bool).at[idx].set(jnp.concatenate([jnp.array([True]), cum[:-1] < p]))
    return jnp.where(keep, l, -jnp.inf)
print(top_k_filter(logits, 2), top_p_filter(logits, 0.8))
keys = jax.random.split(jax.random.PRNGKey(1), 6)
print([int(jax.random.categorical(k, top_k_filter(logits, 2))) for k in keys], jax.vmap(lambda k: jax.random.categorical(k, logits))(keys))
onehot = jax.nn.one_hot(jnp.array([1, 3]), 4)
print(jnp.einsum("bv,v->b", onehot, logits), -(onehot * jax.nn.log_softmax(logits)).sum(-1))
def label_smooth(l, t, eps=0.1): return -((1 - eps) * jax.nn.log_softmax(l)[t] + eps * jax.nn.log_softmax(l).mean())
print(label_smooth(logits, 1), jax.grad(label_smooth)(logits, 1))
pe = lambda T, d: jnp.concatenate([f(jnp.arange(T)[:, None] / 10000 ** (2 * jnp.arange(d // 2) / d)) for f in (jnp.sin, jnp.cos)], 1)
print(jnp.round(pe(3, 4), 4))
