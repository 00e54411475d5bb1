"""Lanes of a mapped axis that know of each other."""
import jax
import jax.numpy as jnp
from jax import grad, jit, lax, make_jaxpr, vmap

x = jnp.array([1.0, 2.0, 4.0])
m = jnp.arange(12.0).reshape(3, 4)


def over(f, *args, **options):
    return vmap(f, axis_name="i", **options)(*args)


print(over(lambda v: v / lax.psum(v, "i"), x), over(lambda v: v - lax.pmean(v, "i"), x).round(4))
print(over(lambda v: (lax.pmax(v, "i"), lax.pmin(v, axis_name="i")), x))
print(over(lambda v: lax.axis_index("i") + lax.axis_size("i"), x), over(lambda v: lax.psum(1, "i"), x))
print(over(lambda v: lax.psum({"a": v, "b": (1, v > 1)}, "i"), x))
print(over(lambda v: lax.all_gather(v, "i"), x))
print(over(lambda v: lax.all_gather(v, "i", axis=1), m, out_axes=None))
print(over(lambda v: lax.all_gather(v, "i", tiled=True), m, out_axes=None))
print(over(lambda v: lax.ppermute(v, "i", [(i, (i + 1) % 3) for i in range(3)]), x))
print(over(lambda v: lax.pshuffle(v, "i", [2, 0, 1]), x), over(lambda v: lax.pswapaxes(v, "i", 0), m[:, :3]))
print(over(lambda v: lax.psum_scatter(v, "i"), m[:, :3]))
print(vmap(lambda v: lax.psum_scatter(v, "i", tiled=True), in_axes=1, axis_name="i")(jnp.ones((8, 4))))
print(over(lambda v: lax.all_to_all(v, "i", 0, 1), jnp.arange(18.0).reshape(3, 3, 2)))
print(over(lambda v: lax.all_to_all(v, "i", 1, 0, tiled=True), jnp.arange(18.0).reshape(3, 1, 6)))

# Two axes, each by itself and both at once.
both = lambda f: vmap(vmap(f, axis_name="j"), axis_name="i")
print(both(lambda v: lax.psum(v, "i"))(m), both(lambda v: lax.psum(v, ("i", "j")))(m))
print(both(lambda v: lax.axis_index(("i", "j")))(m), both(lambda v: v - lax.pmax(v, "j"))(m))
print(make_jaxpr(both(lambda v: lax.psum(v, ("i", "j")) * lax.psum(v, "j")))(m))
print(vmap(vmap(lambda v: lax.psum(v, "i"), axis_name="i"), axis_name="i")(m))

# Derivatives: inside, the sum of all that the lanes say; outside, of what they give.
print(over(grad(lambda v: lax.psum(jnp.sin(v), "i")), x).round(4))
print(over(grad(lambda v: lax.pmean(v**2, "i") * v), x))
print(over(grad(lambda v: (lax.all_gather(v, "i") * jnp.arange(3)).sum()), x))
print(over(grad(lambda v: v * lax.ppermute(v, "i", [(0, 1), (1, 2), (2, 0)])), x))
print(grad(lambda y: over(lambda v: lax.psum(v, "i") * v, y).sum())(x))
print(grad(lambda y: over(lambda v: lax.all_to_all(v * v, "i", 0, 0), y)[0].sum())(m[:, :3]))
print(grad(lambda y: (over(lambda v: lax.psum_scatter(v, "i"), y) ** 2).sum())(m[:, :3]))
print(jax.jvp(lambda y: over(lambda v: v / lax.psum(v, "i"), y), (x,), (jnp.ones(3),)))

# Compiled functions are compiled for the axes around them.
count = jit(lambda v: v * lax.psum(1, "i"))
print(over(count, x), over(count, x[:2]), jit(vmap(jit(lambda: lax.axis_index("i")), axis_name="i", axis_size=3))())
print(over(lambda v: lax.fori_loop(0, 3, lambda i, c: c + lax.psum(v, "i"), 0.0), x))
print(over(lambda v: lax.scan(lambda c, _: (lax.pmean(c, "i") + v, lax.axis_index("i")), v, None, length=2), x))
print(over(lambda v: lax.cond(v > 1, lambda: lax.axis_index("i"), lambda: -1), x))
print(over(jax.checkpoint(lambda v: v + lax.psum(v, "i")), x))


@jax.custom_jvp
def centred(v):
    return v - lax.pmean(v, "i")


@centred.defjvp
def _(primals, tangents):
    (v,), (t,) = primals, tangents
    return centred(v), 10 * lax.psum(t, "i")


print(over(centred, x).round(4), over(grad(centred), x), jax.jvp(lambda y: over(centred, y), (x,), (x,))[1])
print(make_jaxpr(lambda v: lax.psum(v, "i") + lax.axis_index("i"), axis_env=[("i", 3)])(1.0))
print(make_jaxpr(grad(lambda v: lax.psum(v * v, "i")), axis_env=[("i", 3)])(1.0))


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(f"{type(e).__name__}: {e}")


attempt(lambda: lax.psum(x, "i"))
attempt(lambda: lax.pmax(x, "i"))
attempt(lambda: lax.axis_index("i"))
attempt(lambda: over(lambda v: lax.psum(v, "j"), x))
attempt(lambda: over(lambda v: lax.all_gather(v, "j"), x))
attempt(lambda: over(lambda v: lax.ppermute(v, "i", [(0, 1)]), x))
attempt(lambda: over(lambda v: lax.pshuffle(v, "i", [0, 0, 1]), x))
attempt(lambda: over(lambda v: lax.all_to_all(v, "i", 0, 0), m))
attempt(lambda: over(lambda v: lax.psum(v, "i", axis_index_groups=[[0, 1], [2]]), x))
attempt(lambda: over(lambda v: v, x, out_axes=None))
attempt(lambda: over(grad(lambda v: lax.pmax(v, "i")), x))
