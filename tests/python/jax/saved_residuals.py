"""What reverse mode keeps, by policy."""

import jax
import jax.numpy as jnp
from jax import lax
from jax.ad_checkpoint import checkpoint_name, print_saved_residuals


def layer(weight, x):
    y = jnp.dot(weight, x)
    return checkpoint_name(jnp.tanh(y), "activation")


def model(weights, x):
    for weight in weights:
        x = layer(weight, x)
    return x.sum()


weights, x = [jnp.ones((5, 4)), jnp.ones((3, 5))], jnp.ones(4)
policies = jax.checkpoint_policies
for policy in (
    policies.everything_saveable,
    policies.nothing_saveable,
    policies.dots_saveable,
    policies.save_only_these_names("activation"),
    policies.save_any_names_but_these("activation"),
):
    print_saved_residuals(jax.checkpoint(model, policy=policy), weights, x)
    print()
print_saved_residuals(model, weights, x)
print_saved_residuals(lambda d: jnp.sin(d["a"]) * d["b"], {"a": 1.0, "b": 2.0})
print_saved_residuals(lambda x: lax.scan(lambda c, _: (jnp.sin(c), None), x, None, length=3)[0], x)
print_saved_residuals(lambda x, *rest, scale: weights[0] @ x * rest[0] * scale, x, 2.0, scale=x[0])
