"""Cases, subtests, fixtures, and what assertions say."""

import io
import re
import unittest
import warnings


class Stack:
    def __init__(self, items=()):
        self.items = list(items)

    def push(self, item):
        self.items.append(item)

    def pop(self):
        if not self.items:
            raise IndexError("pop from an empty stack")
        return self.items.pop()


class StackTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("class begins")

    @classmethod
    def tearDownClass(cls):
        print("class ends")

    def setUp(self):
        self.stack = Stack([1, 2])
        self.addCleanup(print, "cleaned up")

    def test_pop(self):
        """The last item comes first."""
        self.assertEqual(self.stack.pop(), 2)
        self.assertEqual(self.stack.pop(), 1)
        with self.assertRaisesRegex(IndexError, "empty") as context:
            self.stack.pop()
        self.assertIn("pop", str(context.exception))

    def test_wrong(self):
        self.assertEqual(self.stack.items, [1, 3])

    def test_error(self):
        self.stack.missing()

    def test_parts(self):
        for i, item in enumerate(self.stack.items):
            with self.subTest("item", i=i):
                self.assertEqual(item, 1)

    @unittest.skip("not today")
    def test_skipped(self):
        pass

    @unittest.skipIf(True, "condition")
    def test_skipped_too(self):
        pass

    def test_skips_itself(self):
        self.skipTest("by itself")

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass


def report(case, verbosity):
    stream = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(case)
    result = unittest.TextTestRunner(stream=stream, verbosity=verbosity).run(suite)
    print(re.sub(r"in \d+\.\d+s", "in no time", re.sub(r'File ".*[/\\]', 'File "', stream.getvalue())))
    print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), result.wasSuccessful())


report(StackTest, 1)
report(StackTest, 2)


def says(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except AssertionError as e:
        print(f"{check.__name__}: {e}")
    else:
        print(f"{check.__name__} passes")


case = unittest.TestCase()
says(case.assertEqual, 1, 2)
says(case.assertEqual, 1, 2, "with a message")
says(case.assertEqual, "one\ntwo\nthree\n", "one\n2\nthree\n")
says(case.assertEqual, {"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 3]})
says(case.assertEqual, (1, 2, 3), (1, 2))
says(case.assertEqual, {1, 2}, {2, 3})
says(case.assertEqual, "x" * 100, "x" * 99 + "y")
says(case.assertNotEqual, 1, 1)
says(case.assertAlmostEqual, 1.0, 1.1)
says(case.assertAlmostEqual, 1.0, 1.0000000001)
says(case.assertAlmostEqual, 1.0, 1.1, delta=0.05)
says(case.assertTrue, [])
says(case.assertFalse, "text")
says(case.assertIs, [], [])
says(case.assertIsNone, 0)
says(case.assertIsNotNone, None)
says(case.assertIn, 3, [1, 2])
says(case.assertNotIn, 1, [1, 2])
says(case.assertIsInstance, 1, str)
says(case.assertNotIsInstance, 1, int)
says(case.assertLess, 2, 1)
says(case.assertGreaterEqual, 1, 2)
says(case.assertRegex, "some text", "^text")
says(case.assertNotRegex, "some text", "text")
says(case.assertCountEqual, [1, 2, 2], [2, 1, 3])
says(case.assertRaises, ValueError, int, "3")
says(case.assertRaisesRegex, ValueError, "^other", int, "x")
says(case.assertListEqual, [1], (1,))
says(case.assertSequenceEqual, [1, 2], (1, 2))
with case.assertWarns(UserWarning) as context:
    warnings.warn("careful")
print(context.warning)
says(lambda: case.assertWarns(UserWarning, lambda: None))
try:
    case.assertRaises(3, int)
except TypeError as e:
    print(e)
