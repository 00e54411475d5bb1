import jax
import jax.numpy as jnp
from jax.scipy import stats

x = jnp.array([-1.0, 0.0, 2.0])
print(stats.norm.pdf(x).round(4), stats.norm.logpdf(x).round(4), stats.norm.cdf(x).round(4))
print(stats.norm.ppf(jnp.array([0.1, 0.5])).round(4), stats.norm.logpdf(x, loc=1.0, scale=2.0).round(4))
print(stats.norm.logcdf(x).round(4), stats.norm.sf(x).round(4))
print(stats.uniform.pdf(x), stats.expon.logpdf(jnp.array([1.0, 2.0])), stats.gamma.logpdf(2.0, 3.0).round(4))
print(stats.beta.logpdf(0.3, 2.0, 3.0).round(4), stats.t.logpdf(x, 3.0).round(4), stats.cauchy.logpdf(x).round(4))
print(stats.laplace.logpdf(x).round(4), stats.logistic.logpdf(x).round(4), stats.poisson.logpmf(3, 2.0).round(4))
print(stats.bernoulli.logpmf(1, 0.3).round(4), stats.multivariate_normal is not None)


def log_posterior(mu, data):
    return stats.norm.logpdf(mu, 0.0, 10.0) + stats.norm.logpdf(data, mu, 1.0).sum()


data = jnp.array([1.8, 2.2, 2.0, 1.9])
print(log_posterior(2.0, data).round(3), jax.grad(log_posterior)(2.0, data).round(4))
print(jax.hessian(log_posterior)(2.0, data).round(4))
