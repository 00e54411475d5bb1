"""lax.custom_linear_solve: solutions of linear equations, whose derivatives are solutions of linear equations."""
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def show(what, tree):
    print(what, jax.tree.map(lambda x: (np.round(np.asarray(x, dtype=np.float32), 3) + 0.0).tolist(), tree))


def sweep(matvec, b):
    "Jacobi's iteration, with the diagonal found by the operator itself."
    diagonal = jnp.diag(jax.jacfwd(matvec)(b))
    def turn(state):
        x, _ = state
        left = b - matvec(x)
        return x + left / diagonal, jnp.max(jnp.abs(left))
    return lax.while_loop(lambda state: state[1] > 1e-5, turn, (b, jnp.inf))[0]


def solve(matrix, b):
    return lax.custom_linear_solve(lambda x: matrix @ x, b, sweep, transpose_solve=sweep)


matrix = jnp.array([[4.0, 1.0, 0.0], [-1.0, 3.0, 0.5], [0.5, 0.0, 2.0]])
b = jnp.array([1.0, -2.0, 3.0])
show("value", solve(matrix, b))
show("known", jnp.linalg.solve(matrix, b))
total = lambda m, b: (solve(m, b) ** 2).sum()
show("gradients", jax.grad(total, argnums=(0, 1))(matrix, b))
show("compiled", jax.jit(jax.grad(total, argnums=(0, 1)))(matrix, b))
show("forward", jax.jvp(solve, (matrix, b), (jnp.eye(3), jnp.ones(3))))
show("hessian", jax.hessian(total, argnums=1)(matrix, b))
show("known hessian", jax.hessian(lambda b: (jnp.linalg.solve(matrix, b) ** 2).sum())(b))
show("scaled", jax.grad(jax.grad(lambda s: total(s * matrix, b)))(2.0))
show("transpose", jax.linear_transpose(lambda b: solve(matrix, b), b)(b))
matrices, bs = jnp.stack([matrix, 2 * matrix]), jnp.stack([b, b + 1])
for axes in [(0, 0), (0, None), (None, 0)]:
    args = [x if a == 0 else y for a, x, y in zip(axes, (matrices, bs), (matrix, b))]
    show(f"lanes {axes}", jax.vmap(solve, in_axes=axes)(*args))
    show(f"lanes' gradients {axes}", jax.jit(jax.vmap(jax.grad(total), in_axes=axes))(*args))

halves = lambda matvec, b: b / 2
print(jax.make_jaxpr(lambda m, b: lax.custom_linear_solve(lambda x: m @ x, b, halves))(matrix, b))
print(jax.make_jaxpr(lambda m, b: lax.custom_linear_solve(lambda x: m @ x, b, halves, symmetric=True))(matrix, b))
print(jax.make_jaxpr(jax.vmap(lambda m, b: lax.custom_linear_solve(lambda x: m @ x, b, halves), (None, 0)))(matrix, bs))


def with_aux(m, b):
    solver = lambda matvec, b: (jnp.linalg.solve(m, b), {"size": jnp.float32(b.size)})
    transposed = lambda vecmat, b: (jnp.linalg.solve(m.T, b), {"size": jnp.float32(-1)})
    return lax.custom_linear_solve(lambda x: m @ x, b, solver, transposed, has_aux=True)


show("aux", with_aux(matrix, b))
show("aux", jax.grad(lambda m, b: with_aux(m, b)[0].sum(), argnums=(0, 1))(matrix, b))
show("aux", jax.vmap(with_aux, in_axes=(None, 0))(matrix, bs))


def circuit(g, currents):
    "Voltages, as a tree."
    matvec = lambda v: {"in": g * v["in"] - v["out"], "out": 2.0 * v["out"]}
    def solver(matvec, i):
        out = i["out"] / 2
        return {"in": (i["in"] + out) / g, "out": out}
    def transposed(vecmat, i):
        v = i["in"] / g
        return {"in": v, "out": (i["out"] + v) / 2}
    return lax.custom_linear_solve(matvec, currents, solver, transposed)


currents = {"in": jnp.array([1.0, 2.0]), "out": jnp.array([3.0, 5.0])}
show("circuit", circuit(4.0, currents))
show("circuit", jax.grad(lambda g, i: circuit(g, i)["in"].sum(), argnums=(0, 1))(4.0, currents))
show("circuit", jax.vmap(circuit, in_axes=(0, None))(jnp.array([1.0, 4.0]), currents))


def fails(call):
    try:
        print("no error", call())
    except Exception as e:
        print(type(e).__name__, e)


same = lambda matvec, b: b
fails(lambda: lax.custom_linear_solve(lambda x: (x, x), 1.0, same))
fails(lambda: lax.custom_linear_solve(lambda x: [x], 1.0, same))
fails(lambda: lax.custom_linear_solve(lambda x: x, b, lambda m, b: b[:2]))
fails(lambda: lax.custom_linear_solve(lambda x: x, b, same, lambda m, b: b.sum()))
fails(lambda: lax.custom_linear_solve(lambda x: x, {"b": b}, lambda m, b: [b["b"]]))
fails(lambda: jax.grad(lambda b: lax.custom_linear_solve(lambda x: 2 * x, b, halves))(1.0))
show("forward only", jax.jvp(lambda b: lax.custom_linear_solve(lambda x: 2 * x, b, halves), (3.0,), (1.0,)))
