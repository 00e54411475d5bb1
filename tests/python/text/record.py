"""Records what CPython 3.11 computes for the cases below, as samples/*.json: python record.py (nothing has to be installed)."""

import json
import math
import random
import re
import struct
import textwrap
import warnings
from decimal import Decimal, localcontext
from pathlib import Path

here = Path(__file__).parent / "samples"
here.mkdir(exist_ok=True)
inf, nan = math.inf, math.nan


def encode(x):
    """A value as JSON; numbers with a letter, since JSON has one kind only."""
    if x is None or isinstance(x, bool):
        return x
    if isinstance(x, int):
        return f"i{hex(x)}" if abs(x) >= 2**64 else f"i{int(x)}"
    if isinstance(x, float):
        return f"f{x!r}"
    if isinstance(x, str):
        return f"s{x}"
    return [encode(e) for e in x]


def outcome(f, *args):
    try:
        return encode(f(*args))
    except Exception as error:
        kind = type(error)
        name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
        return f"!{name}: {error}"


class Recorder:
    """Cases by the name of their function: `[[arguments, outcome], …]`."""

    def __init__(self, **functions):
        self.functions = functions
        self.cases = {name: [] for name in functions}

    def add(self, name, *args):
        self.cases[name].append([encode(args), outcome(self.functions[name], *args)])

    def write(self, file):
        lines = (
            f'"{name}": [\n' + ",\n".join(json.dumps(c, ensure_ascii=True) for c in cases) + "\n]"
            for name, cases in self.cases.items()
        )
        (here / f"{file}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
        print(file, sum(map(len, self.cases.values())))


def float_of_bits(rng):
    return struct.unpack("<d", rng.getrandbits(64).to_bytes(8, "little"))[0]


def any_float(rng):
    return rng.choice(
        [
            float_of_bits,
            lambda r: r.uniform(-10, 10),
            lambda r: round(r.uniform(-1000, 1000), r.randrange(5)),
            lambda r: float(r.randrange(-100, 100)),
            lambda r: r.uniform(-1, 1) * 10 ** r.randrange(-20, 25),
            lambda r: r.choice([0.0, -0.0, inf, -inf, nan, 0.5, -0.5, 1.5, 2.5, 1e16, 1e-5, 1e22, 1e23, 5e-324]),
        ]
    )(rng)


def any_int(rng):
    return rng.choice(
        [
            lambda r: r.randrange(-20, 20),
            lambda r: r.randrange(-(10**6), 10**6),
            lambda r: r.randrange(-(2**70), 2**70),
            lambda r: r.choice([-1, 1]) * (2 ** r.randrange(120) + r.randrange(-1, 2)),
            lambda r: r.randrange(10 ** r.randrange(1, 60)),
        ]
    )(rng)


def any_number(rng):
    return rng.choice([any_int, any_float])(rng)


def numbers():
    rng = random.Random(1)
    operations = {
        "add": lambda a, b: a + b,
        "subtract": lambda a, b: a - b,
        "multiply": lambda a, b: a * b,
        "trueDivide": lambda a, b: a / b,
        "floorDivide": lambda a, b: a // b,
        "modulo": lambda a, b: a % b,
        "divmod": divmod,
        "less": lambda a, b: a < b,
        "equal": lambda a, b: a == b,
    }
    record = Recorder(
        **operations,
        power=lambda a, b: a**b,
        modularPower=pow,
        shiftLeft=lambda a, b: a << b,
        shiftRight=lambda a, b: a >> b,
        floatRepr=repr,
        intRepr=repr,
        floatHex=float.hex,
        intFromText=int,
        floatFromText=float,
        intFromFloat=int,
        floatFromInt=float,
        roundToInt=round,
        roundHalfEven=round,
        roundInt=round,
        integerRatio=lambda x: x.as_integer_ratio(),
        hashNumber=hash,
        bitLength=lambda n: n.bit_length(),
    )
    special = [0, 1, -1, 3, 0.0, -0.0, 1.5, -2.0, inf, -inf, nan, 2**53 + 1, 1e308]
    for name in operations:
        for a in special:
            for b in special:
                record.add(name, a, b)
        for _ in range(120):
            record.add(name, any_number(rng), any_number(rng))
    for name in ["trueDivide", "floorDivide", "modulo", "divmod", "less"]:
        for _ in range(150):
            record.add(name, any_int(rng), any_int(rng))
            record.add(name, rng.uniform(-100, 100), rng.uniform(-5, 5))
        record.add(name, 10**400, 1.5)
        record.add(name, 3, 10**400)
    for a, b in [(10**400, 1), (10**400, 10**399), (1, 10**400), (1, 10**320), (-(10**400), 3 * 10**395)]:
        record.add("trueDivide", a, b)
    for _ in range(150):
        n = rng.getrandbits(100)
        record.add("less", n, float(n))
        record.add("trueDivide", rng.getrandbits(60), rng.getrandbits(rng.choice([50, 100, 1100])) + 1)
    for a in special:
        for b in special:
            if not (isinstance(a, int) and isinstance(b, int) and b > 10):
                if not isinstance(outcome_of_power(a, b), complex):
                    record.add("power", a, b)
    for _ in range(300):
        add_power(record, rng.uniform(0, 20), rng.uniform(-30, 30))
        add_power(record, rng.uniform(-20, 20), rng.randrange(-30, 30))
        record.add("power", rng.randrange(-50, 50), rng.randrange(-20, 60))
    for _ in range(100):
        add_power(record, abs(float_of_bits(rng)), rng.uniform(-2, 2))
        add_power(record, 1 + rng.uniform(0, 1e-7), rng.uniform(-1e8, 1e8))
        record.add("modularPower", any_int(rng), rng.randrange(-50, 100), rng.randrange(-20, 20))
        record.add("shiftLeft", any_int(rng), rng.randrange(-3, 100))
        record.add("shiftRight", any_int(rng), rng.randrange(-3, 100))
    for _ in range(800):
        record.add("floatRepr", float_of_bits(rng))
    for _ in range(200):
        x, n = any_float(rng), any_int(rng)
        for name in ["floatRepr", "floatHex", "intFromFloat", "roundToInt", "integerRatio", "hashNumber"]:
            if name != "hashNumber" or not math.isnan(x):
                record.add(name, x)
        for name in ["intRepr", "floatFromInt", "hashNumber", "bitLength"]:
            record.add(name, n)
        record.add("roundInt", n, rng.randrange(-20, 3))
        record.add("floatFromText", repr(x))
        record.add("intFromText", hex(n), 16)
    for _ in range(300):
        record.add("roundHalfEven", any_float(rng), rng.randrange(-5, 20))
        record.add("roundHalfEven", rng.randrange(-4000, 4000) / 8, rng.randrange(-3, 4))
        record.add("roundHalfEven", round(rng.uniform(0, 10), 3), 2)
    for x, digits in [(1.7e308, -308), (1e308, -400), (5e-324, 400), (2.675, 2), (1e22, -22), (5e-324, 323), (inf, 1), (nan, 1)]:
        record.add("roundHalfEven", x, digits)
    for text in """1|-1|+1| 12 |1_000|1__0|_1|1_|0x1f|0b11|0o17|0x|0|00|007|0_0|x|z|Z9|1.5|1e3||+|- 1|--1|٣٤|१२|𝟘𝟙𝟚𝟡𝟎|0x_1f|
        |\t7\n|0b2|0B1|1 2|9|²|0_x1|0x1_|\xa05\u3000|a_b""".split("|"):
        for base in [10, 0, 2, 8, 16, 36, 37, 1]:
            record.add("intFromText", text, base)
    for text in """1|1.|.5|.|1.5e3|1e|e5|1e+5|1E-5|1_0.0_1|1__0|_1|1_|1_.0|1._0|inf|-Infinity|+nan|infin|nan1| 1.5 |1.5 2|0x10|1e400|-1e400|1e-400|
        ٣.٥|1e1_0|-0|-.5e-3|+.e1||--1|2.2250738585072011e-308|179769313486231580793728971405301e277|0.1e-5_|\xa01\n|i\u0307nf""".split("|"):
        record.add("floatFromText", text)
    record.add("intFromText", "1" * 4301, 10)
    record.add("intRepr", 10**4299)
    record.add("intRepr", -(10**4300))
    for _ in range(300):
        digits = str(rng.getrandbits(rng.randrange(1, 400)))
        record.add("floatFromText", f"{digits[:5]}.{digits[5:]}e{rng.randrange(-330, 310)}")
    record.write("numbers")


def outcome_of_power(a, b):
    try:
        return a**b
    except (OverflowError, ZeroDivisionError):
        return None


def add_power(record, x, y):
    """C libraries round one of a thousand powers to the other neighbour; ours to the nearest."""
    with localcontext() as context:
        context.prec = 60
        try:
            exact = float(Decimal(x) ** Decimal(y))
        except ArithmeticError:
            exact = outcome_of_power(x, y)
    if exact == outcome_of_power(x, y) or exact in (0, inf, None):
        record.add("power", x, y)


def elementary():
    rng = random.Random(5)
    ranges = {"exp": (-20, 20), "log": (0, 100), "sin": (-10, 10), "cos": (-10, 10), "tan": (-5, 5), "atan": (-5, 5), "asin": (-1, 1), "acos": (-1, 1)}
    record = Recorder(**{name: getattr(math, name) for name in ranges})
    for name, (low, high) in ranges.items():
        for _ in range(200):
            record.add(name, rng.uniform(low, high))
        for _ in range(50):
            record.add(name, (rng.uniform(-1, 1) if name in ("asin", "acos") else rng.uniform(max(low, 0), 1000 if name != "exp" else 700)) * 10 ** -rng.randrange(20))
    record.write("elementary")


def formats():
    rng = random.Random(2)
    record = Recorder(formatValue=format, percent=lambda template, values: template % tuple(values))

    def some(chance, choices):
        return rng.choice(choices) if rng.random() < chance else ""

    def spec(types):
        fill = some(0.4, "*0 x😀<é")
        align = some(1 if fill else 0.3, "<>^=" if rng.random() < 0.7 else "<>^")
        return (
            fill + align + some(0.2, "+- ") + some(0.07, "z") + some(0.15, "#") + some(0.2, "0")
            + some(0.5, [str(rng.randrange(25)), "3", "12"]) + some(0.2, [",", "_", ",", "_", ",_", ",,", "_,", "__"] if rng.random() < 0.2 else ",_")
            + some(0.4, [".0", ".1", ".2", ".3", f".{rng.randrange(30)}", "." if rng.random() < 0.2 else ".1"]) + some(0.85, types)
            + some(0.02, "ab")
        )

    for _ in range(1500):
        record.add("formatValue", any_float(rng), spec("eEfFgGn%" if rng.random() < 0.9 else "dsq\n€"))
    for _ in range(800):
        n = any_int(rng)
        record.add("formatValue", n if n < 10**300 else n % 10**9, spec("bcdoxXneEfFgG%" if rng.random() < 0.95 else "sq"))
    for _ in range(400):
        record.add("formatValue", rng.choice(["", "a", "hello world", "h\u00e9llo", "\U0001f600 smile", "it's"]), spec("s" if rng.random() < 0.9 else "dq"))
    for _ in range(60):
        record.add("formatValue", rng.choice([True, False]), spec("dbxs"))
    for x in [0.1, 1e-320, 1e300, 2.5, 123456789.0, 0.0, inf]:
        for s in [".20f", ".60f", ".0f", ".1100e", ".1200f", ".700g", "#.0f", "#.0e", "#g", "#.3", "#", "012,", "010", "015,.2f", ".0", ".1", ".17", "z.1f", "%", ".99999999999f"]:
            record.add("formatValue", x, s)
    for value, s in [(10**400, "f"), (0x110000, "c"), (-1, "c"), (97, "5c"), (97, "+c"), (97, "#c"), (1, "99999999999999999999"), (1.0, ".99999999999999999999"), (1, "{"), (1, "5.3.1"), ("a", "0"), ("a", "05"), ("a", "=5"), ("a", "05s"), (True, ""), (1, "#_b"), (255, "#010_x"), (-255, "#012_x"), (-0.0, "z"), (-0.04, "z.1f"), (1, ">"), (1, "<<5"), (1, "\u00e9>5"), (1, " "), (1, "=+8")]:
        record.add("formatValue", value, s)

    def conversion(types):
        return "%" + "".join(some(0.25, "-+ #0") for _ in range(3)) + some(0.5, [str(rng.randrange(15))]) + some(0.4, [f".{rng.randrange(8)}", "."]) + some(0.1, "lhL") + rng.choice(types)

    for _ in range(400):
        record.add("percent", "<" + conversion("eEfFgG") + ">", [any_float(rng)])
        n = any_int(rng)
        record.add("percent", "<" + conversion("diuoxX") + ">", [n])
    for _ in range(150):
        record.add("percent", conversion("src"), [rng.choice(["a", "hello", "é", 97, 8364, "\U0001f600"])])
        record.add("percent", conversion("sdrxcf"), [rng.choice(["ab", 1.5, 12, True, False, -3, 1e300, inf, nan, 10**400])])
    for template, values in [
        ("%s %s", ["a"]), ("%s", ["a", "b"]), ("%", [1]), ("100%%", []), ("%*d", [5, 42]), ("%-*d|", [5, 42]), ("%.*f", [2, 3.14159]), ("%*d", [-5, 42]), ("%*d", ["a", 1]),
        ("%.*f", ["a", 1.0]), ("%q", [1]), ("%d%%", [5]), ("%(a)s", [1]), ("%é", [1]), ("a%", []), ("%5", [1]), ("%.", [1]), ("%l", [1]), ("%ld", [1]), ("%lld", [1]), ("%d", []),
        ("no", [1]), ("%99999999999999999999d", [1]), ("%.99999999999999999999f", [1.0]), ("%c", ["ab"]), ("%c", [1.5]), ("%c", [-1]), ("%c", [0x110000]), ("%(", [1]), ("%.*f", [-1, 1.5]),
    ]:  # fmt: skip
        record.add("percent", template, values)
    record.functions["percentMapping"] = lambda template: template % {"a": 1, "b": "two", "(c)": 3.5}
    record.cases["percentMapping"] = []
    for template in "%(a)s %(b)r %((c))d|%(a)05d|%s %(a)s|%(a)s %s|%(|%(a|%(a)|%%|none|%(a)q|%(a)*d|%5d|%((c)d|%(b)5.1s".split("|"):
        record.add("percentMapping", template)

    class Point:
        x, y = 3, "why"

        def __repr__(self):
            return "Point"

    arguments = [1.5, "text", [10, 20], {"k": 1, "0": 2, 5: 3}, Point()]
    named = {"name": "n", "w": 8, "p": 2, "point": Point(), "a b": 1}
    record.functions["template"] = lambda template: template.format(*arguments, **named)
    record.cases["template"] = []
    for template in """{}|{} {}|{0}{0}|{0:>10}|{1!r}|{1!s:>8}|{1!a:.3}|{2[0]}|{2[1]:05d}|{3[k]}|{3[5]}|{4.x} {4.y!r}|{point.x}|{name:*^{w}}|{0:{w}.{p}f}|{:{}}|{:{}.{}}|{{}}|{{{0}}}|
        a{{b}}c|{|}|{0|0}|{0!}|{0!rr}|{0!q}|{0.}|{0[}|{2[0]a}|{:{:{}}}|{0} {}|{} {0}|{0:{}}|{!r|{0!|{a{|{2[]}|{0:{1}|{0:}}|{0:{}}}|{a b}|{2[0}|{0!r:}|{:}|{!r}|{2[0][1]}|
        {9}|{}{}{}{}{}{}|{nope}|{-1}|{4.nope}|{2[9]}|{2[-1]}|{0:d}|{1:d}|{2:d}|{4:d}|{:%}|{3[0]}|{name!r:{w}}|{0.real}|{point.y[0]}|{4.y[1]!r}|{0:{{}}}|{[}|{]}|{[}]}|{0[:]}|{3[a:b]}|{!}|{:!}|{0!r }| {0 }|{ 0}""".split("|"):
        record.add("template", template)
    record.write("formats")


def strings():
    rng = random.Random(3)

    def word(alphabet, longest):
        return "".join(rng.choice(alphabet) for _ in range(rng.randrange(longest)))

    alphabets = ["ab", "ab \t\n", "aAbB '-", "ab\U0001f600é", "ßǆΣσςİıéÉ ", "12²٣½a", "\r\n\x0b\x1c\x85\u2028a", "{}%\\\"'\x00\x7f\xad\u200b\ue000\U000e0001a"]
    predicates = "isalpha isalnum isdecimal isdigit isnumeric isspace isupper islower istitle isidentifier isprintable isascii".split()
    cases = "upper lower title capitalize swapcase casefold".split()
    methods = """find rfind index rindex count startswith endswith lstrip rstrip strip split rsplit splitlines replace partition
        rpartition removeprefix removesuffix ljust rjust center zfill expandtabs""".split()
    record = Recorder(
        **{name: getattr(str, name) for name in predicates + cases + methods},
        maketrans=lambda *args: [list(pair) for pair in str.maketrans(*args).items()],
        translate=lambda s, *args: s.translate(str.maketrans(*args)),
        strRepr=repr,
        ascii=ascii,
        sliceString=lambda s, *bounds: s[slice(*slice(*bounds).indices(len(s)))] if bounds[2] > 0 else "".join(s[i] for i in range(*slice(*bounds).indices(len(s)))),
        lengthOf=len,
        charAt=lambda s, i: s[i],
        dedent=textwrap.dedent,
        indent=textwrap.indent,
        wrap=lambda text, width, first, later, long, hyphens: textwrap.wrap(text, width, initial_indent=first, subsequent_indent=later, break_long_words=long, break_on_hyphens=hyphens),
    )
    texts = ["", " ", "a", "Hello World", "hello-world's", "they're BILL's friends", "ǆ ﬁ ᾳ ა", "ΑΣ ΑΣΑ Σ", "1a2B", "_x1", "class", "9x", "é", "½", "\xb2", "  x  ", "İstanbul", "straße", "Ꭰꭰ ẞ", "٣"]
    texts += [word(alphabet, 9) for alphabet in alphabets for _ in range(8)]
    for text in texts:
        for name in predicates + cases + ["lstrip", "rstrip", "strip", "split", "rsplit", "splitlines", "strRepr", "ascii", "lengthOf", "dedent", "expandtabs"]:
            record.add(name, text)
    bound = lambda: rng.choice([None, None, rng.randrange(-6, 10)])
    for _ in range(150):
        alphabet = rng.choice(alphabets[:4])
        s, part = word(alphabet, 10), word(alphabet, 3)
        for name in ["find", "rfind", "count", "startswith", "endswith"]:
            record.add(name, s, part, bound(), bound())
        for name in ["lstrip", "rstrip", "strip"]:
            record.add(name, s, part)
        for name in ["split", "rsplit"]:
            record.add(name, s, rng.choice([None, part]), rng.randrange(-1, 4))
        record.add("replace", s, part, word(alphabet, 3), rng.randrange(-1, 5))
        for name in ["partition", "rpartition", "removeprefix", "removesuffix"]:
            record.add(name, s, part)
        for name in ["ljust", "rjust", "center"]:
            record.add(name, s, rng.randrange(14), rng.choice("* \U0001f600"))
        record.add("sliceString", s, bound(), bound(), rng.choice([1, 1, 2, -1, -2, 3]))
    for _ in range(60):
        s = word(alphabets[6] + "ab", 12)
        record.add("splitlines", s, True)
        record.add("splitlines", s, False)
        record.add("zfill", rng.choice(["", "+", "-"]) + word("12", 5), rng.randrange(9))
        record.add("expandtabs", word("ab\t\t\n\r\U0001f600", 12), rng.randrange(-1, 9))
        record.add("translate", word("abcde", 9), "abc", "x\U0001f600z", "d")
        record.add("dedent", "".join(rng.choice(["  ", "    ", "\t", "   \t", ""]) + word("ab ", 4) + "\n" for _ in range(4)))
        record.add("indent", word("ab \n", 12), "> ")
    for name in ["index", "rindex"]:
        record.add(name, "abcabc", "bc")
        record.add(name, "abc", "x")
    record.add("rsplit", "aaaaa", "aa", -1)
    record.add("rsplit", "aaaaa", "aa", 1)
    record.add("center", "a", 5, "ab")
    record.add("maketrans", "ab", "cd")
    record.add("maketrans", "ab", "cd", "bx")
    record.add("maketrans", "ab", "c")
    record.add("charAt", "a\U0001f600b", 1)
    record.add("startswith", "abc", ("x", "ab"))
    record.add("endswith", "abc", ("x", "bc"))
    prose = "The well-known, state-of-the-art compiler -- it's called that---was    written (in-house) by e.g. a-b and --option users; see https://example.org/a-long-path/and-more_things."
    for _ in range(150):
        start = rng.randrange(len(prose))
        text = prose[start:start + rng.randrange(120)].replace("c", rng.choice(["c", "\n", "é", "c"]))
        record.add("wrap", text, rng.randrange(5, 40), rng.choice(["", "", "* "]), rng.choice(["", "", "    "]), rng.random() < 0.7, rng.random() < 0.7)
    record.add("wrap", prose, 0, "", "", True, True)
    record.write("strings")


def spans_of(match):
    return match and [[list(match.span(i)) for i in range(match.re.groups + 1)], match.lastindex]


def matches_of(pattern, flags, text):
    compiled = re.compile(pattern, flags)
    return [
        compiled.flags,
        spans_of(compiled.match(text)),
        spans_of(compiled.fullmatch(text)),
        [spans_of(match) for match in compiled.finditer(text)],
    ]


def random_pattern(rng, depth=3):
    """Groups are not referred to by numbers that may be missing: those come as `\\1` in front of a group, sometimes."""
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(["a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\b", "^", "$", "\\d", "\\s", "é", "[a-c]", "A"])
    inner = lambda: random_pattern(rng, depth - 1)
    kind = rng.randrange(12)
    if kind < 4:
        return "".join(inner() for _ in range(rng.randrange(1, 4)))
    if kind == 4:
        return f"(?:{inner()}|{inner()})"
    if kind == 5:
        return f"({inner()}|{inner()})"
    if kind == 6:
        return f"({inner()})"
    if kind == 7:
        return f"(?:{inner()})" + rng.choice(["*", "+", "?", "{2}", "{1,2}", "{,2}", "*?", "+?", "??", "{1,3}?", "*+", "++", "?+"])
    if kind == 8:
        return rng.choice(["a", "b", ".", "[ab]", "\\w"]) + rng.choice(["*", "+", "?", "{2}", "{1,2}", "*?", "+?", "?+", "*+"])
    if kind == 9:
        return f"(?{rng.choice(['=', '!', '>'])}{inner()})"
    if kind == 10:
        return f"(?{rng.choice(['<=', '<!'])}{rng.choice(['a', 'b', 'ab', '[ab].', '^', '(?:a|b)'])})"
    return rng.choice([f"(?i:{inner()})", f"({inner()})\\1", f"(?s:{inner()})"])


def regexes():
    warnings.simplefilter("ignore")
    rng = random.Random(4)
    record = Recorder(
        matches=matches_of,
        findall=lambda pattern, flags, text: re.findall(pattern, text, flags),
        split=lambda pattern, text, most: re.split(pattern, text, most),
        subn=lambda pattern, by, text, count: re.subn(pattern, by, text, count),
        upper=lambda pattern, text: re.sub(pattern, lambda match: match[0].upper(), text),
        between=lambda method, pattern, text, pos, endpos: spans_of(getattr(re.compile(pattern), method)(text, pos, endpos)),
        escape=re.escape,
        expand=lambda pattern, text, template: re.search(pattern, text).expand(template),
        names=lambda pattern: [list(pair) for pair in re.compile(pattern).groupindex.items()],
    )
    texts = ["", "a", "ab", "aab abb", "abcabc", "ba\nab", "AbaB", "a1 é_b", "\U0001f600ab\U0001f600", "bbaabbab"]
    for _ in range(1200):
        record.add("matches", random_pattern(rng), rng.choice([0, 0, 0, re.I, re.M, re.S, re.A]), rng.choice(texts + ["".join(rng.choice("abAc\n") for _ in range(8))]))
    for pattern in [r"[a", r"(a", r"a)", r"*a", r"a**", r"a+*", r"\q", "\\", r"[b-a]", r"a{3,2}", r"(?<x)", r"(?P", r"(?P<", r"(?P<n", r"(?P<1>a)", r"(?P<>a)", r"(?P<n>a)(?P<n>b)", r"(?P=m)", r"\2(a)", r"(a\1)", r"(?<=a*)b", r"(?#abc", r"a(?i)b", r"(?z)", r"(?i", r"(?i-:a)", r"(?i-i:a)", r"(?-L:a)", r"(?ia:b)", r"\777", r"\x1", r"\u12", r"\U00110000", r"(?(1)a|b|c)(x)", r"(?(2)a)", r"(?(n)a)", r"(?(1a", r"(?<=(a)\1)", r"(?P>n)", r"(?P<n>a)(?P=n", r"[\q]", r"[a-\d]", r"[\d-a]", r"a{,2}b", r"a{2}{3}", r"a{1}*", r"(?:a*)*", r"x{99999999999}", r"a|*", r"(?", r"(?=a", r"(?<", r"(?<a", r"(?i)(?m)a", r" (?i)a", r"(?P=n)", r"\8", r"\08", r"(a)\12", r"[\8]", r"[[a]", r"a{1", r"{1}", r"^*", r"$+", r"\b+", r"(?=a)*", r"a++", r"a*+b", r"(?>a+)b", r"(?L)a", r"(?u)a",r"(?a)(?u)x", r"(?au)x", r"(?-i)a", r"(?i-", r"(?(0)a)", r"(?(-1)a)", r"(?i:", "a\n(b", r"\g", r"[]a]", r"[^]a]", r"[]", r"(?P<é>x)", r"(?P<n m>x)", r"[a--b]", r"[a&&b]", r"(?P<n>x)\n(?P=n)", r"(?<=a|bc)d", r"(?(1", r"(?()a)",r"(?P=n m)"]:
        record.add("matches", pattern, 0, "aab")
    for pattern, flags, text in [
        (r"(\d+)-(\d+)", 0, "10-20, 3-4"), (r"(?P<year>\d{4})-(?P<month>\d\d)", 0, "on 2024-05"), (r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", 0, "-1.5e-3 and 7"),
        (r"\bfoo\b", 0, "foo foobar barfoo foo"), (r"^\s*(\w+)\s*=\s*(.*?)\s*$", re.M, " a = 1 \nb=two\n"), (r"(?x) a  b # comment\n c", 0, "abc"), ("(?x)[a ]\\ b", 0, "a b  b"),
        (r"(a)|b", 0, "b"), (r"(?:(a)|b)*", 0, "ab"), (r"(a)?b", 0, "b"), (r"(a*)*", 0, "aab"), (r"(a*)+", 0, "b"), (r"(?:a|ab)(?:c|bcd)(d*)", 0, "abcd"), (r"(a)(?(1)b|c)", 0, "ab"),
        (r"(a)?(?(1)b|c)", 0, "c"), (r"(<)?(\w+)(?(1)>|$)", 0, "<a>"), (r"(?P<q>['\"])(.*?)(?P=q)", 0, "say 'x' \"y'\""), (r"(.)\1", 0, "hello"), (r"(?i)(.)\1", 0, "hElleLL"), (r"[]a]", 0, "]"), (r"[^]a]", 0, "]b"),
        (r"[\w.-]+@[\w.-]+", 0, "me@x-y.org"), (r"\A\w+\Z", 0, "abc\n"), (r"\w+$", 0, "abc\n"), (r"\W", 0, "aé٣ ½"), (r"\w+", re.A, "aé b"), (r"\d+", 0, "١٢3"), (r"\s", 0, "\x1c\u2003\x85"), (r"[\W\d]", 0, "a1-"),
        (r"[ſk]", re.I, "sSK\u212a"), (r"σ", re.I, "Σς"), (r"[a-z]+", re.I, "ABCßé"), (r"[^a-z]", re.I, "Ab1"), (r"\x41\u0042\U00000043\101\0", 0, "ABCA\0"), (r"[\x41-\x43\b]", 0, "B\b"), (r"a{1", 0, "a{1"), (r"a{,2}", 0, "aaa"),
        (r"a{}", 0, "a{}"), (r"a{1,}", 0, "aaa"), (r"x*", 0, "axb"), (r"(?<=a)b", 0, "ab"), (r"(?<!a)b", 0, "abb"), (r"(?<=(a))b", 0, "ab"), (r"(?<=\b)a", 0, "a"), (r"(?=(a))a\1", 0, "aa"), (r"(?!(a))b", 0, "b"), (r"(?>a+)ab", 0, "aab"),
        (r"(?s:.)(.)", 0, "\n\n"), (r"(?-i:a)b", re.I, "aBAB"), (r"(?i:a)b", 0, "AbAB"), (r"(?m:^b)", 0, "a\nb"), (r"(?a:\w)", 0, "é"), (r"\B", 0, ""), (r"\b", 0, "a b"), (r"\B", 0, "ab"), (r"(?:)*", 0, "a"), (r"(|a)*", 0, "aa"),
        (r"(?:|a)+", 0, "aa"), (r"(a|b)*?c", 0, "abc"), (r"((a)|(b))+", 0, "ab"), (r"(?:(a)|(b)|(c))+", 0, "cab"), (r"()", 0, "a"), (r"\.", 0, "a.b"), (r"\-\é", 0, "-é"), ("[[a]", 0, "["), (r"(a(b)?)+", 0, "aba"), (r"(?:a(?=(b)?))+", 0, "aab"),
    ]:  # fmt: skip
        record.add("matches", pattern, flags, text)
        record.add("findall", pattern, flags, text)
    for pattern, text, most in [(",", "a,b,,c", 0), (r"(,)\s*", "a, b,c", 0), (r"x*", "axbc", 0), (r"\b", "a bc", 0), (r",", "a,b,c", 1), (r"(a)|,", "xay,z", 0), ("", "ab", 0), (",", "", 0), (r"\s+", " a b ", 0), ("b", "abc", -1), ("\U0001f600", "a\U0001f600b", 0)]:
        record.add("split", pattern, text, most)
    for pattern, by, text, count in [("a", "b", "banana", 0), ("a", "b", "banana", 2), (r"(\w)(\w)", r"\2\1", "abcd", 0), (r"(?P<x>\w)", r"<\g<x>>", "ab", 0), ("x*", "-", "abxd", 0), ("^", "> ", "a\nb", 0), (r"(a)|b", r"[\1]", "ab", 0), (r"\s+", " ", "a  b\n\nc", 0), (r"(.)", r"\g<0>\g<1>\n", "ab", 0), ("b*", "", "abb", 0), (r"(?<=\d)(?=(\d{3})+$)", ",", "1234567", 0), ("\U0001f600", "x", "a\U0001f600b\U0001f600", 0), ("(?m)^#.*\n", "", "#a\nb\n#c\n", 0)]:
        record.add("subn", pattern, by, text, count)
    for template in [r"\1", r"\2", r"\g<1>", r"\g<n>", r"\g<m>", r"\g<", r"\g", r"\g<>", r"\g<1", r"\q", "\\", r"\0", r"\01", r"\012", r"\n\t", r"\400", r"\g<0>", r"\g<-1>", r"\g<+1>", r"\g<1a>", r"\99", r"\g<99>", r"\.", r"\100"]:
        record.add("subn", r"(?P<n>a)(b)?", template, "xab", 0)
        record.add("expand", r"(?P<n>a)(b)?", "xab", template)
    record.add("upper", r"\b\w", "hello big world")
    for method in ["match", "fullmatch", "search"]:
        for pattern in ["^b", "b", r"\bb", "b$", "(?<=a)b", "b*", r"\Ab|b\Z"]:
            for pos, endpos in [(0, 3), (1, 9), (1, 2), (-5, 2), (2, 1), (3, 3)]:
                record.add("between", method, pattern, "abb", pos, endpos)
    for text in ["a.b*c", "hello world", "\t\n-~#&%@!\"'/<>=:;,`_é\0", "[]{}()^$|?+\\"]:
        record.add("escape", text)
    record.add("names", r"(?P<a>.)(.)(?P<bé>.)")
    record.write("regexes")


if __name__ == "__main__":
    numbers()
    elementary()
    formats()
    strings()
    regexes()
