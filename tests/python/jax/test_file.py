"""A file of tests, as those of libraries on JAX are written."""

import functools
import sys
import unittest

import jax
import jax.numpy as jnp
import numpy as np
from absl.testing import absltest, parameterized
from jax._src import api, config, core, dtypes
from jax._src import test_util as jtu

config.parse_flags_with_absl()


class LibraryTest(jtu.JaxTestCase):
    @jtu.sample_product([dict(shape=(3,), axis=0), dict(shape=(2, 3), axis=1)], dtype=[np.float32, np.int32])
    def test_sums(self, shape, axis, dtype):
        rng = jtu.rand_default(self.rng())
        args = lambda: [rng(shape, dtype)]
        self._CheckAgainstNumpy(functools.partial(np.sum, axis=axis, dtype=dtype), functools.partial(jnp.sum, axis=axis), args, tol=1e-5)
        self._CompileAndCheck(functools.partial(jnp.sum, axis=axis), args)

    @parameterized.named_parameters(("sine", jnp.sin), ("cube", lambda x: x**3), dict(testcase_name="tanh", f=jnp.tanh))
    def test_derivatives(self, f):
        jtu.check_grads(f, (jnp.array([0.1, 0.7]),), order=2, modes=["fwd", "rev"])

    @parameterized.product(x=[1.0, 2.0], y=(3, 4))
    def test_products(self, x, y):
        self.assertAllClose(api.grad(lambda a: a * y)(x), float(y), check_dtypes=False)

    def test_trees(self):
        self.assertAllClose({"a": jnp.ones(2), "b": [1.0]}, {"a": np.ones(2, np.float32), "b": [1.0]})
        with self.assertRaises(AssertionError):
            self.assertArraysEqual(jnp.ones(2), jnp.zeros(2))
        self.assertIsInstance(jax.make_jaxpr(jnp.sin)(1.0), core.ClosedJaxpr)
        self.assertTrue(dtypes.is_weakly_typed(1.0))

    @jtu.run_on_devices("tpu")
    def test_elsewhere(self):
        raise RuntimeError("never runs")

    def test_output(self):
        with jtu.capture_stdout() as written:
            print("captured")
        self.assertEqual(written(), "captured\n")
        with self.assertWarnsRegex(UserWarning, "not available"):
            jnp.zeros(2, dtype="float64")

    def test_fails(self):
        self.assertAllClose(jnp.ones(1), jnp.zeros(2))


class PlainTest(unittest.TestCase):
    def test_sub(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertLess(n, 2)


suite = unittest.TestSuite(jtu.JaxTestLoader().loadTestsFromTestCase(c) for c in (LibraryTest, PlainTest))
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, [str(t) for t, _ in result.failures], [str(t) for t, _ in result.errors], result.skipped[0][1])
print(result.failures[0][1].splitlines()[-1].split("site-packages")[0])
if __name__ == "__main__":
    sys.stderr = sys.stdout = type("Quiet", (), {"write": lambda self, text: len(text), "flush": lambda self: None})()
    absltest.main(testLoader=jtu.JaxTestLoader())
