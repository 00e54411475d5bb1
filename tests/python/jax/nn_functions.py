import jax
import jax.numpy as jnp

x = jnp.array([-3.0, -0.5, 0.0, 0.5, 3.0])
for f in (
    jax.nn.relu, jax.nn.relu6, jax.nn.sigmoid, jax.nn.softplus, jax.nn.silu, jax.nn.swish, jax.nn.gelu, jax.nn.elu,
    jax.nn.selu, jax.nn.celu, jax.nn.leaky_relu, jax.nn.hard_tanh, jax.nn.hard_sigmoid, jax.nn.hard_swish,
    jax.nn.log_sigmoid, jax.nn.soft_sign, jax.nn.mish, jax.nn.squareplus, jax.nn.sparse_plus, jax.nn.tanh
):
    print(f"{f.__name__:<14}", *[f"{v:.4f}" for v in f(x).tolist()], "|")
    print(*[f"{v:.3f}" for v in jax.vmap(jax.grad(f))(x).tolist()])
m = jnp.array([[1.0, 2.0, 3.0], [1000.0, 1000.0, -1000.0]])
print(jax.nn.softmax(m).round(4), jax.nn.log_softmax(m).round(4), jax.nn.softmax(m, axis=0).round(4))
print(jax.nn.logsumexp(m, axis=1).round(4), jax.nn.softmax(m, where=m > 1, axis=1).round(4))
print(jax.nn.standardize(m[0]).round(4), jax.nn.one_hot(jnp.array([0, 2, 5]), 3))
print(jax.nn.one_hot(1, 3, dtype=jnp.int32), jax.nn.glu(jnp.arange(4.0)).round(4))
print(jax.nn.gelu(x, approximate=False).round(4), jax.nn.elu(x, alpha=2.0).round(4), jax.nn.leaky_relu(x, 0.5))
print(jax.grad(lambda z: jax.nn.log_softmax(z)[0])(m[0]).round(4))
print(jax.jacfwd(jax.nn.softmax)(jnp.array([0.0, 1.0])).round(4))
print(jax.grad(lambda z: jax.nn.logsumexp(z))(m[1]).round(4), jax.nn.relu(jnp.array([-1, 2])), jax.nn.relu(3))
print(jax.hessian(jax.nn.softplus)(0.0).round(4), jax.grad(jax.nn.softplus)(1000.0))
print(jax.nn.initializers.zeros(jax.random.key(0), (2,)))
print(jax.nn.initializers.glorot_uniform()(jax.random.key(0), (2, 3)).shape)
print(jax.nn.dot_product_attention(jnp.ones((1, 2, 1, 4)), jnp.ones((1, 2, 1, 4)), jnp.ones((1, 2, 1, 4))).shape)
print(jax.make_jaxpr(jax.nn.relu)(1.0))
