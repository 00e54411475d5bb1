import typing
from typing import Any, Callable, ClassVar, Dict, Final, Generic, Iterable, List, Literal, NamedTuple, NewType, Optional, Protocol, Sequence, Tuple, TypedDict, TypeVar, Union, cast, get_type_hints, overload, runtime_checkable, TYPE_CHECKING

T = TypeVar("T")
K = TypeVar("K", bound=int)
print(T, Optional[int], Union[int, str], Union[int, None], Union[int, int], List[int], Dict[str, List[int]])
print(Tuple[int, ...], Callable[[int, str], bool], Callable[..., Any], Any, Literal["a", 1])
print(list[int], dict[str, int], tuple[int, ...], int | None, int | str, list[int] | None, Iterable[T])
print(Sequence[float], Optional[List["C"]], ClassVar[int], Final[int])
print(Optional[int] == Union[int, None], List[int] == List[int], typing.get_origin(List[int]))
print(typing.get_args(Dict[str, int]), typing.get_origin(int), isinstance(3, int | str), list[int]())
print(cast(int, "still text"), TYPE_CHECKING, T.__name__, K.__bound__)


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


s = Stack[int]().push(1)
print(s.items, Stack[int], Stack.__parameters__, type(s).__name__, isinstance(s, Stack))


@runtime_checkable
class Closes(Protocol):
    def close(self) -> None: ...


class Door:
    def close(self):
        pass


class Greets(Protocol):
    def greet(self) -> str:
        return "default"


class Impl(Greets):
    pass


print(isinstance(Door(), Closes), isinstance(3, Closes), Impl().greet())
UserId = NewType("UserId", int)
print(UserId(5), UserId(5) + 1, UserId.__name__)


class Movie(TypedDict, total=False):
    title: str
    year: int


print(Movie(title="x", year=3), Movie.__annotations__, type(Movie(title="y")))


@overload
def f(x: int) -> int: ...
@overload
def f(x: str) -> str: ...
def f(x):
    return x * 2


print(f(2), f("a"), get_type_hints(Stack.push)["item"])
for bad in (
    lambda: isinstance([], List[int]), lambda: isinstance([], list[int]), lambda: Any(), lambda: isinstance(3, Any),
    lambda: Union[int, 3], lambda: Optional[int, str], lambda: Greets(), lambda: isinstance(3, Greets)
):
    try:
        print(bad())
    except TypeError as error:
        print(error)
