# Functions whose results are exact, printed in full.
import jax.numpy as jnp

x = jnp.array([-2.5, -1.5, -0.5, -0.0, 0.0, 0.5, 1.5, 2.5, 7.0])
for f in (
    jnp.floor, jnp.ceil, jnp.round, jnp.trunc, jnp.rint, jnp.abs, jnp.negative, jnp.positive, jnp.square, jnp.sign,
    jnp.signbit, jnp.fabs, jnp.isfinite, jnp.isnan, jnp.isinf, jnp.conj, jnp.real, jnp.imag, jnp.logical_not,
    jnp.reciprocal, jnp.spacing, jnp.modf, jnp.frexp
):
    print(f.__name__, f(x))
y = jnp.array([2.0, -2.0, 1.0, 3.0, -1.0, 0.25, -1.5, 2.5, 3.0])
for f in (
    jnp.add, jnp.subtract, jnp.multiply, jnp.divide, jnp.true_divide, jnp.floor_divide, jnp.mod, jnp.remainder,
    jnp.fmod, jnp.maximum, jnp.minimum, jnp.fmax, jnp.fmin, jnp.copysign, jnp.greater, jnp.greater_equal, jnp.less,
    jnp.less_equal, jnp.equal, jnp.not_equal, jnp.heaviside, jnp.nextafter, jnp.logical_and, jnp.logical_or,
    jnp.logical_xor, jnp.isclose, jnp.divmod
):
    print(f.__name__, f(x, y))
i, j = jnp.array([7, -7, 12, 0]), jnp.array([3, 3, -5, 2])
for f in (
    jnp.bitwise_and, jnp.bitwise_or, jnp.bitwise_xor, jnp.left_shift, jnp.gcd, jnp.lcm, jnp.floor_divide, jnp.mod,
    jnp.fmod, jnp.divide, jnp.maximum, jnp.power
):
    print(f.__name__, f(i, jnp.abs(j)))
print(jnp.invert(i), jnp.abs(i), jnp.sign(i), jnp.square(i), jnp.bitwise_count(jnp.array([7, 8])))
print(jnp.right_shift(i, 1), jnp.ldexp(jnp.array([1.0, 3.0]), jnp.array([2, -1])), jnp.float_power(2, 3))
print(jnp.round(jnp.array([1.256, -3.14159]), 2), jnp.around(2.5), jnp.clip(x, -1, 1), jnp.clip(jnp.arange(5), 1, 3))
print(jnp.clip(x, min=0), jnp.nan_to_num(jnp.array([jnp.nan, jnp.inf, -jnp.inf, 1.0])), jnp.where(x > 0, x, 0))
print(
    jnp.select([x < 0, x > 1], [-1.0, 1.0], 0.0), jnp.piecewise(x, [x < 0, x >= 0], [lambda v: -v, lambda v: v * 2])
)
print(jnp.maximum(jnp.nan, 1.0), jnp.fmax(jnp.nan, 1.0), jnp.minimum(-0.0, 0.0), jnp.sign(jnp.nan), jnp.mod(5.0, 0.0))
print(jnp.divide(1.0, 0.0), jnp.divide(0.0, 0.0), jnp.power(0.0, 0.0), jnp.power(2, jnp.array([0, 1, 10])))
print(
    jnp.sqrt(jnp.array([4.0, -1.0])), jnp.log(jnp.array([0.0, -1.0, 1.0])), jnp.exp(jnp.array([0.0, -200.0, 200.0]))
)
