import jax
import jax.numpy as jnp


def soft_rank(x, temperature=0.1):
    return jnp.sum(jax.nn.sigmoid((x[:, None] - x[None, :]) / temperature), axis=1) + 0.5


def soft_argmax(x, temperature=1.0):
    return jnp.sum(jax.nn.softmax(x / temperature) * jnp.arange(x.shape[0]))


x = jnp.array([3.0, 1.0, 2.0, 5.0])
print(soft_rank(x).round(3), soft_argmax(x, 0.1).round(3), jax.grad(soft_argmax)(x).round(3))
print(jax.jacfwd(soft_rank)(x).round(3)[0], jnp.sort(x), jax.grad(lambda x: (jnp.sort(x) * jnp.arange(4.0)).sum())(x))
print(jax.jacrev(jnp.sort)(x))
top2 = lambda x: jax.lax.top_k(x, 2)[0].sum()
print(jax.grad(top2)(x), jax.vmap(jnp.argsort)(jnp.stack([x, -x])), jax.grad(lambda x: x[jnp.argmax(x)] ** 2)(x))


@jax.custom_jvp
def hard_threshold(x):
    return (x > 2.5).astype(x.dtype)


hard_threshold.defjvps(lambda t, ans, x: jnp.where(jnp.abs(x - 2.5) < 1, t, 0.0))
print(hard_threshold(x), jax.grad(lambda x: (hard_threshold(x) * x).sum())(x))
gumbel = jax.random.gumbel(jax.random.key(0), (4,))
print(
    jnp.argmax(jnp.log(jnp.array([0.1, 0.2, 0.3, 0.4])) + gumbel), jax.nn.softmax((x + gumbel) / 0.5).sum().round(4)
)
