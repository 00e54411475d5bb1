import jax
import jax.numpy as jnp
from jax import random

key = random.PRNGKey(0)
print(key, key.shape, key.dtype)
k1, k2 = random.split(key)
print(k1, k2, random.split(key, 3), random.fold_in(key, 7), random.PRNGKey(42), random.PRNGKey(-1))
print(random.PRNGKey(2**40))
print(random.bits(key, (3,)), random.uniform(key), random.uniform(key, (4,)))
print(random.uniform(key, (2, 2), minval=-1, maxval=1))
print(random.randint(key, (6,), 0, 10), random.randint(key, (), -5, 5), random.bernoulli(key, 0.3, (6,)))
print(random.permutation(key, 6), random.permutation(key, jnp.arange(8).reshape(4, 2)))
print(random.normal(key).round(4), random.normal(key, (3,)).round(4))
print(random.normal(key, (2, 2), dtype=jnp.float16).dtype)
print(random.choice(key, 5, (3,)), random.choice(key, jnp.array([10, 20, 30]), (4,)))
print(random.choice(key, 5, (3,), replace=False), random.choice(key, 3, (5,), p=jnp.array([0.1, 0.1, 0.8])))
print(random.exponential(key, (3,)).round(4), random.categorical(key, jnp.log(jnp.array([0.1, 0.9])), shape=(6,)))
print(random.truncated_normal(key, -1, 1, (3,)).round(4), random.laplace(key, (2,)).round(4))
print(random.gumbel(key, (2,)).round(4), random.logistic(key, (2,)).round(4), random.cauchy(key, (2,)).round(3))
print(random.rademacher(key, (4,)))
new = random.key(0)
print(new, new.dtype, new.shape, random.key_data(new), random.uniform(new) == random.uniform(key))
print(random.split(new, 2).shape, random.wrap_key_data(key))
print(jax.vmap(random.uniform)(random.split(key, 3)), jax.jit(random.normal, static_argnums=1)(key, (2,)).round(4))
for bad in (lambda: random.uniform(3), lambda: random.uniform(key, (2,), jnp.int32), lambda: random.key("a")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).splitlines()[0])
