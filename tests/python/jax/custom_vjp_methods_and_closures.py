import jax
import jax.numpy as jnp
from functools import partial


class Scale:
    def __init__(self, k):
        self.k = k

    @partial(jax.custom_vjp, nondiff_argnums=(0,))
    def __call__(self, x):
        return self.k * x

    def fwd(self, x):
        return self.k * x, x

    def bwd(self, x, g):
        return (g * self.k * 100,)

    __call__.defvjp(fwd, bwd)


s = Scale(2.0)
print(Scale.__call__(s, 3.0), jax.grad(lambda x: Scale.__call__(s, x))(3.0))


def straight_through(f):
    @jax.custom_vjp
    def g(x):
        return f(x)

    g.defvjp(lambda x: (f(x), None), lambda _, ct: (ct,))
    return g


rounded = straight_through(jnp.round)
print(rounded(jnp.array([0.4, 1.6])))
print(jax.grad(lambda x: (rounded(x) * jnp.array([1.0, 2.0])).sum())(jnp.array([0.4, 1.6])))


def gradient_reversal(strength):
    @jax.custom_vjp
    def g(x):
        return x

    g.defvjp(lambda x: (x, ()), lambda _, ct: (jax.tree.map(lambda c: -strength * c, ct),))
    return g


rev = gradient_reversal(0.5)
print(jax.grad(lambda p: rev(p)["a"] * 3.0 + rev(p)["b"].sum())({"a": 1.0, "b": jnp.ones(2)}))


def checked(name):
    @jax.custom_vjp
    def tap(x):
        return x

    def bwd(_, ct):
        print(name, "cotangent", ct)
        return (ct,)

    tap.defvjp(lambda x: (x, None), bwd)
    return tap


print(jax.grad(lambda x: checked("after")(checked("before")(x) ** 2))(3.0))
