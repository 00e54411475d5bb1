def counter(start=0):
    count = start

    def step(by=1):
        nonlocal count
        count += by
        return count

    def reset():
        nonlocal count
        count = start

    return step, reset


step, reset = counter(10)
print(step(), step(5), step())
reset()
print(step())
other, _ = counter()
print(other(), step())

late = []
for i in range(3):
    late.append(lambda: i)
print([f() for f in late])


def make():
    return [lambda x: x + k for k in range(3)]


print([f(10) for f in make()])


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = x + " changed"
            return x

        return inner

    inner = middle()
    return inner(), x


print(outer())
print(step.__closure__[0].cell_contents if len(step.__closure__) == 1 else len(step.__closure__))
print(step.__code__.co_varnames, sorted(step.__code__.co_freevars))


def later():
    def use():
        return value

    value = 3
    return use()


print(later())
