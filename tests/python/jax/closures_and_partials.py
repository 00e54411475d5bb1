from functools import partial

import jax
import jax.numpy as jnp


def make_loss(data, penalty=0.0):
    def loss(w):
        return jnp.mean((w * data - 1) ** 2) + penalty * w**2

    return loss


data = jnp.array([1.0, 2.0])
print(jax.grad(make_loss(data))(0.5), jax.grad(make_loss(data, 1.0))(0.5))
print(jax.vmap(jax.grad(make_loss(data)))(jnp.arange(2.0)))


@partial(jax.jit, static_argnums=(0, 2))
def apply(f, x, n):
    for _ in range(n):
        x = f(x)
    return x


print(apply(jnp.cos, 1.0, 3).round(4), apply(lambda v: v + 1, 0.0, 5))
print(jax.grad(partial(apply, jnp.sin, n=2))(1.0).round(4))


@partial(jax.vmap, in_axes=(0, None))
@partial(jax.jit, static_argnames=("k",))
def scale(x, k=2):
    return x * k


print(scale(data, 3), jax.jit(partial(jnp.sum, axis=0))(jnp.ones((2, 3))), jax.vmap(partial(jnp.add, 1.0))(data))
compose = lambda *fs: (lambda x: x) if not fs else lambda x: fs[0](compose(*fs[1:])(x))
print(jax.grad(compose(jnp.sin, jnp.exp, jnp.negative))(0.5).round(4))
scalers = [lambda x, k=k: k * x for k in (1.0, 2.0)]
print([jax.grad(f)(1.0) for f in scalers], sum(jax.grad(lambda x: f(x) ** 2)(1.0) for f in scalers))


class Model:
    def __init__(self, w):
        self.w = w
        self.step = jax.jit(self._step)

    def _step(self, x):
        return x * self.w

    @partial(jax.jit, static_argnums=0)
    def method(self, x):
        return self._step(x) + 1

    @property
    def slope(self):
        return jax.grad(self._step)(0.0)


m = Model(3.0)
print(m.step(2.0), m.method(2.0), m.slope, jax.vmap(m._step)(data))
tree_loss = jax.tree_util.Partial(lambda p, x: p["a"] * x, {"a": 4.0})
print(tree_loss(2.0), jax.jit(lambda f, x: f(x))(tree_loss, 3.0), jax.grad(lambda f: f(2.0))(tree_loss).args)


# Messages speak of the function in a partial call, and of what it has not been given yet.
def says(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, str(e).split("See https")[0].strip())


def scaled(k, c):
    return c * k if c > 0 else k


class Scale:
    def __call__(self, c):
        return scaled(2, c)


says(lambda: jax.jit(partial(scaled, 1))(1.0))
says(lambda: jax.jit(partial(scaled, k=1))(c=1.0))
says(lambda: jax.jit(Scale())("s"))
says(lambda: jax.jit(partial(scaled, 1), static_argnums=1)(1.0))
says(lambda: jax.jit(Scale(), static_argnames="d")(1.0))
says(lambda: jax.lax.fori_loop(0, 3, partial(lambda k, i, c: (c, k), 1), 1.0))
says(lambda: jax.lax.while_loop(lambda c: True, partial(lambda k, c: c[0], 2), (0, 1)))
says(lambda: jax.make_jaxpr(jax.jit(partial(lambda k, c: c + k, 1)))(1.0))
