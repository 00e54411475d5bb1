assert True
assert 1 < 2, 1 / 0
for check in (lambda x: x > 5, lambda x: x):
    try:
        assert check(0), f"check of {0} failed"
    except AssertionError as error:
        print("AssertionError:", error)
try:
    assert []
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert 0, ("tuple", 1)
except AssertionError as error:
    print(repr(error), error.args)


def precondition(x):
    assert isinstance(x, int), type(x)
    assert x >= 0
    return x**0.5


print(precondition(4))
for bad in ("a", -1):
    try:
        precondition(bad)
    except AssertionError as error:
        print(repr(error))
print(__debug__)
