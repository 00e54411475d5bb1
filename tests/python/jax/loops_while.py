import jax
import jax.numpy as jnp
from jax import lax

print(lax.while_loop(lambda x: x < 100, lambda x: x * 2, 1))
print(lax.while_loop(lambda s: s[0] < 5, lambda s: (s[0] + 1, s[1] + s[0]), (0, 0.0)))
print(lax.while_loop(
    lambda s: jnp.all(s["x"] < 10), lambda s: {"x": s["x"] * 2, "n": s["n"] + 1}, {"x": jnp.array([1.0, 3.0]), "n": 0}
))


def collatz(n):
    def body(s):
        n, steps = s
        return jnp.where(n % 2 == 0, n // 2, 3 * n + 1), steps + 1

    return lax.while_loop(lambda s: s[0] != 1, body, (n, 0))[1]


print(collatz(27), jax.vmap(collatz)(jnp.arange(1, 11)), jax.jit(collatz)(97))


def newton_sqrt(a):
    return lax.while_loop(lambda x: jnp.abs(x * x - a) > 1e-3 * a, lambda x: 0.5 * (x + a / x), a)


print(newton_sqrt(2.0).round(3), jax.vmap(newton_sqrt)(jnp.array([1.0, 4.0, 100.0])).round(2))
print(jax.jvp(
    lambda a: lax.while_loop(lambda s: s[0] < 3, lambda s: (s[0] + 1, s[1] * a), (0, 1.0))[1], (2.0,), (1.0,)
))
print(jax.jacfwd(newton_sqrt)(4.0).round(3), lax.while_loop(lambda x: False, lambda x: x + 1, 7))
print(jax.make_jaxpr(lambda x: lax.while_loop(lambda v: v < 3.0, lambda v: v + 1.0, x))(0.0))
try:
    jax.grad(newton_sqrt)(2.0)
except ValueError as error:
    print(str(error).split(".")[0])
