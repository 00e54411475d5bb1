from dataclasses import dataclass


@dataclass
class Circle:
    r: float


@dataclass
class Rect:
    w: float
    h: float = 1


class Colors:
    RED = "red"
    BLUE = "blue"


def describe(x):
    match x:
        case 0:
            return "zero"
        case -1 | 1:
            return "unit"
        case True:
            return "never: True == 1"
        case int(n) if n > 100:
            return f"big int {n}"
        case int() | float() as number:
            return f"number {number}"
        case "yes" | "no" as word:
            return f"answer {word}"
        case Colors.RED:
            return "the colour red"
        case str():
            return f"text {x!r}"
        case None:
            return "nothing"
        case []:
            return "empty sequence"
        case [only]:
            return f"one {only}"
        case ["go", ("north" | "south") as way]:
            return f"go {way}"
        case ["add", *numbers]:
            return f"sum {sum(numbers)}"
        case [first, *_, last] if first == last:
            return f"ends alike with {first}"
        case (a, [b, c]):
            return f"nested {a} {b} {c}"
        case {"type": "point", "x": x_, "y": y_}:
            return f"point {x_} {y_}"
        case {"kind": str(kind), **rest}:
            return f"kind {kind} rest {rest}"
        case {}:
            return "some mapping"
        case Circle(r=0):
            return "dot"
        case Circle(r):
            return f"circle {r}"
        case Rect(w, h) if w == h:
            return f"square {w}"
        case Rect(w=w, h=1):
            return f"strip {w}"
        case Rect():
            return "rectangle"
        case [*_]:
            return f"sequence of {len(x)}"
        case _:
            return f"other {type(x).__name__}"


for x in (
    0, 1, -1, True, False, 500, 7, 2.5, "yes", "red", "blue", None, [], (), [5], ["go", "north"], ["go", "up"],
    ["add", 1, 2, 3], [1, 2, 1], (1, [2, 3]), (1, 2, 3), {"type": "point", "x": 1, "y": 2, "z": 3},
    {"kind": "k", "a": 1}, {"kind": 3}, {}, Circle(0), Circle(2), Rect(2, 2), Rect(5), Rect(1, 2), {1, 2}, range(3),
    0.0, 1 + 1j
):
    print(describe(x))
