total = 0
len_before = len


def add(n):
    global total, created
    total += n
    created = n * 2


add(3)
add(4)
print(total, created)


def local_only():
    total = "mine"
    return total


print(local_only(), total)


def shadow():
    len = lambda x: "shadowed"
    return len([1, 2])


print(shadow(), len([1, 2]))
len = lambda x: -1
print(len("abc"))
del len
print(len("abc"), len is len_before)


class Scope:
    total = "class"
    seen = total
    names = [n for n in range(3)]

    def method(self):
        return total


print(Scope.seen, Scope().method(), Scope.names)
x = 1
print([x for x in range(3)], x)


def reads():
    print(x, globals()["x"], "x" in locals())
    y = 2
    return locals()


print(reads())


def broken():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 2


broken()


def conditional(flag):
    if flag:
        bound = 1
    try:
        return bound
    except UnboundLocalError as error:
        return str(error)


print(conditional(True), conditional(False))


def free():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    later = 1


free()
