def area(shape):
    match shape:
        case ("square", s):
            return s**2
        case other:
            raise ValueError(f"unknown shape {other!r}")


area(("circle", 2))
