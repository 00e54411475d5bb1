# Assertions as a test file has them.
import jax
import jax.numpy as jnp
import numpy as np


class CustomJVPTest:
    def setup(self):
        @jax.custom_jvp
        def f(x):
            return jnp.sin(x)

        f.defjvp(lambda p, t: (f(p[0]), 2.0 * jnp.cos(p[0]) * t[0]))
        self.f = f

    def assertAllClose(self, a, b, atol=1e-5):
        jax.tree.map(lambda u, v: np.testing.assert_allclose(u, v, atol=atol), a, b)

    def test_basic(self):
        x = 3.0
        self.assertAllClose(self.f(x), jnp.sin(x))
        self.assertAllClose(jax.jvp(self.f, (x,), (1.0,)), (jnp.sin(x), 2 * jnp.cos(x)))
        self.assertAllClose(jax.grad(self.f)(x), 2 * jnp.cos(x))

    def test_vmap(self):
        xs = jnp.arange(3.0)
        self.assertAllClose(jax.vmap(jax.grad(self.f))(xs), 2 * jnp.cos(xs))
        self.assertAllClose(jax.vmap(lambda x: jax.jvp(self.f, (x,), (x,))[1])(xs), 2 * jnp.cos(xs) * xs)

    def test_second(self):
        self.assertAllClose(jax.grad(jax.grad(self.f))(1.0), -2 * jnp.sin(1.0))

    def test_fails(self):
        self.assertAllClose(1.0, 2.0)

    def test_raises(self):
        try:
            jax.grad(self.f)(jnp.ones(2))
        except TypeError as e:
            assert "scalar-output" in str(e)
        else:
            raise AssertionError("did not raise")


for name in sorted(n for n in dir(CustomJVPTest) if n.startswith("test_")):
    case = CustomJVPTest()
    case.setup()
    try:
        getattr(case, name)()
        print(name, "ok")
    except AssertionError as error:
        print(name, "FAILED", str(error).strip().splitlines()[0])
