/** `jax.nn.initializers`. */

export const initializers = `
import math as _math
import jax.numpy as _jnp
from jax import random as _random

def _fans(shape, in_axis, out_axis, batch_axis):
    if isinstance(in_axis, int) and in_axis == -2 and len(shape) <= 1:
        raise ValueError(
            f"Can't compute input and output sizes of a {len(shape)}-dimensional weights tensor with default in_axis. "
            "Must be at least 2D or specify in_axis explicitly.")
    size = lambda axes: shape[axes] if isinstance(axes, int) else _math.prod(shape[i] for i in axes)
    in_size, out_size = size(in_axis), size(out_axis)
    field = _math.prod(shape) / in_size / out_size / size(batch_axis)
    return in_size * field, out_size * field

def zeros(key, shape, dtype=None, out_sharding=None):
    return _jnp.zeros(shape, dtype)

def ones(key, shape, dtype=None, out_sharding=None):
    return _jnp.ones(shape, dtype)

def constant(value, dtype=None):
    def init(key, shape, dtype=dtype, out_sharding=None):
        return _jnp.full(shape, value, dtype=_jnp.float32 if dtype is None else dtype)
    return init

def uniform(scale=0.01, dtype=None):
    def init(key, shape, dtype=dtype, out_sharding=None):
        return _random.uniform(key, shape, dtype) * _jnp.array(scale, dtype)
    return init

def normal(stddev=0.01, dtype=None):
    def init(key, shape, dtype=dtype, out_sharding=None):
        return _random.normal(key, shape, dtype) * _jnp.array(stddev, dtype)
    return init

def truncated_normal(stddev=0.01, dtype=None, lower=-2.0, upper=2.0):
    def init(key, shape, dtype=dtype, out_sharding=None):
        return _random.truncated_normal(key, lower, upper, shape, dtype) * _jnp.array(stddev, dtype)
    return init

def variance_scaling(scale, mode, distribution, in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
    def init(key, shape, dtype=dtype, out_sharding=None):
        fan_in, fan_out = _fans(shape, in_axis, out_axis, batch_axis)
        if mode == "fan_in":
            denominator = fan_in
        elif mode == "fan_out":
            denominator = fan_out
        elif mode == "fan_avg":
            denominator = (fan_in + fan_out) / 2
        elif mode == "fan_geo_avg":
            denominator = (fan_in * fan_out) ** 0.5
        else:
            raise ValueError(f"invalid mode for variance scaling initializer: {mode}")
        variance = _jnp.array(scale / denominator, dtype)
        if distribution == "truncated_normal":
            stddev = _jnp.sqrt(variance) / _jnp.array(.87962566103423978, dtype)
            return _random.truncated_normal(key, -2, 2, shape, dtype) * stddev
        if distribution == "normal":
            return _random.normal(key, shape, dtype) * _jnp.sqrt(variance)
        if distribution == "uniform":
            return _random.uniform(key, shape, dtype, -1) * _jnp.sqrt(3 * variance)
        raise ValueError(f"invalid distribution for variance scaling initializer: {distribution}")
    return init

def _scaling(name, scale, mode, distribution):
    def make(in_axis=-2, out_axis=-1, batch_axis=(), dtype=None):
        return variance_scaling(scale, mode, distribution, in_axis, out_axis, batch_axis, dtype)
    make.__name__ = make.__qualname__ = name
    return make

glorot_uniform = xavier_uniform = _scaling("glorot_uniform", 1.0, "fan_avg", "uniform")
glorot_normal = xavier_normal = _scaling("glorot_normal", 1.0, "fan_avg", "truncated_normal")
lecun_uniform = _scaling("lecun_uniform", 1.0, "fan_in", "uniform")
lecun_normal = _scaling("lecun_normal", 1.0, "fan_in", "truncated_normal")
he_uniform = kaiming_uniform = _scaling("he_uniform", 2.0, "fan_in", "uniform")
he_normal = kaiming_normal = _scaling("he_normal", 2.0, "fan_in", "truncated_normal")

def orthogonal(scale=1.0, column_axis=-1, dtype=None):
    def init(key, shape, dtype=dtype, out_sharding=None):
        n = shape[column_axis]
        return scale * _random.orthogonal(key, n, (), dtype, _math.prod(shape) // n).reshape(shape)
    return init
`;
