"""lax.custom_root: what is found by halving intervals, by Newton's method or by anything else is differentiated as an equation."""
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax


def show(what, tree):
    print(what, jax.tree.map(lambda x: (np.round(np.asarray(x, dtype=np.float32), 3) + 0.0).tolist(), tree))


def halve(f, _):
    "The zero of an increasing function between -10 and 10."
    def step(i, ends):
        a, b = ends
        middle = (a + b) / 2
        return lax.cond(f(middle) > 0, lambda: (a, middle), lambda: (middle, b))
    a, b = lax.fori_loop(0, 40, step, (-10.0, 10.0))
    return (a + b) / 2


def kepler(mean, eccentricity):
    "The eccentric anomaly of a planet."
    equation = lambda e: e - eccentricity * jnp.sin(e) - mean
    return lax.custom_root(equation, mean, halve, lambda g, y: y / g(1.0))


show("value", kepler(1.0, 0.3))
show("gradient", jax.grad(kepler, argnums=(0, 1))(1.0, 0.3))
show("second", jax.hessian(kepler, argnums=(0, 1))(1.0, 0.3))
show("forward", jax.jvp(kepler, (1.0, 0.3), (1.0, -2.0)))
means = jnp.linspace(0.0, 3.0, 4)
show("lanes", jax.vmap(kepler, in_axes=(0, None))(means, 0.3))
show("lanes' gradients", jax.jit(jax.vmap(jax.grad(kepler, argnums=(0, 1)), in_axes=(0, None)))(means, 0.3))
show("gradient of lanes", jax.grad(lambda e: jax.vmap(kepler, in_axes=(0, None))(means, e).sum())(0.3))
by_hand = 1 / (1 - 0.3 * jnp.cos(kepler(1.0, 0.3)))
show("by hand", by_hand)
print(jax.make_jaxpr(kepler)(1.0, 0.3))


def newton(f, x):
    def turn(state):
        x, _ = state
        step = jnp.linalg.solve(jax.jacfwd(f)(x), f(x))
        return x - step, jnp.max(jnp.abs(step))
    x, left = lax.while_loop(lambda state: state[1] > 1e-5, turn, (x, jnp.inf))
    return x, {"left": jnp.round(left)}


def meeting(params):
    "Where an ellipse and a line meet."
    def equations(p):
        x, y = p
        return jnp.array([(x / params["a"]) ** 2 + (y / params["b"]) ** 2 - 1, y - params["slope"] * x])
    tangent = lambda g, y: jnp.linalg.solve(jax.jacfwd(g)(y), y)
    return lax.custom_root(equations, jnp.array([1.0, 1.0]), newton, tangent, has_aux=True)


params = {"a": 2.0, "b": 1.0, "slope": 0.5}
show("meeting", meeting(params))
show("jacobian", jax.jacrev(lambda p: meeting(p)[0])(params))
show("jacobian", jax.jacfwd(lambda p: meeting(p)[0])(params))
(value, aux), derivative = jax.value_and_grad(lambda p: (meeting(p)[0].sum(), meeting(p)[1]), has_aux=True)(params)
show("with aux", (value, aux, derivative))
slopes = jnp.array([0.0, 0.5, 2.0])
show("slopes", jax.jit(jax.vmap(lambda s: meeting({**params, "slope": s})))(slopes))


def balance(c):
    "Unknowns that are a tree."
    f = lambda t: {"hot": t["hot"] - 3 * c, "cold": [2 * t["cold"][0] + t["hot"] - c]}
    solve = lambda f, t: {"hot": 3 * c, "cold": [-c]}
    tangent = lambda g, y: {"hot": y["hot"], "cold": [(y["cold"][0] - y["hot"]) / 2]}
    return lax.custom_root(f, {"hot": jnp.zeros(2), "cold": [jnp.zeros(2)]}, solve, tangent)


show("tree", balance(jnp.array([1.0, 2.0])))
show("tree", jax.jacrev(balance)(jnp.array([1.0, 2.0])))


def fails(call):
    try:
        print("no error", call())
    except Exception as e:
        print(type(e).__name__, e)


identity = lambda f, x: x
fails(lambda: lax.custom_root(lambda x: (x, x), 1.0, identity, identity))
fails(lambda: lax.custom_root(lambda x: x, 1.0, lambda f, x: [x], identity))
fails(lambda: lax.custom_root(lambda x: x, 1.0, identity, lambda g, y: {"y": y}))
fails(lambda: lax.custom_root(lambda x: x, 1.0, identity, identity, has_aux=True))
fails(lambda: lax.custom_root(lambda x: x, {"a": 1.0}, lambda f, x: x["a"], identity))


def looping(a):
    "A tangent solver that loops has no transpose."
    tangent = lambda g, y: lax.while_loop(lambda x: jnp.abs(g(x) - y) > 1e-6, lambda x: x + (y - g(x)) / 8, y)
    return lax.custom_root(lambda x: x ** 2 - a, a, lambda f, x: jnp.sqrt(a), tangent)


show("forward", jax.jvp(looping, (4.0,), (1.0,)))
fails(lambda: jax.grad(looping)(4.0))
