import jax
import jax.numpy as jnp
from functools import reduce

nth = lambda f, n: reduce(lambda g, _: jax.grad(g), range(n), f)
print([nth(lambda x: x**5, n)(1.0).item() for n in range(1, 7)], [nth(jnp.sin, n)(0.0).item() for n in range(1, 6)])


def taylor(f, a, order):
    out, factorial = [], 1.0
    for n in range(order + 1):
        out.append(nth(f, n)(a) / factorial)
        factorial *= n + 1
    return lambda x: sum(c * (x - a) ** n for n, c in enumerate(out))


print(taylor(jnp.exp, 0.0, 5)(1.0).round(4), taylor(jnp.sin, 0.0, 7)(1.0).round(4))
f = lambda x, y: jnp.sin(x * y) + x**2 * y
print(jax.jvp(lambda x: jax.vjp(f, x, 2.0)[1](1.0)[0], (1.0,), (1.0,))[1].round(4))
print(jax.jacfwd(jax.jacrev(f, 0), 1)(1.0, 2.0).round(4), jax.jacrev(jax.jacfwd(f, 0), 1)(1.0, 2.0).round(4))
print(jax.jvp(jax.grad(f), (1.0, 2.0), (1.0, 0.0)))
print(jax.grad(lambda x: jax.jvp(lambda y: f(x, y), (2.0,), (1.0,))[1])(1.0).round(4))
print(jax.linearize(jax.grad(f), 1.0, 2.0)[1](0.0, 1.0).round(4))
print(jax.vmap(jax.grad(jax.grad(f)), (0, None))(jnp.arange(3.0), 1.0).round(4))
print(jax.grad(lambda x: jax.vmap(lambda y: f(x, y))(jnp.arange(3.0)).sum())(0.5).round(4))
print(jax.jit(jax.grad(jax.jit(jax.grad(jax.jit(lambda x: x**4)))))(2.0))
hvp = lambda f, x, v: jax.grad(lambda x: jnp.vdot(jax.grad(f)(x), v))(x)
x, v = jnp.array([1.0, 2.0, 3.0]), jnp.array([1.0, 0.0, -1.0])
g = lambda x: jnp.sum(x**3) + jnp.prod(x)
print(hvp(g, x, v), jax.jvp(jax.grad(g), (x,), (v,))[1], jax.hessian(g)(x) @ v)
per_example_norms = jax.vmap(lambda x: jnp.linalg.norm(jax.grad(g)(x)))(jnp.stack([x, -x])).round(3)
print(per_example_norms, jax.jacfwd(jax.jacfwd(jax.jacfwd(g)))(x).shape)
print(jax.grad(lambda x: jnp.trace(jax.hessian(g)(x)))(x))
