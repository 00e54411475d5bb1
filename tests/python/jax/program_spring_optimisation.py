# A chain of springs is pulled to rest; the rest position is differentiated through the iterations.
import jax
import jax.numpy as jnp


def energy(y, stiffness, load):
    ends = jnp.concatenate([jnp.zeros(1), y, jnp.zeros(1)])
    return 0.5 * stiffness * jnp.sum(jnp.diff(ends) ** 2) + jnp.sum(load * y)


@jax.jit
def relax(stiffness, load):
    step = lambda i, y: y - 0.4 / stiffness * jax.grad(energy)(y, stiffness, load)
    return jax.lax.fori_loop(0, 60, step, jnp.zeros_like(load))


load = jnp.array([0.0, 1.0, 0.0])
y = relax(2.0, load)
print(y.round(3), jnp.abs(jax.grad(energy)(y, 2.0, load)).max() < 1e-3)
print(jax.grad(lambda k: relax(k, load)[1])(2.0).round(3), jax.jacrev(relax, 1)(2.0, load).round(3))
print(jax.hessian(energy)(y, 2.0, load))
print(jax.vmap(relax, (0, None))(jnp.array([1.0, 2.0, 4.0]), load).round(3))
