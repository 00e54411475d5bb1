"""What random programs print in CPython 3.11: reads {seed: program} from stdin, writes {seed: output} to stdout.

To record anew, after `npx tsc`:

    node -e 'import("./build/tests/python/randomPrograms.js").then((m) => console.log(m.programsJson(0, 150)))' \
        | python3 tests/python/random_outputs.py > tests/python/random.json
"""

import contextlib
import io
import json
import os
import resource
import signal
import sys
import warnings

# A program that asks for too much ends by itself, and is left out.
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


class TooLong(BaseException):
    pass


def stop(*_):
    raise TooLong


def output_of(program):
    """What it prints; None where that says nothing."""
    out = io.StringIO()
    signal.alarm(2)
    try:
        with contextlib.redirect_stdout(out):
            exec(compile(program, "random.py", "exec", dont_inherit=True), {"__name__": "__main__"})
    except (SyntaxError, MemoryError, TooLong):
        return None
    finally:
        signal.alarm(0)
    return out.getvalue()


warnings.simplefilter("ignore")
signal.signal(signal.SIGALRM, stop)
outputs = {seed: output_of(program) for seed, program in json.load(sys.stdin).items()}
json.dump({seed: out for seed, out in outputs.items() if out is not None}, sys.stdout, indent=0)
sys.stdout.flush()
# Generators that were left on the way print nothing more.
os._exit(0)
