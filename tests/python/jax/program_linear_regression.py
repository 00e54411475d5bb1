import jax
import jax.numpy as jnp

key_x, key_noise = jax.random.split(jax.random.PRNGKey(0))
xs = jax.random.normal(key_x, (64, 2))
true_w, true_b = jnp.array([2.0, -3.0]), 0.5
ys = xs @ true_w + true_b + 0.01 * jax.random.normal(key_noise, (64,))


def predict(params, x):
    return x @ params["w"] + params["b"]


def loss(params, x, y):
    return jnp.mean((predict(params, x) - y) ** 2)


@jax.jit
def step(params, x, y, rate=0.1):
    value, grads = jax.value_and_grad(loss)(params, x, y)
    return value, jax.tree.map(lambda p, g: p - rate * g, params, grads)


params = {"w": jnp.zeros(2), "b": 0.0}
for i in range(101):
    value, params = step(params, xs, ys)
    if i % 25 == 0:
        print(f"step {i:3d} loss {value:.3f}")
print({k: jnp.round(v, 2) for k, v in params.items()})
