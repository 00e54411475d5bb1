import jax
import jax.numpy as jnp
from jax import lax

x = jnp.array([-1.5, 0.5, 2.0])
m = jnp.arange(6.0).reshape(2, 3)
print(lax.add(x, x), lax.sub(x, x), lax.mul(x, x), lax.div(x, 2 * x), lax.rem(x, jnp.full(3, 2.0)), lax.neg(x))
print(lax.abs(x), lax.sign(x), lax.floor(x), lax.ceil(x), lax.round(x), lax.max(x, -x), lax.min(x, -x))
print(lax.pow(jnp.abs(x), 2.0), lax.integer_pow(x, 3), lax.sqrt(jnp.abs(x)), lax.rsqrt(jnp.array([4.0])))
print(
    lax.square(x), lax.clamp(-1.0, x, 1.0), lax.is_finite(x), lax.gt(x, 0.0), lax.eq(x, x), lax.select(x > 0, x, -x)
)
print(lax.reciprocal(jnp.array([4.0])))
print(lax.exp(0.0), lax.log(1.0), lax.tanh(0.0), lax.logistic(0.0), lax.erf(0.0))
print(lax.convert_element_type(x, jnp.int32), lax.full((2,), 3.0), lax.iota(jnp.int32, 3))
print(lax.broadcast(x, (2,)).shape, lax.broadcast_in_dim(x, (2, 3), (1,)), lax.reshape(m, (3, 2)))
print(lax.transpose(m, (1, 0)), lax.rev(m, (0,)), lax.concatenate([m, m], 0).shape, lax.squeeze(m[None], (0,)).shape)
print(lax.expand_dims(x, (0,)).shape, lax.pad(x, 0.0, [(1, 2, 1)]), lax.select_n(jnp.array([0, 1, 0]), x, -x))
print(lax.stop_gradient(x))
print(lax.slice(m, (0, 1), (2, 3)), lax.dynamic_slice(m, (0, 1), (1, 2)), lax.dynamic_slice(m, (5, 5), (1, 2)))
print(lax.dynamic_update_slice(m, jnp.array([[9.0]]), (1, 1)), lax.dynamic_index_in_dim(m, 1, 0))
print(lax.dynamic_index_in_dim(m, 1, 1, keepdims=False), lax.slice_in_dim(x, 0, 3, 2), lax.index_in_dim(m, 0, 1))
print(
    lax.dynamic_slice_in_dim(x, 1, 2), lax.dynamic_update_index_in_dim(x, 7.0, 0, 0), lax.slice(x, (0,), (3,), (2,))
)
print(lax.reduce(x, 0.0, lax.add, (0,)), lax.reduce_max(m, (0,)), lax.cumsum(x), lax.cummax(x))
print(lax.cumprod(x, reverse=True), lax.cumlogsumexp(x).round(4), lax.sort(jnp.array([3, 1, 2])))
print(lax.sort_key_val(jnp.array([3, 1, 2]), jnp.array([0, 1, 2])), lax.top_k(jnp.array([3, 1, 2]), 2))
print(lax.argmax(m, 1, jnp.int32), lax.population_count(jnp.array([7])), lax.clz(jnp.array([1])))
print(lax.bitcast_convert_type(jnp.float32(1.0), jnp.int32))
print(lax.reduce_window(x, -jnp.inf, lax.max, (2,), (1,), "VALID"))
print(lax.conv(jnp.ones((1, 1, 3, 3)), jnp.ones((1, 1, 2, 2)), (1, 1), "VALID"))
print(lax.shift_left(jnp.array([1]), jnp.array([3])))
for bad in (
    lambda: lax.add(x, jnp.ones(2)), lambda: lax.add(1, 2.5), lambda: lax.add(x, jnp.arange(3)),
    lambda: lax.dynamic_slice(x, (0, 0), (1,)), lambda: lax.concatenate([x, m], 0), lambda: lax.select(x, x, x),
    lambda: lax.clamp(jnp.ones(2), x, 1.0), lambda: lax.broadcast_in_dim(x, (3, 2), (1,)),
    lambda: lax.transpose(m, (0,)), lambda: lax.sqrt(3), lambda: lax.bitwise_and(x, x),
    lambda: lax.pad(x, 0, [(1, 1, 0)]), lambda: lax.rev(x, (3,)), lambda: lax.iota(jnp.int32, -1),
    lambda: lax.cumsum(x, axis=2)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])

# What folds start with.
for computation, first in ((lax.add, 0), (lax.add, 1), (lax.mul, 1), (lambda a, b: a + b, 0), (lax.max, jnp.zeros(2)), (lax.max, True)):
    for fold in (lambda: lax.reduce(jnp.arange(3.0), first, computation, (0,)), lambda: lax.reduce_window(jnp.arange(3.0), first, computation, (2,), (1,), "VALID")):
        try:
            print(fold())
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
