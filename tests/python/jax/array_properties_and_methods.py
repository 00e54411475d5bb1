import jax.numpy as jnp

x = jnp.array([[3.0, 1.0, 2.0], [6.0, 5.0, 4.0]])
print(x.sum(), x.sum(0), x.sum(axis=1, keepdims=True), x.mean(), x.mean(1), x.max(), x.min(axis=0), x.prod())
print(x.std().round(4), x.var(0), x.argmax(), x.argmin(1))
print(x.reshape(3, 2), x.reshape(-1), x.reshape((6, 1)).shape, x.ravel(), x.flatten(), x.T, x.transpose(1, 0).shape)
print(x.swapaxes(0, 1).shape, x.squeeze().shape, x[None].squeeze(0).shape)
print(x.cumsum(), x.cumsum(1), x.cumprod(0), x.sort(), x.argsort(), x.round(), x.clip(2, 5), x.astype(int))
print(x.astype("float16").dtype, x.all(), x.any(), x.dot(x.T), x.trace(), x.diagonal(), x.repeat(2, 1))
print(x.take(jnp.array([0, 5])))
print(x[0, 1].item(), x.tolist(), x[0, 0].tolist(), float(x[0, 0]), int(x[1, 2]), bool(x[0, 0]), x.nonzero())
print(x.copy() is x, x.real, x.imag, x.conj(), x.at[0].set(0), len(x), list(x[0]), [float(v) for v in x[0]])
print(3.0 in x[0], x.block_until_ready() is x)
for row in x:
    print(row, type(row).__name__, row.shape)
a, b, c = x[0]
print(a, b + c, x.min(initial=0.5), x.sum(where=x > 2), x.max(1).shape, jnp.array([1, 2, 3]).searchsorted(2))
print(x.view(jnp.int32).dtype, x.compress(jnp.array([True, False]), axis=0))
for bad in (
    lambda: x.__setitem__(0, 1), lambda: float(x), lambda: bool(x), lambda: int(x), x.item, lambda: x.reshape(4),
    lambda: x.nothing, lambda: x[5.0], lambda: x["a"], lambda: hash(x), lambda: x.sum(axis=3),
    lambda: x.reshape(-1, -1), lambda: iter(jnp.float32(1)), lambda: x.astype("nope"), lambda: x.squeeze(0)
):
    try:
        bad()
        print("no error")
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
