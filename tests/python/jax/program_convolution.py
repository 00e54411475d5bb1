import jax
import jax.numpy as jnp


def conv2d(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    return sum(kernel[i, j] * image[i : i + h, j : j + w] for i in range(kh) for j in range(kw))


def max_pool(x, n=2):
    h, w = x.shape
    return x.reshape(h // n, n, w // n, n).max((1, 3))


image = jnp.arange(36.0).reshape(6, 6) % 7
edge = jnp.array([[-1.0, 0.0, 1.0]] * 3)
print(conv2d(image, edge), max_pool(image), jax.grad(lambda k: jnp.sum(conv2d(image, k) ** 2))(edge))
print(jax.vmap(conv2d, (None, 0))(image, jnp.stack([edge, edge.T])).shape)
print(jax.vmap(conv2d, (0, None))(jnp.stack([image, -image]), edge)[1][0])
print(jax.grad(lambda im: max_pool(im).sum())(image[:4, :4]))
blur = jnp.outer(jnp.array([1.0, 2.0, 1.0]), jnp.array([1.0, 2.0, 1.0])) / 16
print(conv2d(jnp.pad(image, 1), blur).round(3)[:2])
print(jax.lax.conv(image[None, None], edge[None, None], (1, 1), "VALID")[0, 0])


def life_step(board):
    neighbours = sum(jnp.roll(board, (i, j), (0, 1)) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0))
    return ((neighbours == 3) | ((board == 1) & (neighbours == 2))).astype(int)


board = jnp.zeros((5, 5), int).at[jnp.array([1, 2, 3]), 2].set(1)
for _ in range(2):
    board = life_step(board)
    print(board)
