/** `jax.scipy.interpolate`: values between the points of a grid. */

export const interpolate = `
import itertools as _itertools
import jax as _jax, jax.numpy as _jnp


def _expect_method(method):
    if method not in ("linear", "nearest"):
        raise ValueError(f"method {method!r} is not defined")

def _points(xi, ndim):
    """The coordinates of points, in the last axis."""
    if isinstance(xi, tuple) and len(xi) == 1:
        xi = xi[0]
    if isinstance(xi, tuple):
        xi = [_jnp.asarray(x) for x in xi]
        try:
            xi = _jnp.broadcast_arrays(*xi)
        except ValueError:
            raise ValueError("coordinate arrays do not have the same shape") from None
        return _jnp.stack([x.astype(float) for x in xi], axis=-1)
    xi = _jnp.asarray(xi)
    return xi.reshape(-1, ndim) if xi.ndim == 1 else xi

class RegularGridInterpolator:
    def __init__(self, points, values, method="linear", bounds_error=False, fill_value=_jnp.nan):
        _expect_method(method)
        if bounds_error:
            raise NotImplementedError("\`bounds_error\` takes no effect under JIT")
        values = _jnp.asarray(values)
        if len(points) > values.ndim:
            raise ValueError(f"there are {len(points)} point arrays, but values has {values.ndim} dimensions")
        if not _jnp.issubdtype(values.dtype, _jnp.inexact):
            values = values.astype(_jnp.result_type(values.dtype, 1.))
        if fill_value is not None:
            fill_value = _jnp.asarray(fill_value)
        self.method, self.bounds_error, self.fill_value = method, bounds_error, fill_value
        self.grid, self.values = tuple(_jnp.asarray(p) for p in points), values

    def __call__(self, xi, method=None):
        method = self.method if method is None else method
        _expect_method(method)
        ndim = len(self.grid)
        xi = _points(xi, ndim)
        if xi.shape[-1] != ndim:
            raise ValueError(f"the requested sample points xi have dimension {xi.shape[1]}, "
                             f"but this RegularGridInterpolator has dimension {ndim}")
        shape, xi = xi.shape[:-1], xi.reshape(-1, ndim).T
        cells = [self._cell(x, grid) for x, grid in zip(xi, self.grid)]
        result = self._linear(cells) if method == "linear" else self._nearest(cells)
        if self.fill_value is not None:
            is_outside = sum((x < grid[0]) | (x > grid[-1]) for x, grid in zip(xi, self.grid)) > 0
            result = _jnp.where(is_outside.reshape((-1,) + (1,) * (result.ndim - 1)), self.fill_value, result)
        return result.reshape(shape + self.values.shape[ndim:])

    def _cell(self, x, grid):
        """Where the cell around x begins, and how far into it x is."""
        i = _jnp.clip(_jnp.searchsorted(grid, x) - 1, 0, grid.size - 2)
        return i, (x - grid[i]) / (grid[i + 1] - grid[i])

    def _nearest(self, cells):
        return self.values[tuple(_jnp.where(rest <= .5, i, i + 1) for i, rest in cells)]

    def _linear(self, cells):
        trailing = (slice(None),) + (None,) * (self.values.ndim - len(cells))
        result = 0.
        for corner in _itertools.product(*[[(i, 1 - rest), (i + 1, rest)] for i, rest in cells]):
            weight = 1.
            for _, part in corner:
                weight = weight * part
            result = result + self.values[tuple(i for i, _ in corner)] * weight[trailing]
        return result

_jax.tree_util.register_pytree_node(
    RegularGridInterpolator,
    lambda f: ((f.grid, f.values, f.fill_value), (f.method, f.bounds_error)),
    lambda aux, children: RegularGridInterpolator(*children[:2], *aux, children[2]),
)
`;
