import jax
import jax.numpy as jnp
from jax import lax

print(lax.fori_loop(0, 5, lambda i, x: x + i, 0), lax.fori_loop(2, 5, lambda i, x: x * i, 1))
print(lax.fori_loop(0, 0, lambda i, x: x + 1, 7), lax.fori_loop(5, 2, lambda i, x: x + 1, 7))
print(lax.fori_loop(0, 4, lambda i, a: a.at[i].set(i * i), jnp.zeros(4, int)))
print(lax.fori_loop(0, 3, lambda i, s: (s[1], s[0] + s[1]), (0, 1)))
print(lax.fori_loop(0, 3, lambda i, d: {"x": d["x"] * 2.0}, {"x": 1.0}))
power = lambda x, n: lax.fori_loop(0, n, lambda i, acc: acc * x, 1.0)
print(power(2.0, 10), jax.jit(power)(3.0, 4), jax.grad(power)(2.0, 3))
print(jax.grad(lambda x: lax.fori_loop(0, 4, lambda i, a: jnp.sin(a), x))(1.0).round(4))
print(jax.vmap(power, (0, None))(jnp.arange(3.0), 3))
print(jax.jacfwd(lambda x: lax.fori_loop(0, 3, lambda i, a: a * x, 1.0))(2.0))
print(jax.jit(lambda n: lax.fori_loop(0, n, lambda i, s: s + i, 0))(10))


def sieve(n):
    def body(i, flags):
        multiples = jnp.arange(n)
        return jnp.where((multiples % i == 0) & (multiples > i), False, flags)

    flags = lax.fori_loop(2, n, body, jnp.ones(n, bool)).at[:2].set(False)
    return jnp.nonzero(flags)[0]


print(sieve(30))


def jacobi(a, b, n):
    d = jnp.diag(a)
    return lax.fori_loop(0, n, lambda i, x: (b - (a @ x - d * x)) / d, jnp.zeros_like(b))


print(jacobi(jnp.array([[4.0, 1.0], [2.0, 5.0]]), jnp.array([1.0, 2.0]), 25).round(4))
for bad in (
    lambda: lax.fori_loop(0, 3, lambda i, x: x + 0.5, 0), lambda: lax.fori_loop(0.5, 3, lambda i, x: x, 0),
    lambda: lax.fori_loop(0, 3, lambda x: x, 0),
    lambda: jax.jit(lambda n: jax.grad(lambda x: lax.fori_loop(0, n, lambda i, a: a * x, 1.0))(2.0))(3)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])

# What the body hands on as it is comes back as it was given.
print(lax.fori_loop(0, 3, lambda i, c: (c[0] + 1, c[1], c[2]), (0, 5, {"a": 1.5})))
print(lax.while_loop(lambda c: c[0] < 3, lambda c: (c[0] + 1, c[1]), (0, 5)))
print(lax.while_loop(lambda c: c[0] < c[1], lambda c: (c[0] + 1, c[1]), (0, 5)))
print(lax.scan(lambda c, x: ((c[0] + x, c[1]), c[1]), (0.0, 2), jnp.arange(2.0)))
