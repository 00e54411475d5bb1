"""jax.scipy.sparse.linalg: solvers that see an operator only by what it makes of vectors."""
import jax
import jax.numpy as jnp
import numpy as np
from jax.scipy.sparse.linalg import bicgstab, cg, gmres


def show(what, tree):
    print(what, jax.tree.map(lambda x: (np.round(np.asarray(x, dtype=np.float32), 2) + 0.0).tolist(), tree))


n = 10
angles = jnp.arange(n * n, dtype=jnp.float32).reshape(n, n)
skew = jnp.sin(angles)
general = skew / 4 + 2 * jnp.eye(n)
definite = skew @ skew.T / 8 + jnp.diag(jnp.linspace(1.0, 2.0, n))
b = jnp.cos(jnp.arange(n))

for solver, matrix in [(cg, definite), (bicgstab, general), (gmres, general)]:
    name = solver.__name__
    x, info = solver(matrix, b)
    show(name, x)
    print(info)
    show("residual", jnp.linalg.norm(matrix @ x - b) < 1e-4)
    show("function", solver(lambda v: matrix @ v, b, tol=1e-6)[0])
    show("guess", solver(matrix, b, x0=jnp.ones(n), tol=0.0, atol=1e-4)[0])
    show("two steps", solver(matrix, b, maxiter=2, **({"restart": 1} if solver is gmres else {}))[0])
    show("conditioned", solver(matrix, b, M=lambda r: r / jnp.diag(matrix))[0])
    show("conditioned", solver(matrix, b, M=jnp.diag(1 / jnp.diag(matrix)))[0])
    loss = lambda m, b: (solver(m, b, tol=1e-6)[0] * jnp.arange(n)).sum()
    by_matrix = lambda m, b: (jnp.linalg.solve(m, b) * jnp.arange(n)).sum()
    for f in (loss, by_matrix):
        show("gradient", jax.grad(f, argnums=1)(matrix, b))
        show("gradient", jnp.diag(jax.jit(jax.grad(f))(matrix, b)))
        show("second", jax.grad(jax.grad(lambda s: f(s * matrix, b)))(1.5))
        show("lanes", jax.vmap(jax.grad(lambda s: f(matrix, s * b)))(jnp.array([1.0, 2.0])))
    show("forward", jax.jvp(lambda b: solver(matrix, b, tol=1e-6)[0], (b,), (b,))[1] - x)
    tree = {"left": jnp.ones(2), "right": jnp.array([[1.0, 2.0]])}
    show("tree", solver(lambda t: {"left": 2 * t["left"], "right": 4 * t["right"]}, tree)[0])

for method in ("batched", "incremental"):
    for restart in (2, 5, 20):
        show(f"{method} {restart}", gmres(general, b, restart=restart, solve_method=method)[0])
    show("one round", gmres(general, b, restart=4, maxiter=1, solve_method=method)[0])


class Scaled:
    shape = (n, n)

    def __matmul__(self, x):
        return 3 * x


show("operator", cg(Scaled(), b)[0] * 3 - b)


def fails(call):
    try:
        print("no error", call())
    except Exception as e:
        print(type(e).__name__, e)


fails(lambda: cg(jnp.ones((2, 3)), jnp.ones(2)))
fails(lambda: bicgstab(general, b, x0=jnp.ones(3)))
fails(lambda: cg(definite, b, x0=(b,)))
fails(lambda: gmres(general, b, solve_method="other"))
fails(lambda: cg(None, b))

for operator in (3.0, [[1.0, 2.0], [3.0, 4.0]]):
    try:
        cg(operator, jnp.ones(2))
    except TypeError as e:
        print(e)
