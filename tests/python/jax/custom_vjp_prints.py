import jax
import jax.numpy as jnp


@jax.custom_vjp
def f(x):
    print("called f!")
    return jnp.sin(x)


def f_fwd(x):
    print("called f_fwd!")
    return f(x), jnp.cos(x)


def f_bwd(cos_x, y_bar):
    print("called f_bwd!")
    return (cos_x * y_bar,)


f.defvjp(f_fwd, f_bwd)
print("-- eval"), f(3.0)
print("-- grad"), jax.grad(f)(3.0)
y, f_vjp = jax.vjp(f, 3.0)
print("-- pull"), f_vjp(1.0)
print("-- vmap"), jax.vmap(f)(jnp.ones(2))
print("-- jit"), jax.jit(f)(1.0)
print("-- vmap grad"), jax.vmap(jax.grad(f))(jnp.ones(2))
print("-- grad of jit"), jax.grad(jax.jit(f))(1.0)
print("-- jit of grad"), jax.jit(jax.grad(f))(1.0)
print("-- grad grad"), jax.grad(jax.grad(f))(1.0)
print("-- jacrev"), jax.jacrev(f)(jnp.ones(2))
try:
    jax.jvp(f, (3.0,), (1.0,))
except TypeError as error:
    print("ERROR!", error)
