import { fail } from "../text/failure.js";
import { abs } from "../text/exact.js";
import { hash } from "../objects/compare.js";
import { List, Tuple } from "../objects/containers.js";
import { methods, Native } from "../objects/native.js";
import { index } from "../objects/operators.js";
import { builtinType, type Type } from "../objects/type.js";
import { Obj, type Value } from "../objects/value.js";
import type { Library } from "./library.js";

const size = 624;
const twisterType = builtinType("_Twister", undefined, "random");

/** The Mersenne Twister MT19937. */
export class Twister extends Obj {
  state = new Uint32Array(size);
  at = size;

  /** Begins with one word of seed. */
  fill(seed: number): void {
    const { state } = this;
    state[0] = seed;
    for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    this.at = size;
  }

  seed(key: readonly number[]): void {
    const { state } = this;
    this.fill(19650218);
    let [i, j] = [1, 0];
    const step = (factor: number, add: number): void => {
      state[i] = (state[i] ^ Math.imul(state[i - 1] ^ (state[i - 1] >>> 30), factor)) + add;
      if (++i >= size) {
        state[0] = state[size - 1];
        i = 1;
      }
    };
    for (let k = Math.max(size, key.length); k > 0; k--) {
      step(1664525, key[j] + j);
      if (++j >= key.length) j = 0;
    }
    for (let k = size - 1; k > 0; k--) step(1566083941, -i);
    state[0] = 0x80000000;
  }

  private twist(): void {
    const { state } = this;
    for (let i = 0; i < size; i++) {
      const y = (state[i] & 0x80000000) | (state[(i + 1) % size] & 0x7fffffff);
      state[i] = state[(i + 397) % size] ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.at = 0;
  }

  next(): number {
    if (this.at >= size) this.twist();
    let y = this.state[this.at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  float(): number {
    const [a, b] = [this.next() >>> 5, this.next() >>> 6];
    return (a * 67108864 + b) / 9007199254740992;
  }

  bits(k: number): bigint {
    let value = 0n;
    for (let at = 0; at < k; at += 32) {
      const word = k - at < 32 ? this.next() >>> (32 - (k - at)) : this.next();
      value |= BigInt(word) << BigInt(at);
    }
    return value;
  }

  below(n: bigint): bigint {
    const k = n.toString(2).length;
    for (;;) {
      const r = this.bits(k);
      if (r < n) return r;
    }
  }
}

function keyOf(seed: Value): number[] {
  if (seed === null) return [...crypto.getRandomValues(new Uint32Array(8))];
  if (typeof seed === "string")
    return fail("NotImplementedError", "random.seed() takes ints: seeds of text are not supported");
  let n =
    typeof seed === "bigint" || typeof seed === "boolean"
      ? abs(BigInt(seed))
      : BigInt.asUintN(64, hash(seed));
  const key: number[] = [];
  for (; n > 0n; n >>= 32n) key.push(Number(n & 0xffffffffn));
  return key.length > 0 ? key : [0];
}

twisterType.set("__new__", new Native("__new__(cls, *args, **kwargs)", (type: Type) => new Twister(type)));
methods(twisterType, {
  "_seed(self, a, /)": (self: Twister, seed: Value) => self.seed(keyOf(seed)),
  "random(self, /)": (self: Twister) => self.float(),
  "getrandbits(self, k, /)"(self: Twister, k: Value) {
    const n = index(k);
    return n < 0n ? fail("ValueError", "number of bits must be non-negative") : self.bits(Number(n));
  },
  "_randbelow(self, n, /)": (self: Twister, n: bigint) => (n === 0n ? 0n : self.below(n)),
  "_state(self, /)": (self: Twister) => new Tuple([...Array.from(self.state, BigInt), BigInt(self.at)]),
  "_set_state(self, state, /)"(self: Twister, state: Tuple) {
    const words = state.items.map(Number);
    self.at = words.pop()!;
    self.state = Uint32Array.from(words);
  },
  "shuffle(self, x, /)"(self: Twister, x: Value) {
    if (!(x instanceof List)) return fail("TypeError", "shuffle() takes a list");
    const { items } = x;
    for (let i = items.length - 1; i > 0; i--) {
      const j = Number(self.below(BigInt(i + 1)));
      [items[i], items[j]] = [items[j], items[i]];
    }
  },
});

export const random: Library = {
  values: () => ({ _Twister: twisterType }),
  source: String.raw`
from math import acos, ceil, cos, e, exp, floor, log, pi, sin, sqrt, isfinite
from itertools import accumulate
from bisect import bisect
from operator import index

class Random(_Twister):
    def __init__(self, x=None):
        self.seed(x)

    def seed(self, a=None, version=2):
        self._seed(a)
        self.gauss_next = None

    def getstate(self):
        return 3, self._state(), self.gauss_next

    def setstate(self, state):
        self._set_state(state[1])
        self.gauss_next = state[2]

    def randrange(self, start, stop=None, step=1):
        start = index(start)
        if stop is None:
            if start > 0:
                return self._randbelow(start)
            raise ValueError("empty range for randrange()")
        stop, step = index(stop), index(step)
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._randbelow(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if step == 0:
            raise ValueError("zero step for randrange()")
        n = (width + step - (1 if step > 0 else -1)) // step
        if n <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._randbelow(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._randbelow(len(seq))]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, dict)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            ends = list(accumulate(counts))
            if len(ends) != n:
                raise ValueError("The number of counts does not match the population")
            chosen = self.sample(range(ends.pop() if ends else 0), k=k)
            ends = list(accumulate(counts))
            return [population[bisect(ends, s)] for s in chosen]
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        limit = 21
        if k > 5:
            limit += 4 ** ceil(log(k * 3, 4))
        if n <= limit:
            pool = list(population)
            for i in range(k):
                j = self._randbelow(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._randbelow(n)
                while j in selected:
                    j = self._randbelow(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[floor(self.random() * n)] for _ in range(k)]
            cum_weights = list(accumulate(weights))
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[bisect(cum_weights, self.random() * total, 0, n - 1)] for _ in range(k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u, c, low, high = 1.0 - u, 1.0 - c, high, low
        return low + (high - low) * sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        magic = 4 * exp(-0.5) / sqrt(2.0)
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = magic * (u1 - 0.5) / u2
            if z * z / 4.0 <= -log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * 2 * pi
            radius = sqrt(-2.0 * log(1.0 - self.random()))
            z = cos(angle) * radius
            self.gauss_next = sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -log(1.0 - self.random()) / lambd

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            ainv = sqrt(2.0 * alpha - 1.0)
            b = alpha - log(4.0)
            c = alpha + ainv
            while True:
                u1 = self.random()
                if not 1e-7 < u1 < 0.9999999:
                    continue
                u2 = 1.0 - self.random()
                v = log(u1 / (1.0 - u1)) / ainv
                x = alpha * exp(v)
                z = u1 * u1 * u2
                r = b + c * v - x
                if r + 1.0 + log(4.5) - 4.5 * z >= 0.0 or r >= log(z):
                    return x * beta
        if alpha == 1.0:
            return -log(1.0 - self.random()) * beta
        while True:
            b = (e + alpha) / e
            p = b * self.random()
            x = p ** (1.0 / alpha) if p <= 1.0 else -log((b - p) / alpha)
            u1 = self.random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    break
            elif u1 <= exp(-x):
                break
        return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-log(1.0 - self.random())) ** (1.0 / beta)

_shared = Random()
for _name in (
    "seed random uniform triangular randint choice randrange sample shuffle choices normalvariate lognormvariate "
    "expovariate gammavariate gauss betavariate paretovariate weibullvariate getstate setstate getrandbits"
).split():
    globals()[_name] = getattr(_shared, _name)
`,
};
