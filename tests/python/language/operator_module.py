import operator as op
from operator import attrgetter, itemgetter, methodcaller

print(op.add(1, 2), op.sub(5, 3), op.mul("a", 3), op.truediv(1, 4), op.floordiv(-7, 2), op.mod(-7, 3), op.pow(2, 5))
print(op.neg(3), op.pos(-3), op.abs(-2), op.invert(5))
print(op.and_(6, 3), op.or_(6, 3), op.xor(6, 3), op.lshift(1, 4), op.rshift(16, 2), op.not_([]), op.truth("a"))
print(op.is_(None, None), op.is_not(1, None), op.index(5))
print(op.lt(1, 2), op.le(2, 2), op.eq(1, 1.0), op.ne(1, 2), op.ge(1, 2), op.gt(3, 2), op.contains([1, 2], 2))
print(op.concat([1], [2]), op.countOf([1, 1, 2], 1), op.indexOf("abc", "c"), op.length_hint([1, 2]))
l = [1, 2, 3]
op.setitem(l, 0, 9)
op.delitem(l, 1)
print(l, op.getitem(l, 1), op.getitem("abc", slice(1, None)), op.iadd(l, [4]), l, op.imul([1], 2), op.isub(5, 3))
people = [{"n": "b", "a": 2}, {"n": "a", "a": 2}, {"n": "c", "a": 1}]
print(sorted(people, key=itemgetter("a", "n")), itemgetter(1)("abc"), itemgetter(0, 2)([5, 6, 7]))
print(itemgetter(slice(1, 3))("abcd"))


class P:
    def __init__(self, x, y=None):
        self.x, self.y = x, y

    def scale(self, k, plus=0):
        return self.x * k + plus


p = P(3, P("deep"))
print(
    attrgetter("x")(p), attrgetter("y.x", "x")(p), methodcaller("scale", 2, plus=1)(p), methodcaller("upper")("abc")
)
print(max([P(1), P(5)], key=attrgetter("x")).x)
print(list(map(op.mul, [1, 2, 3], [4, 5, 6])), sum(map(op.mul, range(4), range(4))), op.matmul.__name__, op.add)
print(itemgetter(1), methodcaller("f", 1, k=2), attrgetter("a.b"))
for bad in (
    lambda: itemgetter("z")({}), lambda: attrgetter("z")(p), lambda: itemgetter(), lambda: op.add(1),
    lambda: op.add(1, "a"), lambda: op.index(1.5)
):
    try:
        bad()
    except (KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
