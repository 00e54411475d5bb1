import jax
import jax.numpy as jnp
from functools import partial


@partial(jax.custom_vjp, nondiff_argnums=(1,))
def clip_norm(tree, limit):
    return tree


def bwd(limit, _, ct):
    norm = jnp.sqrt(sum(jnp.sum(leaf**2) for leaf in jax.tree.leaves(ct)))
    scale = jnp.minimum(1.0, limit / norm)
    return (jax.tree.map(lambda leaf: leaf * scale, ct),)


clip_norm.defvjp(lambda tree, limit: (tree, None), bwd)
params = {"w": jnp.array([3.0, 4.0]), "b": jnp.array(0.0)}
loss = lambda p: jnp.sum(p["w"] ** 2) + p["b"]
print(jax.grad(loss)(params))
print(jax.tree.map(lambda g: g.round(4), jax.grad(lambda p: loss(clip_norm(p, 1.0)))(params)))
print(jax.grad(lambda p: loss(clip_norm(p, 1e6)))(params)["w"])


@jax.custom_vjp
def scale_gradient(x, k):
    return x


scale_gradient.defvjp(lambda x, k: (x, k), lambda k, g: (g * k, None))
print(jax.grad(lambda x: scale_gradient(x, 0.1) ** 2 + x)(3.0))
print(jax.grad(lambda x: jax.lax.stop_gradient(x) * x)(3.0))
print(jax.grad(lambda x: (x - jax.lax.stop_gradient(x)) ** 2)(3.0))
