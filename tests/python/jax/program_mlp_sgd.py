import jax
import jax.numpy as jnp


def init(key, sizes):
    keys = jax.random.split(key, len(sizes))
    return [
        (jax.random.normal(k, (m, n)) * jnp.sqrt(2.0 / m), jnp.zeros(n)) for k, m,
        n in zip(keys, sizes[:-1], sizes[1:])
    ]


def forward(params, x):
    for w, b in params[:-1]:
        x = jax.nn.relu(x @ w + b)
    w, b = params[-1]
    return x @ w + b


def loss(params, x, y):
    logits = forward(params, x)
    return -jnp.mean(jnp.sum(jax.nn.log_softmax(logits) * y, axis=-1))


@jax.jit
def update(params, x, y):
    grads = jax.grad(loss)(params, x, y)
    return [(w - 0.2 * dw, b - 0.2 * db) for (w, b), (dw, db) in zip(params, grads)]


params = init(jax.random.PRNGKey(1), [2, 16, 2])
print(jax.tree.map(jnp.shape, params), sum(p.size for p in jax.tree.leaves(params)))
x = jnp.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
y = jax.nn.one_hot(jnp.array([0, 1, 1, 0]), 2)
first = loss(params, x, y)
for _ in range(400):
    params = update(params, x, y)
print(loss(params, x, y) < 0.05 * first, jnp.argmax(forward(params, x), axis=1))
print(jax.vmap(forward, (None, 0))(params, x).shape)
