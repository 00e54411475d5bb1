/** `jax.scipy.integrate`: integrals over samples. */

export const integrate = `
import jax.numpy as _jnp

def trapezoid(y, x=None, dx=1.0, axis=-1):
    return _jnp.trapezoid(y, x, dx, axis)
`;
