/** Cases, and what is a case within one. */

export const cases = String.raw`
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
`;
