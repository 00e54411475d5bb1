try:
    try:
        {}["k"]
    except KeyError as error:
        raise ValueError("converted") from error
except ValueError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("during")
except RuntimeError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("hidden") from None
except RuntimeError as error:
    print(error.__cause__, repr(error.__context__), error.__suppress_context__)


def cleanup():
    try:
        raise KeyError("first")
    finally:
        raise IndexError("second")


try:
    cleanup()
except IndexError as error:
    print(repr(error), repr(error.__context__))

try:
    raise ValueError("plain")
except ValueError as error:
    print(error.__context__, error.__cause__, error.__traceback__ is not None)


def levels(n):
    if n == 0:
        raise KeyError(0)
    try:
        levels(n - 1)
    except Exception as e:
        raise ValueError(n) from e


try:
    levels(3)
except ValueError as error:
    chain = []
    while error:
        chain.append(repr(error))
        error = error.__cause__
    print(chain)
import sys

print(sys.exc_info())
try:
    raise ValueError("current")
except ValueError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
    try:
        raise KeyError("inner")
    except KeyError:
        print(sys.exc_info()[1])
    print(sys.exc_info()[1])
print(sys.exc_info())
import traceback

try:
    raise LookupError("formatted")
except LookupError as e:
    print(traceback.format_exception_only(type(e), e))
