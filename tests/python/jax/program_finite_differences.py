import jax
import jax.numpy as jnp

functions = {
    "polynomial": lambda x: 3 * x**3 - 2 * x + 1,
    "trigonometric": lambda x: jnp.sin(x) * jnp.cos(2 * x),
    "exponential": lambda x: jnp.exp(-(x**2)),
    "composition": lambda x: jnp.log1p(jnp.exp(jnp.sin(x))),
    "rational": lambda x: (x + 1) / (x**2 + 2),
    "norm": lambda x: jnp.sqrt(1 + x**2),
    "sum of parts": lambda x: sum(jnp.tanh(k * x) / k for k in (1, 2, 3)),
}
h = 1e-2
for name, f in functions.items():
    for x in (-0.7, 0.4):
        exact, numeric = jax.grad(f)(x), (f(x + h) - f(x - h)) / (2 * h)
        second, numeric2 = jax.grad(jax.grad(f))(x), (jax.grad(f)(x + h) - jax.grad(f)(x - h)) / (2 * h)
        print(f"{name:<14} {exact:8.3f} {second:8.2f}", abs(exact - numeric) < 3e-3, abs(second - numeric2) < 2e-2)


def check(f, args, eps=1e-2):
    grads = jax.grad(f, tuple(range(len(args))))(*args)
    for i, (arg, g) in enumerate(zip(args, grads)):
        direction = jnp.ones_like(arg)
        plus = f(*[a + eps * direction if j == i else a for j, a in enumerate(args)])
        minus = f(*[a - eps * direction if j == i else a for j, a in enumerate(args)])
        print(i, jnp.allclose((plus - minus) / (2 * eps), jnp.vdot(g, direction), atol=2e-2))


check(lambda a, b: jnp.sum(jnp.tanh(a @ b)), (0.3 * jnp.ones((2, 3)), jnp.array([0.1, -0.2, 0.3])))
from jax.test_util import check_grads

check_grads(lambda x: jnp.sin(x) * x, (1.0,), order=2, modes=("fwd", "rev"), atol=1e-2, rtol=1e-2)
print("checked")
