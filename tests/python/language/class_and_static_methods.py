class Date:
    count = 0

    def __init__(self, y, m, d):
        self.y, self.m, self.d = y, m, d
        type(self).count += 1

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @staticmethod
    def leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def __repr__(self):
        return f"{type(self).__name__}({self.y}, {self.m}, {self.d})"


class Euro(Date):
    count = 100


print(Date.parse("2024-02-29"), Euro.parse("2023-1-2"), Date(1, 2, 3).parse("4-5-6"))
print(Date.leap(2000), Date.leap(1900), Date(1, 1, 1).leap(2024))
print(Date.count, Euro.count)
parse = Euro.parse
print(parse("7-8-9"), parse.__self__ is Euro, parse.__name__)
print(type(Date.__dict__["parse"]).__name__, type(Date.__dict__["leap"]).__name__)
print(Date.__dict__["leap"].__func__(1904), staticmethod(len)("abc"))


class Meta:
    registry = []

    @classmethod
    def add(cls, f):
        cls.registry.append(f.__name__)
        return staticmethod(f)


class Use(Meta):
    @Meta.add
    def a():
        return "a!"


print(Use.a(), Use().a(), Meta.registry)
