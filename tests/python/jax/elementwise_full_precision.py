# Full float32 values where the correctly rounded result is the same for all careful implementations.
import jax.numpy as jnp

x = jnp.array([0.25, 0.5, 1.0, 2.0, 4.0, 10.0])
print(jnp.sqrt(x), 1 / x, x / 3, x * 0.1, x**2, x**3, x - 0.1, x % 0.3, jnp.square(x) / 7)
print(jnp.float32(1) / 3, jnp.float32(0.1) + jnp.float32(0.2), jnp.float32(16777216) + 1, jnp.float32(1e-45))
print(jnp.float32(3.4e38) * 10, jnp.sum(jnp.array([0.1, 0.2, 0.3])), jnp.float32(2) ** 0.5, jnp.float32(1e10))
print(jnp.float32(123456789), jnp.float32(0.1).item(), float(jnp.float32(1) / 3), jnp.float32(1.1).tolist())
print(jnp.exp(jnp.array([0.0, -jnp.inf])), jnp.log(jnp.array([1.0])), jnp.sin(0.0), jnp.cos(0.0))
print(jnp.tanh(jnp.array([0.0, 20.0, -20.0])), jnp.exp2(jnp.array([0.0, 3.0, -2.0])), jnp.log2(jnp.array([8.0, 0.5])))
print(jnp.arctan2(0.0, -1.0), jnp.hypot(3.0, 4.0), jnp.cbrt(jnp.array([27.0, -8.0])).round(5))
print(jnp.linspace(0, 1, 7), jnp.arange(0, 1, 0.1), jnp.mean(jnp.arange(5)), jnp.float16(1) / 3, jnp.bfloat16(1) / 3)
print(jnp.asarray(1 / 3), jnp.cumsum(jnp.full(5, 0.1)), jnp.prod(jnp.array([1.1, 1.2])))
