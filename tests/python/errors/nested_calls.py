def outer(x):
    return middle(x) + 1


def middle(x):
    y = inner(x * 2)
    return y


def inner(x):
    values = {"a": x}
    return values["b"]


outer(3)
