from typing import Optional

x: int = 3
y: "str"
z: list[int] = []
print(__annotations__)
try:
    y
except NameError as error:
    print(error)


def f(a: int, *args: str, b: float = 1.0, **kw: dict) -> Optional[int]:
    local: int = 5
    unbound: str
    return local


print(f.__annotations__, f(1))


class C:
    a: int
    b: str = "b"
    c: "C" = None

    def m(self, x: "C") -> None: ...


print(C.__annotations__, C.m.__annotations__, hasattr(C, "a"), C.b)


class D(C):
    d: float


print(D.__annotations__, D.__dict__.get("a"))
values = {}
values["k"]: int = 4
obj = C()
obj.attr: str = "set"
(paren): int = 6
print(values, obj.attr, paren, list(__annotations__))


def evaluated(x: print("annotation evaluated") = None):
    return x


print(evaluated.__annotations__)
import typing

print(typing.get_type_hints(C), typing.get_type_hints(f)["return"])
