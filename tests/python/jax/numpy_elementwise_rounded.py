import jax
import jax.numpy as jnp

x = jnp.array([0.1, 0.5, 0.9])
for f in (
    jnp.sin, jnp.cos, jnp.tan, jnp.arcsin, jnp.arccos, jnp.arctan, jnp.sinh, jnp.cosh, jnp.tanh, jnp.arcsinh,
    jnp.arctanh, jnp.exp, jnp.exp2, jnp.expm1, jnp.log, jnp.log2, jnp.log10, jnp.log1p, jnp.sqrt, jnp.cbrt, jnp.sinc,
    jnp.i0, jnp.degrees, jnp.radians, jnp.deg2rad, jnp.angle
):
    print(f"{f.__name__:<10}", *[f"{v:.4f}" for v in f(x).tolist()])
    print(*[f"{v:.3f}" for v in jax.vmap(jax.grad(lambda v: f(v)))(x).tolist()] if f is not jnp.angle else [])
y = jnp.array([2.0, -1.5, 0.3])
for f in (jnp.arctan2, jnp.hypot, jnp.power, jnp.logaddexp, jnp.logaddexp2, jnp.fmod):
    print(f"{f.__name__:<10}", *[f"{v:.4f}" for v in f(x, y).tolist()])
    print(*[f"{v:.3f}" for v in jax.vmap(jax.grad(f, 1))(x, y).tolist()])
print(jnp.arccosh(jnp.array([1.0, 2.0])).round(4), jnp.unwrap(jnp.array([0.0, 3.0, 6.5])).round(4))
print(jnp.interp(jnp.array([0.5, 1.5, 9.0]), jnp.array([0.0, 1.0, 2.0]), jnp.array([0.0, 10.0, 5.0])))
print(jnp.polyval(jnp.array([1.0, 2.0, 3.0]), 2.0), jnp.convolve(jnp.arange(3.0), jnp.ones(2)))
print(jnp.correlate(jnp.arange(4.0), jnp.array([1.0, 2.0])), jnp.trapezoid(jnp.array([1.0, 2.0, 3.0])))
print(jnp.gradient(jnp.array([1.0, 4.0, 9.0])), jnp.diff(jnp.array([1, 4, 9, 16])))
print(jnp.diff(jnp.array([1, 4, 9, 16]), n=2), jnp.ediff1d(jnp.array([1, 3, 6])))
