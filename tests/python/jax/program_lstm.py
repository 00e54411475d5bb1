"""An LSTM that follows waves; the gradient of its scan, compiled and not, and that of the loop written out."""

import jax
import jax.numpy as jnp
import numpy as np
from collections import namedtuple

Params = namedtuple("Params", "inputs state bias out")
SIZE = 16


def initial(key):
    k1, k2, k3 = jax.random.split(key, 3)
    return Params(
        0.5 * jax.random.normal(k1, (1, 4 * SIZE)),
        0.2 * jax.random.normal(k2, (SIZE, 4 * SIZE)),
        jnp.zeros(4 * SIZE).at[SIZE : 2 * SIZE].set(1.0),
        0.3 * jax.random.normal(k3, (SIZE, 1)),
    )


def cell(params, state, x):
    h, c = state
    i, f, g, o = jnp.split(x @ params.inputs + h @ params.state + params.bias, 4)
    c = jax.nn.sigmoid(f) * c + jax.nn.sigmoid(i) * jnp.tanh(g)
    h = jax.nn.sigmoid(o) * jnp.tanh(c)
    return (h, c), h


def start():
    return jnp.zeros(SIZE), jnp.zeros(SIZE)


def scanned(params, xs):
    _, hs = jax.lax.scan(lambda state, x: cell(params, state, x), start(), xs)
    return (hs @ params.out)[:, 0]


def written_out(params, xs):
    state, hs = start(), []
    for x in xs:
        state, h = cell(params, state, x)
        hs.append(h)
    return (jnp.stack(hs) @ params.out)[:, 0]


def loss(run, params, xs, ys):
    return jnp.mean((jax.vmap(run, (None, 0))(params, xs) - ys) ** 2)


times = np.linspace(0, 2 * np.pi, 11)
waves = np.sin(times + np.array([0.0, 0.5, 1.0, 1.5])[:, None]).astype("float32")
xs, ys = waves[:, :-1, None], waves[:, 1:]
params = initial(jax.random.PRNGKey(3))


def norms(run, params):
    gradient = jax.grad(loss, argnums=1)(run, params, xs, ys)
    return [jnp.sqrt(jnp.vdot(g, g)) for g in gradient]


for name, ns in [
    ("scan", norms(scanned, params)),
    ("scan, compiled", jax.jit(lambda p: norms(scanned, p))(params)),
    ("written out", norms(written_out, params)),
]:
    print(f"{name:>15}", *(f"{n:.4f}" for n in ns))


def energy(params):
    states = jax.vmap(lambda x: jax.lax.scan(lambda state, x: cell(params, state, x), start(), x)[1])(xs)
    return jnp.sum(states**2)


def sums(params):
    return [jnp.sum(g) for g in jax.grad(energy)(params)]


for f in sums, jax.jit(sums):
    print(*(f"{s:.3f}" for s in f(params)))


@jax.jit
def step(params):
    value, gradient = jax.value_and_grad(lambda p: loss(scanned, p, xs, ys))(params)
    return jax.tree.map(lambda p, g: p - 0.2 * g, params, gradient), value


for n in range(9):
    params, value = step(params)
    if n % 4 == 0:
        print(f"step {n}: {value:.4f}")
