import jax
import jax.numpy as jnp


def net(w, x):
    return jnp.tanh(x * w[0] + w[1]) * w[2]


def inner_loss(w, x, y):
    return jnp.mean((net(w, x) - y) ** 2)


def adapt(w, x, y, rate=0.1):
    return w - rate * jax.grad(inner_loss)(w, x, y)


def outer_loss(w, task):
    x1, y1, x2, y2 = task
    return inner_loss(adapt(w, x1, y1), x2, y2)


x = jnp.linspace(-1, 1, 5)
tasks = tuple(
    jnp.stack([f(x), g(x)]) for f,
    g in ((lambda v: v, lambda v: v), (jnp.sin, jnp.cos), (lambda v: v + 0.1, lambda v: v), (jnp.sin, jnp.cos))
)
w = jnp.array([0.5, 0.1, 1.0])
batch_loss = lambda w: jax.vmap(outer_loss, (None, 0))(w, tasks).mean()
print(batch_loss(w).round(4), jax.grad(batch_loss)(w).round(4))
first = batch_loss(w)
step = jax.jit(lambda w: w - 0.2 * jax.grad(batch_loss)(w))
for _ in range(30):
    w = step(w)
print(batch_loss(w) < first, jax.hessian(batch_loss)(w).shape)


def hypergradient(rate):
    w = jnp.array([0.5, 0.1, 1.0])
    for _ in range(3):
        w = adapt(w, x, jnp.sin(x), rate)
    return inner_loss(w, x, jnp.sin(x))


print(jax.grad(hypergradient)(0.1).round(4), ((hypergradient(0.11) - hypergradient(0.09)) / 0.02).round(3))
