class Base:
    tag = "base"

    def __init__(self):
        self.log = ["base"]

    @classmethod
    def make(cls, *args):
        return cls(*args)

    @staticmethod
    def helper():
        return "base helper"

    @property
    def size(self):
        return 1

    def __getitem__(self, i):
        return i


class Child(Base):
    tag = "child"

    def __init__(self):
        super().__init__()
        self.log.append("child")

    @classmethod
    def make(cls):
        made = super().make()
        made.log.append("made")
        return made

    @staticmethod
    def helper():
        return super(Child, Child).helper() + " of child"

    @property
    def size(self):
        return super().size + 10

    def __getitem__(self, i):
        return super().__getitem__(i) * 2

    def parent_tag(self):
        return super().tag, self.tag, __class__.__name__

    def nested(self):
        def inner():
            return super(Child, self).size

        return inner(), [super(Child, self).tag for _ in range(2)]


c = Child.make()
print(c.log, c.size, Child.helper(), c[4], c.parent_tag(), c.nested())
print(super(Child, c).size, super(Child, Child).make.__qualname__)


class Grand(Child):
    pass


print(type(Grand.make()).__name__, Grand().size)
try:
    super().x
except RuntimeError as error:
    print(error)


class Attr(Base):
    def __setattr__(self, name, value):
        super().__setattr__(name, value if name == "log" else [value])

    def __getattr__(self, name):
        return f"<{name}>"


a = Attr()
a.x = 5
print(a.x, a.y, a.log)
try:
    super(Child, Base()).size
except TypeError as error:
    print(error)
try:
    print(super(Child, c).nothing)
except AttributeError as error:
    print(error)
