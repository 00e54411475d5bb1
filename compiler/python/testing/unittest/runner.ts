/** What runs tests and reports them; `unittest.main`. */

export const runner = String.raw`
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
`;
