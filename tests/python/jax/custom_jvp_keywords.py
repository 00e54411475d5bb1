import jax
import jax.numpy as jnp


@jax.custom_jvp
def scaled(x, scale=2.0, offset=0.0):
    return x * scale + offset


@scaled.defjvp
def scaled_jvp(primals, tangents):
    x, scale, offset = primals
    dx, ds, do = tangents
    return scaled(x, scale, offset), 100 * dx + 10 * ds + do


print(scaled(1.0), scaled(1.0, 3.0), scaled(x=1.0, offset=1.0), scaled(1.0, scale=4.0))
print(jax.grad(lambda x: scaled(x))(1.0), jax.grad(lambda s: scaled(1.0, scale=s))(1.0))
print(jax.grad(lambda o: scaled(1.0, offset=o))(1.0))
print(jax.grad(scaled)(1.0, 3.0))


@jax.custom_jvp
def power(x, n=2):
    return x**n


@power.defjvp
def power_jvp(primals, tangents):
    x, n = primals
    dx, _ = tangents
    return power(x, n), n * x ** (n - 1) * dx


print(power(3.0), power(n=3, x=2.0), jax.grad(power)(3.0), jax.grad(lambda x: power(n=3, x=x))(2.0))


@jax.custom_jvp
def keyword_only(x, *, k=1.0):
    return k * x


keyword_only.defjvp(lambda primals, tangents: (primals[0], 5.0 * tangents[0]))
print(jax.grad(keyword_only)(2.0))
for bad in (
    lambda: scaled(), lambda: scaled(1.0, 2.0, 3.0, 4.0), lambda: scaled(1.0, other=2.0),
    lambda: keyword_only(1.0, k=2.0)
):
    try:
        bad()
    except TypeError as error:
        print("TypeError:", error)
