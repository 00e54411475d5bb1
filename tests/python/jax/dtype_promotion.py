import jax.numpy as jnp

kinds = [
    jnp.bool_, jnp.int8, jnp.uint8, jnp.int16, jnp.int32, jnp.uint32, jnp.float16, jnp.bfloat16, jnp.float32,
    jnp.complex64
]
for a in kinds:
    print(f"{a.__name__:<10}", *[(jnp.ones(1, a) + jnp.ones(1, b)).dtype.name for b in kinds])
for a in kinds:
    print(f"{a.__name__:<10}", *[(jnp.ones(1, a) + s).dtype.name for s in (True, 1, 1.0)])
    print(*[(jnp.ones(1, a) * s).weak_type for s in (1, 1.0)], (jnp.ones(1, a) / 2).dtype.name)
    print(jnp.ones(1, a).sum().dtype.name, jnp.ones(1, a).mean().dtype.name)
show = lambda x: print(repr(x), end="; ")
for v in (
    jnp.asarray(1), jnp.asarray(1.0), jnp.array(1), jnp.array(1.0), jnp.array([1]), jnp.asarray(True), jnp.float32(1),
    jnp.asarray(1) + 1, jnp.asarray(1) + jnp.float32(1), jnp.sin(1.0), jnp.sin(1), jnp.sqrt(4), jnp.asarray(2) / 3,
    jnp.asarray(7) // 2, jnp.asarray(1.0) + jnp.int32(1), jnp.add(1, 2), jnp.multiply(2.0, jnp.ones(1, jnp.float16)),
    jnp.where(True, 1, 2.0), jnp.maximum(1, 2), jnp.arange(3) * 1.5, jnp.arange(3) / 2, jnp.ones(2, jnp.int8) * 100,
    jnp.uint8(200) + jnp.uint8(100), -jnp.uint8(1), jnp.int32(2**31 - 1) + 1, jnp.array([1, 2.5]),
    jnp.array([True, 2]), jnp.asarray(3, jnp.float16), jnp.zeros(2), jnp.full(2, 3), jnp.full(2, 3.0), jnp.arange(3),
    jnp.arange(3.0), jnp.linspace(0, 1, 3), jnp.power(2, 3), jnp.float32(2) ** 3, 2 ** jnp.float32(3),
    True + jnp.int32(1), jnp.bool_(True) + jnp.bool_(True), jnp.sum(jnp.array([True, True])), jnp.mean(jnp.arange(4)),
    jnp.exp(jnp.int32(1))
):
    show(v)
print()
for bad in (
    lambda: jnp.array("a"), lambda: jnp.array([1, "a"]), lambda: jnp.ones(2, "float128x"), lambda: jnp.int32(2**40),
    lambda: jnp.array(2**40), lambda: jnp.array([[1], [1, 2]]), lambda: jnp.array(None), lambda: jnp.array({}),
    lambda: jnp.sin("a"), lambda: jnp.ones(2) + "a", lambda: jnp.ones(2) + None,
    lambda: jnp.bool_(True) - jnp.bool_(True), lambda: jnp.ones(2) & 1, lambda: ~jnp.ones(2),
    lambda: jnp.ones(2) << 1, lambda: jnp.int8(300), lambda: jnp.asarray(2) ** -1
):
    try:
        print(repr(bad()))
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
