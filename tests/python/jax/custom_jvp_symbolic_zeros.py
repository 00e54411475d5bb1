import jax
import jax.numpy as jnp
from jax.custom_derivatives import SymbolicZero


@jax.custom_jvp
def mul(x, y):
    return x * y


def mul_jvp(primals, tangents):
    x, y = primals
    dx, dy = tangents
    print("zeros:", type(dx) is SymbolicZero, type(dy) is SymbolicZero)
    out = x * y
    total = jnp.zeros_like(out)
    if type(dx) is not SymbolicZero:
        total = total + dx * y
    if type(dy) is not SymbolicZero:
        total = total + x * dy
    return out, total


mul.defjvp(mul_jvp, symbolic_zeros=True)
print(jax.jvp(lambda x: mul(x, 3.0), (2.0,), (1.0,)))
print(jax.jvp(lambda y: mul(2.0, y), (3.0,), (1.0,)))
print(jax.jvp(mul, (2.0, 3.0), (1.0, 1.0)))
print(jax.grad(mul)(2.0, 3.0), jax.grad(mul, (0, 1))(2.0, 3.0))
