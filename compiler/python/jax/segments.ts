/** `jax.ops`: folds of the rows that have the same number. */

export const segments = `
import jax.numpy as _jnp

def _folder(name, fill):
    def fold(data, segment_ids, num_segments=None, indices_are_sorted=False, unique_indices=False,
             bucket_size=None, mode=None):
        if bucket_size is not None:
            raise NotImplementedError(f"{fold.__name__} has no buckets here: leave bucket_size out")
        data, segment_ids = _jnp.asarray(data), _jnp.asarray(segment_ids)
        if num_segments is None:
            num_segments = int(_jnp.max(segment_ids)) + 1
        if num_segments < 0:
            raise ValueError("num_segments must be non-negative.")
        segment_ids = _jnp.where(segment_ids < 0, num_segments, segment_ids)
        out = _jnp.full((num_segments,) + data.shape[segment_ids.ndim:], fill(data.dtype), data.dtype)
        return getattr(out.at[segment_ids], name)(data, mode=mode or "drop")
    return fold

def _least(dtype):
    if dtype == bool:
        return False
    return -_jnp.inf if _jnp.issubdtype(dtype, _jnp.floating) else _jnp.iinfo(dtype).min

def _greatest(dtype):
    if dtype == bool:
        return True
    return _jnp.inf if _jnp.issubdtype(dtype, _jnp.floating) else _jnp.iinfo(dtype).max

segment_sum = _folder("add", lambda dtype: 0)
segment_prod = _folder("multiply", lambda dtype: 1)
segment_max = _folder("max", _least)
segment_min = _folder("min", _greatest)
for _f, _name in (segment_sum, "sum"), (segment_prod, "prod"), (segment_max, "max"), (segment_min, "min"):
    _f.__name__ = _f.__qualname__ = "segment_" + _name
`;
