import jax
import jax.numpy as jnp
from jax.scipy.special import logsumexp
from jax import lax
import numpy as np
jnp.set_printoptions(precision=4, suppress=True)

def sinkhorn(a, b, C, eps=0.1, n_iter=50):
    log_a, log_b = jnp.log(a), jnp.log(b)
    def body(i, fg):
        f, g = fg
        f = eps * (log_a - logsumexp((g[None, :] - C) / eps, axis=1))
        g = eps * (log_b - logsumexp((f[:, None] - C) / eps, axis=0))
        return f, g
    f, g = lax.fori_loop(0, n_iter, body, (jnp.zeros_like(a), jnp.zeros_like(b)))
    P = jnp.exp((f[:, None] + g[None, :] - C) / eps)
    return P, jnp.sum(P * C)

def cost_matrix(x, y):
    return jnp.sum((x[:, None, :] - y[None, :, :]) ** 2, axis=-1)

rng = np.random.RandomState(0)
x = jnp.array(rng.randn(6, 2), dtype=jnp.float32)
y = jnp.array(rng.randn(5, 2) + 1.0, dtype=jnp.float32)
a = jnp.ones(6) / 6
b = jnp.ones(5) / 5
C = cost_matrix(x, y)
P, cost = sinkhorn(a, b, C)
print(P)
print("marginals", P.sum(1), P.sum(0), "cost", cost)
g = jax.grad(lambda x: sinkhorn(a, b, cost_matrix(x, y))[1])(x)
print(g)

@jax.jit
def flow_step(x):
    l, g = jax.value_and_grad(lambda x: sinkhorn(a, b, cost_matrix(x, y), n_iter=30)[1])(x)
    return x - 0.5 * g, l
for i in range(15):
    x, l = flow_step(x)
    if i % 5 == 0:
        print(i, f"{l:.4f}")
