import jax
import jax.numpy as jnp

z = jnp.array([1 + 2j, -1j, 3.0])
print(z, z.dtype, z.real, z.imag, jnp.abs(z).round(4), jnp.angle(z).round(4), z.conj(), z * 2, z * z, z + 1)
print(jnp.sum(z), z == z, jnp.exp(1j * jnp.pi).round(4), jnp.iscomplex(z), jnp.isreal(z), (z * z.conj()).real, z @ z)
print(jax.lax.complex(1.0, 2.0), jnp.sqrt(jnp.array(-1 + 0j)).round(4), repr(jnp.asarray(1j)))
print(jax.grad(lambda x: jnp.abs(x * (1 + 1j)) ** 2)(2.0).round(3))
print(jax.grad(lambda x: jnp.real(jnp.exp(1j * x)))(1.0).round(4), jax.grad(lambda z: z**2, holomorphic=True)(1 + 1j))
print(jnp.fft.fft(jnp.array([1.0, 0.0, 0.0, 0.0])))
