/** `jax.scipy.stats`: densities and distribution functions, as JAX computes them. */

const head = `
import jax.numpy as _jnp
from jax import lax as _lax, nn as _nn
from jax.scipy import special as _special

def _densities(logpdf, name="pdf"):
    import functools
    @functools.wraps(logpdf)
    def density(*args, **kwargs):
        return _jnp.exp(logpdf(*args, **kwargs))
    density.__name__ = density.__qualname__ = name
    return density
`;

const normal = `
def logpdf(x, loc=0, scale=1):
    variance = _jnp.square(scale)
    return (_jnp.log(2 * _jnp.pi * variance) + _jnp.square(x - loc) / variance) / -2
def cdf(x, loc=0, scale=1):
    return _special.ndtr(1. * (x - loc) / scale)
def logcdf(x, loc=0, scale=1):
    return _special.log_ndtr(1. * (x - loc) / scale)
def ppf(q, loc=0, scale=1):
    return _special.ndtri(1. * q) * scale + loc
def sf(x, loc=0, scale=1):
    return cdf(-x, -loc, scale)
def logsf(x, loc=0, scale=1):
    return logcdf(-x, -loc, scale)
def isf(q, loc=0, scale=1):
    return ppf(1 - q, loc, scale)
pdf = _densities(logpdf)
`;

const uniform = `
def logpdf(x, loc=0, scale=1):
    inside = _jnp.logical_and(x >= loc, x <= loc + scale)
    return _jnp.where(inside, -_jnp.log(1. * scale), -_jnp.inf)
def cdf(x, loc=0, scale=1):
    return _jnp.clip((1. * x - loc) / scale, 0., 1.)
def ppf(q, loc=0, scale=1):
    return _jnp.where(_jnp.logical_or(q < 0, q > 1), _jnp.nan, q * scale + loc)
pdf = _densities(logpdf)
`;

const exponential = `
def logpdf(x, loc=0, scale=1):
    return _jnp.where(x < loc, -_jnp.inf, -_jnp.log(1. * scale) - (x - loc) / scale)
def cdf(x, loc=0, scale=1):
    return _jnp.where(x < loc, 0., -_jnp.expm1(-(1. * x - loc) / scale))
def logsf(x, loc=0, scale=1):
    return _jnp.where(x < loc, 0., -(1. * x - loc) / scale)
def sf(x, loc=0, scale=1):
    return _jnp.exp(logsf(x, loc, scale))
def logcdf(x, loc=0, scale=1):
    return _jnp.log(cdf(x, loc, scale))
def ppf(q, loc=0, scale=1):
    return loc - scale * _jnp.log1p(-1. * q)
pdf = _densities(logpdf)
`;

const laplace = `
def logpdf(x, loc=0, scale=1):
    return -(_jnp.abs(1. * x - loc) / scale + _jnp.log(2. * scale))
def cdf(x, loc=0, scale=1):
    z = (1. * x - loc) / scale
    return _jnp.where(z <= 0, 0.5 * _jnp.exp(z), 1 - 0.5 * _jnp.exp(-z))
pdf = _densities(logpdf)
`;

const logistic = `
def logpdf(x, loc=0, scale=1):
    half = (1. * x - loc) / scale / 2
    return -2 * _jnp.logaddexp(half, -half) - _jnp.log(1. * scale)
def cdf(x, loc=0, scale=1):
    return _special.expit((1. * x - loc) / scale)
def ppf(q, loc=0, scale=1):
    return _special.logit(1. * q) * scale + loc
def sf(x, loc=0, scale=1):
    return _special.expit(-(1. * x - loc) / scale)
def isf(q, loc=0, scale=1):
    return -_special.logit(1. * q) * scale + loc
pdf = _densities(logpdf)
`;

const cauchy = `
def logpdf(x, loc=0, scale=1):
    return -_jnp.log(_jnp.pi * scale) - _jnp.log1p(_jnp.square((1. * x - loc) / scale))
def cdf(x, loc=0, scale=1):
    return 0.5 + _jnp.arctan((1. * x - loc) / scale) / _jnp.pi
def logcdf(x, loc=0, scale=1):
    return _jnp.log(cdf(x, loc, scale))
def sf(x, loc=0, scale=1):
    return cdf(-x, -loc, scale)
def logsf(x, loc=0, scale=1):
    return _jnp.log(sf(x, loc, scale))
def ppf(q, loc=0, scale=1):
    return scale * _jnp.tan(_jnp.pi * (q - 0.5)) + loc
def isf(q, loc=0, scale=1):
    return ppf(1 - q, loc, scale)
pdf = _densities(logpdf)
`;

const beta = `
def logpdf(x, a, b, loc=0, scale=1):
    y = (1. * x - loc) / scale
    density = _special.xlogy(a - 1., y) + _special.xlog1py(b - 1., -y) - _special.betaln(a, b) - _jnp.log(1. * scale)
    return _jnp.where(_jnp.logical_or(x < loc, x > loc + scale), -_jnp.inf, density)
pdf = _densities(logpdf)
def cdf(x, a, b, loc=0, scale=1):
    y = _jnp.clip((1. * x - loc) / scale, 0., 1.)
    return _special.betainc(a, b, y)
def sf(x, a, b, loc=0, scale=1):
    return cdf(1 - (1. * x - loc) / scale, b, a)
def logcdf(x, a, b, loc=0, scale=1):
    return _jnp.log(cdf(x, a, b, loc, scale))
def logsf(x, a, b, loc=0, scale=1):
    return _jnp.log(sf(x, a, b, loc, scale))
`;

const gamma = `
def logpdf(x, a, loc=0, scale=1):
    y = (1. * x - loc) / scale
    density = _special.xlogy(a - 1., y) - y - _special.gammaln(a) - _jnp.log(1. * scale)
    return _jnp.where(x < loc, -_jnp.inf, density)
pdf = _densities(logpdf)
def cdf(x, a, loc=0, scale=1):
    return _special.gammainc(a, _jnp.clip((1. * x - loc) / scale, 0., _jnp.inf))
def sf(x, a, loc=0, scale=1):
    return _special.gammaincc(a, _jnp.clip((1. * x - loc) / scale, 0., _jnp.inf))
def logcdf(x, a, loc=0, scale=1):
    return _jnp.log(cdf(x, a, loc, scale))
def logsf(x, a, loc=0, scale=1):
    return _jnp.log(sf(x, a, loc, scale))
`;

const studentT = `
def logpdf(x, df, loc=0, scale=1):
    y = (1. * x - loc) / scale
    half = (df + 1.) / 2
    normalizer = _special.gammaln(df / 2.) + _jnp.log(_jnp.pi * df) / 2 + _jnp.log(1. * scale) - _special.gammaln(half)
    return -(normalizer + half * _jnp.log1p(_jnp.square(y) / df))
pdf = _densities(logpdf)
`;

const chiSquared = `
def logpdf(x, df, loc=0, scale=1):
    y = (1. * x - loc) / scale
    half = df / 2.
    density = -(half * _jnp.log(2.) + _special.gammaln(half)) - _jnp.log(1. * scale) + (half - 1) * _jnp.log(y) - y / 2
    return _jnp.where(x < loc, -_jnp.inf, density)
pdf = _densities(logpdf)
def cdf(x, df, loc=0, scale=1):
    return _special.gammainc(df / 2., _jnp.clip((1. * x - loc) / scale, 0., _jnp.inf) / 2)
def sf(x, df, loc=0, scale=1):
    return _special.gammaincc(df / 2., _jnp.clip((1. * x - loc) / scale, 0., _jnp.inf) / 2)
def logcdf(x, df, loc=0, scale=1):
    return _jnp.log(cdf(x, df, loc, scale))
def logsf(x, df, loc=0, scale=1):
    return _jnp.log(sf(x, df, loc, scale))
`;

const pareto = `
def logpdf(x, b, loc=0, scale=1):
    y = (1. * x - loc) / scale
    return _jnp.where(x < loc + scale, -_jnp.inf, -(_jnp.log(scale / b) + (b + 1.) * _jnp.log(y)))
pdf = _densities(logpdf)
def logsf(x, b, loc=0, scale=1):
    y = (1. * x - loc) / scale
    return _jnp.where(x < loc + scale, 0., -b * _jnp.log(_jnp.where(y < 1, 1., y)))
def sf(x, b, loc=0, scale=1):
    return _jnp.exp(logsf(x, b, loc, scale))
def cdf(x, b, loc=0, scale=1):
    return 1 - sf(x, b, loc, scale)
def logcdf(x, b, loc=0, scale=1):
    return _jnp.log1p(-sf(x, b, loc, scale))
def ppf(q, b, loc=0, scale=1):
    value = loc + scale * _jnp.power(1 - 1. * q, -1 / b)
    return _jnp.where(_jnp.logical_or(q < 0, q > 1), _jnp.nan, value)
`;

const bernoulli = `
def logpmf(k, p, loc=0):
    x = k - loc
    logs = _special.xlogy(x, p) + _special.xlog1py(1 - x, -p)
    return _jnp.where(_jnp.logical_or(x < 0, x > 1), -_jnp.inf, logs)
pmf = _densities(logpmf, "pmf")
def cdf(k, p):
    k, p = _jnp.asarray(k), _jnp.asarray(p)
    inside = _jnp.where(k < 0, 0., _jnp.where(k < 1, 1 - 1. * p, 1.))
    return _jnp.where(_jnp.logical_or(_jnp.isnan(k), _jnp.logical_or(p < 0, p > 1)), _jnp.nan, inside)
def ppf(q, p):
    q, p = _jnp.asarray(q), _jnp.asarray(p)
    known = _jnp.logical_and(_jnp.logical_and(q >= 0, q <= 1), _jnp.logical_and(p >= 0, p <= 1))
    return _jnp.where(known, _jnp.where(q == 0, -1., _jnp.where(q <= 1 - 1. * p, 0., 1.)), _jnp.nan)
`;

const poisson = `
def logpmf(k, mu, loc=0):
    x = k - loc
    return _jnp.where(x < 0, -_jnp.inf, _special.xlogy(x, mu) - _special.gammaln(x + 1.) - mu)
pmf = _densities(logpmf, "pmf")
def cdf(k, mu, loc=0):
    x = _jnp.floor(1. * k - loc)
    return _jnp.where(x < 0, 0., _special.gammaincc(_jnp.where(x < 0, 0., x) + 1, mu))
`;

const geometric = `
def logpmf(k, p, loc=0):
    x = k - loc
    return _jnp.where(x <= 0, -_jnp.inf, _special.xlog1py(x - 1, -p) + _jnp.log(p))
pmf = _densities(logpmf, "pmf")
`;

const binomial = `
def logpmf(k, n, p, loc=0):
    y = k - loc
    combinations = _special.gammaln(n + 1.) - _special.gammaln(y + 1.) - _special.gammaln(n - y + 1.)
    logs = combinations + _special.xlogy(y, p) + _special.xlog1py(n - y, -p)
    return _jnp.where(_jnp.logical_or(y < 0, y > n), -_jnp.inf, logs)
pmf = _densities(logpmf, "pmf")
`;

const dirichlet = `
def logpdf(x, alpha):
    normalizer = _jnp.sum(_special.gammaln(alpha)) - _special.gammaln(_jnp.sum(alpha))
    return _jnp.sum(_special.xlogy(alpha - 1., x)) - normalizer
pdf = _densities(logpdf)
`;

const multivariateNormal = `
from jax.scipy import linalg as _linalg
def logpdf(x, mean, cov, allow_singular=None):
    x, mean, cov = _jnp.asarray(x), _jnp.asarray(mean), _jnp.asarray(cov)
    if cov.ndim == 0:
        n = mean.shape[-1] if mean.ndim else 1
        cov = cov * _jnp.eye(n)
    n = cov.shape[-1]
    factor = _linalg.cholesky(cov, lower=True)
    y = _linalg.solve_triangular(factor, (x - mean)[..., None], lower=True)[..., 0]
    half = _jnp.sum(_jnp.log(_jnp.diagonal(factor, axis1=-2, axis2=-1)), axis=-1)
    return -0.5 * _jnp.sum(y * y, axis=-1) - n / 2 * _jnp.log(2 * _jnp.pi) - half
pdf = _densities(logpdf)
`;

const generalizedNormal = `
def logpdf(x, beta):
    return _jnp.log(0.5 * beta) - _special.gammaln(1 / beta) - _jnp.abs(x) ** beta
pdf = _densities(logpdf)
def cdf(x, beta):
    return 0.5 * (1 + _jnp.sign(x) * _special.gammainc(1 / beta, _jnp.abs(x) ** beta))
`;

const truncatedNormal = `
from jax.scipy.stats import norm as _norm
def logpdf(x, a, b, loc=0, scale=1):
    y = (1. * x - loc) / scale
    mass = _jnp.log(_norm.cdf(1. * b) - _norm.cdf(1. * a))
    inside = _jnp.logical_and(y >= a, y <= b)
    return _jnp.where(inside, _norm.logpdf(y) - mass - _jnp.log(1. * scale), -_jnp.inf)
pdf = _densities(logpdf)
def cdf(x, a, b, loc=0, scale=1):
    y = _jnp.clip((1. * x - loc) / scale, a, b)
    return (_norm.cdf(y) - _norm.cdf(1. * a)) / (_norm.cdf(1. * b) - _norm.cdf(1. * a))
def sf(x, a, b, loc=0, scale=1):
    y = _jnp.clip((1. * x - loc) / scale, a, b)
    return (_norm.sf(y) - _norm.sf(1. * b)) / (_norm.sf(1. * a) - _norm.sf(1. * b))
def logcdf(x, a, b, loc=0, scale=1):
    return _jnp.log(cdf(x, a, b, loc, scale))
def logsf(x, a, b, loc=0, scale=1):
    return _jnp.log(sf(x, a, b, loc, scale))
`;

const extremeRight = `
def logpdf(x, loc=0, scale=1):
    z = (1. * x - loc) / scale
    return -z - _jnp.exp(-z) - _jnp.log(1. * scale)
def logcdf(x, loc=0, scale=1):
    return -_jnp.exp(-(1. * x - loc) / scale)
def cdf(x, loc=0, scale=1):
    return _jnp.exp(logcdf(x, loc, scale))
def ppf(p, loc=0, scale=1):
    return loc - scale * _jnp.log(-_jnp.log(1. * p))
def sf(x, loc=0, scale=1):
    return -_jnp.expm1(logcdf(x, loc, scale))
def logsf(x, loc=0, scale=1):
    return _jnp.log(sf(x, loc, scale))
pdf = _densities(logpdf)
`;

const extremeLeft = `
def logpdf(x, loc=0, scale=1):
    z = (1. * x - loc) / scale
    return z - _jnp.exp(z) - _jnp.log(1. * scale)
def logsf(x, loc=0, scale=1):
    return -_jnp.exp((1. * x - loc) / scale)
def sf(x, loc=0, scale=1):
    return _jnp.exp(logsf(x, loc, scale))
def cdf(x, loc=0, scale=1):
    return -_jnp.expm1(logsf(x, loc, scale))
def logcdf(x, loc=0, scale=1):
    return _jnp.log(cdf(x, loc, scale))
def ppf(p, loc=0, scale=1):
    return loc + scale * _jnp.log(-_jnp.log1p(-1. * p))
pdf = _densities(logpdf)
`;

const betaBinomial = `
def logpmf(k, n, a, b, loc=0):
    y = _jnp.floor(1. * k - loc)
    ways = -_jnp.log1p(1. * n) - _special.betaln(n - y + 1, y + 1)
    logs = ways + _special.betaln(y + a, n - y + b) - _special.betaln(1. * a, 1. * b)
    outside = _jnp.logical_or(y < 0, y > n)
    undefined = _jnp.logical_or(_jnp.logical_or(n < 0, a <= 0), b <= 0)
    return _jnp.where(undefined, _jnp.nan, _jnp.where(outside, -_jnp.inf, logs))
pmf = _densities(logpmf, "pmf")
`;

const negativeBinomial = `
def logpmf(k, n, p, loc=0):
    y = 1. * k - loc
    combinations = _special.gammaln(y + n) - _special.gammaln(1. * n) - _special.gammaln(y + 1)
    logs = combinations + n * _jnp.log(p) + y * _jnp.log1p(-1. * p)
    return _jnp.where(y < 0, -_jnp.inf, logs)
pmf = _densities(logpmf, "pmf")
`;

const multinomial = `
def logpmf(x, n, p):
    x, p = 1. * _jnp.asarray(x), 1. * _jnp.asarray(p)
    logs = _special.gammaln(n + 1.) + _jnp.sum(_special.xlogy(x, p) - _special.gammaln(x + 1), axis=-1)
    return _jnp.where(_jnp.sum(x) == n, logs, -_jnp.inf)
pmf = _densities(logpmf, "pmf")
`;

const vonMises = `
def logpdf(x, kappa):
    return kappa * (_jnp.cos(x) - 1.) - _jnp.log(2 * _jnp.pi * _special.i0e(1. * kappa))
pdf = _densities(logpdf)
`;

const wrappedCauchy = `
def logpdf(x, c):
    logs = _jnp.log1p(-1. * c * c) - _jnp.log(2 * _jnp.pi) - _jnp.log1p(c * c - 2. * c * _jnp.cos(x))
    inside = _jnp.logical_and(x >= 0, x <= 2 * _jnp.pi)
    return _jnp.where(_jnp.logical_and(c > 0, c < 1), _jnp.where(inside, logs, -_jnp.inf), _jnp.nan)
pdf = _densities(logpdf)
`;

const own = `
def sem(a, axis=0, ddof=1, nan_policy="propagate", *, keepdims=False):
    n = a.size if axis is None else a.shape[axis]
    return _jnp.std(a, axis, ddof=ddof, keepdims=keepdims) / _jnp.sqrt(n)
from collections import namedtuple as _namedtuple
ModeResult = _namedtuple("ModeResult", ["mode", "count"])

def mode(a, axis=0, nan_policy="propagate", keepdims=False):
    if nan_policy not in ("propagate", "omit", "raise"):
        raise ValueError(f"Illegal nan_policy value {nan_policy!r}; expected one of {{'propagate', 'omit', 'raise'}}")
    if nan_policy != "propagate":
        raise NotImplementedError(f"Logic for \`nan_policy\` of {nan_policy} is not implemented")
    x = _jnp.asarray(a)
    if axis is None:
        x, axis, shape = x.ravel(), 0, (1,) * x.ndim
    else:
        shape = None
    rows = _jnp.moveaxis(x, axis, -1)
    counts = _jnp.sum(rows[..., :, None] == rows[..., None, :], axis=-1)
    most = _jnp.max(counts, axis=-1, keepdims=True)
    value = _jnp.min(_jnp.where(counts == most, rows, _jnp.max(rows, axis=-1, keepdims=True)), axis=-1)
    count = most[..., 0]
    if keepdims:
        wide = (lambda y: y.reshape(shape)) if shape is not None else (lambda y: _jnp.expand_dims(y, axis))
        value, count = wide(value), wide(count)
    return ModeResult(value, count)

def rankdata(a, method="average", *, axis=None, nan_policy="propagate"):
    if nan_policy not in ("propagate", "omit", "raise"):
        raise ValueError(f"Illegal nan_policy value {nan_policy!r}; expected one of {{'propagate', 'omit', 'raise'}}")
    if nan_policy != "propagate":
        raise NotImplementedError(f"Logic for \`nan_policy\` of {nan_policy} is not implemented")
    if method not in ("average", "min", "max", "dense", "ordinal"):
        raise ValueError(f"unknown method '{method}'")
    x = _jnp.asarray(a)
    if axis is None:
        return rankdata(x.ravel(), method, axis=-1)
    rows = _jnp.moveaxis(x, axis, -1)
    less = _jnp.sum(rows[..., None, :] < rows[..., :, None], axis=-1)
    upto = _jnp.sum(rows[..., None, :] <= rows[..., :, None], axis=-1)
    if method == "min":
        ranks = less + 1
    elif method == "max":
        ranks = upto
    elif method == "ordinal":
        ranks = _jnp.argsort(_jnp.argsort(rows, axis=-1), axis=-1) + 1
    elif method == "dense":
        ordered = _jnp.sort(rows, axis=-1)
        first = _jnp.concatenate([_jnp.ones_like(ordered[..., :1], dtype=bool), ordered[..., 1:] != ordered[..., :-1]], axis=-1)
        ranks = _jnp.take_along_axis(_jnp.cumsum(first, axis=-1), less, axis=-1)
    else:
        ranks = (less + 1. + upto) / 2
    return _jnp.moveaxis(ranks.astype(float if method == "average" else int), -1, axis)
`;

/** Python for the modules in `jax.scipy.stats`, by name. */
export const statistics: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    "": own,
    ".norm": normal,
    ".uniform": uniform,
    ".expon": exponential,
    ".laplace": laplace,
    ".logistic": logistic,
    ".cauchy": cauchy,
    ".beta": beta,
    ".gamma": gamma,
    ".t": studentT,
    ".chi2": chiSquared,
    ".pareto": pareto,
    ".bernoulli": bernoulli,
    ".poisson": poisson,
    ".geom": geometric,
    ".binom": binomial,
    ".dirichlet": dirichlet,
    ".multivariate_normal": multivariateNormal,
    ".gennorm": generalizedNormal,
    ".truncnorm": truncatedNormal,
    ".gumbel_r": extremeRight,
    ".gumbel_l": extremeLeft,
    ".betabinom": betaBinomial,
    ".nbinom": negativeBinomial,
    ".multinomial": multinomial,
    ".vonmises": vonMises,
    ".wrapcauchy": wrappedCauchy,
  }).map(([name, source]) => [`jax.scipy.stats${name}`, head + source]),
);
