import jax
import jax.numpy as jnp

m = jnp.array([[3.0, 1.0, 2.0], [4.0, 6.0, 5.0]])
for f in (
    jnp.sum, jnp.prod, jnp.mean, jnp.max, jnp.min, jnp.amax, jnp.std, jnp.var, jnp.median, jnp.any, jnp.all, jnp.ptp,
    jnp.nansum, jnp.nanmean, jnp.nanmax, jnp.count_nonzero
):
    print(f.__name__, f(m), f(m, axis=0), f(m, axis=1, keepdims=True).tolist())
print(jnp.argmax(m), jnp.argmin(m, axis=0), jnp.argmax(m, axis=1, keepdims=True), jnp.sum(m, axis=(0, 1)))
print(jnp.sum(m, axis=-1), jnp.max(m, where=m < 5, initial=0), jnp.mean(m, where=m > 2), jnp.var(m, ddof=1).round(4))
print(jnp.average(m, weights=jnp.array([1.0, 2.0, 3.0]), axis=1).round(4), jnp.cumsum(m), jnp.cumsum(m, axis=1))
print(jnp.cumprod(m, axis=0))
print(jnp.percentile(jnp.arange(5.0), 50), jnp.quantile(jnp.arange(5.0), jnp.array([0.25, 0.9])).round(4))
print(jnp.nanmedian(jnp.array([1.0, jnp.nan, 3.0])), jnp.histogram(jnp.array([1.0, 2.0, 1.0, 4.0]), bins=3))
print(jnp.bincount(jnp.array([0, 1, 1, 3])), jnp.corrcoef(m).round(4), jnp.cov(m), jnp.linalg.norm(m).round(4))
print(jnp.linalg.norm(m, axis=1).round(4), jnp.linalg.norm(jnp.array([3.0, 4.0]), ord=1))
print(jnp.sum(jnp.array([]), dtype=float), jnp.max(jnp.array([1, 5])), jnp.sum(jnp.array([True, True, False])))
print(jnp.mean(jnp.array([1, 2])), jnp.min(jnp.array([jnp.nan, 1.0])), jnp.nanmin(jnp.array([jnp.nan, 1.0])))
print(jnp.logical_and.reduce(jnp.array([True, False])), jnp.add.reduce(m))
print(jnp.maximum.accumulate(jnp.array([1, 3, 2])))
for bad in (
    lambda: jnp.max(jnp.array([])), lambda: jnp.sum(m, axis=2), lambda: jnp.sum(m, 0.5),
    lambda: jnp.argmax(jnp.array([])), lambda: jnp.mean("a"), lambda: jnp.sum([1, 2]), lambda: jnp.median(m, axis=7),
    lambda: jnp.sum(m, axis=(0, 0)), lambda: jnp.cumsum(m, axis=4)
):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).splitlines()[0])
print(jax.grad(lambda m: jnp.prod(m))(m), jax.grad(lambda m: jnp.max(m))(m), jax.grad(jnp.var)(m).round(4))
print(jax.grad(lambda m: jnp.cumsum(m)[3])(m), jax.grad(lambda m: jnp.median(m))(m))
print(jax.grad(lambda v: jnp.linalg.norm(v))(jnp.array([3.0, 4.0])))
