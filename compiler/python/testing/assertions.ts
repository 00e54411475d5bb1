/** What a test asserts: the methods of `unittest.TestCase`, with CPython's messages. */

export const assertions = String.raw`
import re as _re
from functools import wraps as _wraps

_nothing = object()

class SkipTest(Exception):
    """Raised in a test that is not to be run."""

def _short(x):
    try:
        text = repr(x)
    except Exception:
        text = object.__repr__(x)
    return text

def _shortened(first, second):
    """Both texts; what they have in common is left out of long ones."""
    texts = [_short(first), _short(second)]
    longest = max(len(t) for t in texts)
    if longest <= 80:
        return texts
    common = 0
    while common < min(len(t) for t in texts) and texts[0][common] == texts[1][common]:
        common += 1
    kept = 80 - (longest - common + 17)
    begin = _cut(texts[0][:common], 5, max(kept, 5))
    return [begin + (text[common:] if kept > 5 else _cut(text[common:], 41, 5)) for text in texts]

def _cut(text, begin, end):
    skipped = len(text) - begin - end
    return f"{text[:begin]}[{skipped} chars]{text[len(text) - end:]}" if skipped > 12 else text

class _RaisesContext:
    """A block that is to raise, or to warn."""
    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.msg = case, expected, None
        self.pattern = _re.compile(pattern) if isinstance(pattern, str) else pattern
    def handle(self, name, kinds, args, kwargs):
        wanted = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(e, type) and issubclass(e, kinds) for e in wanted):
            raise TypeError(f"{name}() arg 1 must be {self.base_text}")
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        callable_obj, *args = args
        self.obj_name = getattr(callable_obj, "__name__", str(callable_obj))
        with self:
            callable_obj(*args, **kwargs)
    obj_name = None
    @property
    def wanted(self):
        return getattr(self.expected, "__name__", str(self.expected))
    def fail(self, standard):
        raise self.case.failureException(self.case._formatMessage(self.msg, standard))
    def check(self, text):
        if not self.pattern.search(text):
            self.fail(f'"{self.pattern.pattern}" does not match "{text}"')

class _AssertRaises(_RaisesContext):
    base_text = "an exception type or tuple of exception types"
    def __enter__(self):
        return self
    def __exit__(self, kind, value, tb):
        if kind is None:
            self.fail(f"{self.wanted} not raised by {self.obj_name}" if self.obj_name else f"{self.wanted} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None:
            self.check(str(value))
        return True

class _AssertWarns(_RaisesContext):
    base_text = "a warning type or tuple of warning types"
    def __enter__(self):
        import warnings
        self.records = warnings.catch_warnings(record=True)
        self.warnings = self.records.__enter__()
        warnings.simplefilter("always", self.expected) if isinstance(self.expected, type) else warnings.simplefilter("always")
        return self
    def __exit__(self, kind, value, tb):
        self.records.__exit__(kind, value, tb)
        if kind is not None:
            return
        first = None
        for record in self.warnings:
            if not isinstance(record.message, self.expected):
                continue
            first = record.message if first is None else first
            if self.pattern is not None and not self.pattern.search(str(record.message)):
                continue
            self.warning, self.filename, self.lineno = record.message, record.filename, record.lineno
            return
        if first is not None:
            self.fail(f'"{self.pattern.pattern}" does not match "{first}"')
        self.fail(f"{self.wanted} not triggered by {self.obj_name}" if self.obj_name else f"{self.wanted} not triggered")

class _AssertLogs:
    def __init__(self, case, logger, level, no_logs=False):
        self.case, self.logger, self.level, self.no_logs = case, logger, level, no_logs
    def __enter__(self):
        import logging
        logger = self.logger if isinstance(self.logger, logging.Logger) else logging.getLogger(self.logger)
        level = self.level if self.level is not None else logging.INFO
        level = logging.getLevelName(level) if isinstance(level, str) else level
        context, self.records, self.output = self, [], []
        class Handler(logging.Handler):
            def emit(self, record):
                context.records.append(record)
                context.output.append(f"{record.levelname}:{record.name}:{record.getMessage()}")
        self._logger, self._before = logger, (logger.handlers[:], logger.level, logger.propagate)
        logger.handlers, logger.propagate = [Handler(level)], False
        logger.setLevel(level)
        self._level_name = logging.getLevelName(level)
        return None if self.no_logs else self
    def __exit__(self, kind, value, tb):
        self._logger.handlers, level, self._logger.propagate = self._before
        self._logger.setLevel(level)
        if kind is not None:
            return False
        if self.no_logs and self.records:
            self.case.fail(f"Unexpected logs found: {self.output!r}")
        if not self.no_logs and not self.records:
            self.case.fail(f"no logs of level {self._level_name} or higher triggered on {self._logger.name}")

class _Assertions:
    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            for kind, name in _by_type.items():
                if type(first) is kind:
                    return getattr(self, name)
            return self.__dict__.get("_equality", {}).get(type(first))
    def addTypeEqualityFunc(self, typeobj, function):
        self.__dict__.setdefault("_equality", {})[typeobj] = function
    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"
    def _fail_with(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))
    def fail(self, msg=None):
        raise self.failureException(msg)
    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail_with(msg, f"{_short(expr)} is not true")
    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail_with(msg, f"{_short(expr)} is not false")
    def assertEqual(self, first, second, msg=None):
        special = self._getAssertEqualityFunc(first, second)
        if special is not None:
            special(first, second, msg=msg)
        elif not first == second:
            self._fail_with(msg, "{} != {}".format(*_shortened(first, second)))
    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail_with(msg, f"{_short(first)} == {_short(second)}")
    def _assert_near(self, first, second, places, msg, delta, is_near):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        if first == second and is_near:
            return
        places = 7 if places is None else places
        if first == second:
            same = True
        else:
            difference = abs(first - second)
            same = difference <= delta if delta is not None else round(difference, places) == 0
        if same == is_near:
            return
        of = f"{_short(delta)} delta" if delta is not None else f"{places!r} places"
        by = f" ({_short(abs(first - second))} difference)" if is_near else ""
        self._fail_with(msg, f"{_short(first)} {'!=' if is_near else '=='} {_short(second)} within {of}{by}")
    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._assert_near(first, second, places, msg, delta, True)
    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        self._assert_near(first, second, places, msg, delta, False)
    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        if seq_type is not None:
            for i, seq in enumerate((seq1, seq2)):
                if not isinstance(seq, seq_type):
                    name = seq_type.__name__
                    raise self.failureException(f"{('First', 'Second')[i]} sequence is not a {name}: {_short(seq)}")
        if seq1 == seq2:
            return
        name = "sequence" if seq_type is None else seq_type.__name__
        standard = "{}s differ: {} != {}\n".format(name.capitalize(), *_shortened(seq1, seq2))
        for i in range(min(len(seq1), len(seq2))):
            if seq1[i] != seq2[i]:
                standard += "\nFirst differing element {}:\n{}\n{}\n".format(i, *_shortened(seq1[i], seq2[i]))
                break
        else:
            if len(seq1) == len(seq2) and seq_type is None and type(seq1) != type(seq2):
                return
        for long, short, what in ((seq1, seq2, "First"), (seq2, seq1, "Second")):
            if len(long) > len(short):
                standard += (f"\n{what} {name} contains {len(long) - len(short)} additional elements.\n"
                             f"First extra element {len(short)}:\n{long[len(short)]!r}\n")
        self._fail_with(msg, standard + self._difference(seq1, seq2))
    def _difference(self, first, second):
        from pprint import pformat
        return self._lines_differ(pformat(first).splitlines(), pformat(second).splitlines())
    def _lines_differ(self, first, second):
        import difflib
        text = "\n" + "\n".join(difflib.ndiff(first, second))
        if self.maxDiff is None or len(text) <= self.maxDiff:
            return text
        return f"\nDiff is {len(text)} characters long. Set self.maxDiff to None to see it."
    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)
    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)
    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for more, less, what in ((set1, set2, "first"), (set2, set1, "second")):
            if more.difference(less):
                lines.append(f"Items in the {what} set but not the {'second' if what == 'first' else 'first'}:")
                lines += [repr(item) for item in more.difference(less)]
        if lines:
            self._fail_with(msg, "\n".join(lines))
    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            self._fail_with(msg, "{} != {}".format(*_shortened(d1, d2)) + self._difference(d1, d2))
    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        standard = "{} != {}".format(*_shortened(first, second))
        both = [text.splitlines(keepends=True) for text in (first, second)]
        if len(both[0]) == 1 and len(both[1]) == 1 and first.strip("\r\n") == first:
            both = [[text + "\n"] for text in (first, second)]
        import difflib
        text = "\n" + "".join(difflib.ndiff(*both))
        if self.maxDiff is not None and len(text) > self.maxDiff:
            text = f"\nDiff is {len(text)} characters long. Set self.maxDiff to None to see it."
        self._fail_with(msg, standard + text)
    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        counts = []
        for item in first + second:
            if not any(item == seen for seen, _, _ in counts):
                counts.append((item, sum(x == item for x in first), sum(x == item for x in second)))
        lines = [f"First has {a}, Second has {b}:  {item!r}" for item, a, b in counts if a != b]
        if lines:
            self._fail_with(msg, "Element counts were not equal:\n" + "\n".join(lines))
    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail_with(msg, f"{_short(expr1)} is not {_short(expr2)}")
    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail_with(msg, f"unexpectedly identical: {_short(expr1)}")
    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail_with(msg, f"{_short(obj)} is not None")
    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail_with(msg, "unexpectedly None")
    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail_with(msg, f"{_short(member)} not found in {_short(container)}")
    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail_with(msg, f"{_short(member)} unexpectedly found in {_short(container)}")
    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail_with(msg, f"{_short(obj)} is not an instance of {cls!r}")
    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail_with(msg, f"{_short(obj)} is an instance of {cls!r}")
    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail_with(msg, f"{_short(a)} not less than {_short(b)}")
    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail_with(msg, f"{_short(a)} not less than or equal to {_short(b)}")
    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail_with(msg, f"{_short(a)} not greater than {_short(b)}")
    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail_with(msg, f"{_short(a)} not greater than or equal to {_short(b)}")
    def assertRegex(self, text, expected_regex, msg=None):
        pattern = _re.compile(expected_regex) if isinstance(expected_regex, str) else expected_regex
        if not pattern.search(text):
            self._fail_with(msg, f"Regex didn't match: {pattern.pattern!r} not found in {text!r}")
    def assertNotRegex(self, text, unexpected_regex, msg=None):
        pattern = _re.compile(unexpected_regex) if isinstance(unexpected_regex, str) else unexpected_regex
        match = pattern.search(text)
        if match:
            self._fail_with(msg, f"Regex matched: {text[match.start():match.end()]!r} matches {pattern.pattern!r} in {text!r}")
    def assertRaises(self, expected_exception, *args, **kwargs):
        return _AssertRaises(self, expected_exception).handle("assertRaises", BaseException, args, kwargs)
    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _AssertRaises(self, expected_exception, expected_regex).handle(
            "assertRaisesRegex", BaseException, args, kwargs)
    def assertWarns(self, expected_warning, *args, **kwargs):
        return _AssertWarns(self, expected_warning).handle("assertWarns", Warning, args, kwargs)
    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarns(self, expected_warning, expected_regex).handle("assertWarnsRegex", Warning, args, kwargs)
    def assertLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level)
    def assertNoLogs(self, logger=None, level=None):
        return _AssertLogs(self, logger, level, no_logs=True)

_by_type = {list: "assertListEqual", tuple: "assertTupleEqual", dict: "assertDictEqual", set: "assertSetEqual",
            frozenset: "assertSetEqual", str: "assertMultiLineEqual"}
`;
