from numbers import Number


class Matrix:
    def __init__(self, rows):
        self.rows = [list(r) for r in rows]
        if len({len(r) for r in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def identity(cls, n):
        return cls([float(i == j) for j in range(n)] for i in range(n))

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0]) if self.rows else 0

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            r, c = key
            if isinstance(r, slice):
                return Matrix(row[c] if isinstance(c, slice) else [row[c]] for row in self.rows[r])
            return self.rows[r][c]
        return self.rows[key]

    def __setitem__(self, key, value):
        r, c = key
        self.rows[r][c] = value

    def __add__(self, other):
        return Matrix([a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows))

    def __mul__(self, k):
        return Matrix([k * a for a in r] for r in self.rows) if isinstance(k, Number) else NotImplemented

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows)

    def __pow__(self, n):
        result = Matrix.identity(len(self.rows))
        for _ in range(n):
            result @= self
        return result

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def __iter__(self):
        return (x for row in self.rows for x in row)

    def __neg__(self):
        return -1 * self

    def __str__(self):
        width = max(len(f"{x:g}") for x in self)
        return "\n".join(" ".join(f"{x:>{width}g}" for x in row) for row in self.rows)

    def __repr__(self):
        return f"Matrix({self.rows!r})"

    def det(self):
        a, d = [r[:] for r in self.rows], 1.0
        for i in range(len(a)):
            p = max(range(i, len(a)), key=lambda k: abs(a[k][i]))
            if not a[p][i]:
                return 0.0
            if p != i:
                a[i], a[p], d = a[p], a[i], -d
            d *= a[i][i]
            for k in range(i + 1, len(a)):
                f = a[k][i] / a[i][i]
                a[k][i:] = [x - f * y for x, y in zip(a[k][i:], a[i][i:])]
        return d


m = Matrix([[1, 2], [3, 4]])
print(m + m, 2 * m, m @ m, sep="\n--\n")
print(repr(m.T), m.shape, m[0, 1], m[:, 1], m[0:1, :], m**3 == m @ m @ m, sum(m), max(m), m.det(), -m)
m[0, 0] = 10
print(m[0], Matrix([[2, 0, 1], [1, 3, 2], [0, 1, 1]]).det(), list(Matrix.identity(2)))
for bad in (lambda: Matrix([[1], [1, 2]]), lambda: m @ Matrix([[1, 2]]), lambda: m * "x", lambda: m[5, 5]):
    try:
        bad()
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
