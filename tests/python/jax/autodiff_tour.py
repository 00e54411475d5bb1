import jax
import jax.numpy as jnp
from jax import grad, hessian, jacfwd, jacrev, jvp, value_and_grad, vjp, vmap

x = jnp.array([1.0, 2.0, 3.0])
print(grad(jnp.tanh)(2.0).round(5), grad(grad(jnp.tanh))(2.0).round(5), grad(grad(grad(jnp.tanh)))(2.0).round(5))


def loss_dict(params):
    return jnp.sum(params["W"] ** 2) * params["b"]


print(grad(loss_dict)({"W": x, "b": 2.0}))
J = lambda f: (jacfwd(f)(x), jacrev(f)(x))
forward, reverse = J(lambda v: jnp.outer(v, v).sum(0))
print(forward, (forward == reverse).all())


def vmap_mjp(f, x, M):
    y, vjp_fun = vjp(f, x)
    (outs,) = vmap(vjp_fun)(M)
    return outs


def vmap_jmp(f, x, M):
    push = lambda v: jvp(f, (x,), (v,))[1]
    return vmap(push)(M)


W = jnp.array([[1.0, 0.0, 2.0], [0.5, 1.0, 0.0]])
f = lambda v: W @ v**2
print(vmap_mjp(f, x, jnp.eye(2)), vmap_jmp(f, x, jnp.eye(3)).T)
print(hessian(lambda v: v @ v * v[0])(x), value_and_grad(lambda v: (v**2).sum())(x))
reverse_on_forward = lambda f, x, v: grad(lambda x: jvp(f, (x,), (v,))[1])(x)
print(reverse_on_forward(lambda v: jnp.sum(v**3), x, jnp.ones(3)))
print(grad(lambda z: jnp.real(z) ** 2 + jnp.imag(z) ** 2)(3 + 4j), vjp(jnp.sin, 1.0)[1](2.0)[0].round(4))


def rosen(v):
    return jnp.sum(100.0 * (v[1:] - v[:-1] ** 2) ** 2 + (1 - v[:-1]) ** 2)


print(grad(rosen)(jnp.ones(4)), hessian(rosen)(jnp.ones(3)))
