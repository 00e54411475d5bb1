import jax, jax.numpy as jnp, numpy as np
from functools import partial
i8 = jnp.array([100, -128, 127, 5, -3], jnp.int8)
u8 = jnp.array([200, 255, 0, 5, 17], jnp.uint8)
i16 = jnp.array([30000, -32768, 32767, 5, -3], jnp.int16)
u16 = jnp.array([60000, 65535, 0, 5, 17], jnp.uint16)
bf = jnp.array([1.1, -2.7, 1e30, 5e-3, 300.3], jnp.bfloat16)
fs = [lambda x: x + x, lambda x: x * x, lambda x: -x, lambda x: x - 7, lambda x: x * 3 + 1, lambda x: jnp.cumsum(x), lambda x: jnp.sum(x), lambda x: jnp.prod(x),
      lambda x: jnp.max(x), lambda x: jnp.argmin(x), lambda x: jnp.sort(x), lambda x: x // 3, lambda x: x % 3, lambda x: jnp.abs(x), lambda x: jnp.sign(x), lambda x: x > 2,
      lambda x: jnp.where(x > 2, x, 1), lambda x: x.astype(jnp.float32) / 2, lambda x: x / 2, lambda x: jnp.dot(x, x), lambda x: x[::-1], lambda x: jnp.concatenate([x, x]), lambda x: x.at[0].add(120),
      lambda x: jnp.clip(x, 0, 10), lambda x: jnp.mean(x), lambda x: x.astype(jnp.int32), lambda x: jnp.outer(x, x)[1], lambda x: x ** 2, lambda x: jnp.diff(x), jnp.square]
for x in [i8, u8, i16, u16, bf]:
    for k, f in enumerate(fs):
        a, b = f(x), jax.jit(f)(x)
        print(x.dtype, k, a, a.dtype, a.tolist() == b.tolist() or (a, b))
for x in [i8, u8, i16, u16]:
    for f in [lambda x: x << 1, lambda x: x >> 2, lambda x: x & 6, lambda x: x | 1, lambda x: x ^ 5, lambda x: ~x, lambda x: jax.lax.shift_right_logical(x, jnp.full_like(x, 1)), jax.lax.population_count, jax.lax.clz]:
        a, b = f(x), jax.jit(f)(x)
        print(x.dtype, a, a.dtype, a.tolist() == b.tolist() or (a, b))
print(np.asarray(i8), np.asarray(i8).dtype, jnp.asarray(np.array([1, 2], np.uint8)).dtype, i8.tolist(), repr(u8), repr(i16), repr(bf))
print(jax.lax.fori_loop(0, 10, lambda i, c: c + jnp.int8(30), jnp.int8(0)), jax.lax.scan(lambda c, x: (c + x, c), jnp.uint8(0), u8))
print(jax.vmap(lambda a, b: a * b)(i8, i8), jax.grad(lambda x: jnp.sum(jnp.sin(x) * x))(bf[:2]))
print(jnp.promote_types(jnp.int8, jnp.bfloat16), (i8 + u8).dtype, (i8 + 1.5).dtype, (bf + 1).dtype, (bf + jnp.float16(1)).dtype, (u16 + i8).dtype)
print(jnp.packbits(jnp.arange(20).reshape(2, 10) % 3, axis=1), jnp.packbits(jnp.arange(11) % 2, bitorder="little"), jnp.unpackbits(u8[:2], count=-3), jnp.unpackbits(u8.reshape(5, 1), axis=1, bitorder="little")[0])
print(jax.random.bernoulli(jax.random.key(1), 0.5, (5,)), jax.random.randint(jax.random.key(1), (5,), -5, 5, jnp.int8), jax.random.uniform(jax.random.key(2), (3,), jnp.bfloat16, -1, 1))
