def show(value, *specs):
    for spec in specs:
        try:
            print(f"{value!r:>12} {spec!r:<10} |{format(value, spec)}|")
        except ValueError as error:
            print(f"{value!r:>12} {spec!r:<10} {type(error).__name__}: {error}")


show(
    42, "", "d", "5", "<5", ">5", "^5", "=+5", "05", "+", " ", "-", "x", "X", "#x", "#X", "o", "#o", "b", "#b",
    "#010x", "c", "e", ".2f", "%", "n", ",", "_", "*^9", "s", ".3", "g", ".1e"
)
show(-7, "05", "+d", " d", "=5", "x>5", "#b", ",", "b", "<+5")
show(1234567, ",", "_", ",.2f", "15,", "015,", "_x", "_b", ".3e", ".3g", "g")
show(
    3.14159, "", "f", ".2f", ".0f", "#.0f", "e", ".1E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.2f", "^10.2f",
    "010.2f", "+.2f", " .2f", "d", "x", ",", ".2", "n", "s"
)
show(1e20, "", "f", "g", "e", ".3", ",", ".0f", "_.1f")
show(1.5e-7, "", "f", "g", "e", ".10f", ".1g")
show(0.0, "", "f", "e", "g", "%", "+", ".3")
show(-0.0, "", "f", "+", "z.1f", ".0f", "g")
show(float("inf"), "", "f", "F", "5", "e", "+", "%", "06")
show(float("nan"), "", "F", "6", "G", "+")
show(100000.0, "", "g", ".5g", ".6g", ".7g", "#g", ".0e", ".12g")
show(123456789.0, "", "g", ".3", ".9g", ",", ".15g")
show("text", "", "s", "10", "<10", ">10", "^10", "*^10", ".2", "6.2", "d", "=10", "+", ",", "0", "08")
show(True, "", "d", "5", "s", "x", "^7")
show(10**25, "", ",", "x", "e", ".3f", "g")
show(2.5, ".0f", ".1f", "5.0f", ".20f", ".17g")
show(0.1, ".20f", ".17g", ".16g", ".55f", "r")
show(1 + 2j, "", ".2f", "10.1f", "+.1e", "g")
show(None, "")
print("{0} {1} {0} {name} {name!r:>6} {2[0]} {3[k]} {4.real} {5:{6}}".format("a", "b", [7], {"k": "v"}, 3, 2.5, ".3f", name="n"))
print("{} {}".format(1, 2), "{:>{w}.{p}f}".format(3.14159, w=8, p=2), "{a}{b}".format(**{"a": 1, "b": 2}))
print("{{{}}}".format(5))
print("{x}".format_map({"x": 1}), "{0!r} {0!s} {0!a}".format("é"), "{:{}}".format("x", ">4"))
for bad, args in (
    ("{} {}", (1,)), ("{0} {}", (1, 2)), ("{a}", ()), ("{", ()), ("}", ()), ("{0.x}", (1,)), ("{0[z]}", ({},)),
    ("{!z}", (1,))
):
    try:
        print(bad.format(*args))
    except (IndexError, ValueError, KeyError, AttributeError) as error:
        print(bad, "->", type(error).__name__, error)
