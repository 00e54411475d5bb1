import jax
import jax.numpy as jnp


def euler(f, y, t, dt):
    return jax.tree.map(lambda y, d: y + dt * d, y, f(t, y))


def rk4(f, y, t, dt):
    add = lambda y, k, s: jax.tree.map(lambda a, b: a + s * b, y, k)
    k1 = f(t, y)
    k2 = f(t + dt / 2, add(y, k1, dt / 2))
    k3 = f(t + dt / 2, add(y, k2, dt / 2))
    k4 = f(t + dt, add(y, k3, dt))
    return jax.tree.map(lambda y, a, b, c, d: y + dt / 6 * (a + 2 * b + 2 * c + d), y, k1, k2, k3, k4)


def solve(step, f, y, t0, t1, n):
    dt = (t1 - t0) / n
    for i in range(n):
        y = step(f, y, t0 + i * dt, dt)
    return y


decay = lambda k: lambda t, y: -k * y
one = jnp.array(1.0)
print(solve(rk4, decay(1.0), one, 0.0, 1.0, 10).round(5), jnp.exp(-1.0).round(5))
print(solve(euler, decay(1.0), one, 0.0, 1.0, 10).round(4))
print(jax.grad(lambda k: solve(rk4, decay(k), 1.0, 0.0, 1.0, 10))(1.0).round(4))
print(jax.jacfwd(lambda y: solve(rk4, decay(2.0), y, 0.0, 1.0, 5))(3.0).round(4))
pendulum = lambda t, s: {"angle": s["speed"], "speed": -jnp.sin(s["angle"])}
end = jax.jit(lambda s: solve(rk4, pendulum, s, 0.0, 2.0, 20))({"angle": jnp.array(1.0), "speed": jnp.array(0.0)})
print(jax.tree.map(lambda v: v.round(4), end))
energy = lambda s: s["speed"] ** 2 / 2 - jnp.cos(s["angle"])
print(energy(end).round(3), energy({"angle": 1.0, "speed": 0.0}).round(3))
lotka = lambda t, y: jnp.array([y[0] * (1.0 - 0.5 * y[1]), y[1] * (-1.0 + 0.3 * y[0])])
print(solve(rk4, lotka, jnp.array([2.0, 1.0]), 0.0, 1.0, 20).round(3))
print(jax.vmap(lambda y: solve(euler, lotka, y, 0.0, 0.5, 5))(jnp.array([[1.0, 1.0], [2.0, 2.0]])).round(3))
