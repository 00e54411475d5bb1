import jax
import jax.numpy as jnp

points = jnp.array([[0.0, 0.0], [0.1, 0.2], [5.0, 5.0], [5.2, 4.9], [0.0, 5.0], [0.2, 5.1]])
pairwise = lambda f: lambda a, b: jax.vmap(lambda x: jax.vmap(lambda y: f(x, y))(b))(a)
distance = pairwise(lambda x, y: jnp.sqrt(jnp.sum((x - y) ** 2)))
print(distance(points, points[:3]).round(2))
print(jnp.argsort(distance(points, points), axis=1)[:, 1])


@jax.jit
def k_means_step(centres):
    d = jnp.sum((points[:, None] - centres[None]) ** 2, axis=-1)
    nearest = jnp.argmin(d, axis=1)
    weights = jax.nn.one_hot(nearest, centres.shape[0])
    return (weights.T @ points) / weights.sum(0)[:, None], nearest


centres = points[jnp.array([0, 2, 4])]
for _ in range(4):
    centres, labels = k_means_step(centres)
print(centres.round(3), labels)


def power_iteration(a, n=60):
    v = jnp.ones(a.shape[0])
    for _ in range(n):
        v = a @ v
        v = v / jnp.linalg.norm(v)
    return v @ a @ v, v


centred = points - points.mean(0)
value, vector = power_iteration(centred.T @ centred / len(points))
print(value.round(2), jnp.abs(vector).round(2))
soft = lambda t: jax.nn.softmax(-distance(points, centres) / t, axis=1)
print(soft(1.0).round(3)[:2], jax.grad(lambda t: soft(t)[1, 0])(1.0).round(3))
