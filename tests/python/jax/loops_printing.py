# Prints from the turns of loops, and from the branches that are taken.
import jax
import jax.numpy as jnp
from jax import lax


def collatz(state):
    n, steps = state
    jax.debug.print("  {} after {}", n, steps)
    return jnp.where(n % 2 == 0, n // 2, 3 * n + 1), steps + 1


for run in (lambda f: f, jax.jit):
    print(run(lambda n: lax.while_loop(lambda s: s[0] != 1, collatz, (n, 0)))(6))


def account(balance, change):
    lax.cond(
        balance + change < 0,
        lambda: jax.debug.print("  refused {}", change),
        lambda: jax.debug.print("  booked {}", change),
    )
    balance = jnp.where(balance + change < 0, balance, balance + change)
    return balance, balance


print(lax.scan(account, 10.0, jnp.array([-4.0, -8.0, 3.0])))
print(jax.jit(lambda b: lax.scan(account, b, jnp.array([1.0, -20.0]), reverse=True))(5.0))


def power(x):
    def turn(i, y):
        jax.debug.print("  turn {} has {}", i, y)
        return y * x

    return lax.fori_loop(0, 3, turn, 1.0)


print(jax.grad(power)(2.0), jax.jit(jax.value_and_grad(power))(3.0))


def describe(kind, x):
    names = ["zero", "one", "many"]
    branches = [lambda x, n=n: (jax.debug.print("  kind " + n + ": {}", x), x)[1] for n in names]
    return lax.switch(kind, branches, x)


print(describe(1, 5.0), jax.jit(describe)(7, 6.0))
print(lax.map(lambda x: (jax.debug.print("  element {}", x), x * x)[1], jnp.arange(3)))
