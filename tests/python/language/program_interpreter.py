import re
from dataclasses import dataclass


class Lexer:
    pattern = re.compile(r"\s*(?:(\d+\.?\d*)|(\w+)|(.))")

    def __init__(self, text):
        self.tokens = [next(t for t in m.groups() if t) for m in self.pattern.finditer(text) if m.group().strip()]
        self.position = 0

    @property
    def current(self):
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def take(self, expected=None):
        token = self.current
        if expected is not None and token != expected:
            raise SyntaxError(f"expected {expected!r}, got {token!r}")
        self.position += 1
        return token


@dataclass(frozen=True)
class Num:
    value: float


@dataclass(frozen=True)
class Var:
    name: str


@dataclass(frozen=True)
class Bin:
    op: str
    left: object
    right: object


LEVELS = ["+-", "*/"]


def parse(lexer, level=0):
    if level == len(LEVELS):
        token = lexer.take()
        if token == "(":
            inner = parse(lexer)
            lexer.take(")")
            return inner
        if token == "-":
            return Bin("-", Num(0), parse(lexer, level))
        if token is None:
            raise SyntaxError("unexpected end")
        return Num(float(token)) if token[0].isdigit() else Var(token)
    tree = parse(lexer, level + 1)
    while lexer.current and lexer.current in LEVELS[level]:
        tree = Bin(lexer.take(), tree, parse(lexer, level + 1))
    return tree


def derive(tree, x):
    match tree:
        case Num():
            return Num(0.0)
        case Var(name):
            return Num(float(name == x))
        case Bin("+" | "-" as op, l, r):
            return Bin(op, derive(l, x), derive(r, x))
        case Bin("*", l, r):
            return Bin("+", Bin("*", derive(l, x), r), Bin("*", l, derive(r, x)))
        case Bin("/", l, r):
            return Bin("/", Bin("-", Bin("*", derive(l, x), r), Bin("*", l, derive(r, x))), Bin("*", r, r))


def run(tree, env):
    if isinstance(tree, Num):
        return tree.value
    if isinstance(tree, Var):
        return env[tree.name]
    a, b = run(tree.left, env), run(tree.right, env)
    return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else float("nan")}[tree.op]


for text in ("1 + 2 * 3", "(1 + 2) * 3", "-4 / 2 - 1", "x * x + 3 * x", "1 / (x + 1)"):
    tree = parse(Lexer(text))
    print(text, "=", run(tree, {"x": 2.0}), "slope", run(derive(tree, "x"), {"x": 2.0}))
print(parse(Lexer("a+b*2")))
for bad in ("(1", "1 +", "y"):
    try:
        print(run(parse(Lexer(bad)), {}))
    except (SyntaxError, KeyError) as error:
        print(bad, "->", type(error).__name__, error)
