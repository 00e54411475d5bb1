/** Comparisons. */

export const checks = String.raw`
def check_raises(thunk, err_type, msg):
    try:
        thunk()
        assert False
    except err_type as e:
        assert str(e).startswith(msg), f"\n{e}\n\n{msg}\n"

def check_raises_regexp(thunk, err_type, pattern):
    import re
    try:
        thunk()
        assert False
    except err_type as e:
        assert re.match(pattern, str(e)), f"{e}\n\n{pattern}\n"

def check_eq(xs, ys, err_msg=""):
    assert tree_all(tree_map(partial(_assert_allclose, atol=0, rtol=0, err_msg=err_msg), xs, ys))

def check_close(xs, ys, atol=None, rtol=None, err_msg=""):
    assert tree_all(tree_map(partial(_assert_allclose, atol=atol, rtol=rtol, err_msg=err_msg), xs, ys))

def _assert_allclose(a, b, atol=None, rtol=None, err_msg=""):
    if _dtype(a) == _dtype(b) == _jax.dtypes.float0:
        np.testing.assert_array_equal(a, b, err_msg=err_msg)
        return True
    atol = max(tolerance(_dtype(a), atol), tolerance(_dtype(b), atol))
    rtol = max(tolerance(_dtype(a), rtol), tolerance(_dtype(b), rtol))
    np.testing.assert_allclose(np.asarray(a), np.asarray(b), rtol=rtol, atol=atol, err_msg=err_msg)
    return True

def iter_eqns(jaxpr):
    yield from jaxpr.eqns
    for inner in _inner_jaxprs(jaxpr):
        yield from iter_eqns(inner)

def _inner_jaxprs(jaxpr):
    from jax.extend.core import ClosedJaxpr, Jaxpr
    for eqn in jaxpr.eqns:
        for param in eqn.params.values():
            for x in param if isinstance(param, (tuple, list)) else (param,):
                if isinstance(x, ClosedJaxpr):
                    yield x.jaxpr
                elif isinstance(x, Jaxpr):
                    yield x

class _Dtypes:
    """Dtypes by kind, as far as arrays have them."""
    def supported(self, dtypes):
        return [d for d in dtypes if np.dtype(d) in supported_dtypes()]
    floating = [np.float32]
    all_floating = [np.float16, np.float32]
    integer = [np.int32]
    all_integer = [np.int32]
    unsigned = all_unsigned = [np.uint32]
    boolean = [np.bool_]
    complex = []
    inexact = floating
    all_inexact = all_floating
    numeric = floating + integer + unsigned
    all = all_floating + all_integer + all_unsigned + boolean
    python_scalar = [bool, int, float]

dtypes = _Dtypes()

def supported_dtypes():
    return {np.dtype(name) for name in ("bool", "int32", "uint32", "float16", "float32")}

def promote_like_jnp(fun, inexact=False):
    def wrapped(*args, **kw):
        flat, tree = tree_flatten(args)
        dtype = _jax.numpy.result_type(*flat)
        if inexact and not _jax.numpy.issubdtype(dtype, _jax.numpy.inexact):
            dtype = np.float32
        return fun(*tree_unflatten(tree, [np.asarray(x, np.dtype(dtype)) for x in flat]), **kw)
    return wrapped

@contextmanager
def strict_promotion_if_dtypes_match(dtypes):
    yield

def is_sequence(x):
    try:
        iter(x)
    except TypeError:
        return False
    return True

# Settings of JAX's that change what is checked, not what is computed, are not among these.
`;
