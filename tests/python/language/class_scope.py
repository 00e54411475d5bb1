x = "global"


class A:
    x = "class"
    y = x + "!"
    z = [1, 2]
    first = z[0]
    table = {k: v for k, v in zip("ab", z)}

    def get(self):
        return x

    def own(self):
        return self.x

    default = lambda self, v=y: v

    if first == 1:
        def conditional(self):
            return "chosen"

    for name in ("one", "two"):
        exec_name = name

    class Inner:
        x = "inner"

        def path(self):
            return type(self).__qualname__

    del z


print(A().get(), A().own(), A.y, A.first, A.table, A().default(), A().conditional(), A.exec_name, A.name, A.Inner.x)
print(A.Inner().path(), hasattr(A, "z"))


def factory(tag):
    class Made:
        name = tag

        def describe(self):
            return f"{tag} {self.name} {__class__.__name__}"

    return Made


M, N = factory("m"), factory("n")
print(M().describe(), N().describe(), M is N, M.__qualname__, isinstance(M(), N))


class Private:
    __secret = 1

    def __init__(self):
        self.__own = 2
        self._hint = 3
        self.__dunder__ = 4

    def __method(self):
        return self.__secret + self.__own

    def call(self):
        return self.__method()


p = Private()
print(p.call(), sorted(vars(p)), p._Private__own, Private._Private__secret, hasattr(p, "__own"))
try:
    p.__own
except AttributeError as error:
    print(error)


class Sub(Private):
    def __method(self):
        return "sub's own"

    def both(self):
        return self.call(), self.__method()


print(Sub().both())
x = "changed"
print(A().get(), A.x, A.y)
A.x = A.y = "reset"
print(A().own(), A().default())
counter = 0


class Tick:
    global counter
    counter += 1


print(counter, hasattr(Tick, "counter"))
