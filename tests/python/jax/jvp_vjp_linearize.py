import jax
import jax.numpy as jnp

f = lambda x, y: jnp.sin(x) * y
print(jax.jvp(f, (1.0, 2.0), (1.0, 0.0)), jax.jvp(jnp.sin, (jnp.zeros(2),), (jnp.ones(2),)))
y, pull = jax.vjp(f, 1.0, 2.0)
print(y, pull(1.0), pull(jnp.float32(2.0)))
y, lin = jax.linearize(f, 1.0, 2.0)
print(y, lin(1.0, 0.0), lin(0.0, 1.0), lin(2.0, 3.0))
print(jax.jvp(lambda d: {"s": d["a"] * 2}, ({"a": 1.0},), ({"a": 5.0},)))
y, pull, aux = jax.vjp(lambda x: (x**2, "aux"), 3.0, has_aux=True)
print(y, pull(1.0), aux, jax.jvp(lambda x: (x**2, jnp.ones(1)), (3.0,), (1.0,), has_aux=True))
transpose = jax.linear_transpose(lambda x: 3.0 * x[::-1], jnp.zeros(3))
print(transpose(jnp.arange(3.0)))
hvp = lambda f, x, v: jax.jvp(jax.grad(f), (x,), (v,))[1]
print(hvp(lambda x: jnp.sum(x**3), jnp.arange(3.0), jnp.ones(3)))


def attempt(call):
    try:
        print(call())
    except (TypeError, ValueError, NotImplementedError) as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])


attempt(lambda: jax.jvp(f, (1.0, 2.0), (1.0,)))
attempt(lambda: jax.jvp(f, (1.0, 2.0), (1, 0)))
attempt(lambda: jax.jvp(f, 1.0, 1.0))
attempt(lambda: jax.jvp(jnp.sin, (jnp.ones(2),), (jnp.ones(3),)))
attempt(lambda: jax.jvp(jnp.sin, (1,), (1,)))
attempt(lambda: pull(jnp.ones(2)))
attempt(lambda: pull((1.0, 2.0)))
attempt(lambda: pull(1))
attempt(lambda: lin(1.0))
attempt(lambda: lin(jnp.ones(2), 1.0))
attempt(lambda: jax.vjp(f, 1.0))
attempt(lambda: jax.jvp(jnp.sin, [1.0], [1.0]))
attempt(lambda: jax.vjp(lambda x: x, "text"))
attempt(lambda: jax.linear_transpose(jnp.sin, 1.0)(1.0))
