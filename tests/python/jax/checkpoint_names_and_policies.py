"""What checkpoint keeps, by name and by a function of the script's."""

import jax
import jax.numpy as jnp
from jax.ad_checkpoint import checkpoint_name


def wave(x):
    return checkpoint_name(jnp.sin(x), "wave") ** 2 + jnp.cos(checkpoint_name(x * 2, "twice"))


policies = jax.checkpoint_policies
asked = []


def by_primitive(primitive, *avals, **params):
    asked.append((str(primitive), [str(a) for a in avals]))
    return str(primitive) == "sin"


for policy in (
    None,
    policies.save_only_these_names("wave"),
    policies.save_any_names_but_these("wave"),
    policies.save_anything_except_these_names("twice"),
    policies.save_from_both_policies(policies.dots_saveable, policies.save_only_these_names("twice")),
    by_primitive,
):
    f = jax.checkpoint(wave, policy=policy)
    print(f(0.5), jax.grad(f)(0.5), jax.jit(jax.grad(f))(0.5))
print(("sin", ["float32[]"]) in [(name, [a.replace("~", "") for a in avals]) for name, avals in asked])
print(jax.make_jaxpr(lambda x: checkpoint_name(x, "it"))(1.0))
try:
    jax.checkpoint(lambda x: x if x > 0 else -x)(1.0)
except Exception as e:
    print(type(e).__name__, "static_argnums" in str(e))
