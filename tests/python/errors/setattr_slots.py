class P:
    __slots__ = ("x",)


P().y = 1
