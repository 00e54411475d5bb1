/** `numpy.random`, on top of `random.ts`. */

export const randomSource = String.raw`
from numpy import (
    asarray as _asarray, arange as _arange, array as _array, float64 as _float64, int64 as _int64, float32 as _float32, broadcast_shapes as _broadcast_shapes,
    searchsorted as _searchsorted, cumsum as _cumsum, unique as _unique, sqrt as _sqrt, exp as _exp, broadcast_to as _broadcast_to, count_nonzero as _count_nonzero, prod as _prod, log1p as _log1p, floor as _floor
)

class SeedSequence:
    def __init__(self, entropy=None, *, spawn_key=(), pool_size=4, n_children_spawned=0):
        self.entropy = _entropy(entropy) if entropy is None else entropy
        self.spawn_key, self.pool_size, self.n_children_spawned = tuple(spawn_key), pool_size, n_children_spawned
    def generate_state(self, n_words, dtype="uint32"):
        if str(dtype) in ("uint64", "<class 'numpy.uint64'>"):
            words = _seed_words(self.entropy, self.spawn_key, 2 * n_words)
            return _array([words[2 * i] | words[2 * i + 1] << 32 for i in range(n_words)], dtype="uint64")
        return _array(_seed_words(self.entropy, self.spawn_key, n_words), dtype="uint32")
    def spawn(self, n_children):
        first = self.n_children_spawned
        self.n_children_spawned += n_children
        return [SeedSequence(self.entropy, spawn_key=self.spawn_key + (first + i,)) for i in range(n_children)]
    def __repr__(self):
        key = f"\n    spawn_key={self.spawn_key}," if self.spawn_key else ""
        return f"SeedSequence(\n    entropy={self.entropy},{key}\n)"

def PCG64(seed=None):
    sequence = seed if isinstance(seed, SeedSequence) else SeedSequence(seed)
    bits = _pcg64(_seed_words(sequence.entropy, sequence.spawn_key, 8))
    return bits

def MT19937(seed=None):
    sequence = seed if isinstance(seed, SeedSequence) else SeedSequence(seed)
    words = _seed_words(sequence.entropy, sequence.spawn_key, 624)
    return _mt19937(None, (0x80000000,) + words[1:])

def _sized(size, *parameters):
    """The shape of a result: what was asked for, or that of the parameters."""
    if size is not None:
        return size
    shapes = [_asarray(p).shape for p in parameters]
    return None if not any(shapes) else _broadcast_shapes(*shapes)

class _Draws:
    """What both interfaces have in common."""
    def uniform(self, low=0.0, high=1.0, size=None):
        size = _sized(size, low, high)
        x = _draw(self._bits, "double", size)
        return low + (high - low) * x if size is not None else float(low + (high - low) * x)
    def normal(self, loc=0.0, scale=1.0, size=None):
        if (_asarray(scale) < 0).any():
            raise ValueError("scale < 0")
        size = _sized(size, loc, scale)
        x = _draw(self._bits, self._normal, size)
        return loc + scale * x if size is not None else float(loc + scale * x)
    def standard_normal(self, size=None, *args, **kwargs):
        x = _draw(self._bits, self._normal, size)
        return x if size is not None else float(x)
    def lognormal(self, mean=0.0, sigma=1.0, size=None):
        x = _exp(self.normal(mean, sigma, size))
        return x if size is not None else float(x)
    def multivariate_normal(self, mean, cov, size=None, check_valid="warn", tol=1e-8, **kwargs):
        raise NotImplementedError("multivariate_normal is not supported")
    def _weights(self, p, count, size):
        p = _asarray(p, dtype=_float64)
        if p.ndim != 1:
            raise ValueError("'p' must be 1-dimensional")
        if p.size != count:
            raise ValueError("'a' and 'p' must have same size")
        if (p < 0).any():
            raise ValueError("Probabilities are not non-negative" if self._legacy is False else "probabilities are not non-negative")
        if abs(p.sum() - 1.0) > 1e-8:
            raise ValueError("Probabilities do not sum to 1. See Notes section of docstring for more information." if not self._legacy else "probabilities do not sum to 1")
        return p
    def _count(self, a):
        a = _asarray(a)
        if a.ndim == 0:
            count = int(a)
            if count <= 0:
                raise ValueError("a must be greater than 0 unless no samples are taken" if self._legacy else "a must be a positive integer unless no samples are taken")
            return None, count
        if a.shape[0] == 0:
            raise ValueError("'a' cannot be empty unless no samples are taken" if self._legacy else "a cannot be empty unless no samples are taken")
        return a, a.shape[0]
    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        items, count = self._count(a)
        total = 1 if size is None else int(_prod(size))
        if p is not None:
            p = self._weights(p, count, total)
        if not replace and total > count:
            raise ValueError("Cannot take a larger sample than population when 'replace=False'" if self._legacy else "Cannot take a larger sample than population when replace is False")
        if p is not None and replace:
            cdf = p.cumsum()
            cdf /= cdf[-1]
            found = _asarray(_searchsorted(cdf, self.random(size), side="right"))
        elif replace:
            found = _asarray(self._uniform_ints(count, size))
        else:
            found = self._sample(count, total, p, shuffle)
            found = found.reshape(() if size is None else size)
        if size is None:
            i = int(found)
            return (i if self._legacy else _int64(i)) if items is None else (items[i] if axis == 0 else items.take(i, axis))
        return found if items is None else items.take(found, axis)
    def _sample(self, count, total, p, shuffle):
        if p is None:
            return self._positions(count, total, shuffle)
        if _count_nonzero(p > 0) < total:
            raise ValueError("Fewer non-zero entries in p than size")
        p = p.copy()
        found = []
        while len(found) < total:
            x = self.random(total - len(found))
            if found:
                p[found] = 0
            cdf = _cumsum(p)
            cdf /= cdf[-1]
            new = _searchsorted(cdf, x, side="right")
            _, first = _unique(new, return_index=True)
            first.sort()
            found += new.take(first).tolist()
        return _array(found, dtype=_int64)
    def shuffle(self, x, axis=0):
        n = len(x)
        order = _shuffled(self._bits, n, 1, True)
        if _is_array(x):
            if axis == 0:
                x[...] = x[order]
            else:
                x[...] = x.take(order, axis)
        else:
            x[:] = [x[int(i)] for i in order]
    def permutation(self, x, axis=0):
        a = _asarray(x)
        if a.ndim == 0:
            return _shuffled(self._bits, int(a), 1, True)
        return a.take(_shuffled(self._bits, a.shape[axis], 1, True), axis)

class RandomState(_Draws):
    _normal, _legacy = "legacyNormal", True
    def __init__(self, seed=None):
        self.seed(seed)
    def seed(self, seed=None):
        if seed is None:
            self._bits = MT19937()
        elif _asarray(seed).ndim == 0:
            seed = int(seed)
            if not 0 <= seed < 2**32:
                raise ValueError("Seed must be between 0 and 2**32 - 1")
            self._bits = _mt19937(seed, None)
        else:
            self._bits = _mt19937(seed, None)
    def random_sample(self, size=None):
        x = _draw(self._bits, "double", size)
        return x if size is not None else float(x)
    random = random_sample
    def rand(self, *shape):
        return self.random_sample(shape if shape else None)
    def randn(self, *shape):
        return self.standard_normal(shape if shape else None)
    def randint(self, low, high=None, size=None, dtype=int):
        if high is None:
            low, high = 0, low
        if low >= high:
            raise ValueError("low >= high" if low else "high <= 0")
        x = _integers(self._bits, low, high - 1, size, dtype, True)
        return int(x) if size is None and dtype is int else x
    def random_integers(self, low, high=None, size=None):
        return self.randint(1, low + 1, size) if high is None else self.randint(low, high + 1, size)
    def _uniform_ints(self, count, size):
        return self.randint(0, count, size)
    def _positions(self, count, total, shuffle):
        return self.permutation(count)[:total]
    def standard_exponential(self, size=None):
        x = _draw(self._bits, "legacyExponential", size)
        return x if size is not None else float(x)
    def exponential(self, scale=1.0, size=None):
        size = _sized(size, scale)
        x = scale * _draw(self._bits, "legacyExponential", size)
        return x if size is not None else float(x)
    def __repr__(self):
        return f"RandomState(MT19937) at 0x{id(self):X}"
    __str__ = lambda self: "RandomState(MT19937)"

class Generator(_Draws):
    _normal, _legacy = "normal", False
    def __init__(self, bit_generator):
        self._bits = self.bit_generator = bit_generator
    def random(self, size=None, dtype=_float64, out=None):
        x = _draw(self._bits, "float" if dtype is _float32 or str(dtype) == "float32" else "double", size)
        return x if size is not None else float(x)
    def integers(self, low, high=None, size=None, dtype=_int64, endpoint=False):
        if high is None:
            low, high = 0, low
        if not endpoint:
            high = high - 1
        if low > high:
            raise ValueError("low > high" if endpoint else "high <= 0" if low == 0 else "low >= high")
        return _integers(self._bits, low, high, size, dtype, False)
    def _uniform_ints(self, count, size):
        return self.integers(0, count, size)
    def _positions(self, count, total, shuffle):
        cutoff = 50 if shuffle else 20
        if count > 10000 and total <= count // cutoff or count <= 10000 and False:
            return self._floyd(count, total, shuffle)
        if count > 10000:
            return _shuffled(self._bits, count, max(count - total, 1), False)[count - total:]
        return self._floyd(count, total, shuffle)
    def _floyd(self, count, total, shuffle):
        seen, found = set(), []
        for j in range(count - total, count):
            i = _below(self._bits, j, False)
            if i in seen:
                i = j
            seen.add(i)
            found.append(i)
        found = _array(found, dtype=_int64)
        return found[_shuffled(self._bits, total, 1, False)] if shuffle else found
    def permuted(self, x, *, axis=None, out=None):
        raise NotImplementedError("permuted is not supported")
    def exponential(self, scale=1.0, size=None):
        raise NotImplementedError("exponential is not supported by default_rng: RandomState has it")
    def spawn(self, n_children):
        raise NotImplementedError("spawn is not supported: SeedSequence has it")
    def __repr__(self):
        return f"Generator(PCG64) at 0x{id(self):X}"
    __str__ = lambda self: "Generator(PCG64)"

def default_rng(seed=None):
    if isinstance(seed, Generator):
        return seed
    return Generator(PCG64(seed))

_shared = RandomState()
for _name in (
    "seed random_sample random rand randn randint random_integers uniform normal standard_normal lognormal choice shuffle permutation exponential standard_exponential"
).split():
    globals()[_name] = getattr(_shared, _name)
ranf = sample = random_sample
`;
