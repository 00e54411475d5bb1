class A:
    """Doc of A."""

    x = 1

    def __init__(self):
        self.y = 2

    def m(self):
        pass


a = A()
print(getattr(a, "x"), getattr(a, "nope", "default"), hasattr(a, "y"), hasattr(a, "nope"), hasattr(A, "y"))
setattr(a, "z", 3)
delattr(a, "y")
print(vars(a), a.__dict__ is vars(a), [n for n in dir(a) if not n.startswith("__")], "x" in dir(A), "m" in vars(A))
print(isinstance(a, A), isinstance(a, (int, A)), isinstance(1, int | str), issubclass(bool, int))
print(issubclass(A, (str, object)), isinstance(A, type), isinstance(None, type(None)))
print(type(a) is A, type(a).__name__, type(1), type("a"), type(None), type([]), type({}), type(()), type(1.0))
print(type(type), type(len), type(lambda: 0), type(range(1)), type(...), type(NotImplemented))
print(callable(A), callable(a), callable(a.m), callable(print), id(a) == id(a), hash("a") == hash("a"))
print(hash((1, "b")) == hash((1, "b")), hash(None) == hash(None))
print(a.__class__, a.__doc__, A.__name__, a.m.__name__, A.__dict__["x"], object.__doc__ is not None)
print(A.__init__.__qualname__)
try:
    getattr(a, "nope")
except AttributeError as error:
    print(error)
try:
    getattr(a, 5)
except TypeError as error:
    print(error)
try:
    vars(5)
except TypeError as error:
    print(error)
try:
    delattr(a, "nope")
except AttributeError as error:
    print(error)
print(isinstance(object(), object), object() == object(), bool(object()), type(object()) is object)
print(issubclass(type, object), isinstance(object, type))
print("globals", "A" in globals(), "a" in vars(), globals()["a"] is a, __name__)
print(repr(a).startswith("<__main__.A object at 0x"), format(3.14159, ".2f"), ascii("é"))
print(int.__name__, int.__add__(1, 2), "abc".__len__(), [].__class__, (5).__class__.__mro__, str.__call__ is not None)
print(list.append.__name__)
print(iter([1]).__next__(), {}.__contains__(1), (3).__eq__(3), (3).__eq__("3"), (3).__lt__(4), "a".__add__("b"))
print([1].__mul__(2), True.__and__(False))
print(dir([])[-3:], [n for n in dir("") if n.startswith("is")], [n for n in dir({}) if not n.startswith("_")])
print([n for n in dir(()) if "_" not in n])
