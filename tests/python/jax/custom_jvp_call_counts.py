# When the function and its rule run, seen by what they print.
import jax
import jax.numpy as jnp


@jax.custom_jvp
def f(x):
    print("f", jnp.shape(x))
    return jnp.sin(x)


@f.defjvp
def f_jvp(primals, tangents):
    print("rule", jnp.shape(primals[0]))
    (x,), (t,) = primals, tangents
    return f(x), jnp.cos(x) * t


print("eval"), f(3.0)
print("jit"), jax.jit(f)(3.0)
compiled = jax.jit(f)
print("jit twice"), compiled(1.0), compiled(2.0)
print("vmap"), jax.vmap(f)(jnp.ones(2))
print("grad"), jax.grad(f)(3.0)
print("jvp"), jax.jvp(f, (3.0,), (1.0,))
print("vjp"), jax.vjp(f, 3.0)[1](1.0)
print("linearize"), jax.linearize(f, 3.0)[1](1.0)
print("value_and_grad"), jax.value_and_grad(f)(3.0)
print("vmap grad"), jax.vmap(jax.grad(f))(jnp.ones(2))
print("jit grad"), jax.jit(jax.grad(f))(3.0)
print("make_jaxpr"), jax.make_jaxpr(f)(1.0)
print("eval_shape", jax.eval_shape(f, jnp.ones(3)))
print("jacfwd"), jax.jacfwd(f)(1.0)
print("jacrev"), jax.jacrev(f)(1.0)
print("grad twice"), jax.grad(jax.grad(f))(3.0)
