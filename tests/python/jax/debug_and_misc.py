import jax
import jax.numpy as jnp


@jax.jit
def f(x):
    jax.debug.print("x = {x}, twice {}", 2 * x, x=x)
    return x + 1


print(f(3.0))
jax.effects_barrier()
jax.debug.print("eager {v:.2f}", v=jnp.float32(1.234))
jax.effects_barrier()
print(jax.block_until_ready(jnp.ones(2)), jax.device_get(jnp.arange(2)), type(jax.device_get(jnp.arange(2))).__name__)
print(jax.default_backend() in ("cpu", "gpu", "tpu"), len(jax.devices()) >= 1, jax.__version__ >= "0.4")
print(
    jax.checkpoint(lambda x: jnp.sin(x))(0.0), jax.grad(jax.checkpoint(lambda x: jnp.sin(jnp.cos(x))))(1.0).round(4)
)
print(jax.named_call(lambda x: x, name="n")(1), jax.numpy.sin(0.0), jax.config.jax_enable_x64)
with jax.disable_jit():
    print(jax.jit(lambda x: "odd" if x % 2 else "even")(3))
with jax.named_scope("scope"):
    print(jnp.ones(1))
with jax.ensure_compile_time_eval():
    print(jnp.sum(jnp.ones(3)))
print(jax.jit(f).__name__, jax.grad(f).__name__, jax.vmap(f).__name__, f.__wrapped__(1.0))
jax.effects_barrier()
lowered = jax.jit(lambda x: x * 2).lower(1.0)
print(type(lowered).__name__, jax.jit(lambda x: x * 2).lower(jnp.ones(2)).compile()(jnp.ones(2)))
print(jax.dtypes.float0, jax.dtypes.issubdtype(jnp.int32, jnp.integer), jax.dtypes.canonicalize_dtype("float64"))
print(jax.vjp(lambda n: n * 2, 3)[1] is not None, jax.grad(lambda x, n: x * n, (0, 1), allow_int=True)(2.0, 3))
