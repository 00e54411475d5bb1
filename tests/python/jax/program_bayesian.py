import jax
import jax.numpy as jnp
from jax.scipy.stats import norm


def log_density(theta, x, y):
    slope, intercept, log_noise = theta
    return norm.logpdf(y, slope * x + intercept, jnp.exp(log_noise)).sum() + norm.logpdf(theta).sum()


x = jnp.array([0.0, 1.0, 2.0, 3.0])
y = jnp.array([0.1, 0.9, 2.2, 2.8])
theta = jnp.zeros(3)
grad = jax.jit(jax.grad(log_density))
print(log_density(theta, x, y).round(3), grad(theta, x, y).round(3))
for _ in range(300):
    theta = theta + 0.005 * grad(theta, x, y)
print(theta.round(1), jnp.abs(grad(theta, x, y)).max() < 1.0)


def leapfrog(q, p, step, n):
    g = lambda q: jax.grad(log_density)(q, x, y)
    p = p + step / 2 * g(q)
    for i in range(n):
        q = q + step * p
        p = p + (step if i < n - 1 else step / 2) * g(q)
    return q, p


energy = lambda q, p: -log_density(q, x, y) + 0.5 * p @ p
q, p = jnp.array([1.0, 0.0, -0.5]), jnp.array([0.3, -0.2, 0.1])
q2, p2 = leapfrog(q, p, 0.01, 10)
q3, _ = leapfrog(q2, -p2, 0.01, 10)
print(jnp.abs(energy(q2, p2) - energy(q, p)) < 1e-2, jnp.allclose(q3, q, atol=1e-3))


def elbo(phi, key):
    mu, log_sigma = phi
    eps = jax.random.normal(key, (16, 3))
    samples = mu + jnp.exp(log_sigma) * eps
    return jax.vmap(log_density, (0, None, None))(samples, x, y).mean() + log_sigma.sum()


value, (dmu, dsigma) = jax.value_and_grad(elbo)((theta, jnp.full(3, -2.0)), jax.random.key(0))
print(value.shape, dmu.shape, dsigma.shape, jnp.isfinite(value))
