import jax
import jax.numpy as jnp

v = jnp.zeros(5)
m = jnp.arange(6.0).reshape(2, 3)
print(v.at[1].set(7.0), v.at[1:3].set(1.0), v.at[::2].add(2.0), v.at[-1].set(9))
print(v.at[jnp.array([0, 3])].set(jnp.array([5.0, 6.0])), v.at[jnp.array([1, 1, 1])].add(1.0))
print(v.at[jnp.array([True, False, True, False, False])].set(4.0))
print(m.at[0].set(-1), m.at[:, 1].multiply(10), m.at[0, 0].add(100), m.at[1, ::-1].set(jnp.array([1.0, 2.0, 3.0])))
print(m.at[m > 2].set(0), m.at[..., 0].divide(2), m.at[0].power(2), m.at[0].min(1.0), m.at[1].max(4.5))
print(m.at[0, 1].apply(jnp.exp).round(3), m.at[0].subtract(1))
print(v.at[10].set(1), v.at[-10].set(1), v.at[10].set(1, mode="clip"), v.at[2].get(), v.at[9].get(), v.at[1:3].get())
print(v.at[jnp.array([7, 1])].get(mode="fill", fill_value=-5.0), v.at[jnp.array([0, 7])].add(1, mode="drop"))
print(jnp.arange(3).at[0].set(5), jnp.arange(3).at[0].add(2), v.at[1].set(3).at[2].set(4), v)
print(jnp.zeros((2, 2)).at[jnp.array([0, 1]), jnp.array([1, 0])].set(1))
print(jnp.zeros((3, 3)).at[jnp.diag_indices(3)].set(1.0))
print(jnp.zeros((2, 3)).at[:, jnp.array([0, 2])].set(jnp.array([1.0, 2.0])))
print(jax.grad(lambda x: v.at[1].set(x).sum())(2.0))
print(jax.grad(lambda x: (x.at[0].set(0.0) ** 2).sum())(jnp.arange(1.0, 4.0)))
print(jax.grad(lambda x: (x.at[jnp.array([0, 0])].add(1.0) ** 2).sum())(jnp.ones(2)))
print(jax.jit(lambda x, i: x.at[i].set(1.0))(v, 3), jax.vmap(lambda i: v.at[i].set(1.0))(jnp.arange(2)))
print(jax.grad(lambda x: x[jnp.array([0, 0, 1])].sum())(jnp.ones(3)))
try:
    v[0] = 1
except TypeError as error:
    print(error)
for bad in (
    lambda: v.at[0].set(jnp.ones(2)), lambda: v.at[0, 0].set(1), lambda: v.at[0], lambda: v.at.set(1),
    lambda: v.at["a"].set(1), lambda: v.at[0].nope(1), lambda: v.at[0:2].set(jnp.ones(3))
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
