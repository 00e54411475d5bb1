from enum import Enum, IntEnum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def pretty(self):
        return self.name.title()

    def darker(self):
        return f"dark {self.name.lower()}"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"])
print(list(Color), len(Color), Color.CRIMSON is Color.RED, Color.RED in Color, list(Color.__members__))
print(Color.RED == 1, Color.RED == Color.RED, Color.RED is Color(1), {Color.RED: "r"}[Color.CRIMSON])
print(Color.GREEN.pretty, Color.BLUE.darker(), isinstance(Color.RED, Color), f"{Color.RED}", [Color.RED])
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: Color.RED < Color.BLUE):
    try:
        bad()
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
try:
    Color.RED = 5
except AttributeError as error:
    print(error)


class Level(IntEnum):
    LOW = 1
    HIGH = 10


print(Level.LOW + 1, Level.LOW < Level.HIGH, Level.HIGH == 10, repr(Level.LOW), sorted(Level, reverse=True))
print(int(Level.HIGH))


class Auto(Enum):
    A = auto()
    B = auto()
    C = "text"


print([m.value for m in Auto], Auto("text"))


class Op(Enum):
    ADD = ("+", 1)
    MUL = ("*", 2)

    def __init__(self, symbol, rank):
        self.symbol = symbol
        self.rank = rank


print(Op.ADD.symbol, Op.MUL.rank, Op.ADD.value, Op(("*", 2)))
try:
    @unique
    class Twice(Enum):
        A = 1
        B = 1
except ValueError as error:
    print(error)


def act(c):
    match c:
        case Color.RED:
            return "stop"
        case Color.GREEN:
            return "go"
    return "?"


print([act(c) for c in Color])
