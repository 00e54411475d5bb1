def nothing_matches(x):
    match x:
        case 1:
            return "one"
    return "fell through"


print(nothing_matches(1), nothing_matches(2))
match [1, 2, [3, 4]]:
    case [a, b, [c, *d]]:
        print(a, b, c, d)
match {"a": 1, "b": {"c": [10, 20]}}:
    case {"b": {"c": [x, y]}}:
        print(x, y)
match (1, 2):
    case (x, y) if x > y:
        print("never")
    case (x, y):
        print("bound", x, y)
match = 5
case = 6
print(match + case)
_ = "underscore"
match 3:
    case _:
        print(_)


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


def where(p):
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"axis {x}"
        case Point(x=a, y=b) if a == b:
            return "diagonal"
        case Point():
            return "somewhere"
        case list([Point(x, _), *_]) | tuple([Point(x, _), *_]):
            return f"starts at {x}"
    return "not a point"


print([where(p) for p in (Point(0, 0), Point(3, 0), Point(0, 4), Point(2, 2), Point(1, 2), [Point(9, 9)], "p")])
for value in (1, "a", [1], Point(1, 2)):
    match value:
        case int(x) | str(x) | [x]:
            print("x is", x)
        case object():
            print("object")


def evaluate(tree):
    match tree:
        case ("+", l, r):
            return evaluate(l) + evaluate(r)
        case ("*", l, r):
            return evaluate(l) * evaluate(r)
        case ("-", v):
            return -evaluate(v)
        case int() | float():
            return tree
        case bad:
            raise ValueError(f"what is {bad!r}?")


print(evaluate(("+", 1, ("*", 2, ("-", 3)))))
try:
    evaluate(("/", 1, 2))
except ValueError as error:
    print(error)
match 5, 6:
    case 5, y:
        print("tuple subject", y)
match 2.0:
    case 2:
        print("equal by ==")
match "key":
    case "k" "ey":
        print("joined")
try:
    match Point(1, 2):
        case Point(x, y, z):
            print("never")
except TypeError as error:
    print(error)
match -3:
    case -3:
        print("negative literal")
