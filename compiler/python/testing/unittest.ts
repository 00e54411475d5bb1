/** `unittest`: cases, suites, and what runs and reports them. */

import type { Library } from "../modules/library.js";
import { assertions } from "./assertions.js";

export const unittest: Library = {
  source: String.raw`
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

class _Outcome:
    """Runs the parts of a test, and remembers whether one of them failed."""
    def __init__(self, result):
        self.result = result
        self.success = True
        self.expecting_failure = False
        self.expected_failure = None
    def attempt(self, case, part, subtest=None):
        try:
            part()
        except KeyboardInterrupt:
            raise
        except SkipTest as e:
            self.success = False
            self.result.addSkip(case if subtest is None else subtest, str(e))
        except _ShouldStop:
            pass
        except BaseException as e:
            err = (type(e), e, e.__traceback__)
            if self.expecting_failure:
                self.expected_failure = err
            else:
                self.success = False
                if subtest is not None:
                    self.result.addSubTest(case, subtest, err)
                elif issubclass(err[0], case.failureException):
                    self.result.addFailure(case, err)
                else:
                    self.result.addError(case, err)

class _ShouldStop(Exception):
    """Ends a test of which a part failed, where one failure is enough."""

class TestCase(_Assertions):
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _class_cleanups = []
    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)
    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._cleanups = []
        self._subtest = None
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {type(self)}: {methodName}")
        self._testMethodDoc = getattr(method, "__doc__", None)
    def setUp(self):
        pass
    def tearDown(self):
        pass
    @classmethod
    def setUpClass(cls):
        pass
    @classmethod
    def tearDownClass(cls):
        pass
    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))
    def enterContext(self, cm):
        entered = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return entered
    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))
    @classmethod
    def enterClassContext(cls, cm):
        entered = cm.__enter__()
        cls.addClassCleanup(cm.__exit__, None, None, None)
        return entered
    @classmethod
    def doClassCleanups(cls):
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            function(*args, **kwargs)
    def doCleanups(self):
        outcome = self._outcome or _Outcome(self.defaultTestResult())
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            outcome.attempt(self, lambda: function(*args, **kwargs))
        return outcome.success
    def countTestCases(self):
        return 1
    def defaultTestResult(self):
        return TestResult()
    def shortDescription(self):
        return self._testMethodDoc.strip().split("\n")[0].strip() if self._testMethodDoc else None
    def id(self):
        return f"{_name_of(type(self))}.{self._testMethodName}"
    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"
    def __repr__(self):
        return f"<{_name_of(type(self))} testMethod={self._testMethodName}>"
    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName
    def __hash__(self):
        return hash((type(self), self._testMethodName))
    def subTest(self, msg=_nothing, **params):
        return _SubTestContext(self, msg, params)
    def skipTest(self, reason):
        raise SkipTest(reason)
    def run(self, result=None):
        is_own = result is None
        if is_own:
            result = self.defaultTestResult()
            result.startTestRun()
        result.startTest(self)
        try:
            self._run(result)
        finally:
            result.stopTest(self)
            if is_own:
                result.stopTestRun()
        return result
    def _run(self, result):
        method = getattr(self, self._testMethodName)
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                return result.addSkip(self, getattr(item, "__unittest_skip_why__", ""))
        is_failure_expected = getattr(self, "__unittest_expecting_failure__", False) or getattr(
            method, "__unittest_expecting_failure__", False)
        outcome = self._outcome = _Outcome(result)
        start = time.perf_counter()
        try:
            outcome.attempt(self, self.setUp)
            if outcome.success:
                outcome.expecting_failure = is_failure_expected
                outcome.attempt(self, method)
                outcome.expecting_failure = False
                outcome.attempt(self, self.tearDown)
            self.doCleanups()
            if hasattr(result, "addDuration"):
                result.addDuration(self, time.perf_counter() - start)
            if not outcome.success:
                return
            if not is_failure_expected:
                result.addSuccess(self)
            elif outcome.expected_failure is not None:
                result.addExpectedFailure(self, outcome.expected_failure)
            else:
                result.addUnexpectedSuccess(self)
        finally:
            self._outcome = None
    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)
    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

class _SubTestContext:
    def __init__(self, case, message, params):
        self.case = case
        self.subtest = _SubTest(case, message, {**(case._subtest.params if case._subtest else {}), **params})
    def __enter__(self):
        self.before, self.case._subtest = self.case._subtest, self.subtest
    def __exit__(self, kind, value, tb):
        self.case._subtest = self.before
        outcome = self.case._outcome
        if outcome is None or kind is not None and not issubclass(kind, Exception):
            return False
        if kind is None:
            outcome.result.addSubTest(self.case, self.subtest, None)
            return False
        def again():
            raise value
        outcome.attempt(self.case, again, self.subtest)
        if outcome.result.failfast and not outcome.success:
            raise _ShouldStop
        return True

class _SubTest(TestCase):
    def __init__(self, case, message, params):
        super().__init__()
        self.test_case, self._message, self.params = case, message, params
        self.failureException = case.failureException
    def _described(self):
        parts = [] if self._message is _nothing else [f"[{self._message}]"]
        if self.params:
            parts.append("({})".format(", ".join(f"{k}={v!r}" for k, v in self.params.items())))
        return " ".join(parts) or "(<subtest>)"
    def shortDescription(self):
        return self.test_case.shortDescription()
    def id(self):
        return f"{self.test_case.id()} {self._described()}"
    def __str__(self):
        return f"{self.test_case} {self._described()}"

class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._function, self._before, self._after, self._description = testFunc, setUp, tearDown, description
    def setUp(self):
        if self._before is not None:
            self._before()
    def tearDown(self):
        if self._after is not None:
            self._after()
    def runTest(self):
        self._function()
    def id(self):
        return self._function.__name__
    def shortDescription(self):
        return self._description or (self._function.__doc__ or "").strip().split("\n")[0] or None

class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)
    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)
    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)
    def __iter__(self):
        return iter(self._tests)
    def countTestCases(self):
        return sum(test.countTestCases() for test in self)
    def __repr__(self):
        return f"<{_name_of(type(self))} tests={list(self)}>"
    def _cases(self):
        for test in self:
            if isinstance(test, TestSuite):
                yield from test._cases()
            else:
                yield test
    def run(self, result, debug=False):
        before, is_ready = None, True
        for case in self._cases():
            if result.shouldStop:
                break
            if type(case) is not before:
                self._leave(before, result)
                before = type(case)
                is_ready = self._enter(before, result)
            if is_ready:
                case(result)
        self._leave(before, result)
        return result
    def _enter(self, cls, result):
        if getattr(cls, "__unittest_skip__", False):
            return True
        def enter():
            module = sys.modules.get(cls.__module__)
            if module is not None and module not in _modules_set_up:
                _modules_set_up.append(module)
                getattr(module, "setUpModule", lambda: None)()
            getattr(cls, "setUpClass", lambda: None)()
        return self._fixture(enter, f"setUpClass ({_name_of(cls)})", result)
    def _leave(self, cls, result):
        if cls is None or getattr(cls, "__unittest_skip__", False):
            return
        def leave():
            getattr(cls, "tearDownClass", lambda: None)()
            getattr(cls, "doClassCleanups", lambda: None)()
        self._fixture(leave, f"tearDownClass ({_name_of(cls)})", result)
    def _fixture(self, part, name, result):
        try:
            part()
        except SkipTest as e:
            result.addSkip(_Fixture(name), str(e))
            return False
        except Exception as e:
            result.addError(_Fixture(name), (type(e), e, e.__traceback__))
            return False
        return True
    def __call__(self, *args, **kwargs):
        return self.run(*args, **kwargs)

_modules_set_up = []

class _Fixture:
    """Stands for what prepares a class in reports."""
    failureException = None
    def __init__(self, name):
        self._name = name
    def shortDescription(self):
        return None
    def id(self):
        return self._name
    __str__ = id

class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None
    def __init__(self):
        self.errors = []
    def sortTestMethodsUsing(self, a, b):
        return (a > b) - (a < b)
    def getTestCaseNames(self, testCaseClass):
        return sorted(
            name for name in dir(testCaseClass)
            if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))
            and self._is_wanted(f"{_name_of(testCaseClass)}.{name}"))
    def _is_wanted(self, name):
        if self.testNamePatterns is None:
            return True
        import fnmatch
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in self.testNamePatterns)
    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])
    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item not in (TestCase, FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(item))
        made = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        return made if load_tests is None else load_tests(self, made, pattern)
    def loadTestsFromName(self, name, module=None):
        if module is None:
            first, _, name = name.partition(".")
            module = sys.modules[first] if first in sys.modules else __import__(first)
        parent, item = None, module
        for part in name.split(".") if name else ():
            parent, item = item, getattr(item, part)
        if isinstance(item, type) and issubclass(item, TestCase):
            return self.loadTestsFromTestCase(item)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(part)])
        if isinstance(item, TestSuite):
            return item
        if item is module:
            return self.loadTestsFromModule(item)
        if callable(item):
            made = item()
            return made if isinstance(made, TestSuite) else self.suiteClass([made])
        raise TypeError(f"don't know how to make test from: {item}")
    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

defaultTestLoader = TestLoader()

class TextTestRunner:
    resultclass = TextTestResult
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False,
                 resultclass=None, warnings=None, *, tb_locals=False):
        self.stream = sys.stderr if stream is None else stream
        self.descriptions, self.verbosity, self.failfast = descriptions, verbosity, failfast
        if resultclass is not None:
            self.resultclass = resultclass
        self.warnings = warnings
    def _makeResult(self):
        return self.resultclass(self.stream, self.descriptions, self.verbosity)
    def run(self, test):
        result = self._makeResult()
        result.failfast = self.failfast
        start = time.perf_counter()
        with warnings.catch_warnings():
            if self.warnings:
                warnings.simplefilter(self.warnings)
            result.startTestRun()
            try:
                test(result)
            finally:
                result.stopTestRun()
                doModuleCleanups()
        elapsed = time.perf_counter() - start
        result.printErrors()
        count = result.testsRun
        self.stream.write(
            f"{'-' * 70}\nRan {count} test{'' if count == 1 else 's'} in {elapsed:.3f}s\n\n")
        counts = {
            "failures": len(result.failures), "errors": len(result.errors), "skipped": len(result.skipped),
            "expected failures": len(result.expectedFailures),
            "unexpected successes": len(result.unexpectedSuccesses),
        }
        shown = ", ".join(f"{name}={n}" for name, n in counts.items() if n)
        self.stream.write(
            f"{'OK' if result.wasSuccessful() else 'FAILED'}{f' ({shown})' if shown else ''}\n")
        self.stream.flush()
        return result

class TestProgram:
    """Runs the tests of a module, and ends the script."""
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *,
                 tb_locals=False):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.testLoader, self.testRunner = testLoader, testRunner or TextTestRunner
        self.exit, self.verbosity, self.failfast = exit, verbosity, bool(failfast)
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        names = self._parse(sys.argv if argv is None else argv)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        self.test = (self.testLoader.loadTestsFromNames(names, self.module) if names
                     else self.testLoader.loadTestsFromModule(self.module))
        self.runTests()
    def _parse(self, argv):
        names, patterns, rest = [], [], list(argv[1:])
        while rest:
            word = rest.pop(0)
            if word in ("-v", "--verbose"):
                self.verbosity = 2
            elif word in ("-q", "--quiet"):
                self.verbosity = 0
            elif word in ("-f", "--failfast"):
                self.failfast = True
            elif word in ("-k",):
                patterns.append(rest.pop(0))
            elif word.startswith("-"):
                sys.stderr.write(f"error: unrecognized arguments: {word}\n")
                sys.exit(2)
            else:
                names.append(word)
        if patterns:
            self.testLoader.testNamePatterns = [p if "*" in p else f"*{p}*" for p in patterns]
        return names
    def runTests(self):
        runner = self.testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=self.verbosity, failfast=self.failfast, warnings=self.warnings)
        self.result = runner.run(self.test)
        if self.exit:
            sys.exit(0 if self.result.wasSuccessful() else 1)

main = TestProgram
`,
};
