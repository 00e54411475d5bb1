/** Suites, and how cases are found. */

export const suites = String.raw`
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
`;
