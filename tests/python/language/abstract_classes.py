from abc import ABC, ABCMeta, abstractmethod


class Shape(ABC):
    @abstractmethod
    def area(self):
        return 1

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    def twice(self):
        return 2 * self.area()


def attempt(cls):
    try:
        return cls()
    except TypeError as error:
        print(error)


attempt(Shape)


class Half(Shape):
    def area(self):
        return super().area() + 1

    @classmethod
    def make(cls):
        return cls()


attempt(Half)


class Full(Half):
    name = "full"


print(Full().twice(), Full.make().name, sorted(Shape.__abstractmethods__), Full.__abstractmethods__)


class Old(metaclass=ABCMeta):
    @abstractmethod
    def one(self):
        pass


attempt(Old)


@Old.register
class Virtual:
    pass


print(isinstance(Virtual(), Old), issubclass(Virtual, Old), issubclass(int, Old))


class Sized(ABC):
    @classmethod
    def __subclasshook__(cls, c):
        return any("__len__" in k.__dict__ for k in c.__mro__)


print(isinstance([], Sized), isinstance(3, Sized))
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence

print(isinstance([], Sequence), isinstance({}, Mapping), isinstance(len, Callable), isinstance([], Hashable))
print(isinstance((), Hashable), isinstance(iter([]), Iterator), isinstance("", Iterable), isinstance(3, Iterable))


class Lower(MutableMapping):
    def __init__(self, **kw):
        self.d = {}
        self.update(kw)

    def __getitem__(self, k):
        return self.d[k.lower()]

    def __setitem__(self, k, v):
        self.d[k.lower()] = v

    def __delitem__(self, k):
        del self.d[k.lower()]

    def __iter__(self):
        return iter(self.d)

    def __len__(self):
        return len(self.d)


l = Lower(Ab=1, CD=2)
print(l["AB"], l.pop("cd"), dict(l), "aB" in l, l.get("zz"), list(l.items()), l.setdefault("Q", 5), len(l))
