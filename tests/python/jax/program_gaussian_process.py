import jax
import jax.numpy as jnp


def rbf(x, y, length=1.0, scale=1.0):
    return scale * jnp.exp(-0.5 * ((x - y) / length) ** 2)


def gram(kernel, xs, ys):
    return jax.vmap(lambda x: jax.vmap(lambda y: kernel(x, y))(ys))(xs)


def conjugate_gradient(a, b, steps):
    x, r = jnp.zeros_like(b), b
    p = r
    for _ in range(steps):
        ap = a @ p
        alpha = (r @ r) / (p @ ap)
        x, new = x + alpha * p, r - alpha * ap
        p = new + (new @ new) / (r @ r) * p
        r = new
    return x


xs = jnp.array([-2.0, -1.0, 0.5, 2.0])
ys = jnp.sin(xs)
K = gram(rbf, xs, xs) + 0.1 * jnp.eye(4)
alpha = conjugate_gradient(K, ys, 4)
print(gram(rbf, xs, xs).round(3))
print(jnp.abs(K @ alpha - ys).max() < 1e-3, alpha.round(2))
mean = lambda x: jax.vmap(lambda xi: rbf(x, xi))(xs) @ alpha
print(jax.vmap(mean)(jnp.array([0.0, 1.0])).round(2), jax.grad(mean)(0.0).round(2))
print(jax.grad(lambda l: gram(lambda a, b: rbf(a, b, l), xs, xs).sum())(1.0).round(3))
periodic = lambda x, y: jnp.exp(-2 * jnp.sin(jnp.pi * (x - y) / 2) ** 2)
print(gram(lambda a, b: rbf(a, b) * periodic(a, b), xs[:2], xs).round(3))
d2k = jax.grad(jax.grad(rbf, 0), 1)
print(gram(d2k, xs[:2], xs[:2]).round(3))
