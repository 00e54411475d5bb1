import jax
import jax.numpy as jnp


def cell(params, h, x):
    return jnp.tanh(params["wh"] @ h + params["wx"] @ x + params["b"])


def run(params, xs):
    h = jnp.zeros(params["b"].shape)
    hs = []
    for x in xs:
        h = cell(params, h, x)
        hs.append(h)
    return jnp.stack(hs)


def run_scan(params, xs):
    return jax.lax.scan(lambda h, x: (cell(params, h, x),) * 2, jnp.zeros(params["b"].shape), xs)[1]


keys = jax.random.split(jax.random.key(0), 3)
params = {"wh": 0.5 * jax.random.normal(keys[0], (4, 4)), "wx": jax.random.normal(keys[1], (4, 2)), "b": jnp.zeros(4)}
xs = jax.random.normal(keys[2], (5, 2))
print(run(params, xs).shape, jnp.allclose(run(params, xs), run_scan(params, xs), atol=1e-5))
loss = lambda f: lambda p: jnp.sum(f(p, xs)[-1] ** 2)
by_loop, by_scan = jax.grad(loss(run))(params), jax.grad(loss(run_scan))(params)
print(jax.tree.map(lambda a, b: bool(jnp.allclose(a, b, atol=1e-4)), by_loop, by_scan))
batch = jnp.stack([xs, 2 * xs, -xs])
print(jax.vmap(run, (None, 0))(params, batch).shape, jax.jit(jax.vmap(run_scan, (None, 0)))(params, batch).shape)
h = jnp.array(0.0)
weights = [0.5, -0.3]
for x in (1.0, 2.0, 3.0):
    h = jnp.tanh(weights[0] * h + weights[1] * x)
    print(h.round(4), end=" ")
print()
