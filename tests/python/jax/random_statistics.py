import jax
import jax.numpy as jnp
from jax import random

key = random.key(1)
x = random.normal(key, (10000,))
print(jnp.abs(x.mean()) < 0.05, jnp.abs(x.std() - 1) < 0.05)
u = random.uniform(key, (10000,), minval=2.0, maxval=4.0)
print(u.min() >= 2, u.max() < 4, jnp.abs(u.mean() - 3) < 0.05)
keys = random.split(key, 4)
print([int(random.randint(k, (), 0, 1000)) for k in keys])


def monte_carlo_pi(key, n):
    xy = random.uniform(key, (n, 2))
    return 4 * jnp.mean(jnp.sum(xy**2, axis=1) < 1)


print(monte_carlo_pi(key, 1000), jax.vmap(lambda k: monte_carlo_pi(k, 500))(keys).round(3))


def walk(key, steps):
    position = 0
    for k in random.split(key, steps):
        position += 1 if random.bernoulli(k) else -1
    return position


print(walk(key, 20))
print(random.multivariate_normal is not None, random.dirichlet is not None, random.gamma is not None)
print(random.poisson(key, 3.0, (4,)).shape)
shuffled = random.permutation(random.key(3), jnp.arange(10))
print(shuffled, jnp.sort(shuffled))
print(random.permutation(random.key(3), jnp.arange(6).reshape(2, 3), axis=1, independent=False))
