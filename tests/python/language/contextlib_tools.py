from contextlib import ContextDecorator, ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("swallowed", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b"):
    print(a)
with tag("c"):
    raise KeyError("k")
try:
    with tag("d"):
        raise ValueError("v")
except ValueError as error:
    print("out:", error)


@tag("decorator")
def f(x):
    return x + 1


print(f(1), f(2), f.__name__)
with suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("never")
with nullcontext(5) as five:
    print(five)


class Door:
    def close(self):
        print("closed")


with closing(Door()) as door:
    print(type(door).__name__)
with ExitStack() as stack:
    for n in "xy":
        print(stack.enter_context(tag(n)))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *exc: print("pushed", exc[0]))
with ExitStack() as stack:
    stack.enter_context(suppress(ValueError))
    raise ValueError
kept = ExitStack()
with kept as s:
    s.callback(print, "moved")
    later = s.pop_all()
print("after with")
later.close()


class timer(ContextDecorator):
    def __enter__(self):
        print("start")
        return self

    def __exit__(self, *exc):
        print("stop")


@timer()
def work():
    print("work")


work()


@contextmanager
def never():
    return
    yield


@contextmanager
def twice():
    yield 1
    yield 2


for bad in (never, twice):
    try:
        with bad():
            pass
    except RuntimeError as error:
        print(error)


@contextmanager
def setting(d, k, v):
    old, d[k] = d[k], v
    try:
        yield d
    finally:
        d[k] = old


config = {"debug": False}
with setting(config, "debug", True) as c:
    print(c)
print(config)
