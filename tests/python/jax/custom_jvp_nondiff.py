from functools import partial

import jax
import jax.numpy as jnp


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def app(f, x):
    return f(x)


@app.defjvp
def app_jvp(f, primals, tangents):
    (x,), (t,) = primals, tangents
    return f(x), 2.0 * t


print(app(lambda x: x**3, 3.0), jax.grad(app, 1)(lambda x: x**3, 3.0))


@partial(jax.custom_jvp, nondiff_argnums=(1, 2))
def clip(x, lo, hi):
    return jnp.clip(x, lo, hi)


@clip.defjvp
def clip_jvp(lo, hi, primals, tangents):
    (x,), (t,) = primals, tangents
    print("rule got", lo, hi)
    return clip(x, lo, hi), t


print(jax.grad(clip)(5.0, 0.0, 1.0), jax.vmap(jax.grad(lambda x: clip(x, -1, 1)))(jnp.array([-3.0, 0.5])))


@partial(jax.custom_jvp, nondiff_argnums=(0, 2))
def twice(f, x, g):
    return f(g(x))


@twice.defjvp
def twice_jvp(f, g, primals, tangents):
    (x,), (t,) = primals, tangents
    return f(g(x)), 3.0 * t


print(jax.jit(jax.grad(lambda x: twice(jnp.sin, x, jnp.cos)))(1.0))


@partial(jax.custom_jvp, nondiff_argnames=("mode",))
def act(x, mode="relu"):
    return jnp.maximum(x, 0) if mode == "relu" else jnp.tanh(x)


@act.defjvp
def act_jvp(mode, primals, tangents):
    (x,), (t,) = primals, tangents
    return act(x, mode), t * (5.0 if mode == "relu" else 7.0)


print(jax.grad(act)(1.0), jax.grad(act)(1.0, mode="tanh"), act(-1.0), act(0.5, "tanh"))
try:
    jax.jit(jax.grad(lambda lo: clip(0.5, lo, 1.0)))(0.0)
except jax.errors.UnexpectedTracerError as error:
    print(str(error).splitlines()[0])
