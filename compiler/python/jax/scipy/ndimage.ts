/** `jax.scipy.ndimage`: values of an array between its items. */

export const ndimage = `
import functools as _functools, itertools as _itertools
import jax.numpy as _jnp
from jax import lax as _lax

def _mirrored(index, size):
    last = size - 1
    return _jnp.abs((index + last) % (2 * last) - last)

# Where an index outside the array is read, by mode.
_places = {
    "constant": lambda index, size: index,
    "nearest": lambda index, size: _jnp.clip(index, 0, size - 1),
    "wrap": lambda index, size: index % size,
    "mirror": _mirrored,
    "reflect": lambda index, size: (_mirrored(2 * index + 1, 2 * size + 1) - 1) // 2,
}

def _rounded(x):
    return x if _jnp.issubdtype(x.dtype, _jnp.integer) else _lax.round(x)

def _nearest(coordinate):
    return [(_rounded(coordinate).astype(_jnp.int32), _jnp.ones((), coordinate.dtype))]

def _linear(coordinate):
    lower = _jnp.floor(coordinate)
    rest, index = coordinate - lower, lower.astype(_jnp.int32)
    return [(index, 1 - rest), (index + 1, rest)]

def map_coordinates(input, coordinates, order, mode="constant", cval=0.0):
    input, coordinates = _jnp.asarray(input), [_jnp.asarray(c) for c in coordinates]
    if len(coordinates) != input.ndim:
        raise ValueError("coordinates must be a sequence of length input.ndim, but "
                         f"{len(coordinates)} != {input.ndim}")
    if mode not in _places:
        raise NotImplementedError(f"jax.scipy.ndimage.map_coordinates does not yet support mode {mode}. "
                                  f"Currently supported modes are {set(_places)}.")
    if order not in (0, 1):
        raise NotImplementedError("jax.scipy.ndimage.map_coordinates currently requires order<=1")
    cval = _jnp.asarray(cval, input.dtype)
    nodes = _nearest if order == 0 else _linear
    axes = [
        [(_places[mode](index, size), (0 <= index) & (index < size), weight) for index, weight in nodes(coordinate)]
        for coordinate, size in zip(coordinates, input.shape)
    ]
    result = 0
    for corner in _itertools.product(*axes):
        places, insides, weights = zip(*corner)
        values = input[places]
        if mode == "constant":
            values = _jnp.where(_functools.reduce(_jnp.logical_and, insides), values, cval)
        result = result + _functools.reduce(_jnp.multiply, weights) * values
    if _jnp.issubdtype(input.dtype, _jnp.integer):
        result = _rounded(result)
    return result.astype(input.dtype)
`;
