import jax
import jax.numpy as jnp


def attention(q, k, v, mask=None):
    scores = jnp.einsum("hqd,hkd->hqk", q, k) / jnp.sqrt(q.shape[-1])
    if mask is not None:
        scores = jnp.where(mask, scores, -1e9)
    weights = jax.nn.softmax(scores, axis=-1)
    return jnp.einsum("hqk,hkd->hqd", weights, v), weights


class MultiHead:
    def __init__(self, key, width, heads):
        self.heads = heads
        self.wq, self.wk, self.wv, self.wo = (jax.random.normal(k, (width, width)) / width**0.5 for k in jax.random.split(key, 4))

    def split(self, x):
        n, d = x.shape
        return x.reshape(n, self.heads, d // self.heads).transpose(1, 0, 2)

    def __call__(self, x, causal=False):
        n = x.shape[0]
        mask = jnp.tril(jnp.ones((n, n), bool)) if causal else None
        out, weights = attention(self.split(x @ self.wq), self.split(x @ self.wk), self.split(x @ self.wv), mask)
        return out.transpose(1, 0, 2).reshape(x.shape) @ self.wo, weights


layer = MultiHead(jax.random.key(0), 8, 2)
x = jax.random.normal(jax.random.key(1), (4, 8))
out, weights = layer(x, causal=True)
print(out.shape, weights.shape, weights.sum(-1).round(3), jnp.triu(weights[0], 1).sum().round(4))
print(jnp.allclose(layer(x)[0], jax.jit(layer)(x)[0], atol=1e-5), jax.vmap(layer)(jnp.stack([x, x]))[0].shape)
leak = jax.jacrev(lambda x: layer(x, causal=True)[0][1].sum())(x)
print(jnp.abs(leak).sum(1) > 0)
positions = jnp.arange(4)[:, None] / 10000 ** (2 * jnp.arange(4)[None] / 8)
print(jnp.concatenate([jnp.sin(positions), jnp.cos(positions)], -1).round(3))
