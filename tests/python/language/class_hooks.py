class Plugin:
    registry = {}

    def __init_subclass__(cls, *, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__] = cls
        print("registered", cls.__name__, name)


class A(Plugin):
    pass


class B(A, name="bee"):
    pass


print(sorted(Plugin.registry))
try:
    class C(Plugin, size=1):
        pass
except TypeError as error:
    print(error)


class Field:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name, None)

    def __set__(self, obj, value):
        setattr(obj, self.name, value * 2)


class Record:
    x = Field()
    y = Field()


r = Record()
r.x = 5
print(r.x, r.y, r.__dict__, Record.x.name)


class Box:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{getattr(item, '__name__', item)}]"


print(Box[int], Box[1, 2])
try:
    Record[int]
except TypeError as error:
    print(error)


class Body:
    print("in the body", __name__, __qualname__)
    for i in range(3):
        exec_value = i
    values = list(range(i))
    if values:
        chosen = "some"
    del i


print(Body.values, Body.chosen, hasattr(Body, "i"), Body.exec_value)
Dynamic = type("Dynamic", (Body,), {"z": 26, "double": lambda self: self.z * 2})
print(Dynamic().double(), Dynamic.__name__, Dynamic.__mro__[1].__name__, Dynamic.chosen)
