import sys

print("standard output")
print("standard error", file=sys.stderr)
print("partial line", end="")
1 / 0
