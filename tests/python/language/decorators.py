import functools


def traced(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        shown = [repr(a) for a in args] + [f"{k}={v!r}" for k, v in kwargs.items()]
        print(f"{f.__name__}({', '.join(shown)})")
        return f(*args, **kwargs)

    return wrapper


def repeat(times):
    print("making repeat", times)

    def decorate(f):
        print("decorating", f.__name__)

        @functools.wraps(f)
        def wrapper(*args):
            return [f(*args) for _ in range(times)]

        return wrapper

    return decorate


@traced
@repeat(times=2)
def greet(name):
    "Greets."
    return "hello " + name


print(greet("Ada"))
print(greet.__name__, greet.__doc__, greet.__wrapped__.__wrapped__("direct"))


class Register:
    def __init__(self):
        self.known = {}

    def __call__(self, f=None, *, name=None):
        if f is None:
            return lambda g: self(g, name=name)
        self.known[name or f.__name__] = f
        return f


register = Register()


@register
def first():
    return 1


@register(name="2nd")
def second():
    return 2


print({k: f() for k, f in register.known.items()})


def add_area(cls):
    cls.area = lambda self: self.w * self.h
    return cls


@add_area
class Box:
    w, h = 2, 3


print(Box().area())
decorators = [lambda f: lambda x: f(x) + 1, lambda f: lambda x: f(x) * 10]


@decorators[0]
@decorators[1]
def ident(x):
    return x


print(ident(4))


@(lambda f: f())
def value():
    return "called at once"


print(value)
