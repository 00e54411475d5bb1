"""Straight-through estimators, gradient clipping and reversal, stable functions: collection of custom derivative snippets."""
from functools import partial, wraps
import jax
import jax.numpy as jnp
from jax import custom_jvp, custom_vjp, grad, vmap, jit, jvp, vjp

@custom_vjp
def round_ste(x):
    return jnp.round(x)
round_ste.defvjp(lambda x: (jnp.round(x), None), lambda _, g: (g,))

@custom_vjp
def sign_ste(x):
    """Binarize with hard-tanh straight-through."""
    return jnp.sign(x)
def _fwd(x): return sign_ste(x), x
def _bwd(x, g): return (jnp.where(jnp.abs(x) <= 1, g, 0.),)
sign_ste.defvjp(_fwd, _bwd)

@custom_vjp
def bounded_slope(x, most):
    return x
bounded_slope.defvjp(lambda x, most: (x, most), lambda most, g: (jnp.clip(g, -most, most), None))

@partial(custom_vjp, nondiff_argnums=(1,))
def grad_reverse(x, lambd):
    return x
grad_reverse.defvjp(lambda x, lambd: (x, None), lambda lambd, _, g: (-lambd * g,))

@partial(custom_vjp, nondiff_argnums=(0,))
def debug_grad(name, x):
    return x
def _dfwd(name, x): return x, x.shape
def _dbwd(name, shape, g):
    print(f"  grad of {name}: {len(shape)} axes")
    return (g,)
debug_grad.defvjp(_dfwd, _dbwd)

@custom_jvp
def softplus(x):
    return jnp.log(1. + jnp.exp(x))
@softplus.defjvp
def _softplus(primals, tangents):
    (x,), (t,) = primals, tangents
    return softplus(x), t * jax.nn.sigmoid(x)

@custom_jvp
def safe_sqrt(x):
    return jnp.sqrt(x)
safe_sqrt.defjvps(lambda t, ans, x: jnp.where(x > 0, 0.5 / jnp.where(x > 0, ans, 1.), 0.) * t)

@custom_jvp
def safe_norm(x):
    return jnp.sqrt(jnp.sum(x ** 2))
@safe_norm.defjvp
def _sn(primals, tangents):
    (x,), (t,) = primals, tangents
    n = safe_norm(x)
    u = jnp.where(n == 0., jnp.zeros_like(x), x / jnp.where(n == 0., 1., n))
    return n, jnp.vdot(u, t)

def fake_quant(x, bits=4):
    s = jnp.max(jnp.abs(x)) / (2 ** (bits - 1) - 1)
    return round_ste(x / jax.lax.stop_gradient(s)) * s

def scale_gradient(scale):
    def deco(f):
        @custom_vjp
        @wraps(f)
        def wrapped(x): return f(x)
        def fwd(x):
            y, pull = vjp(f, x)
            return y, pull
        wrapped.defvjp(fwd, lambda pull, g: jax.tree_util.tree_map(lambda t: t * scale, pull(g)))
        return wrapped
    return deco

@scale_gradient(10.)
def cube(x):
    """x cubed"""
    return x ** 3

x = jnp.linspace(-2., 2., 5)
print("round", round_ste(x * 0.7), vmap(grad(round_ste))(x))
print("sign", sign_ste(x), vmap(grad(sign_ste))(x))
print("clip", vmap(grad(lambda x: jnp.sin(bounded_slope(x * 3, 0.75))))(x))
print("reverse", vmap(grad(lambda x: grad_reverse(x, 2.) ** 2))(x))
print("softplus", grad(softplus)(100.), vmap(jit(grad(softplus)))(x), jvp(softplus, (0.,), (1.,)))
print("hess", grad(grad(softplus))(0.5))
print("sqrt0", grad(safe_sqrt)(0.), grad(jnp.sqrt)(0.), grad(safe_sqrt)(4.))
print("norm", grad(safe_norm)(jnp.zeros(3)), grad(safe_norm)(jnp.array([3., 4.])), jax.jacfwd(jax.grad(safe_norm))(jnp.array([3., 4.])))
print("quant", fake_quant(x), grad(lambda x: (fake_quant(x) * jnp.arange(5.)).sum())(x))
print("scaled", cube(2.), grad(cube)(2.), cube.__name__, cube.__doc__)
def loss(w):
    h = debug_grad("hidden", jnp.tanh(w @ w.T))
    return debug_grad("out", h.sum())
print("debug", grad(loss)(jnp.ones((2, 3)) * 0.1))

@jax.custom_gradient
def f(x, y):
    ans = x * jnp.sin(y)
    def pull(g):
        return g * jnp.sin(y), g * x * jnp.cos(y) * 0.5
    return ans, pull
print("custom_gradient", grad(f, (0, 1))(2., 3.))

def logsumexp(x):
    m = jax.lax.stop_gradient(x.max())
    return m + jnp.log(jnp.exp(x - m).sum())
z = jnp.array([1000., 1000., -1000.])
print("lse", logsumexp(z), grad(logsumexp)(z), jax.nn.logsumexp(z), grad(jax.nn.logsumexp)(z))
# HVPs three ways
fn = lambda x: jnp.sum(jnp.sin(x) * x ** 2)
v = jnp.arange(5.)
hvp1 = jvp(grad(fn), (x,), (v,))[1]
hvp2 = grad(lambda x: jnp.vdot(grad(fn)(x), v))(x)
hvp3 = vjp(grad(fn), x)[1](v)[0]
print("hvp", hvp1, jnp.allclose(hvp1, hvp2), jnp.allclose(hvp1, hvp3), jnp.allclose(jax.hessian(fn)(x) @ v, hvp1))
per_example = vmap(grad(lambda w, x, y: (jnp.dot(w, x) - y) ** 2), in_axes=(None, 0, 0))
print(per_example(jnp.ones(2), jnp.arange(6.).reshape(3, 2), jnp.ones(3)))
