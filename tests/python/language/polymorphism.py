class Animal:
    sounds = {"default": "..."}
    population = 0

    def __init_subclass__(cls, sound=None, **kw):
        super().__init_subclass__(**kw)
        if sound:
            Animal.sounds[cls.__name__] = sound

    def __new__(cls, *args, **kw):
        Animal.population += 1
        return super().__new__(cls)

    def __init__(self, name):
        self.name = name

    def speak(self):
        for cls in type(self).__mro__:
            if cls.__name__ in self.sounds:
                return f"{self.name}: {self.sounds[cls.__name__]}"
        return f"{self.name}: {self.sounds['default']}"


class Dog(Animal, sound="Woof"):
    pass


class Puppy(Dog):
    def speak(self):
        return super().speak().replace("Woof", "Yip")


class Fish(Animal):
    def __init__(self, name, /, *, depth=10):
        super().__init__(name)
        self.depth = depth


for a in (Dog("Rex"), Puppy("Bit"), Fish("Nemo", depth=5)):
    print(a.speak(), isinstance(a, Dog), type(a).__name__, a.__class__.__mro__[1].__name__)
print(Animal.population, Animal.sounds)


class Shape:
    def __eq__(self, other):
        return NotImplemented if not isinstance(other, Shape) else self.area() == other.area()

    def __lt__(self, other):
        return self.area() < other.area()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(str, vars(self).values()))})"


class Square(Shape):
    def __init__(self, s):
        self.s = s

    def area(self):
        return self.s**2


class Rect(Shape):
    def __init__(self, a, b):
        self.a, self.b = a, b

    def area(self):
        return self.a * self.b


print(sorted([Rect(2, 3), Square(2), Rect(1, 1)]), Square(2) == Rect(1, 4), Square(1) == 1, Square(3) in [Rect(9, 1)])
print(max(Square(3), Rect(2, 2)))


def area(shape: "Square | Rect") -> float:
    match shape:
        case Square(s=s):
            return s * s
        case Rect(a=a, b=b):
            return a * b
        case _:
            raise TypeError(f"{shape} is no shape")


print(area(Rect(2, 5)), area(Square(3)))
try:
    area(5)
except TypeError as e:
    print(e)
