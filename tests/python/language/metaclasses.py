class Meta(type):
    def __new__(mcls, name, bases, namespace, **kw):
        namespace["created_by"] = f"{mcls.__name__} {kw}"
        return super().__new__(mcls, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **kw):
        super().__init__(name, bases, namespace)
        cls.fields = [k for k in namespace if not k.startswith("_") and k != "created_by"]

    def __len__(cls):
        return len(cls.fields)

    def __contains__(cls, name):
        return name in cls.fields

    def __iter__(cls):
        return iter(cls.fields)

    def __getitem__(cls, i):
        return cls.fields[i]

    @property
    def upper(cls):
        return cls.__name__.upper()

    def __repr__(cls):
        return f"<meta {cls.__name__}>"


class Model(metaclass=Meta, table="t"):
    a = 1
    b = 2

    def c(self):
        pass


class Child(Model):
    z = 0


print(Model.created_by, Child.created_by, Model.fields, len(Model), "a" in Model, list(Child), Model[1], Child.upper)
print(Model, type(Model), type(type(Model)), isinstance(Model, Meta), type(Model()) is Model)


class Prepared(type):
    @classmethod
    def __prepare__(mcls, name, bases):
        print("preparing", name)
        return {"injected": 7}


class Uses(metaclass=Prepared):
    doubled = injected * 2


print(Uses.doubled, Uses.injected)


class SingletonMeta(type):
    instances = {}

    def __call__(cls, *args):
        if cls not in cls.instances:
            cls.instances[cls] = super().__call__(*args)
        return cls.instances[cls]


class Config(metaclass=SingletonMeta):
    def __init__(self, v):
        self.v = v


print(Config(1) is Config(2), Config(3).v)


class Checks(type):
    def __instancecheck__(cls, x):
        return hasattr(x, "quack")

    def __subclasscheck__(cls, c):
        return c is int


class Duck(metaclass=Checks):
    pass


class Bird:
    quack = 1


print(isinstance(Bird(), Duck), isinstance(3, Duck), issubclass(int, Duck), issubclass(str, Duck))
try:
    class Clash(Model, Config):
        pass
except TypeError as error:
    print(error)
