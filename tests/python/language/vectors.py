import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Vec:
    x: float
    y: float
    z: float = 0.0

    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y, self.z + o.z)
    def __sub__(self, o): return self + -o
    def __neg__(self): return Vec(-self.x, -self.y, -self.z)
    def __mul__(self, k): return self.dot(k) if isinstance(k, Vec) else Vec(self.x * k, self.y * k, self.z * k)
    __rmul__ = __mul__
    def __truediv__(self, k): return self * (1 / k)
    def __abs__(self): return math.sqrt(self * self)
    def __iter__(self): return iter((self.x, self.y, self.z))
    def __getitem__(self, i): return tuple(self)[i]
    def __matmul__(self, o): return Vec(
        self.y * o.z - self.z * o.y, self.z * o.x - self.x * o.z, self.x * o.y - self.y * o.x
    )
    def __bool__(self): return any(self)
    def __round__(self, n=0): return Vec(*(round(v, n) for v in self))
    def __format__(self, spec): return "(" + ", ".join(format(v, spec) for v in self) + ")"
    def dot(self, o): return sum(a * b for a, b in zip(self, o))

    @classmethod
    def polar(cls, r, theta): return cls(r * math.cos(theta), r * math.sin(theta))


a, b = Vec(1, 2, 2), Vec(0, 1)
print(
    a + b, a - b, a * 2, 2 * a, a * b, a / 2, abs(a), a @ b, -b, a[0], a[1:], *a, bool(Vec(0, 0)), a == Vec(1, 2, 2)
)
print(round(Vec.polar(2, math.pi / 3), 3), f"{a:.1f} {b!r} {a:>6}", sum([a, b], Vec(0, 0)), max([a, b], key=abs))
print({a: 1}[Vec(1, 2, 2)])
x, y, z = a
print(x, y, z, math.hypot(*a), [v**2 for v in a], a.dot((1, 1, 1)))
try:
    a + 1
except AttributeError as e:
    print(e)
try:
    a.x = 3
except Exception as e:
    print(type(e).__name__, e)
