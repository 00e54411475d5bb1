import jax
import jax.numpy as jnp


def lagrangian(q, qdot, m=1.0, l=1.0, g=9.8):
    return 0.5 * m * l**2 * qdot**2 + m * g * l * jnp.cos(q)


def acceleration(q, qdot):
    dq = jax.grad(lagrangian, 0)(q, qdot)
    dqdq = jax.grad(jax.grad(lagrangian, 1), 0)(q, qdot)
    mass = jax.grad(jax.grad(lagrangian, 1), 1)(q, qdot)
    return (dq - dqdq * qdot) / mass


print(acceleration(0.5, 0.0).round(4), (-9.8 * jnp.sin(0.5)).round(4))


def potential(positions):
    total = 0.0
    for i in range(len(positions)):
        for j in range(i):
            r = jnp.sqrt(jnp.sum((positions[i] - positions[j]) ** 2))
            total += 4 * ((1 / r) ** 12 - (1 / r) ** 6)
    return total


atoms = jnp.array([[0.0, 0.0], [1.2, 0.0], [0.0, 1.3]])
force = jax.jit(lambda x: -jax.grad(potential)(x))
print(potential(atoms).round(4), force(atoms).round(3), force(atoms).sum(0).round(3))


def verlet(x, v, dt, n):
    f = force(x)
    for _ in range(n):
        x = x + v * dt + 0.5 * f * dt**2
        new = force(x)
        v, f = v + 0.5 * (f + new) * dt, new
    return x, v


total = lambda x, v: potential(x) + 0.5 * jnp.sum(v**2)
x, v = verlet(atoms, jnp.zeros_like(atoms), 0.005, 100)
print(jnp.abs(total(x, v) - potential(atoms)) < 1e-2, x.mean(0).round(3))
harmonic = lambda w: lambda t: jnp.cos(w * t)
d2 = jax.vmap(jax.grad(jax.grad(harmonic(2.0))))(jnp.linspace(0, 1, 4))
print(d2.round(3), jnp.allclose(d2, -4 * jax.vmap(harmonic(2.0))(jnp.linspace(0, 1, 4)), atol=1e-4))
heat = jnp.zeros(11).at[5].set(1.0)
for _ in range(20):
    heat = heat + 0.2 * (jnp.roll(heat, 1) - 2 * heat + jnp.roll(heat, -1))
print(heat.round(3), heat.sum().round(4))
