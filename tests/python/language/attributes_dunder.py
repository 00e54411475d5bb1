class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append(f"get {name}")
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}")
        setattr(self.target, name, value)

    def __delattr__(self, name):
        self.log.append(f"del {name}")
        delattr(self.target, name)


class Target:
    x = 1


t = Target()
p = Proxy(t)
p.y = 2
print(p.x, p.y, t.y)
del p.y
print(hasattr(p, "y"), p.log)


class Watch:
    limit = 3

    def __init__(self):
        self.seen = []

    def __getattribute__(self, name):
        if name.startswith("secret"):
            return "hidden " + name
        value = object.__getattribute__(self, name)
        if name != "seen":
            object.__getattribute__(self, "seen").append(name)
        return value

    def method(self):
        return self.limit


w = Watch()
print(w.method(), w.secret_1, w.seen, getattr(w, "nothing", "default"))


class Dynamic:
    def __getattr__(self, name):
        if name.startswith("is_"):
            return lambda: name[3:]
        raise AttributeError(f"{type(self).__name__} has no {name}")

    def __dir__(self):
        return ["is_a", "is_b"]


d = Dynamic()
print(d.is_big(), hasattr(d, "is_x"), hasattr(d, "other"), dir(d))
try:
    d.other
except AttributeError as error:
    print(error)
setattr(d, "plain", 1)
print(d.plain, getattr(d, "plain"), d.__dict__)


class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


a = AttrDict(x=1)
a.y = 2
print(a, a.x + a["y"])
try:
    a.z
except KeyError as error:
    print("KeyError", error)
