/** `jax.test_util`: derivatives against finite differences along one random direction. */

export const testUtil = `
import jax as _jax
import jax.numpy as _jnp
from functools import partial as _partial

_tolerances = {"float32": 2e-3, "float16": 1e-2}

def _direction(key, tree):
    leaves, tree = _jax.tree_util.tree_flatten(tree)
    keys = _jax.random.split(key, len(leaves) + 1)
    def like(key, x):
        x = _jnp.asarray(x)
        return _jax.random.normal(key, x.shape, x.dtype)
    return _jax.tree_util.tree_unflatten(tree, [like(k, x) for k, x in zip(keys, leaves)])

def _moved(args, direction, eps):
    return _jax.tree_util.tree_map(lambda x, d: x + eps * d, args, direction)

def _numerical_jvp(f, args, direction, eps):
    above, below = f(*_moved(args, direction, eps)), f(*_moved(args, direction, -eps))
    return _jax.tree_util.tree_map(lambda a, b: _jnp.where(a == b, 0, a - b) / (2 * eps), above, below)

def _tolerance(x, given):
    if isinstance(given, dict):
        given = {_jnp.dtype(k).name: v for k, v in given.items()}.get(x.dtype.name)
    return _tolerances.get(x.dtype.name, 0) if given is None else given

def _assert_close(actual, desired, atol, rtol, message):
    def check(a, b):
        a, b = _jnp.asarray(a), _jnp.asarray(b)
        assert a.shape == b.shape
        absolute, relative = _tolerance(a, atol) * a.size, _tolerance(a, rtol) * b.size
        is_close = _jnp.isclose(a, b, atol=absolute, rtol=relative, equal_nan=True)
        if is_close.all():
            return
        count = int((~is_close).sum())
        a, b, is_close = _jnp.ravel(a), _jnp.ravel(b), _jnp.ravel(is_close)
        error = _jnp.abs(a - b)[~is_close]
        raise AssertionError(
            f"\\nNot equal to tolerance rtol={relative:g}, atol={absolute:g}\\n{message}\\n"
            f"Mismatched elements: {count} / {a.size} ({100 * count / a.size:.3g}%)\\n"
            f"Max absolute difference among violations: {error.max():.8g}\\n"
            f"Max relative difference among violations: {(error / _jnp.abs(b)[~is_close]).max():.8g}\\n"
            f" ACTUAL: {a!r}\\n DESIRED: {b!r}")
    _jax.tree_util.tree_map(check, actual, desired)

def check_jvp(f, f_jvp, args, atol=None, rtol=None, eps=1e-3, err_msg=""):
    args = tuple(args)
    direction = _direction(_jax.random.key(0), args)
    value, tangent = f_jvp(args, direction)
    name = f"{err_msg} " if err_msg else ""
    _assert_close(value, f(*args), atol, rtol, f"{name}primal")
    _assert_close(tangent, _numerical_jvp(f, args, direction, eps), atol, rtol, f"{name}tangent")

def _inner(xs, ys):
    products = _jax.tree_util.tree_map(lambda x, y: _jnp.vdot(x, y), xs, ys)
    return sum(_jax.tree_util.tree_leaves(products), _jnp.float32(0))

def check_vjp(f, f_vjp, args, atol=None, rtol=None, eps=1e-3, err_msg=""):
    args = tuple(args)
    value, pullback = f_vjp(*args)
    name = f"{err_msg} " if err_msg else ""
    _assert_close(value, f(*args), atol, rtol, f"{name}primal")
    keys = _jax.random.split(_jax.random.key(0))
    direction, cotangent = _direction(keys[0], args), _direction(keys[1], value)
    actual = _inner(direction, pullback(cotangent))
    expected = _inner(_numerical_jvp(f, args, direction, eps), cotangent)
    _assert_close(actual, expected, atol, rtol, f"{name}cotangent projection")

def _jvp_from_linearize(f, primals, tangents):
    value, linear = _jax.linearize(f, *primals)
    return value, linear(*tangents)

def check_grads(f, args, order, modes=("fwd", "rev"), atol=None, rtol=None, eps=None):
    eps = eps or 1e-3
    def check(f, args, order, message):
        named = lambda name: f"{name} of {message}" if message else name
        if "fwd" in modes:
            check_jvp(f, _partial(_jax.jvp, f), args, atol, rtol, eps, named("JVP"))
            if order > 1:
                check(_partial(_jax.jvp, f), (args, args), order - 1, named("JVP"))
        if "rev" in modes:
            check_vjp(f, _partial(_jax.vjp, f), args, atol, rtol, eps, named("VJP"))
            if order > 1:
                def pulled(*args):
                    value, pullback = _jax.vjp(f, *args)
                    return pullback(value)
                check(pulled, args, order - 1, named("VJP"))
        if "lin" in modes:
            linear = _partial(_jvp_from_linearize, f)
            check_jvp(f, linear, args, atol, rtol, eps, named("LIN"))
            if order > 1:
                check(linear, (args, args), order - 1, named("LIN"))
    check(f, tuple(args), order, "")
`;
