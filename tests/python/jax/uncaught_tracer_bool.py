import jax


@jax.jit
def absolute(x):
    if x < 0:
        return -x
    return x


print(absolute(-3.0))
