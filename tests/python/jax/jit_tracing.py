import jax
import jax.numpy as jnp


@jax.jit
def f(x):
    print(
        "tracing, shape", x.shape, x.dtype, x.ndim, x.size, isinstance(x, jax.Array), isinstance(x, jax.core.Tracer)
    )
    return x * 2


print(f(jnp.arange(3)))
print(f(jnp.arange(3)))
print(f(jnp.ones((2, 2))))


def attempt(call):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])


attempt(lambda: jax.jit(lambda x: 1 if x > 0 else 2)(1.0))
attempt(lambda: jax.jit(lambda x: float(x))(1.0))
attempt(lambda: jax.jit(lambda x: int(x))(1))
attempt(lambda: jax.jit(lambda x: [1, 2][x])(1))
attempt(lambda: jax.jit(lambda x: range(x))(1))
attempt(lambda: jax.jit(lambda x: x.item())(1))
attempt(lambda: jax.jit(lambda x: x.tolist())(1))
attempt(lambda: jax.jit(lambda x: jnp.arange(x))(3))
attempt(lambda: jax.jit(lambda x: x[x > 0])(jnp.arange(3)))
attempt(lambda: jax.jit(lambda x: jnp.nonzero(x))(jnp.arange(3)))
attempt(lambda: jax.jit(lambda x: x.reshape(x[0]))(jnp.arange(3)))
attempt(lambda: jax.jit(lambda x: len(x))(jnp.arange(3)))
attempt(lambda: jax.jit(lambda x: [v for v in x])(jnp.arange(3)))
attempt(lambda: jax.jit(lambda x: bool(x))(True))
attempt(lambda: jax.jit(lambda x: "text")(1))
attempt(lambda: jax.jit(lambda x: None)(1))
attempt(lambda: jax.jit(lambda x, y: x @ y)(jnp.ones((2, 3)), jnp.ones((2, 3))))
leaked = []
jax.jit(lambda x: leaked.append(x))(1.0)
attempt(lambda: leaked[0] + 1)
