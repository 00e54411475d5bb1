def countdown(n):
    print("start")
    while n:
        yield n
        n -= 1
    print("end")
    return "result"


g = countdown(2)
print(type(g).__name__, iter(g) is g)
print(next(g), next(g))
try:
    next(g)
except StopIteration as stop:
    print("stopped with", stop.value, stop.args)
print(next(g, "still over"), list(countdown(1)))


def averager():
    total = count = 0
    average = None
    while True:
        value = yield average
        if value is None:
            return total, count
        total += value
        count += 1
        average = total / count


a = averager()
print(next(a), a.send(10), a.send(20), a.send(60))
try:
    a.send(None)
except StopIteration as stop:
    print(stop.value)
try:
    averager().send(1)
except TypeError as error:
    print(error)


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fibonacci()
print([next(f) for _ in range(10)], [x for x, _ in zip(fibonacci(), range(5))])


def bare():
    got = yield
    print("got", got)
    yield got


b = bare()
print(next(b), b.send("x"))


def pipeline():
    numbers = (n for n in range(10))
    evens = (n for n in numbers if n % 2 == 0)
    return (n * n for n in evens)


print(sum(pipeline()), max(pipeline()), 16 in pipeline(), sorted(pipeline(), reverse=True), [*pipeline()])


def walk(tree):
    if isinstance(tree, list):
        for branch in tree:
            yield from walk(branch)
    else:
        yield tree


print(list(walk([1, [2, [3, [4]], 5], []])))
running = None


def reenter():
    yield next(running)


running = reenter()
try:
    next(running)
except ValueError as error:
    print(error)
