import jax
import jax.numpy as jnp
import numpy as np

rng_free = np.linspace(0, 1, 5)
print(rng_free, rng_free.dtype, np.arange(3) * 2, np.sum(np.ones((2, 2)), axis=0), np.array([1, 2]).mean())
print(np.zeros((1, 2)).shape, np.pi, np.sqrt(2), np.float32(1) / 3, np.allclose([1.0], [1.0 + 1e-9]))
x = jnp.asarray(rng_free)
print(
    x.dtype, jnp.sin(rng_free).round(4), np.asarray(x).dtype, np.array(x) + 1, isinstance(np.asarray(x), np.ndarray)
)
print(jnp.array(np.float64(1.5)), jnp.array(np.int64(3)).dtype, np.max(x), np.mean(x), float(np.float32(0.5)))
print(x + np.ones(5), np.ones(5) + x, np.dot(np.ones(5), x))
np.testing.assert_allclose(jnp.sin(x), np.sin(rng_free), rtol=1e-5)
np.testing.assert_array_equal(jnp.arange(3), np.arange(3))
try:
    np.testing.assert_allclose(jnp.ones(2), np.array([1.0, 2.0]))
except AssertionError as error:
    print(str(error).strip().splitlines()[0])
a = np.zeros(3)
a[1] = 5
a += 1
a[a > 3] = -1
print(a, a.tolist(), a.reshape(3, 1).T, np.concatenate([a, [1.0]]), np.where(a > 0, a, 0), [float(v) for v in a])
print(a[::-1], np.stack([a, a]).shape, np.eye(2), np.arange(6).reshape(2, 3)[:, 1])
f = jax.jit(lambda v: v * 2)
print(f(a), f(np.float64(1)), f(3), jax.grad(lambda v: jnp.sum(v**2))(np.array([1.0, 2.0])))
print(jax.vmap(lambda v: v + 1)(np.arange(3)))
try:
    jax.jit(lambda v: np.sin(v))(1.0)
except jax.errors.TracerArrayConversionError as error:
    print(type(error).__name__, str(error).splitlines()[0])
try:
    x[0] = 1.0
except TypeError as error:
    print(error)
y = np.array(x)
y[0] = 9
print(x[0], y[0], np.random is not None, np.isnan(np.nan), np.inf > 1, np.int32(7) // 2, np.float32(2.5).item())
print(np.array([[1, 2], [3, 4]]) @ np.array([1, 1]), np.linalg.norm([3, 4]))
