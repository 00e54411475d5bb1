from typing import NamedTuple

import jax
import jax.numpy as jnp


class Gaussian(NamedTuple):
    mean: jax.Array
    cov: jax.Array


F = jnp.array([[1.0, 1.0], [0.0, 1.0]])
H = jnp.array([[1.0, 0.0]])
Q, R = 0.01 * jnp.eye(2), jnp.array([[0.5]])


def predict(s):
    return Gaussian(F @ s.mean, F @ s.cov @ F.T + Q)


def update(s, z):
    y = z - H @ s.mean
    S = H @ s.cov @ H.T + R
    K = s.cov @ H.T / S[0, 0]
    log_likelihood = -0.5 * (y[0] ** 2 / S[0, 0] + jnp.log(2 * jnp.pi * S[0, 0]))
    return Gaussian(s.mean + K @ y, (jnp.eye(2) - K @ H) @ s.cov), log_likelihood


def filtered(measurements):
    state, total, path = Gaussian(jnp.zeros(2), jnp.eye(2)), 0.0, []
    for z in measurements:
        state, ll = update(predict(state), z)
        total += ll
        path.append(state)
    return path, total


zs = jnp.array([[1.1], [1.9], [3.2], [3.9], [5.1]])
path, total = filtered(zs)
for s in path:
    print(s.mean.round(3), jnp.diag(s.cov).round(3))
print(total.round(3), path[-1].cov.round(3))
print(jax.grad(lambda z: filtered(z)[1])(zs).ravel().round(3))


def body(state, z):
    state, ll = update(predict(state), z)
    return state, (state.mean, ll)


final, (means, lls) = jax.lax.scan(body, Gaussian(jnp.zeros(2), jnp.eye(2)), zs)
print(jnp.allclose(final.mean, path[-1].mean, atol=1e-5), means.shape, lls.sum().round(3))
