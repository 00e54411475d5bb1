import jax
import jax.numpy as jnp
from functools import partial


class Layer:
    def __init__(self, k):
        self.k = k

    @partial(jax.custom_jvp, nondiff_argnums=(0,))
    def apply(self, x):
        return self.k * x

    @apply.defjvp
    def apply_jvp(self, primals, tangents):
        (x,), (t,) = primals, tangents
        return Layer.apply(self, x), 10.0 * self.k * t

    def __call__(self, x):
        return Layer.apply(self, x)


l = Layer(3.0)
try:
    l.apply(2.0)  # a custom function is no descriptor
except TypeError as error:
    print(error)
print(l(2.0), jax.grad(l)(2.0), jax.grad(Layer.apply, 1)(l, 2.0), jax.jit(jax.grad(lambda x: l(x) ** 2))(2.0))


class Static:
    @staticmethod
    @jax.custom_jvp
    def square(x):
        return x * x

    def use(self, x):
        return Static.square(x) + 1


@Static.square.defjvp
def square_jvp(primals, tangents):
    (x,), (t,) = primals, tangents
    return Static.square(x), 7.0 * t


print(Static().use(3.0), jax.grad(Static().use)(3.0))


def make(k):
    @jax.custom_jvp
    def f(x):
        return k * x

    f.defjvps(lambda t, ans, x: k * 100 * t)
    return f


print([jax.grad(make(k))(1.0) for k in (1.0, 2.0)], jax.grad(lambda x: make(2.0)(make(3.0)(x)))(1.0))
