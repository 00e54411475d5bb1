import jax.numpy as jnp

x = jnp.arange(24).reshape(2, 3, 4)
v = jnp.arange(10)
print(v[3], v[-1], v[2:5], v[::2], v[::-1], v[7:2:-2], v[-3:], v[:], v[5:2], v[100:], v[jnp.array([1, 3, -1])])
print(v[jnp.array([0, 2])])
print(x[0], x[0, 1], x[0, 1, 2], x[-1, -1, -1], x[:, 1], x[..., 0], x[0, ..., 1], x[:, None].shape)
print(x[None, ..., None].shape, x[0, :, 1:3], x[:, ::-1, ::2].shape)
print(x[jnp.array([0, 1]), jnp.array([1, 2])], x[:, jnp.array([0, 2]), 1])
print(x[jnp.array([[0], [1]]), jnp.array([0, 2])].shape, x[0, jnp.array([True, False, True])], x[x > 20])
print(v[v % 2 == 0], v[jnp.array([True] * 10)].shape)
print(x[jnp.array(1)].shape, x[jnp.array([0]), :, jnp.array([1])].shape, x[:, jnp.array([0]), None].shape, x[1][2][3])
print(x[(0, 1)], x[(slice(None), 0)].shape, x[...].shape, x[()].shape)
print(v[20], v[-20], v[jnp.array([5, 50, -50])], v.at[20].get(mode="fill", fill_value=-1))
print(v.at[jnp.array([0, 99])].get(mode="clip"), jnp.take(v, jnp.array([1, 99])), jnp.take(v, 99, mode="clip"))
print(jnp.take(v, 99, mode="wrap"))
i = 2
print(v[i], v[i:i + 2], v[True], v[None, 1:3], v[jnp.int32(4)], v[-i:])
print(jnp.take_along_axis(x[0], jnp.argsort(-x[0], axis=1), axis=1))
print(x[0][jnp.ix_(jnp.array([0, 2]), jnp.array([1, 3]))])
for bad in (
    lambda: x[0, 0, 0, 0], lambda: v[1.5], lambda: v["a"], lambda: v[[0, 1]], lambda: v[jnp.array([1.0])],
    lambda: v[jnp.array([True, False])], lambda: x[..., ...], lambda: v[1:2:0], lambda: v[None, None, 1, 2],
    lambda: v[(0, 1)], lambda: x[jnp.array([0, 1]), jnp.array([0, 1, 2])], lambda: v[slice("a")], lambda: v[{}]
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
