from functools import partial

import jax
import jax.numpy as jnp

calls = []


@partial(jax.jit, static_argnums=(1,))
def power(x, n):
    calls.append(n)
    return x**n


print(power(2.0, 3), power(3.0, 3), power(2.0, 2), calls)


@partial(jax.jit, static_argnames=("mode", "steps"))
def run(x, steps=2, *, mode="add"):
    print("tracing", steps, mode)
    for _ in range(steps):
        x = x + 1 if mode == "add" else x * 2
    return x


print(run(1.0), run(1.0, 3), run(1.0, mode="mul"), run(2.0, steps=3), run(1.0, 2, mode="mul"))


@jax.jit
def f(x, flag):
    return jax.lax.cond(flag, lambda: x, lambda: -x)


print(f(1.0, True), f(1.0, False))


@jax.jit(static_argnums=0)
def zeros(n):
    return jnp.zeros(n)


print(zeros(3), zeros(2), jax.jit(lambda d: d["a"] + len(d))({"a": 1.0, "b": 2.0}))
for bad in (
    lambda: power(2.0, [1]), lambda: power(2.0, jnp.array(2)), lambda: jax.jit(lambda n: jnp.zeros(n))(3),
    lambda: jax.jit(lambda s: s)("text")
):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, str(error).splitlines()[0].split(" at 0x")[0])
count = 0


@jax.jit
def counted(x):
    global count
    count += 1
    return x * 2


counted(1.0), counted(2.0), counted(jnp.ones(3)), counted(jnp.ones(3)), counted(1), counted(jnp.float32(1))
print(count)
jitted = jax.jit(lambda x: (x, {"y": x * 2}))
print(jitted(3), jitted(jnp.arange(2)))
