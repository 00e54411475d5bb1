import jax
import jax.numpy as jnp


@jax.custom_vjp
def f(x, scale=2.0, shift=1.0):
    return x * scale + shift


def f_fwd(x, scale=2.0, shift=1.0):
    return f(x, scale, shift), (x, scale)


def f_bwd(res, g):
    x, scale = res
    return g * scale, g * x, g * 10


f.defvjp(f_fwd, f_bwd)
print(f(3.0), f(3.0, shift=0.0), f(scale=1.0, x=2.0))
print(jax.grad(f)(3.0), jax.grad(lambda s: f(3.0, scale=s))(1.0))


@jax.custom_vjp
def varargs(*xs):
    return sum(xs)


varargs.defvjp(lambda *xs: (sum(xs), len(xs)), lambda n, g: tuple(g * (i + 1) for i in range(n)))
print(varargs(1.0, 2.0, 3.0), jax.grad(varargs, (0, 1, 2))(1.0, 2.0, 3.0))
for bad in (lambda: f(), lambda: f(1.0, 2.0, 3.0, 4.0), lambda: f(1.0, y=3)):
    try:
        bad()
    except TypeError as error:
        print("TypeError:", error)
