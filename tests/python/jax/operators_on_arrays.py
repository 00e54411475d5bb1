import jax.numpy as jnp
import numpy as np

a, b, i, t = jnp.array([1.0, -2.0, 3.5]), jnp.array([2.0, 2.0, -2.0]), jnp.array([7, -7, 12]), jnp.array([True, False, True])
print(a + b, a - b, a * b, a / b, a // b, a % b, a**2, -a, +a, abs(a), divmod(a, b), a + 1, 1 - a, 2 * a, 1 / a)
print(7 // a, 7 % a, 2**a, a @ b, round(a), pow(a, 3))
print(i + 1, i * 2, i / 2, i // 2, i % 3, i // -2, i % -3, i**2, -i, i & 3, i | 8, i ^ 1, ~i, i << 1, i >> 1, abs(i))
print(divmod(i, 5), i + 1.5, i * True, 100 // i, 100 % i, 1 << jnp.array([1, 2]))
print(t & ~t, t | t, t ^ True, ~t, t + 1, t * 2.5, t == 1, a < b, a >= 1, a == a, a != b, i == 7, (a > 0) & (b > 0))
print(not t[0], t.sum(), -i[0], a[0] < a[1], bool(a[0] == 1))
n = np.array([1.0, 2.0, 3.0])
print(a + n, n + a, type(n + a).__name__, n * jnp.float32(2), np.float32(2) * a, jnp.asarray(n).dtype, np.asarray(a))
print(type(np.asarray(a)).__name__, np.sum(a), type(np.sum(a)).__name__, np.sin(n).dtype, jnp.sin(n).dtype)
print(a + [1, 2, 3][0], n.dtype, (a + n).dtype, np.float64(2) * a, (np.float64(2) * jnp.float32(1)).dtype)
x = a
x += 1
x *= 2
x **= 2
print(x, a, sum(a), max(a), min(a), sorted(a), list(map(float, a)), [v * 2 for v in a], any(t), all(t))
print(a.sum() + i.sum(), 3 * jnp.eye(2) @ jnp.ones(2))
for bad in (
    lambda: a + jnp.ones(2), lambda: a @ jnp.ones(2), lambda: a @ 2, lambda: a + "x", lambda: a + [1, 2, 3],
    lambda: a < None, lambda: 1 if a else 0, lambda: a & 1, lambda: a + {},
    lambda: jnp.ones((2, 3)) @ jnp.ones((2, 3)), lambda: a ** "x", lambda: (1, 2, 3) + a, lambda: -t,
    lambda: a.shape + 1
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
