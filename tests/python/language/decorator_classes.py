class CountCalls:
    def __init__(self, f):
        self.f = f
        self.calls = 0

    def __call__(self, *args, **kwargs):
        self.calls += 1
        return self.f(*args, **kwargs)

    def __get__(self, instance, owner):
        return self if instance is None else lambda *a, **k: self(instance, *a, **k)


@CountCalls
def square(x):
    return x * x


print(square(3), square(4), square.calls)


class Robot:
    def __init__(self, name):
        self.name = name

    @CountCalls
    def say(self, word):
        return f"{self.name}: {word}"


a, b = Robot("a"), Robot("b")
print(a.say("hi"), b.say("yo"), Robot.say.calls)


class validate:
    def __init__(self, **types):
        self.types = types

    def __call__(self, f):
        def wrapper(**kwargs):
            for name, kind in self.types.items():
                if not isinstance(kwargs[name], kind):
                    raise TypeError(f"{name} must be {kind.__name__}, not {type(kwargs[name]).__name__}")
            return f(**kwargs)

        return wrapper


@validate(x=int, y=(str))
def build(x, y):
    return y * x


print(build(x=3, y="ab"))
try:
    build(x="3", y="ab")
except TypeError as error:
    print(error)
