"""Records what NumPy gives for many expressions.

    python tests/python/numpy/record.py

evaluates every expression of expressions.py (each line by itself, after the setup of its section) and writes results.json: per
section its setup and rows of an expression, what `repr` gives or the class and message of what it raises, and warnings; of
programs what they print. It needs
NumPy 2.4; the tests need none.
"""

import contextlib
import io
import json
import pathlib
import re
import warnings

import numpy as np

from expressions import sections

HERE = pathlib.Path(__file__).resolve().parent


def printed(program, names):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(program, names)
    return [out.getvalue()]


def result(text, names):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            shown = re.sub(r"0x[0-9A-Fa-f]+", "0x", repr(eval(text, names)))
        except Exception as error:
            shown = f"{type(error).__name__}: {error}"
    return [shown, *[f"{w.category.__name__}: {w.message}" for w in caught]]


def main():
    recorded = []
    for name, setup, expressions in sections():
        rows = []
        for text in expressions:
            names = {"np": np}
            exec(setup, names)
            rows.append([text, *(printed if name == "programs" else result)(text, names)])
        recorded.append({"name": name, "setup": setup, "rows": rows})
    lines = ",\n".join(
        f'{{"name": {json.dumps(s["name"])}, "setup": {json.dumps(s["setup"])}, "rows": [\n'
        + ",\n".join(json.dumps(row) for row in s["rows"])
        + "\n]}"
        for s in recorded
    )
    (HERE / "results.json").write_text(f"[\n{lines}\n]\n")
    print(sum(len(s["rows"]) for s in recorded), "expressions")


if __name__ == "__main__":
    main()
