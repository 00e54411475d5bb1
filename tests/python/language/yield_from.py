def inner():
    print("inner starts")
    x = yield 1
    print("inner got", x)
    try:
        y = yield 2
    except ValueError as error:
        print("inner handled", error)
        y = "thrown"
    return f"inner result {y}"


def outer():
    result = yield from inner()
    print("outer got", result)
    yield from [10, 20]
    yield from "ab"
    last = yield from range(0)
    print(last)
    return "done"


g = outer()
print(next(g), g.send("hello"), g.throw(ValueError("v")), next(g), next(g), next(g))
try:
    next(g)
except StopIteration as s:
    print(s.value)


def closer():
    try:
        yield 1
    finally:
        print("inner closed")


def delegate():
    try:
        yield from closer()
    finally:
        print("outer closed")


d = delegate()
next(d)
d.close()


def chain(*iterables):
    for it in iterables:
        yield from it


print(list(chain([1], (2,), {3: 0}, "4", (x for x in [5]))))


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


print(list(tree(3)))


def accumulate():
    total = 0
    while (value := (yield)) is not None:
        total += value
    return total


def grouper(results):
    while True:
        results.append((yield from accumulate()))


results = []
group = grouper(results)
next(group)
for v in (1, 2, None, 3, 4, 5, None):
    group.send(v)
print(results)
try:
    list(chain([1], 5))
except TypeError as error:
    print(error)
