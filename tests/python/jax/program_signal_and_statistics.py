import jax
import jax.numpy as jnp

t = jnp.arange(16) / 16
signal = jnp.sin(2 * jnp.pi * 2 * t) + 0.5 * jnp.cos(2 * jnp.pi * 5 * t)


def dft(x):
    n = x.shape[0]
    k = jnp.arange(n)
    angle = -2 * jnp.pi * k[:, None] * k[None] / n
    return x @ jnp.cos(angle).T, x @ jnp.sin(angle).T


re, im = dft(signal)
power = jnp.sqrt(re**2 + im**2)
print(power.round(2)[:8], jnp.argsort(-power[:8])[:2])
moving = lambda x, n: jnp.convolve(x, jnp.ones(n) / n, mode="valid")
print(moving(jnp.arange(8.0), 3), jnp.cumsum(jnp.ones(4)), jnp.diff(jnp.array([1.0, 4.0, 9.0])))
data = jnp.array([[2.0, 8.0], [4.0, 6.0], [6.0, 4.0], [8.0, 2.0], [5.0, 5.5]])
z = (data - data.mean(0)) / data.std(0)
print(z.round(3), (z.T @ z / len(z)).round(3), jnp.corrcoef(data.T).round(3)[0, 1], jnp.median(data, axis=0))
print(jnp.percentile(data[:, 0], jnp.array([25, 75])))
ecdf = lambda x: jnp.mean(data[:, 0] <= x)
print(jax.vmap(ecdf)(jnp.array([3.0, 5.0, 9.0])).round(2), jnp.histogram(data.ravel(), bins=4, range=(0.0, 8.0))[0])
bootstrap = jax.vmap(lambda k: jax.random.choice(k, data[:, 0], (5,)).mean())(jax.random.split(jax.random.key(0), 200))
print(jnp.abs(bootstrap.mean() - 5.0) < 0.3, bootstrap.shape)
entropy = lambda p: -jnp.sum(jnp.where(p > 0, p * jnp.log(jnp.where(p > 0, p, 1.0)), 0.0))
p = jnp.array([0.5, 0.25, 0.25, 0.0])
print(entropy(p).round(4), jax.grad(entropy)(p).round(3), jnp.sum(p * jnp.log2(jnp.where(p > 0, p, 1.0))))
