from functools import cmp_to_key, reduce, singledispatch, singledispatchmethod, total_ordering, wraps, update_wrapper


@singledispatch
def show(x):
    return f"object {x!r}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
@show.register(tuple)
def _(x):
    return "[" + "; ".join(show(v) for v in x) + "]"


@show.register(str)
def text(x):
    return f"text {x}"


show.register(float, lambda x: f"float {x:.1f}")
print(show(1), show("a"), show([1, "b", 2.55]), show((None,)), show(True), show({}), text("direct"))
print(show.dispatch(bool)(3))


class Formatter:
    @singledispatchmethod
    def fmt(self, x):
        return "?"

    @fmt.register
    def _(self, x: int):
        return "i" + str(x)


print(Formatter().fmt(3), Formatter().fmt("x"))
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + [b], "abc", []), reduce(max, [3, 9, 2]))
print(reduce(lambda a, b: 0, [], "initial"), reduce(None, [5]))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
print(sorted([5, 2, 8, 1], key=cmp_to_key(lambda a, b: b - a)))
print(sorted(["bb", "a", "ccc"], key=cmp_to_key(lambda a, b: len(a) - len(b))))


@total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, o):
        return self.n == o.n

    def __lt__(self, o):
        return self.n < o.n


print(Size(1) <= Size(1), Size(2) > Size(1), Size(1) >= Size(2), max(Size(3), Size(9)).n)


def original(a, b=2):
    "Original doc."


original.mark = "kept"


@wraps(original)
def wrapper(*args):
    "Wrapper doc."


print(wrapper.__name__, wrapper.__doc__, wrapper.mark, wrapper.__wrapped__ is original, wrapper.__qualname__)
other = update_wrapper(lambda: 0, original)
print(other.__name__)
