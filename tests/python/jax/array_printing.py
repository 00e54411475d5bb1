import jax.numpy as jnp
import numpy as np

for a in (
    1, 1.0, True, [1, 2], [1.5, -2.0], [True, False], [[1, 2], [3, 4]], [[0.1, 123.456], [-1e-3, 2.0]], [1e10, 1.0],
    [1e-10, 1.0], [1e20, 1e-20], [], [[]], [[[1, 2]], [[3, 4]]], [float("nan"), 1.0, float("inf"), -float("inf")],
    [1 + 2j, -1j], [100000, 1], [0.0, -0.0], [1e5, 123456.0], [1 / 3, 2 / 3], [1.0, 2.0, 3.5], [0.00001, 0.1]
):
    x = jnp.array(a)
    print(x, repr(x), str(x.dtype))
print(jnp.arange(30), jnp.arange(30.0) / 7)
print(jnp.arange(2000), jnp.ones((40, 40)), repr(jnp.arange(1001)))
print([jnp.float32(1.5), jnp.arange(2)], (jnp.zeros(()),), {"k": jnp.ones(1)})
print(f"{jnp.float32(2.5)} {jnp.float32(2.5):.2f} {jnp.int32(3):04d} {jnp.arange(2)}")
print("%s %d %.3f" % (jnp.ones(2), jnp.int32(4), jnp.float32(0.5)))
print(repr(jnp.float32(3)), repr(jnp.asarray(3.0)), repr(jnp.asarray(3)), repr(jnp.int8(3)), repr(jnp.bool_(True)))
print(repr(jnp.zeros((2, 0))), repr(jnp.ones(3, jnp.bfloat16)), repr(jnp.ones((2, 2), jnp.uint8)))
print(repr(jnp.float16(0.1)))
print(repr(jnp.arange(12.0).reshape(3, 4)), repr(jnp.linspace(0, 1, 11)), repr(jnp.arange(12).reshape(2, 3, 2)))
print(repr(jnp.array([1e-5, 1000.0])))
print(np.array([1.0, 2.5]), repr(np.array([1, 2])), repr(np.float32(1.5)), repr(np.float64(2)), np.float32(0.1))
print(np.array(3.0), repr(np.array(3.0)), repr(np.array([True])), repr(np.array([1.5], dtype=np.float32)))
print(np.arange(3).dtype)
with jnp.printoptions(precision=2, suppress=True):
    print(jnp.array([1.23456, 1e-8]))
