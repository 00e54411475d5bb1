from collections import namedtuple

import jax
import jax.numpy as jnp

Point = namedtuple("Point", ["x", "y"])


@jax.custom_jvp
def f(pt, scale):
    return {"a": pt.x**2 * scale["s"], "b": (jnp.sin(pt.x), [jnp.cos(pt.y)])}


@f.defjvp
def f_jvp(primals, tangents):
    pt, scale = primals
    dpt, dscale = tangents
    print(type(dpt).__name__, sorted(dscale))
    ans = f(pt, scale)
    return ans, {"a": 2 * pt.x * dpt.x + dscale["s"], "b": (dpt.x, [-dpt.y])}


pt = Point(1.0, 2.0)
print(jax.tree.map(lambda v: jnp.round(v, 4), f(pt, {"s": 2.0})))
print(jax.jvp(f, (pt, {"s": 2.0}), (Point(1.0, 0.5), {"s": 0.0}))[1])
loss = lambda p, s: f(p, s)["a"] + f(p, s)["b"][1][0]
print(jax.grad(loss, (0, 1))(pt, {"s": 2.0}))
print(jax.tree.map(jnp.shape, jax.vmap(f, (Point(0, None), None))(Point(jnp.ones(3), 2.0), {"s": 2.0})))
print(jax.jacfwd(lambda p: f(p, {"s": 1.0}))(pt))
