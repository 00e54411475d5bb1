/** `absl.testing`, and what scripts use of `absl` beside it. */

import type { Library } from "../modules/library.js";

/** Nothing but what it holds. */
export const absl: Library = {
  source: "",
};

export const absltest: Library = {
  source: String.raw`
import sys
import unittest as _unittest
from unittest import *
from unittest import addModuleCleanup, doModuleCleanups, expectedFailure, skip, skipIf, skipUnless

class TestCase(_unittest.TestCase):
    def shortDescription(self):
        doc = super().shortDescription()
        name = f"{type(self).__qualname__}.{self._testMethodName}"
        return f"{name}\n{doc}" if doc else name
    def __str__(self):
        return f"{self._testMethodName} ({type(self).__module__}.{type(self).__qualname__})"
    def assertEmpty(self, container, msg=None):
        if len(container):
            self._fail_with(msg, f"{container!r} has length of {len(container)}.")
    def assertNotEmpty(self, container, msg=None):
        if not len(container):
            self._fail_with(msg, f"{container!r} has length of 0.")
    def assertLen(self, container, expected_len, msg=None):
        if len(container) != expected_len:
            self._fail_with(msg, f"{container!r} has length of {len(container)}, expected {expected_len}.")
    def assertStartsWith(self, actual, expected_start, msg=None):
        if not actual.startswith(expected_start):
            self.fail(f"{actual!r} does not start with {expected_start!r}")
    def assertNotStartsWith(self, actual, unexpected_start, msg=None):
        if actual.startswith(unexpected_start):
            self.fail(f"{actual!r} does start with {unexpected_start!r}")
    def assertEndsWith(self, actual, expected_end, msg=None):
        if not actual.endswith(expected_end):
            self.fail(f"{actual!r} does not end with {expected_end!r}")
    def assertNotEndsWith(self, actual, unexpected_end, msg=None):
        if actual.endswith(unexpected_end):
            self.fail(f"{actual!r} does end with {unexpected_end!r}")
    def assertBetween(self, value, minv, maxv, msg=None):
        if not minv <= value <= maxv:
            self._fail_with(msg, f'"{value!r}" unexpectedly not between "{minv!r}" and "{maxv!r}"')
    def assertContainsSubsequence(self, container, subsequence, msg=None):
        rest = iter(container)
        if not all(item in rest for item in subsequence):
            self._fail_with(msg, f"{subsequence!r} not a subsequence of {container!r}")
    def assertContainsSubset(self, expected_subset, actual_set, msg=None):
        missing = set(expected_subset) - set(actual_set)
        if missing:
            self._fail_with(msg, f"Missing elements {missing}\nExpected: {expected_subset}\nActual: {actual_set}")
    assertContainsExactSubsequence = assertContainsInOrder = None
    def assertContainsInOrder(self, strings, target, msg=""):
        at = 0
        for string in strings:
            found = target.find(string, at)
            if found < 0:
                self._fail_with(msg, f"Did not find '{string}' after '{target[:at]}' in '{target}'")
            at = found + len(string)
    def assertNoCommonElements(self, expected_seq, actual_seq, msg=None):
        common = set(expected_seq) & set(actual_seq)
        if common:
            self._fail_with(msg, f"Common elements {common}\nExpected: {expected_seq}\nActual: {actual_seq}")
    def assertItemsEqual(self, expected_seq, actual_seq, msg=None):
        self.assertCountEqual(expected_seq, actual_seq, msg)
    def assertSameElements(self, expected_seq, actual_seq, msg=None):
        if any(x not in actual_seq for x in expected_seq) or any(x not in expected_seq for x in actual_seq):
            self._fail_with(msg, f"{expected_seq} and {actual_seq} do not have the same elements")
    def assertSequenceAlmostEqual(self, expected_seq, actual_seq, places=None, msg=None, delta=None):
        if len(expected_seq) != len(actual_seq):
            self._fail_with(msg, f"Sequence size mismatch: {len(expected_seq)} vs {len(actual_seq)}")
        for a, b in zip(expected_seq, actual_seq):
            self.assertAlmostEqual(a, b, places, msg, delta)
    def assertRaisesWithLiteralMatch(self, expected_exception, expected_exception_message, callable_obj=None, *args, **kwargs):
        import re
        context = self.assertRaisesRegex(expected_exception, f"^{re.escape(expected_exception_message)}$")
        if callable_obj is None:
            return context
        with context:
            callable_obj(*args, **kwargs)
    def assertDictContainsSubset(self, expected, actual, msg=None):
        self.assertEqual({**actual, **expected}, dict(actual), msg)
    def assertUrlEqual(self, a, b, msg=None):
        self.assertEqual(a, b, msg)

del TestCase.assertContainsExactSubsequence

class _Result(_unittest.TextTestResult):
    """Says of each test that it begins, and how it ended."""
    def __init__(self, stream, descriptions, verbosity):
        super().__init__(stream, descriptions, 0)
    def _name(self, test):
        return test.shortDescription().split("\n")[0] if isinstance(test, TestCase) else test.id().split(".", 1)[-1]
    def startTest(self, test):
        super().startTest(test)
        self._outcome = "      OK"
        self.stream.write(f"[ RUN      ] {self._name(test)}\n")
    def _failed(self):
        self._outcome = " FAILED "
    def addError(self, test, err):
        super().addError(test, err)
        self._outcome = " FAILED "
    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._outcome = " FAILED "
    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            self._outcome = None
    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._outcome = " FAILED "
    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._outcome = None
        self.stream.write(f"[  SKIPPED ] {self._name(test)} - {reason}\n")
    def stopTest(self, test):
        super().stopTest(test)
        if self._outcome is not None:
            self.stream.write(f"[ {self._outcome} ] {self._name(test)}\n")

class TextTestRunner(_unittest.TextTestRunner):
    resultclass = _Result
    def run(self, test):
        self.stream.write(f"Running tests under Python {sys.version.split()[0]}: {sys.executable}\n")
        return super().run(test)

class TestLoader(_unittest.TestLoader):
    pass

def main(*args, **kwargs):
    kwargs.setdefault("testRunner", TextTestRunner)
    _unittest.main(*args, **kwargs)

def run_tests(argv, args, kwargs):
    main(*args, argv=argv, **kwargs)
`,
};

export const parameterized: Library = {
  source: String.raw`
import functools as _functools
import itertools as _itertools
from collections import OrderedDict as _OrderedDict
from collections.abc import Iterable as _Iterable, Mapping as _Mapping, Sequence as _Sequence
from absl.testing import absltest

class _ParameterizedTest:
    """A test method that stands for one for each of its cases."""
    def __init__(self, method, cases, is_named, original=None):
        self.method, self.cases, self.is_named = method, list(cases), is_named
        self.original = original or method.__name__
        self.__name__ = method.__name__
    def __call__(self, *args, **kwargs):
        raise RuntimeError("You appear to be running a parameterized test case without having inherited from parameterized.TestCase.")
    def bind(self):
        """The methods, by their names, with what tells them apart."""
        for i, case in enumerate(self.cases):
            yield self._bound(case, i)
    def _bound(self, case, i):
        method, name = self.method, None
        if self.is_named:
            case, name = _without_name(case)
        if isinstance(case, _Mapping):
            def test(self):
                return method(self, **case)
            shown = ", ".join(f"{k}={_clean(v)}" for k, v in case.items())
        elif _is_arguments(case):
            def test(self):
                return method(self, *case)
            shown = ", ".join(_clean(v) for v in case)
        else:
            def test(self):
                return method(self, case)
            shown = _clean(case)
        _functools.update_wrapper(test, method)
        if self.is_named:
            joint = "_" if self.original.startswith("test_") and name and not str(name).startswith("_") else ""
            test.__name__ = f"{self.original}{joint}{name}"
        else:
            test.__name__ = f"{self.original}{i}"
            test._absl_suffix = f" ({shown})"
        doc = method.__doc__
        test.__doc__ = f"{test.__name__ if self.is_named else self.original}({shown})" + (f"\n{doc}" if doc else "")
        return test.__name__, test

def _is_arguments(x):
    return isinstance(x, (tuple, list)) or isinstance(x, _Sequence) and not isinstance(x, (str, bytes))

def _clean(x):
    import re
    return re.sub(r" at 0x[0-9a-fA-F]+", "", repr(x))

def _without_name(case):
    if isinstance(case, _Mapping):
        rest = _OrderedDict(case)
        if "testcase_name" not in rest:
            raise RuntimeError('Dict for named tests must contain key "testcase_name"')
        return rest, rest.pop("testcase_name")
    if not isinstance(case[0], str):
        raise RuntimeError("The first element of named test parameters is the test name suffix and must be a string")
    return case[1:], case[0]

def _decorator(is_named, cases):
    if len(cases) == 1 and not isinstance(cases[0], (tuple, _Mapping, str)) and isinstance(cases[0], _Iterable):
        cases = cases[0]
    cases = list(cases)
    def apply(item):
        if isinstance(item, type):
            if not issubclass(item, TestCase):
                raise TypeError("Decorated class must be a parameterized.TestCase")
            for name, method in list(vars(item).items()):
                if name.startswith("test") and callable(method):
                    delattr(item, name)
                    _expand(item, {name: _ParameterizedTest(method, cases, is_named, name)})
            return item
        if isinstance(item, _ParameterizedTest):
            combined = [_combined(outer, inner) for outer in cases for inner in item.cases]
            return _ParameterizedTest(item.method, combined, is_named or item.is_named, item.original)
        return _ParameterizedTest(item, cases, is_named)
    return apply

def _combined(outer, inner):
    if isinstance(outer, _Mapping) and isinstance(inner, _Mapping):
        return {**outer, **inner}
    raise TypeError("cannot combine the parameters of two decorators that are not dicts")

def parameters(*testcases):
    return _decorator(False, testcases)

def named_parameters(*testcases):
    return _decorator(True, testcases)

def product(*kwargs_seqs, **testgrid):
    for name, values in testgrid.items():
        assert isinstance(values, _Sequence), f"Values of {name!r} must be given as list or tuple, found {type(values)}"
    groups = [list(seq) for seq in kwargs_seqs] + [[{name: v} for v in values] for name, values in testgrid.items()]
    def merged(parts):
        case = {}
        for part in parts:
            case.update(part)
        return case
    return _decorator(False, [[merged(parts) for parts in _itertools.product(*groups)]])

def _expand(cls, members):
    for item in members.values():
        for name, test in item.bind():
            suffix = getattr(test, "_absl_suffix", "")
            if name in vars(cls):
                raise DuplicateTestNameError(f"Duplicate parameterized test name in {cls.__module__}.{cls.__name__}: {name}")
            setattr(cls, name, test)

class DuplicateTestNameError(Exception):
    pass

class TestGeneratorMetaclass(type):
    def __new__(mcs, name, bases, members, **kwargs):
        found = {k: v for k, v in members.items() if isinstance(v, _ParameterizedTest)}
        rest = {k: v for k, v in members.items() if k not in found}
        cls = super().__new__(mcs, name, bases, rest, **kwargs)
        for k, v in found.items():
            v.original = k
        _expand(cls, found)
        return cls

class TestCase(absltest.TestCase, metaclass=TestGeneratorMetaclass):
    def _suffixed(self):
        return self._testMethodName + getattr(getattr(type(self), self._testMethodName, None), "_absl_suffix", "")
    def __str__(self):
        return f"{self._suffixed()} ({type(self).__module__}.{type(self).__qualname__})"
    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._suffixed()}"
    def shortDescription(self):
        name = f"{type(self).__qualname__}.{self._suffixed()}"
        doc = absltest._unittest.TestCase.shortDescription(self)
        return f"{name}\n{doc}" if doc else name

def CoopTestCase(other_base_class):
    if type(other_base_class) is type:
        return TestGeneratorMetaclass("CoopTestCase", (other_base_class, TestCase), {})
    class CoopMetaclass(type(other_base_class), TestGeneratorMetaclass):
        pass
    return CoopMetaclass("CoopTestCase", (other_base_class, TestCase), {})
`,
};

export const app: Library = {
  source: `
import sys

class UsageError(Exception):
    pass

def run(main, argv=None):
    """Runs a script's main function, and ends the script with what it returns."""
    from absl import flags
    sys.exit(main(flags.FLAGS(sys.argv if argv is None else argv)))
`,
};

export const flags: Library = {
  source: `
class Error(Exception):
    pass

class UnparsedFlagAccessError(Error):
    pass

class _Flags:
    """The values of a script's flags: defaults, until a command line has been read."""
    def __init__(self):
        self.__dict__["_kinds"] = {}
    def _define(self, name, default, parse):
        self._kinds[name] = parse
        self.__dict__[name] = default
    def __setattr__(self, name, value):
        if name not in self._kinds:
            raise AttributeError(name)
        self.__dict__[name] = value
    def __getattr__(self, name):
        raise AttributeError(name)
    def __contains__(self, name):
        return name in self._kinds
    def __getitem__(self, name):
        return FlagHolder(name)
    def __call__(self, argv, known_only=False):
        rest, words = argv[:1], list(argv[1:])
        while words:
            word = words.pop(0)
            if not word.startswith("-") or word == "--":
                rest.append(word)
                continue
            name, equals, value = word.lstrip("-").partition("=")
            if name not in self._kinds and name.startswith("no") and name[2:] in self._kinds:
                name, equals, value = name[2:], "=", "false"
            if name not in self._kinds:
                raise Error(f"Unknown command line flag '{name}'")
            parse = self._kinds[name]
            if not equals:
                value = "true" if parse is _boolean else words.pop(0)
            self.__dict__[name] = parse(value)
        return rest

FLAGS = _Flags()

class FlagHolder:
    def __init__(self, name):
        self.name = name
    @property
    def value(self):
        return getattr(FLAGS, self.name)

def _boolean(text):
    if text.lower() in ("true", "t", "1", "yes"):
        return True
    if text.lower() in ("false", "f", "0", "no"):
        return False
    raise ValueError(f"Non-boolean argument to boolean flag: {text}")

def _definer(parse):
    def define(name, default, help=None, **options):
        FLAGS._define(name, default, parse)
        return FlagHolder(name)
    return define

DEFINE_string = _definer(str)
DEFINE_integer = _definer(int)
DEFINE_float = _definer(float)
DEFINE_bool = DEFINE_boolean = _definer(_boolean)
DEFINE_list = _definer(lambda text: text.split(",") if text else [])

def DEFINE_enum(name, default, enum_values, help=None, **options):
    def parse(text):
        if text not in enum_values:
            raise ValueError(f"value should be one of <{'|'.join(enum_values)}>")
        return text
    FLAGS._define(name, default, parse)
    return FlagHolder(name)
`,
};

/** `absl.logging` is `logging` under names of its own. */
export const logging: Library = {
  source: `
from logging import DEBUG, ERROR, FATAL, INFO, WARNING, debug, error, exception, fatal, getLogger, info, log, warning
warn = warning

def set_verbosity(level):
    getLogger().setLevel(level)
`,
};
