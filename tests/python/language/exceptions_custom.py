class AppError(Exception):
    """Base."""


class Coded(AppError):
    def __init__(self, code, message="nothing said"):
        super().__init__(message)
        self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class Plain(AppError):
    pass


class Keyed(KeyError):
    pass


for make in (
    lambda: Coded(3), lambda: Coded(4, "text"), lambda: Plain(), lambda: Plain("a"), lambda: Plain("a", 1),
    lambda: Keyed("k"), lambda: Plain
):
    try:
        raise make()
    except AppError as error:
        print("App", type(error).__name__, str(error), repr(error), error.args)
    except LookupError as error:
        print("Lookup", str(error), repr(error), error.args)
print(issubclass(Coded, Exception), Coded.__mro__[1].__name__, AppError.__doc__, isinstance(Keyed(1), KeyError))
e = ValueError("a", 2)
e.extra = 5
print(e.args, str(e), repr(e), e.extra, str(ValueError()), repr(ValueError()), str(ValueError(None)))
print(ValueError("x") == ValueError("x"))
print(str(KeyError("a")), str(KeyError("a", "b")), str(KeyError()), str(IndexError(3)))
print(str(OSError(2, "No such file")), repr(StopIteration(4)))
print([c.__name__ for c in ZeroDivisionError.__mro__], [c.__name__ for c in RecursionError.__mro__])
print([c.__name__ for c in FileNotFoundError.__mro__][:3])
print([c.__name__ for c in ModuleNotFoundError.__mro__][:3], [c.__name__ for c in UnboundLocalError.__mro__][:3])
print([c.__name__ for c in NotImplementedError.__mro__][:3], [c.__name__ for c in IndentationError.__mro__][:3])
print(
    StopIteration(5).value, AttributeError("m", name="n").name, NameError("m", name="n").name, KeyError("q").args[0]
)
print(ImportError("m", name="mod").name)
n = ValueError("noted")
n.add_note("a note")
print(n.__notes__, n.with_traceback(None) is n, n.__traceback__, n.__cause__, n.__context__, n.__suppress_context__)
for bad in (lambda: exec_raise(3), lambda: exec_raise("text"), lambda: exec_raise(None), lambda: exec_raise(int)):
    def exec_raise(x):
        raise x

    try:
        bad()
    except TypeError as error:
        print(error)
try:
    try:
        raise ValueError("v")
    except "not a class":
        pass
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise ValueError from 5
except TypeError as error:
    print(error)


class WithState(Exception):
    def __init__(self, **state):
        self.state = state


try:
    raise WithState(a=1)
except WithState as error:
    print(error.state, error.args, repr(error))
