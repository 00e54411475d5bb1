class Shape:
    sides = None

    def __init__(self, name="shape"):
        self.name = name

    def area(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name} with {self.sides} sides, area {self.area()}"


class Rect(Shape):
    sides = 4

    def __init__(self, w, h):
        super().__init__("rect")
        self.w, self.h = w, h

    def area(self):
        return self.w * self.h


class Square(Rect):
    def __init__(self, w):
        super().__init__(w, w)
        self.name = "square"

    def describe(self):
        return super().describe() + "!"


print(Rect(2, 3).describe(), Square(4).describe())
print(issubclass(Square, Shape), issubclass(Shape, Square), isinstance(Square(1), (int, Rect)))
print([c.__name__ for c in Square.__mro__], Square.__base__, Shape.__subclasses__())
try:
    Shape().describe()
except NotImplementedError as error:
    print(repr(error))


class Old(Rect):
    def __init__(self):
        Rect.__init__(self, 1, 1)

    def area(self):
        return super(Old, self).area() + super(Rect, self).__getattribute__("w")


print(Old().area())


class List(list):
    def second(self):
        return self[1]

    def append(self, x):
        super().append(x * 2)


l = List([1, 2])
l.append(5)
print(l, l.second(), len(l), isinstance(l, list), l + [1], type(l + [1]), type(l[:1]))


class Count(dict):
    def __missing__(self, key):
        return f"no {key}"


c = Count(a=1)
print(c["a"], c["b"], c.get("b"), c)


class Celsius(float):
    def __new__(cls, value):
        return super().__new__(cls, value)

    @property
    def kelvin(self):
        return self + 273.15


print(Celsius(20).kelvin, Celsius(3) + 1, repr(Celsius(2.5)))


class Name(str):
    def shout(self):
        return self.upper() + "!"


print(Name("ada").shout(), Name("x") + "y", type(Name("x") + "y").__name__)
