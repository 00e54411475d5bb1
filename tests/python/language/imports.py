import collections.abc
import math as m
import os.path as p
from functools import partial, reduce as fold
from math import (
    pi,
    sqrt as root,
)

print(m.floor(2.5), root(16), round(pi, 3), partial.__name__, fold(lambda a, b: a + b, [1, 2]), p.basename("a/b"))
print(collections.abc.Mapping.__name__)


def inside():
    from itertools import chain
    import operator

    return list(chain([1], [2])), operator.add(1, 2)


print(inside(), "chain" in globals())
try:
    import not_a_module
except ImportError as error:
    print(type(error).__name__, error, error.name)
try:
    from math import nothing
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    import numpyy as fallback
except ModuleNotFoundError:
    fallback = None
print(fallback, m.__name__, type(m))
try:
    m.nothing
except AttributeError as error:
    print(error)


class K:
    from math import e
    import math


print(round(K.e, 3), K.math is m, __name__)
from math import *

print(round(cos(0), 1), factorial(4))
import sys, string

print(string.digits, sys is __import__("sys"))
