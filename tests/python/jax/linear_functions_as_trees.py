"""What vjp and linearize return can be carried: as residuals, out of jit, through vmap."""

import jax
import jax.numpy as jnp

y, pullback = jax.vjp(lambda x: jnp.sin(x) * x, 2.0)
leaves, tree = jax.tree.flatten(pullback)
print(all(isinstance(leaf, jax.Array) for leaf in leaves))
print(jax.tree.unflatten(tree, leaves)(1.0), pullback(1.0))


@jax.custom_vjp
def cubed(x):
    return x**3


def forward(x):
    return jax.vjp(lambda x: x**3, x)


def backward(pullback, cotangent):
    return pullback(2 * cotangent)


cubed.defvjp(forward, backward)
print(jax.grad(cubed)(2.0), jax.jit(jax.grad(cubed))(2.0), jax.vmap(jax.grad(cubed))(jnp.arange(3.0)))

pull = jax.jit(lambda x: jax.vjp(jnp.sin, x)[1])(0.5)
print(pull(1.0))
value, push, extra = jax.linearize(lambda x: (jnp.sin(x), {"twice": 2 * x}), 0.5, has_aux=True)
print(value, push(2.0), extra)
print(jax.jit(lambda f, t: f(t))(push, 3.0))

forward_half, backward_half = jax.fwd_and_bwd(lambda x, w: x * w, argnums=(0, 1))
out, residuals = forward_half(3.0, 4.0)
print(out, backward_half(residuals, 1.0))
print(jax.vjp(lambda n: n, 3)[1](1))
