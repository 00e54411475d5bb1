/** Leaving out tests, and what is kept of those that ran. */

import { assertions } from "../assertions.js";

export const results = String.raw`
import sys
import time
import traceback
import warnings
from types import FunctionType as _FunctionType
${assertions}

def _text_of(exc_info):
    return "".join(traceback.format_exception(exc_info[1]))

def _name_of(cls):
    return f"{cls.__module__}.{cls.__qualname__}"

def skip(reason):
    def decorator(item):
        if not isinstance(item, type):
            @_wraps(item)
            def skipped(*args, **kwargs):
                raise SkipTest(reason)
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if isinstance(reason, _FunctionType):
        item, reason = reason, ""
        return decorator(item)
    return decorator

def _as_it_is(item):
    return item

def skipIf(condition, reason):
    return skip(reason) if condition else _as_it_is

def skipUnless(condition, reason):
    return _as_it_is if condition else skip(reason)

def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item

_module_cleanups = []

def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))

def doModuleCleanups():
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        function(*args, **kwargs)

class TestResult:
    """What became of tests."""
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False
    def startTest(self, test):
        self.testsRun += 1
    def stopTest(self, test):
        pass
    def startTestRun(self):
        pass
    def stopTestRun(self):
        pass
    def stop(self):
        self.shouldStop = True
    def _stop_if_fast(self):
        if self.failfast:
            self.stop()
    def addError(self, test, err):
        self.errors.append((test, _text_of(err)))
        self._stop_if_fast()
    def addFailure(self, test, err):
        self.failures.append((test, _text_of(err)))
        self._stop_if_fast()
    def addSubTest(self, test, subtest, err):
        if err is not None:
            found = self.failures if issubclass(err[0], test.failureException) else self.errors
            found.append((subtest, _text_of(err)))
            self._stop_if_fast()
    def addSuccess(self, test):
        pass
    def addSkip(self, test, reason):
        self.skipped.append((test, reason))
    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, _text_of(err)))
    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._stop_if_fast()
    def addDuration(self, test, elapsed):
        pass
    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)
    def printErrors(self):
        pass
    def __repr__(self):
        return (f"<{_name_of(type(self))} run={self.testsRun} errors={len(self.errors)} "
                f"failures={len(self.failures)}>")

class TextTestResult(TestResult):
    separator1 = "=" * 70
    separator2 = "-" * 70
    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.showAll, self.dots = verbosity > 1, verbosity == 1
    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if self.descriptions and first else str(test)
    def _note(self, long, short):
        if self.showAll:
            self.stream.write(f"{long}\n")
        elif self.dots:
            self.stream.write(short)
    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
    def addSuccess(self, test):
        super().addSuccess(test)
        self._note("ok", ".")
    def addError(self, test, err):
        super().addError(test, err)
        self._note("ERROR", "E")
    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._note("FAIL", "F")
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            is_failure = issubclass(err[0], subtest.failureException)
            if self.showAll:
                self.stream.write(f"\n  {self.getDescription(subtest)} ... ")
            self._note("FAIL" if is_failure else "ERROR", "F" if is_failure else "E")
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(f"skipped {reason!r}", "s")
    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._note("expected failure", "x")
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._note("unexpected success", "u")
    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        self.printErrorList("ERROR", self.errors)
        self.printErrorList("FAIL", self.failures)
        if self.unexpectedSuccesses:
            self.stream.write(f"{self.separator1}\n")
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")
    def printErrorList(self, flavour, errors):
        for test, text in errors:
            self.stream.write(
                f"{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{text}\n")
`;
