"""iLQR on a pendulum swing-up."""
import jax
import jax.numpy as jnp
from jax import lax, vmap, jit, grad, jacfwd, jacrev, hessian
import numpy as np
from collections import namedtuple

Params = namedtuple("Params", ["dt", "g", "l", "m", "b"])
p = Params(dt=0.05, g=9.81, l=1.0, m=1.0, b=0.1)
T = 30

def dynamics(x, u):
    th, w = x
    wd = (u[0] - p.b * w - p.m * p.g * p.l * jnp.sin(th)) / (p.m * p.l ** 2)
    w = w + p.dt * wd
    return jnp.array([th + p.dt * w, w])

def stage_cost(x, u):
    return 0.5 * (0.1 * (x[0] - jnp.pi) ** 2 + 0.01 * x[1] ** 2 + 0.005 * u[0] ** 2)

def final_cost(x):
    return 0.5 * (50. * (x[0] - jnp.pi) ** 2 + 5. * x[1] ** 2)

def rollout(x0, U):
    def f(x, u):
        xn = dynamics(x, u)
        return xn, xn
    _, X = lax.scan(f, x0, U)
    return jnp.vstack([x0, X])

def total_cost(X, U):
    return vmap(stage_cost)(X[:-1], U).sum() + final_cost(X[-1])

@jit
def backward(X, U, mu):
    A = vmap(jacfwd(dynamics, 0))(X[:-1], U)
    B = vmap(jacfwd(dynamics, 1))(X[:-1], U)
    lx = vmap(grad(stage_cost, 0))(X[:-1], U)
    lu = vmap(grad(stage_cost, 1))(X[:-1], U)
    lxx = vmap(hessian(stage_cost, 0))(X[:-1], U)
    luu = vmap(hessian(stage_cost, 1))(X[:-1], U)
    lux = vmap(jacfwd(grad(stage_cost, 1), 0))(X[:-1], U)
    Vx, Vxx = grad(final_cost)(X[-1]), hessian(final_cost)(X[-1])
    def step(carry, inp):
        Vx, Vxx = carry
        A, B, lx, lu, lxx, luu, lux = inp
        Qx = lx + A.T @ Vx
        Qu = lu + B.T @ Vx
        Qxx = lxx + A.T @ Vxx @ A
        Quu = luu + B.T @ Vxx @ B + mu * jnp.eye(1)
        Qux = lux + B.T @ Vxx @ A
        inv = jnp.linalg.inv(Quu)
        k = -inv @ Qu
        K = -inv @ Qux
        Vx = Qx + K.T @ Quu @ k + K.T @ Qu + Qux.T @ k
        Vxx = Qxx + K.T @ Quu @ K + K.T @ Qux + Qux.T @ K
        return (Vx, 0.5 * (Vxx + Vxx.T)), (k, K)
    _, (ks, Ks) = lax.scan(step, (Vx, Vxx), (A, B, lx, lu, lxx, luu, lux), reverse=True)
    return ks, Ks

@jit
def forward(X, U, ks, Ks, alpha):
    def f(x, inp):
        xr, u, k, K = inp
        un = u + alpha * k + K @ (x - xr)
        xn = dynamics(x, un)
        return xn, (xn, un)
    _, (Xn, Un) = lax.scan(f, X[0], (X[:-1], U, ks, Ks))
    Xn = jnp.vstack([X[0], Xn])
    return Xn, Un, total_cost(Xn, Un)

x0 = jnp.array([0.1, 0.0])
U = jnp.zeros((T, 1))
X = rollout(x0, U)
J = total_cost(X, U)
print(f"iter  0 cost {J:9.3f}")
mu = 0.1
for it in range(1, 26):
    ks, Ks = backward(X, U, mu)
    for alpha in 0.6 ** np.arange(8):
        Xn, Un, Jn = forward(X, U, ks, Ks, alpha)
        if Jn < J:
            break
    else:
        mu *= 5
        continue
    dJ = J - Jn
    X, U, J = Xn, Un, Jn
    mu = max(mu / 3, 1e-5)
    if it <= 4:
        print(f"iter {it:2d} cost {J:9.3f} alpha {alpha:.3f}")
    if dJ < 1e-3:
        break
print("final angle close to pi:", bool(abs(X[-1, 0] - jnp.pi) < 0.3), X.shape)
