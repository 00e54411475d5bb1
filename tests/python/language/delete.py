x = 1
del x
try:
    x
except NameError as error:
    print(error)
a = b = [1, 2, 3]
del a
print(b)
del b[0], b[-1]
print(b)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
try:
    del d["zz"]
except KeyError as error:
    print("KeyError", error)


class C:
    shared = 1

    def __init__(self):
        self.own = 2


c = C()
del c.own
print(hasattr(c, "own"), c.shared)
try:
    del c.shared
except AttributeError as error:
    print(error)
del C.shared
print(hasattr(c, "shared"))


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return str(error)


print(f())
try:
    del undefined
except NameError as error:
    print(error)
p, q, (r, s) = 1, 2, (3, 4)
del p, (q, r)
print(s)
l = list(range(10))
del l[::3]
print(l)
del l[:]
print(l)
try:
    t = (1, 2)
    del t[0]
except TypeError as error:
    print(error)
try:
    s = "abc"
    del s[0]
except TypeError as error:
    print(error)
for i in range(3):
    pass
del i
print("i" in globals())
