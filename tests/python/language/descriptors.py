class Typed:
    def __init__(self, kind, default=None):
        self.kind, self.default = kind, default

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return f"{owner.__name__}.{self.name}: {self.kind.__name__}"
        return obj.__dict__.get(self.name, self.default)

    def __set__(self, obj, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} wants {self.kind.__name__}, not {value!r}")
        obj.__dict__[self.name] = value

    def __delete__(self, obj):
        print("deleting", self.name)
        obj.__dict__.pop(self.name, None)


class Person:
    name = Typed(str, "nobody")
    age = Typed(int)


p = Person()
print(p.name, p.age, Person.name)
p.name, p.age = "Ada", 36
print(p.name, p.age, vars(p))
try:
    p.age = "old"
except TypeError as error:
    print(error)
del p.age
print(p.age)


class NonData:
    def __get__(self, obj, owner):
        return "descriptor"


class Data(NonData):
    def __set__(self, obj, value):
        raise AttributeError("read only")


class Both:
    a = NonData()
    b = Data()


x = Both()
x.a = "instance"
x.__dict__["b"] = "instance"
print(x.a, x.b)
try:
    x.b = 1
except AttributeError as error:
    print(error)


class Lazy:
    def __init__(self, f):
        self.f = f

    def __get__(self, obj, owner):
        value = obj.__dict__[self.f.__name__] = self.f(obj)
        return value


class Slow:
    @Lazy
    def answer(self):
        print("computing")
        return 42


s = Slow()
print(s.answer, s.answer)


def free(self, x):
    return (self, x)


print(free.__get__("me")(1), free.__get__(5, int)(2))
