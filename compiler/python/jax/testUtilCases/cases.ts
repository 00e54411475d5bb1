/** Cases that compare what is compiled with what is not. */

export const cases = String.raw`
class JaxTestCase(parameterized.TestCase):
    _default_global_config = {}
    _default_thread_local_config = {"jax_enable_checks": True}
    def setUp(self):
        super().setUp()
        self._rng = npr.RandomState(_seed(self._testMethodName))
        self.enterContext(_settings_of({**self._default_global_config, **self._default_thread_local_config}))
    def rng(self):
        return self._rng
    def assertArraysEqual(self, actual, desired, *, check_dtypes=True, err_msg="", allow_object_dtype=False, verbose=True):
        if check_dtypes:
            self.assertDtypesMatch(actual, desired)
        np.testing.assert_array_equal(np.asarray(actual), np.asarray(desired), err_msg=err_msg, verbose=verbose)
    def assertArraysAllClose(self, actual, desired, *, check_dtypes=True, atol=None, rtol=None, err_msg=""):
        self.assertEqual(actual.shape, desired.shape)
        _assert_allclose(actual, desired, atol, rtol, err_msg)
        if check_dtypes:
            self.assertDtypesMatch(actual, desired)
    def assertDtypesMatch(self, actual, desired, *, canonicalize_dtypes=True):
        kinds = [_dtype(actual), _dtype(desired)]
        if canonicalize_dtypes:
            kinds = [_jax.dtypes.canonicalize_dtype(dtype, allow_extended_dtype=True) for dtype in kinds]
        self.assertEqual(*kinds)
    def assertAllClose(self, actual, desired, *, check_dtypes=True, atol=None, rtol=None, canonicalize_dtypes=True, err_msg=""):
        def inner(a, b):
            self.assertAllClose(a, b, check_dtypes=check_dtypes, atol=atol, rtol=rtol,
                                canonicalize_dtypes=canonicalize_dtypes, err_msg=err_msg)
        if isinstance(actual, dict):
            self.assertIsInstance(desired, dict)
            self.assertEqual(set(actual.keys()), set(desired.keys()))
            for k in actual.keys():
                inner(actual[k], desired[k])
        elif is_sequence(actual) and not hasattr(actual, "__array__"):
            if not is_sequence(desired) or hasattr(desired, "__array__"):
                self.fail(f"Expected sequence, got {desired}")
            self.assertEqual(len(actual), len(desired))
            for a, b in zip(actual, desired):
                inner(a, b)
        elif hasattr(actual, "__array__") or np.isscalar(actual):
            if not (hasattr(desired, "__array__") or np.isscalar(desired)):
                self.fail(f"Expected array-like, got {desired}")
            if check_dtypes:
                self.assertDtypesMatch(actual, desired, canonicalize_dtypes=canonicalize_dtypes)
            self.assertArraysAllClose(np.asarray(actual), np.asarray(desired), check_dtypes=False,
                                      atol=atol, rtol=rtol, err_msg=err_msg)
        elif actual != desired:
            raise TypeError((type(actual), type(desired)))
    def assertMultiLineStrippedEqual(self, expected, what):
        def stripped(text):
            import re
            return re.sub(r"\s*\n\s*", "\n", textwrap.dedent(text).strip())
        if stripped(what) != stripped(expected):
            print(f"Found\n{what}\n")
            self.assertMultiLineEqual(stripped(expected), stripped(what), msg=f"Found\n{what}\nExpecting\n{expected}")
    @contextmanager
    def assertNoWarnings(self):
        with _warnings.catch_warnings():
            _warnings.simplefilter("error")
            yield
    @contextmanager
    def assertWarns(self, warning, *, msg=None):
        with _warnings.catch_warnings(record=True) as records:
            _warnings.simplefilter("always")
            yield
        if not any(isinstance(r.message, warning) and (msg is None or msg in str(r.message)) for r in records):
            self.fail(f"Expected warning not found {warning}:'{msg}', got {records}")
    @contextmanager
    def assertWarnsRegex(self, warning, regex):
        import re
        with _warnings.catch_warnings(record=True) as records:
            _warnings.simplefilter("always")
            yield
        if not any(isinstance(r.message, warning) and (regex is None or re.search(regex, str(r.message))) for r in records):
            self.fail(f"Expected warning not found {warning}:'{regex}', got warnings: {[str(r.message) for r in records]}")
    def _CompileAndCheck(self, fun, args_maker, *, check_dtypes=True, tol=None, rtol=None, atol=None, check_cache_misses=True):
        args, atol, rtol = args_maker(), atol or tol, rtol or tol
        may_run = True
        def noted(*args):
            self.assertTrue(may_run)
            return fun(*args)
        compiled = _jax.jit(noted)
        self.assertAllClose(fun(*args), compiled(*args), check_dtypes=check_dtypes, atol=atol, rtol=rtol)
        may_run = False
        args = args_maker()
        self.assertAllClose(fun(*args), compiled(*args), check_dtypes=check_dtypes, atol=atol, rtol=rtol)
    def _CheckAgainstNumpy(self, numpy_reference_op, lax_op, args_maker, *, check_dtypes=True, tol=None, atol=None, rtol=None, canonicalize_dtypes=True):
        args = args_maker()
        self.assertAllClose(lax_op(*args), numpy_reference_op(*args), check_dtypes=check_dtypes, atol=atol or tol,
                            rtol=rtol or tol, canonicalize_dtypes=canonicalize_dtypes)
    def assertCacheMisses(self, func, *, cpp=None, aot_call=None, tracing=None, lowering=None, compilation_after_persistent_cache_miss=None):
        raise NotImplementedError("caches are not counted")

class BufferDonationTestCase(JaxTestCase):
    def assertDeleted(self, x):
        self.assertTrue(x.is_deleted())
    def assertNotDeleted(self, x):
        self.assertFalse(x.is_deleted())

def _seed(text):
    """Adler's checksum."""
    a, b = 1, 0
    for byte in map(ord, text):
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a

from absl.testing import absltest as _absltest
class JaxTestLoader(_absltest.TestLoader):
    pass
`;
