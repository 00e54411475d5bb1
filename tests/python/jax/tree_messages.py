import collections
from collections import namedtuple

import jax
import jax.numpy as jnp

P = namedtuple('P', 'x y')
try:
    jax.vmap(lambda a: a, in_axes=([0, 0],))([jnp.ones(3)])
except ValueError as e:
    print(e)
try:
    jax.vmap(lambda a: a, in_axes=((0, 0),))(None)
except ValueError as e:
    print(e)
print(jax.grad(lambda p: p.x * p.y)(P(2., 3.)))
try:
    jax.jvp(lambda x: x, (1.,), (1., 2.))
except TypeError as e:
    print(e)
try:
    jax.vjp(lambda x: (x, {'a': x}), 1.)[1](2.)
except ValueError as e:
    print(e)
try:
    jax.grad(lambda x: (x, x, 1), has_aux=True)(1.)
except TypeError as e:
    print(e)
od = collections.OrderedDict(b=1., a=2.)
try:
    jax.jvp(lambda x: x['a'], (od,), ({'b': 1., 'a': 2.},))
except TypeError as e:
    print(e)
print(jax.tree.structure([od, (1,), P(1, None)]))
