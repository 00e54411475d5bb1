"""Graph convolution and message passing with segment_sum on a karate-like graph; attention over edges."""
import jax, jax.numpy as jnp
from jax import ops, random
import numpy as np
edges = np.array([(0,1),(0,2),(0,3),(1,2),(2,3),(4,5),(4,6),(5,6),(3,4),(6,7),(7,5)])
n = 8
src = jnp.concatenate([edges[:, 0], edges[:, 1]]); dst = jnp.concatenate([edges[:, 1], edges[:, 0]])
labels = jnp.array([0, 0, 0, 0, 1, 1, 1, 1]); train_mask = jnp.array([1, 0, 0, 0, 0, 0, 0, 1], dtype=bool)
deg = jax.ops.segment_sum(jnp.ones_like(src, dtype=jnp.float32), dst, num_segments=n)
print("degree", deg)
A = jnp.zeros((n, n)).at[src, dst].set(1.0)
Ahat = A + jnp.eye(n)
D = jnp.diag(Ahat.sum(1) ** -0.5)
L = D @ Ahat @ D
print(jnp.round(L[0], 3), bool(jnp.allclose(L, L.T)))
def gcn(params, X):
    for i, (W, b) in enumerate(params):
        X = L @ X @ W + b
        if i < len(params) - 1: X = jax.nn.relu(X)
    return X
def gat(params, X):
    h = X @ params["W"]
    e = jax.nn.leaky_relu((h[src] @ params["a1"]) + (h[dst] @ params["a2"]), 0.2)
    e = jnp.exp(e - ops.segment_max(e, dst, n)[dst])
    alpha = e / ops.segment_sum(e, dst, n)[dst]
    return ops.segment_sum(alpha[:, None] * h[src], dst, num_segments=n)
X = jnp.eye(n)
k = random.split(random.PRNGKey(0), 5)
params = [(random.normal(k[0], (n, 8)) * 0.5, jnp.zeros(8)), (random.normal(k[1], (8, 2)) * 0.5, jnp.zeros(2))]
def loss(p):
    logp = jax.nn.log_softmax(gcn(p, X))
    nll = -jnp.take_along_axis(logp, labels[:, None], 1)[:, 0]
    return jnp.sum(nll * train_mask) / train_mask.sum()
step = jax.jit(lambda p: jax.tree.map(lambda a, g: a - 0.3 * g, p, jax.grad(loss)(p)))
for i in range(60):
    if i % 20 == 0: print(i, f"{loss(params):.4f}")
    params = step(params)
print("pred", gcn(params, X).argmax(1))
gp = {"W": random.normal(k[2], (n, 4)), "a1": random.normal(k[3], (4,)), "a2": random.normal(k[4], (4,))}
out = gat(gp, X)
print(out.shape, jnp.round(out[0], 4))
print(jnp.round(jax.grad(lambda p: (gat(p, X) ** 2).sum())(gp)["a1"], 3))
print(ops.segment_min(jnp.array([3, 1, 2]), jnp.array([0, 1, 0]), 3), ops.segment_prod(jnp.array([3., 1., 2.]), jnp.array([0, 1, 0]), 2))
# pagerank
P = A / A.sum(1, keepdims=True)
r = jnp.ones(n) / n
for _ in range(50): r = 0.15 / n + 0.85 * P.T @ r
print(jnp.argsort(-r), f"{r.sum():.4f}")
# all pairs shortest path
dist = jnp.where(A > 0, 1., jnp.inf).at[jnp.diag_indices(n)].set(0.)
for kk in range(n): dist = jnp.minimum(dist, dist[:, kk:kk+1] + dist[kk:kk+1, :])
print(dist.astype(int))
w, V = np.linalg.eigh(np.asarray(jnp.diag(A.sum(1)) - A))
print(np.round(w[:2], 4) + 0.0, (V[:, 1] > 0).sum())
