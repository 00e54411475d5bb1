# What is said when a rule gives something that does not fit.
import jax
import jax.numpy as jnp


def attempt(rule, *args):
    @jax.custom_jvp
    def f(x, y):
        return x * y

    f.defjvp(rule)
    try:
        print(jax.jvp(f, args or (1.0, 2.0), (1.0, 1.0)))
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__ + ":", error)


attempt(lambda primals, tangents: primals[0])
attempt(lambda primals, tangents: (primals[0] * primals[1], (tangents[0], tangents[1])))
attempt(lambda primals, tangents: (primals[0] * primals[1], jnp.ones(3)))
attempt(lambda primals, tangents: (primals[0] * primals[1], tangents[0], 3))
attempt(lambda primals, tangents: ((primals[0],), tangents[0]))
attempt(lambda primals, tangents: (primals[0] * primals[1], jnp.int32(1)))


@jax.custom_jvp
def ruleless(x):
    return x


for call in (lambda: ruleless(1.0), lambda: jax.grad(ruleless)(1.0), lambda: jax.jit(ruleless)(1.0)):
    try:
        print(call())
    except AttributeError as error:
        print("AttributeError:", error)


@jax.custom_jvp
def nonlinear(x):
    return x


nonlinear.defjvp(lambda p, t: (p[0], t[0] * t[0]))
print(jax.jvp(nonlinear, (1.0,), (3.0,)))
try:
    print(jax.grad(nonlinear)(1.0))
except Exception as error:
    print(type(error).__name__)
