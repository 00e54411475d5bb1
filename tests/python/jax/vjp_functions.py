"""Functions that vjp and linearize return are trees: they pass through rules, jit and vmap."""

import jax, jax.numpy as jnp
def f(x): return jnp.sin(x)*x
@jax.custom_vjp
def g(x): return f(x)
g.defvjp(lambda x: jax.vjp(f, x), lambda pull, ct: jax.tree.map(lambda t: 10*t, pull(ct)))
print(jax.grad(g)(2.), jax.jit(jax.grad(g))(2.), jax.vmap(jax.grad(g))(jnp.arange(3.)), jax.grad(jax.grad(g))(2.))
y, pull = jax.vjp(f, 3.)
ys, pulls = jax.vmap(lambda x: jax.vjp(f, x))(jnp.arange(3.))
print(jax.vmap(lambda p: p(1.)[0])(pulls), jax.vmap(jax.grad(f))(jnp.arange(3.)))
def step(x):
    return jax.linearize(f, x)[1]
lins = jax.vmap(step)(jnp.arange(3.))
print(jax.vmap(lambda l, t: l(t))(lins, jnp.ones(3)))
print(jax.jit(lambda x: jax.vjp(f, x)[1])(2.)(1.))
y, pull = jax.vjp(f, jnp.arange(3.))
print(pull(jnp.ones(3))[0], jax.jit(lambda p, ct: p(ct))(pull, 2 * jnp.ones(3))[0])
