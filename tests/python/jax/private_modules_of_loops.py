# What tests of loops take from private modules.
from functools import partial

import jax
import jax.numpy as jnp
from jax import lax
from jax._src import core, dispatch
from jax._src.interpreters import batching, mlir
from jax._src.lax import control_flow
from jax._src.lax.control_flow import conditionals, loops, solves

double = core.Primitive("double")
double.def_impl(partial(dispatch.apply_primitive, double))
double.def_abstract_eval(lambda x: x)
mlir.register_lowering(double, mlir.lower_fun(lambda x: x * 2, multiple_results=False))
batching.defvectorized(double)

# A lowering that is never run may be anything.
unused = core.Primitive("unused")
unused.def_abstract_eval(lambda x: x)
mlir.register_lowering(unused, lambda ctx, x: mlir.hlo.CustomCallOp([x.type], [x]).results)

print(double.bind(jnp.ones(2)), jax.jit(double.bind)(3.0))
print(lax.fori_loop(0, 3, lambda i, x: double.bind(x), jnp.ones(2)))
print(jax.vmap(lambda x: lax.while_loop(lambda x: x < 10, double.bind, x))(jnp.arange(1.0, 4.0)))
print(jax.make_jaxpr(unused.bind)(1.0))
print(control_flow.while_p is lax.while_p, loops.scan_p is lax.scan_p, conditionals.cond_p is lax.cond_p)
print(control_flow.scan is lax.scan, conditionals.switch is lax.switch, solves.custom_root is lax.custom_root)
