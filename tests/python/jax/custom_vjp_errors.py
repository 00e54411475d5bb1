import jax
import jax.numpy as jnp


def attempt(fwd, bwd):
    @jax.custom_vjp
    def f(x, y):
        return x * y

    f.defvjp(fwd, bwd)
    try:
        print(jax.grad(f)(jnp.ones(2)[0], 2.0))
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


good = lambda x, y: (x * y, (x, y))
attempt(lambda x, y: x * y, lambda res, g: (g, g))
attempt(lambda x, y: (x * y, None, 3), lambda res, g: (g, g))
attempt(good, lambda res, g: g)
attempt(good, lambda res, g: (g,))
attempt(good, lambda res, g: (g, g, g))
attempt(good, lambda res, g: [g, g])
attempt(good, lambda res, g: (g, (g,)))
attempt(good, lambda res, g: (jnp.ones(3), g))
attempt(good, lambda res, g: (g, None))
attempt(lambda x, y: ((x, y), None), lambda res, g: (g, g))
attempt(lambda x, y: (jnp.ones(3), None), lambda res, g: (g, g))


@jax.custom_vjp
def ruleless(x):
    return x


for call in (lambda: ruleless(1.0), lambda: jax.grad(ruleless)(1.0)):
    try:
        print(call())
    except AttributeError as error:
        print("AttributeError:", error)
