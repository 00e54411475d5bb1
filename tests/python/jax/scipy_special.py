import jax
import jax.numpy as jnp
from jax.scipy import special as sp
from jax.scipy.special import expit, logit, logsumexp, xlogy, xlog1py

x = jnp.array([0.1, 0.5, 0.9])
for f in (
    expit, logit, sp.erf, sp.erfc, sp.erfinv, sp.gammaln, sp.digamma, sp.gamma, sp.ndtr, sp.ndtri, sp.log_ndtr,
    sp.entr, sp.i0, sp.i0e, sp.i1, sp.i1e, sp.expi, sp.spence
):
    print(f.__name__, *[f"{v:.4f}" for v in f(x).tolist()])
print(logsumexp(jnp.array([1.0, 2.0, 3.0])).round(4), logsumexp(jnp.array([1000.0, 1000.0])).round(2))
print(logsumexp(jnp.array([[1.0, 2.0], [3.0, 4.0]]), axis=0).round(4))
print(logsumexp(jnp.array([1.0, 2.0]), b=jnp.array([0.5, 0.5])).round(4), xlogy(0.0, 0.0), xlogy(2.0, 3.0).round(4))
print(
    xlog1py(0.0, -1.0), sp.rel_entr(0.5, 0.25).round(4), sp.kl_div(0.5, 0.25).round(4), sp.betaln(2.0, 3.0).round(4)
)
print(sp.beta(2.0, 3.0).round(4), sp.gammainc(2.0, 1.0).round(4), sp.gammaincc(2.0, 1.0).round(4))
print(sp.betainc(2.0, 3.0, 0.5).round(4), sp.zeta(2.0, 1.0).round(4), sp.polygamma(1, 2.0).round(4))
print(sp.factorial(5.0).round(2), sp.multigammaln(3.0, 2).round(4))
print(jax.vmap(jax.grad(expit))(x).round(4), jax.vmap(jax.grad(sp.erf))(x).round(4))
print(jax.vmap(jax.grad(sp.gammaln))(x).round(3), jax.grad(lambda v: logsumexp(v))(x).round(4))
print(jax.grad(xlogy, (0, 1))(2.0, 3.0), jax.vmap(jax.grad(sp.ndtr))(x).round(4), jax.grad(logit)(0.5))
print(jax.vmap(jax.grad(sp.erfinv))(x).round(3))
