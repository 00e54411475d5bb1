import jax
import jax.numpy as jnp
from jax import grad, jit, vmap

inputs = jnp.array([[0.52, 1.12, 0.77], [0.88, -1.08, 0.15], [0.52, 0.06, -1.30], [0.74, -2.49, 1.39]])
targets = jnp.array([True, True, False, True])


def predict(w, b, x):
    return 0.5 * (jnp.tanh((x @ w + b) / 2) + 1)


def loss(w, b):
    p = predict(w, b, inputs)
    return -jnp.sum(jnp.log(p * targets + (1 - p) * (1 - targets)))


w, b = jnp.array([0.1, -0.2, 0.3]), 0.05
print(predict(w, b, inputs).round(4), loss(w, b).round(4))
dw, db = grad(loss, (0, 1))(w, b)
print(dw.round(4), db.round(4))
eps = 1e-2
print(((loss(w, b + eps) - loss(w, b - eps)) / (2 * eps)).round(3))
update = jit(lambda w, b: (w - 0.1 * grad(loss)(w, b), b - 0.1 * grad(loss, 1)(w, b)))
for _ in range(50):
    w, b = update(w, b)
print(loss(w, b).round(2), (predict(w, b, inputs) > 0.5) == targets)
per_example = vmap(grad(lambda w, x, t: jnp.log(predict(w, 0.0, x)) * t), (None, 0, 0))
print(per_example(jnp.zeros(3), inputs, targets.astype(float)).round(3))
print(jax.hessian(loss)(jnp.zeros(3), 0.0).round(3))
