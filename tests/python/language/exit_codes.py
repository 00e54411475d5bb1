import sys

print("before")
try:
    sys.exit("a message for stderr")
finally:
    print("finally runs")
