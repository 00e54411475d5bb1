# What a call says when its arguments don't fit.
def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def optional(a, b=1):
    pass


def keyword(a, *, k):
    pass


def keywords(*, j, k, l=0):
    pass


class Thing:
    def method(self, a):
        pass

    @classmethod
    def make(cls, a):
        pass

    @staticmethod
    def helper(a):
        pass

    def without_self():
        pass


class Built:
    def __init__(self, size, *, colour="red"):
        self.size = size


thing = Thing()
values = [5, "text", None]
calls = [
    lambda: none(1), lambda: none(1, 2), lambda: one(), lambda: one(1, 2), lambda: two(), lambda: two(1),
    lambda: three(), lambda: three(b=1), lambda: optional(), lambda: optional(1, 2, 3), lambda: two(1, a=2),
    lambda: one(b=1), lambda: keyword(1), lambda: keyword(1, 2), lambda: keyword(1, 2, k=3), lambda: keywords(),
    lambda: keywords(j=1), lambda: keywords(1, j=1, k=1), lambda: thing.method(), lambda: thing.method(1, 2),
    lambda: Thing.method(1), lambda: Thing.make(), lambda: Thing.helper(), lambda: thing.without_self(),
    lambda: Built(), lambda: Built(1, 2), lambda: Built(1, color=2), lambda: Thing(1), lambda: object(1),
    lambda: (lambda x: x)(), lambda: thing(), lambda: values[0](), lambda: values[1](), lambda: values[2](),
]
for call in calls:
    try:
        call()
        print("no error")
    except TypeError as error:
        print(error)
