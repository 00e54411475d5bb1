from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.custom_vjp, nondiff_argnums=(0,))
def app(f, x):
    return f(x)


app.defvjp(lambda f, x: (f(x), x), lambda f, x, g: (5 * g,))
print(app(lambda x: x**2, 4.0), jax.grad(app, 1)(lambda x: x**2, 4.0))


@partial(jax.custom_vjp, nondiff_argnums=(0, 2))
def run(name, x, steps, y):
    return x * steps + y


def run_fwd(name, x, steps, y):
    print("fwd", name, steps)
    return run(name, x, steps, y), (x, y)


def run_bwd(name, steps, res, g):
    print("bwd", name, steps, len(res))
    return g * steps, g * 100


run.defvjp(run_fwd, run_bwd)
print(jax.grad(run, (1, 3))("job", 2.0, 4, 1.0))
print(jax.jit(jax.grad(lambda x: run("jitted", x, 3, 0.0)))(1.0))


@partial(jax.custom_vjp, nondiff_argnames=("mode",))
def act(x, mode):
    return jnp.maximum(x, 0) if mode == "relu" else x


act.defvjp(lambda x, mode: (act(x, mode), x), lambda mode, x, g: (g * (2.0 if mode == "relu" else 3.0),))
print(jax.grad(act)(1.0, "relu"), jax.grad(act)(1.0, mode="id"))


@jax.custom_vjp
def clip_gradient(lo, hi, x):
    return x


clip_gradient.defvjp(lambda lo, hi, x: (x, (lo, hi)), lambda res, g: (None, None, jnp.clip(g, *res)))
print(jax.vmap(jax.grad(lambda x: jnp.sin(clip_gradient(-0.75, 0.75, x))))(jnp.linspace(0, 3, 7)).round(4))
