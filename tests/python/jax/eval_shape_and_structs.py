import jax
import jax.numpy as jnp

s = jax.ShapeDtypeStruct((2, 3), jnp.float32)
print(s, s.shape, s.dtype, s == jax.ShapeDtypeStruct((2, 3), jnp.float32), s.ndim, s.size)
print(jax.eval_shape(lambda x: x @ x.T, s), jax.eval_shape(lambda x, y: {"a": x.sum(0), "b": (y,)}, s, 3))
print(jax.eval_shape(jax.grad(lambda x: x.sum()), s), jax.eval_shape(lambda: jnp.arange(5)))
print(jax.eval_shape(lambda k: jax.random.normal(k, (2,)), jax.random.key(0)))
print(jnp.shape(jnp.ones((2, 2))), jnp.ndim(3), jnp.size(jnp.ones((2, 3))), jnp.result_type(1, 2.0))
print(jnp.result_type(jnp.int8(1), jnp.float16(1)), jnp.dtype("float32"))
x = jnp.ones((2, 3, 4))
print(x.shape, x.ndim, x.size, len(x), x.dtype, x.itemsize, x.nbytes, x.T.shape, x.mT.shape, x.weak_type)
print(jnp.asarray(1.0).weak_type, x.aval, type(x).__name__, isinstance(x, jax.Array), isinstance(x, jnp.ndarray))
print(jax.typeof(x), jax.typeof(1.0), jnp.zeros_like(s), jnp.finfo(jnp.float32).eps, jnp.finfo(jnp.float32).max)
print(jnp.iinfo(jnp.int8), jnp.iinfo(jnp.int32).max)
try:
    jax.eval_shape(lambda x, y: x @ y, s, s)
except TypeError as error:
    print(error)
try:
    len(jnp.float32(1))
except TypeError as error:
    print(error)
