"""A primitive with rules of its own, and an interpreter of jaxprs."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from jax.extend import core
from jax.interpreters import ad, batching, mlir

hypot_p = core.Primitive("hypot")


def hypot(x, y):
    return hypot_p.bind(x, y)


def refused(f, *args):
    try:
        print(f(*args))
    except NotImplementedError as e:
        print(str(e).split(" for platform")[0])


refused(hypot, 3.0, 4.0)
hypot_p.def_impl(lambda x, y: jnp.sqrt(jnp.square(x) + jnp.square(y)))
print(hypot(np.float32(3), np.float32(4)))
refused(jax.make_jaxpr(hypot), 3.0, 4.0)
hypot_p.def_abstract_eval(lambda x, y: jax.core.ShapedArray(x.shape, x.dtype))
print(jax.make_jaxpr(lambda x: hypot(x, x * 2))(3.0))
refused(jax.grad(hypot), 3.0, 4.0)


def hypot_jvp(primals, tangents):
    x, y = primals
    out = hypot(x, y)
    terms = [p / out * t for p, t in zip(primals, tangents) if type(t) is not ad.Zero]
    return out, sum(terms[1:], terms[0])


ad.primitive_jvps[hypot_p] = hypot_jvp
three, four = jnp.float32(3), jnp.float32(4)
print(jax.jvp(hypot, (three, four), (three / 3, three * 0)), jax.grad(hypot, argnums=(0, 1))(three, four))


def hypot_batch(args, dims):
    x, y = (a if not d else jnp.moveaxis(a, d, 0) for a, d in zip(args, dims))
    size = next(a.shape[0] for a, d in zip((x, y), dims) if d is not None)
    x, y = (a if d is not None else jnp.broadcast_to(a, (size, *jnp.shape(a))) for a, d in zip((x, y), dims))
    return hypot(x, y), 0


batching.primitive_batchers[hypot_p] = hypot_batch
print(jax.vmap(hypot, in_axes=(0, None))(jnp.arange(3.0), 4.0))
print(jax.vmap(jax.grad(hypot))(jnp.array([3.0, 6.0]), jnp.array([4.0, 8.0])))
refused(jax.jit(hypot), 3.0, 4.0)
mlir.register_lowering(hypot_p, mlir.lower_fun(lambda x, y: jnp.sqrt(x * x + y * y), multiple_results=False))
print(jax.jit(hypot)(3.0, 4.0), jax.jit(jax.grad(hypot))(3.0, 4.0))

inverses = {lax.exp_p: jnp.log, lax.neg_p: jnp.negative, lax.tanh_p: jnp.arctanh}


def inverse(f):
    def inverted(y):
        jaxpr = jax.make_jaxpr(f)(y).jaxpr
        known = {jaxpr.outvars[0]: y}
        for eqn in reversed(jaxpr.eqns):
            known[eqn.invars[0]] = inverses[eqn.primitive](known[eqn.outvars[0]])
        return known[jaxpr.invars[0]]

    return inverted


def f(x):
    return jnp.exp(-jnp.tanh(x))


print(inverse(f)(f(0.25)), jax.grad(inverse(f))(0.9))


def again(closed, *args):
    values = dict(zip(closed.jaxpr.invars, args))
    for eqn in closed.jaxpr.eqns:
        inputs = [v.val if type(v) is core.Literal else values[v] for v in eqn.invars]
        out = eqn.primitive.bind(*inputs, **eqn.params)
        values.update(zip(eqn.outvars, out if eqn.primitive.multiple_results else [out]))
    return [values[v] for v in closed.jaxpr.outvars]


x = jnp.arange(6.0).reshape(2, 3)
print(again(jax.make_jaxpr(lambda x: (x @ x.T).sum(axis=0) + jnp.ones(2))(x), x))
