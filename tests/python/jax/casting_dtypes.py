import jax.numpy as jnp

NAMES = [
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
]
for casting in ["safe", "same_kind", "no", "unsafe"]:
    print(casting)
    for name in NAMES:
        row = [jnp.can_cast(jnp.dtype(name), jnp.dtype(other), casting) for other in NAMES]
        print(f"{name:>10}", "".join(".x"[is_allowed] for is_allowed in row))

for name in NAMES:
    print(name, jnp.can_cast(name, jnp.bfloat16), jnp.can_cast(jnp.bfloat16, name))
try:
    jnp.can_cast("float32", "float64", "sure")
except ValueError as error:
    print(str(error).split("(")[1])
