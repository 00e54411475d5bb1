"""Records what JAX answers to the calls of this folder.

    python tests/python/calls/record.py [NAME…]

runs the lines after `>>> ` (or `>>! `, which we answer otherwise) of every file NAME.txt in one namespace and writes below each
what an interpreter shows: the value's repr, or the exception. It needs JAX 0.10.2; the tests need nothing.
"""

import ast
import contextlib
import io
import os
import pathlib
import re
import sys
import traceback
import warnings

os.environ["JAX_PLATFORMS"] = "cpu"
HERE = pathlib.Path(__file__).resolve().parent


def answer(line, names):
    """What the interpreter shows for a line."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            tree = ast.parse(line)
            if isinstance(tree.body[0], ast.Expr):
                value = eval(line, names)
                if value is not None:
                    print(repr(value))
            else:
                exec(line, names)
        except Exception as error:
            print("".join(traceback.format_exception_only(error)).rstrip())
    text = re.sub(r" at 0x[0-9a-f]+", " at 0x", out.getvalue())
    return re.sub(r"-{20}\nFor simplicity, JAX has removed.*\n?", "", text)


def record(path):
    names = {}
    answers = []
    for line in path.read_text().splitlines():
        if line.startswith((">>> ", ">>! ")):
            answers.append(f"{line}\n{answer(line[4:], names)}")
    path.write_text("".join(answers))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    for path in sorted(HERE.glob("*.txt")):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            record(path)
