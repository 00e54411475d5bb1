import sys

print()
print("a", 1, None, [1, "b"], sep="-")
print("no newline", end="")
print("!", end="\n\n")
print(1, 2, sep="")
print("x", "y", sep="\n", end="<end>\n")
print(*range(5), sep=", ")
print("sep none", "works", sep=None, end=None)
print("to stdout", file=sys.stdout)
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
print(sys.stdout.write("abc\n"))
sys.stderr.write("error text\n")
print("flushed", flush=True)
print("tab\there", "unicode é λ 😀", "null? \\0")
for bad in (
    lambda: print(sep=3), lambda: print("a", end=5), lambda: print("a", separator=""), lambda: print(1, file=5)
):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
import io

buffer = io.StringIO()
print("into", "buffer", file=buffer)
buffer.write("more")
print(repr(buffer.getvalue()))
from contextlib import redirect_stdout

with redirect_stdout(io.StringIO()) as captured:
    print("captured")
print("was:", captured.getvalue(), end="")


class W:
    def write(self, text):
        parts.append(text)


parts = []
print("a", 2, file=W())
print(parts)
import pprint

pprint.pprint({"b": [1, 2], "a": (3,)})
pprint.pprint([["long text number %d" % i, i] for i in range(5)])
pprint.pprint({"key%d" % i: list(range(i * 3)) for i in range(5)}, width=40)
