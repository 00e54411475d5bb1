def worker():
    try:
        while True:
            try:
                got = yield "ready"
                print("got", got)
            except ValueError as error:
                print("handled", error)
                yield "recovered"
    finally:
        print("cleanup")


w = worker()
print(next(w), w.send(1), w.throw(ValueError("bad")), next(w))
w.close()
w.close()
try:
    next(w)
except StopIteration:
    print("closed")

w = worker()
next(w)
try:
    w.throw(KeyError("unhandled"))
except KeyError as error:
    print("escaped", error)

unstarted = worker()
try:
    unstarted.throw(RuntimeError("before start"))
except RuntimeError as error:
    print(error)
unstarted2 = worker()
unstarted2.close()
print(list(unstarted2))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("refusing")
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)


def returns_in_close():
    try:
        yield
    except GeneratorExit:
        print("exiting")
        return "value"


r = returns_in_close()
next(r)
print(r.close())


def leak():
    yield 1
    raise StopIteration("oops")


try:
    list(leak())
except RuntimeError as error:
    print(error, "|", repr(error.__cause__))


def with_finally():
    try:
        yield 1
        yield 2
    finally:
        print("finally runs")


held = with_finally()
for x in held:
    print(x)
    break
print("after loop")
held.close()
f = with_finally()
print(next(f), next(f), next(f, None))


def thrown_type():
    try:
        yield
    except LookupError as e:
        yield type(e).__name__, e.args


t = thrown_type()
next(t)
print(t.throw(IndexError))
print(t.gi_frame is not None, t.gi_running)
