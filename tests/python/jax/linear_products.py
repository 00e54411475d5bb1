import jax
import jax.numpy as jnp

a, b, v = jnp.arange(6.0).reshape(2, 3), jnp.arange(12.0).reshape(3, 4), jnp.array([1.0, -1.0, 2.0])
print(a @ b, jnp.dot(a, v), jnp.matmul(a, b).shape, jnp.vdot(v, v), jnp.inner(a, a), jnp.outer(v, v))
print(jnp.tensordot(a, b, 1).shape, jnp.tensordot(a, a, axes=((0, 1), (0, 1))))
print(jnp.cross(v, jnp.array([0.0, 1.0, 0.0])), jnp.trace(a @ a.T), jnp.dot(3, v), jnp.dot(v, v), jnp.multiply(a, 2))
print(jnp.einsum("ij,jk->ik", a, b).shape, jnp.einsum("ij->ji", a), jnp.einsum("ii", jnp.eye(3)))
print(jnp.einsum("ij,ij->", a, a), jnp.einsum("i,j->ij", v, v))
print(jnp.einsum("bij,bjk->bik", jnp.ones((2, 3, 4)), jnp.ones((2, 4, 5))).shape)
print(jnp.einsum("...i,i", jnp.ones((2, 2, 3)), v), jnp.einsum("ij,kj->ik", a, a), jnp.einsum("ij->", a))
print(jnp.einsum("ii->i", jnp.arange(9).reshape(3, 3)), jnp.einsum("ijk,k->ij", jnp.ones((2, 2, 3)), v))
print(jnp.einsum(a, [0, 1], v, [1], [0]))
print(jax.grad(lambda a: jnp.sum((a @ b) ** 2))(a), jax.grad(lambda v: jnp.einsum("i,ij,j->", v, jnp.diag(v), v))(v))
print(jax.vmap(jnp.dot)(a, a), jax.jacfwd(lambda v: a @ v)(v))
print(jnp.matmul(jnp.ones((2, 1, 3, 4)), jnp.ones((5, 4, 2))).shape, (a @ v).shape, (v @ b).shape)
print(jnp.linalg.matrix_power(jnp.array([[1.0, 1.0], [1.0, 0.0]]), 5))
print(jnp.linalg.multi_dot([a, b, jnp.ones((4, 1))]).shape, jnp.vecdot(a, a))
print(jax.lax.dot(a, b).shape, jax.lax.dot_general(a, b, (((1,), (0,)), ((), ()))).shape)
print(jax.lax.batch_matmul(jnp.ones((2, 3, 4)), jnp.ones((2, 4, 5))).shape)
print(jnp.matmul(a.astype(jnp.int32), b.astype(jnp.int32)).dtype)
print((a.astype(jnp.float16) @ b.astype(jnp.float16)).dtype)
print(jnp.convolve(jnp.array([1.0, 2.0]), jnp.array([1.0, 1.0, 1.0]), mode="same"))
for bad in (
    lambda: jnp.einsum("ij,jk", a), lambda: jnp.einsum("ijk->i", a), lambda: jnp.einsum("ij->k", a),
    lambda: jnp.dot(a, a), lambda: jnp.outer(), lambda: jnp.vdot(v, jnp.ones(2)), lambda: jnp.tensordot(a, b, 3),
    lambda: jnp.cross(v, jnp.ones(5)), lambda: a @ 3.0, lambda: jnp.trace(v)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
