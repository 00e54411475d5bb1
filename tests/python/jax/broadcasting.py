import jax.numpy as jnp

a, b = jnp.ones((2, 1, 3)), jnp.arange(4.0)[:, None]
print((a * b).shape, (a + 1).shape, (jnp.ones(3) + jnp.ones((2, 3))).shape, jnp.broadcast_shapes((2, 1), (3,)))
print(jnp.broadcast_to(jnp.arange(3), (2, 3)), [x.shape for x in jnp.broadcast_arrays(jnp.ones((2, 1)), jnp.ones(3))])
print(jnp.arange(3)[:, None] * jnp.arange(4)[None], jnp.add.outer(jnp.arange(2), jnp.arange(3)))
print(jnp.expand_dims(jnp.ones(3), (0, 2)).shape, jnp.squeeze(jnp.ones((1, 3, 1))).shape)
print(jnp.atleast_2d(jnp.ones(3)).shape, jnp.where(jnp.array([[True], [False]]), jnp.arange(3), -1))
for x, y in (((2,), (3,)), ((2, 3), (2,)), ((2, 3), (3, 2)), ((1, 2, 3), (4, 3, 3)), ((0,), (2,))):
    for op in (jnp.add, jnp.maximum, jnp.power):
        try:
            op(jnp.ones(x), jnp.ones(y))
        except (TypeError, ValueError) as error:
            print(type(error).__name__, error)
for bad in (
    lambda: jnp.broadcast_to(jnp.ones(3), (3, 2)), lambda: jnp.broadcast_shapes((2,), (3,)),
    lambda: jnp.where(jnp.ones(2) > 0, jnp.ones(3), 0), lambda: jnp.concatenate([jnp.ones((2, 2)), jnp.ones((3, 3))]),
    lambda: jnp.stack([jnp.ones(2), jnp.ones(3)]), lambda: jnp.dot(jnp.ones(2), jnp.ones(3)),
    lambda: jnp.matmul(jnp.ones((2, 3)), jnp.ones((2, 3))), lambda: jnp.reshape(jnp.ones(6), (4,)),
    lambda: jnp.ones(3).reshape(2, -1), lambda: jnp.expand_dims(jnp.ones(2), 5),
    lambda: jnp.squeeze(jnp.ones((2, 1)), 0), lambda: jnp.sum(jnp.ones(2), axis=1),
    lambda: jnp.transpose(jnp.ones((2, 3)), (0, 0)),
    lambda: jnp.einsum("ij,jk->ik", jnp.ones((2, 3)), jnp.ones((2, 3))), lambda: jnp.swapaxes(jnp.ones(2), 0, 1),
    lambda: jnp.outer(jnp.ones(2)), lambda: jnp.concatenate([]), lambda: jnp.concatenate(jnp.float32(1)),
    lambda: jnp.concatenate([jnp.float32(1)]), lambda: jnp.split(jnp.ones(5), 2), lambda: jnp.linspace(0, 1, -1),
    lambda: jnp.zeros(-1), lambda: jnp.zeros((2, 1.5)), lambda: jnp.eye(2.5), lambda: jnp.full((2,), jnp.ones(3)),
    lambda: jnp.roll(jnp.ones(2), 1, axis=3)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
