import jax
import jax.numpy as jnp
from jax import lax


def bisect(f, lo, hi, tol=1e-4):
    def body(s):
        lo, hi = s
        mid = 0.5 * (lo + hi)
        return lax.cond(f(lo) * f(mid) <= 0, lambda: (lo, mid), lambda: (mid, hi))

    lo, hi = lax.while_loop(lambda s: s[1] - s[0] > tol, body, (lo, hi))
    return 0.5 * (lo + hi)


print(bisect(lambda x: x**2 - 2, 0.0, 2.0).round(3))
print(jax.vmap(lambda a: bisect(lambda x: x**3 - a, 0.0, 4.0))(jnp.array([1.0, 8.0, 27.0])).round(2))


def simpson(f, a, b, n=16):
    h = (b - a) / n
    body = lambda i, s: s + f(a + i * h) * jnp.where(i % 2 == 0, 2.0, 4.0)
    return h / 3 * (f(a) + f(b) + lax.fori_loop(1, n, body, 0.0))


print(simpson(jnp.sin, 0.0, jnp.pi).round(3))
print(jax.grad(lambda a: simpson(lambda x: jnp.exp(a * x), 0.0, 1.0))(0.5).round(4))


def conjugate_gradient(matvec, b, tol=1e-5, maximum=50):
    def cond(s):
        _, r, _, k = s
        return (jnp.vdot(r, r) > tol**2) & (k < maximum)

    def body(s):
        x, r, p, k = s
        ap = matvec(p)
        alpha = jnp.vdot(r, r) / jnp.vdot(p, ap)
        new = r - alpha * ap
        return x + alpha * p, new, new + jnp.vdot(new, new) / jnp.vdot(r, r) * p, k + 1

    return lax.while_loop(cond, body, (jnp.zeros_like(b), b, b, 0))[0]


a = jnp.array([[4.0, 1.0, 0.0], [1.0, 3.0, 1.0], [0.0, 1.0, 2.0]])
print(conjugate_gradient(lambda v: a @ v, jnp.array([1.0, 2.0, 3.0])).round(3))


def adaptive(f, y, t_end, tol=1e-3):
    def body(s):
        t, y, h, n = s
        h = jnp.minimum(h, t_end - t)
        k1 = f(y)
        k2 = f(y + h * k1)
        error = jnp.abs(h * (k2 - k1) / 2)
        accept = error < tol
        t, y = lax.cond(accept, lambda: (t + h, y + h * (k1 + k2) / 2), lambda: (t, y))
        return t, y, jnp.where(accept, h * 1.5, h * 0.5), n + 1

    return lax.while_loop(lambda s: s[0] < t_end - 1e-6, body, (0.0, y, 0.1, 0))


t, y, _, n = adaptive(lambda y: -y, 1.0, 2.0)
print(t.round(3), y.round(2), n > 5)
gd = lambda x0: lax.while_loop(
    lambda s: jnp.abs(s[1]) > 1e-3, lambda s: (s[0] - 0.1 * s[1], 2 * (s[0] - 0.1 * s[1] - 3)), (x0, 2 * (x0 - 3))
)
print(gd(0.0)[0].round(2), jax.jit(gd)(10.0)[0].round(2))
