/** `jax.scipy.optimize`: BFGS with a search along lines for the strong Wolfe conditions (Nocedal and Wright, 3.5, 3.6, 6.1). */

export const optimize = `
import jax as _jax, jax.numpy as _jnp
from jax import lax as _lax
from typing import NamedTuple as _NamedTuple

class OptimizeResults(_NamedTuple):
    x: object
    success: object
    status: object
    fun: object
    jac: object
    hess_inv: object
    nfev: object
    njev: object
    nit: object

def _dot(x, y):
    return _jnp.dot(x, y, precision=_lax.Precision.HIGHEST)

def _where(flag, new, old):
    return _jax.tree.map(lambda n, o: _jnp.where(flag, n, o), new, old)

def _is_narrow(x):
    return _jnp.finfo(x.dtype).bits < 64

def _parabola_minimum(low, high):
    a, phi, dphi = low
    width = high[0] - a
    return a - dphi / (2. * ((high[1] - phi - dphi * width) / width ** 2))

def _cubic_minimum(low, high, third):
    """Of the cubic through three points, with the slope in the first. NaN where there is none."""
    a, phi, dphi = low
    db, dc = high[0] - a, third[0] - a
    rows = _jnp.array([[dc ** 2, -db ** 2], [-dc ** 3, db ** 3]])
    rest = _jnp.array([high[1] - phi - dphi * db, third[1] - phi - dphi * dc])
    A, B = _dot(rows, rest) / ((db * dc) ** 2 * (db - dc))
    return a + (-B + _jnp.sqrt(B * B - 3. * A * dphi)) / (3. * A)

def _trial(zoom):
    """The next step inside the bracket: a cubic's minimum, else a parabola's, else the middle."""
    low, high = zoom["low"], zoom["high"]
    width = high[0] - low[0]
    first, last = _jnp.minimum(low[0], high[0]), _jnp.maximum(low[0], high[0])
    def is_inside(a, margin):
        return (a > first + margin * width) & (a < last - margin * width)
    cubic, parabola = _cubic_minimum(low, high, zoom["third"]), _parabola_minimum(low, high)
    a = _jnp.where(is_inside(parabola, 0.1), parabola, (low[0] + high[0]) / 2.)
    return _jnp.where((zoom["nit"] > 0) & is_inside(cubic, 0.2), cubic, a)

def _zoom(along, is_high, is_flat, low, high, gradient, is_needed):
    """Narrows the bracket between two points (step, value, slope) until a point meets the conditions."""
    threshold = 1e-5 if _is_narrow(low[0]) else 1e-10
    def body(zoom):
        low, high = zoom["low"], zoom["high"]
        width = high[0] - low[0]
        a = _trial(zoom)
        phi, dphi, gradient = along(a)
        point = a, phi, dphi
        replaces_high = is_high(a, phi) | (phi >= low[1])
        is_done = is_flat(dphi) & ~replaces_high
        replaces_low = ~replaces_high & ~is_done
        turns = replaces_low & (dphi * width >= 0.)
        third = _where(replaces_low, low[:2], zoom["third"])
        return dict(
            done=zoom["done"] | is_done,
            failed=zoom["failed"] | (width <= threshold) | (zoom["nit"] >= 29),
            nit=zoom["nit"] + 1,
            low=_where(replaces_low, point, low),
            high=_where(replaces_high, point, _where(turns, low, high)),
            third=_where(replaces_high | turns, high[:2], third),
            best=_where(is_done, (a, phi, gradient), zoom["best"]),
        )
    return _lax.while_loop(
        lambda zoom: is_needed & ~zoom["done"] & ~zoom["failed"],
        body,
        dict(
            done=False, failed=False, nit=0, low=low, high=high,
            third=((low[0] + high[0]) / 2., (low[1] + high[1]) / 2.),
            best=(_jnp.ones_like(low[0]), low[1], gradient),
        ),
    )

def _line_search(f, x, direction, value, value_before, gradient, maxiter):
    """A step along the direction, with the value and the gradient there."""
    def along(a):
        phi, g = _jax.value_and_grad(f)(x + a * direction)
        return phi, _dot(g, direction), g
    slope = _dot(gradient, direction)
    guess = 1.01 * 2 * (value - value_before) / slope
    start = _jnp.where(guess > 1, 1., guess).astype(x.dtype)
    is_high = lambda a, phi: phi > value + 1e-4 * a * slope
    is_flat = lambda dphi: _jnp.abs(dphi) <= -0.9 * slope
    def body(search):
        before = search["before"]
        a = _jnp.where(search["nit"] == 0, start, before[0] * 2.)
        phi, dphi, g = along(a)
        point = a, phi, dphi
        is_past = is_high(a, phi) | ((phi >= before[1]) & (search["nit"] > 0))
        is_done = is_flat(dphi) & ~is_past
        is_rising = (dphi >= 0.) & ~is_past & ~is_done
        needs_zoom = is_past | is_rising
        zoom = _zoom(along, is_high, is_flat, _where(is_past, before, point), _where(is_past, point, before),
                     gradient, needs_zoom)
        return dict(
            done=search["done"] | needs_zoom | is_done,
            failed=search["failed"] | (needs_zoom & zoom["failed"]),
            nit=search["nit"] + 1,
            nfev=search["nfev"] + 1 + zoom["nit"],
            before=point,
            best=_where(needs_zoom, zoom["best"], _where(is_done, (a, phi, g), search["best"])),
        )
    zero = _jnp.zeros_like(start)
    search = _lax.while_loop(
        lambda search: ~search["done"] & ~search["failed"] & (search["nit"] < maxiter),
        body,
        dict(done=False, failed=False, nit=0, nfev=0, before=(zero, value, slope), best=(zero, value, gradient)),
    )
    a, phi, g = search["best"]
    if _is_narrow(a):
        # Smaller steps would leave x as it is, and the search with no direction.
        a = _jnp.where(_jnp.abs(a) < 1e-8, _jnp.sign(a) * 1e-8, a)
    status = _jnp.where(search["failed"], 1, _jnp.where(search["nit"] >= maxiter, 3, 0))
    return a, phi, g, search["nfev"], search["failed"] | ~search["done"], status

def _updated(H, step, change):
    """The estimate of the inverse Hessian, after a step that changed the gradient so."""
    rho = _jnp.reciprocal(_dot(change, step))
    w = _jnp.eye(step.size, dtype=rho.dtype) - rho * (step[:, None] * change[None, :])
    new = _dot(_dot(w, H), w.T) + rho * step[:, None] * step[None, :]
    return _jnp.where(_jnp.isfinite(rho), new, H)

def _bfgs(f, x0, maxiter=None, norm=_jnp.inf, gtol=1e-5, line_search_maxiter=10):
    if maxiter is None:
        maxiter = x0.size * 200
    value, gradient = _jax.value_and_grad(f)(x0)
    is_small = lambda g: _jnp.linalg.norm(g, ord=norm) < gtol
    def body(s):
        direction = -_dot(s["H"], s["g"])
        a, value, g, nfev, failed, status = _line_search(
            f, s["x"], direction, s["f"], s["f_before"], s["g"], line_search_maxiter)
        step = a * direction
        return dict(
            converged=is_small(g), failed=failed, reason=status, nit=s["nit"] + 1, nfev=s["nfev"] + nfev,
            x=s["x"] + step, f=value, f_before=s["f"], g=g, H=_updated(s["H"], step, g - s["g"]),
        )
    s = _lax.while_loop(
        lambda s: ~s["converged"] & ~s["failed"] & (s["nit"] < maxiter),
        body,
        dict(
            converged=is_small(gradient), failed=False, reason=0, nit=0, nfev=1, x=x0, f=value,
            f_before=value + _jnp.linalg.norm(gradient) / 2, g=gradient, H=_jnp.eye(x0.shape[0], dtype=x0.dtype),
        ),
    )
    status = _jnp.where(s["failed"], 2 + s["reason"], -1)
    status = _jnp.where(s["converged"], 0, _jnp.where(s["nit"] == maxiter, 1, status))
    return OptimizeResults(s["x"], s["converged"] & ~s["failed"], status, s["f"], s["g"], s["H"],
                           s["nfev"], s["nfev"], s["nit"])

def minimize(fun, x0, args=(), *, method, tol=None, options=None):
    if not isinstance(args, tuple):
        raise TypeError(f"args argument to jax.scipy.optimize.minimize must be a tuple, got {args}")
    name = method.lower()
    if name == "l-bfgs-experimental-do-not-rely-on-this":
        raise NotImplementedError(f"Method {method} is not supported here: use method='BFGS'")
    if name != "bfgs":
        raise ValueError(f"Method {method} not recognized")
    return _bfgs(lambda x: fun(x, *args), x0, **(options or {}))
`;
