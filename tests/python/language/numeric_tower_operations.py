# How int, float, bool and complex mix in every operator.
values = [3, -2, True, 2.5, 1 + 1j]
ops = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
    "**": lambda a, b: a**b,
    "==": lambda a, b: a == b,
    "<": lambda a, b: a < b,
    "&": lambda a, b: a & b,
    "<<": lambda a, b: a << b,
}
for name, op in ops.items():
    row = []
    for a in values:
        for b in values:
            if complex in (type(a), type(b)) and name == "**":
                continue
            try:
                row.append(repr(op(a, b)))
            except (TypeError, ValueError) as error:
                row.append(type(error).__name__)
    print(name, *row)
