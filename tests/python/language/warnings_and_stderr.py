import sys
import warnings


def old():
    warnings.warn("old() is deprecated", DeprecationWarning, stacklevel=2)
    warnings.warn("look here", stacklevel=2)
    return 1


print(old())
print("to the error stream", file=sys.stderr)
warnings.warn(UserWarning("an instance"))


class MyWarning(UserWarning):
    pass


for _ in range(2):
    warnings.warn("only once per place", MyWarning)
print("done")
