import jax, jax.numpy as jnp
from jax import lax, jit, vmap
import numpy as np
from functools import partial
# D2Q9 lattice Boltzmann
c = np.array([[0,0],[1,0],[0,1],[-1,0],[0,-1],[1,1],[-1,1],[-1,-1],[1,-1]])
w = jnp.array([4/9] + [1/9]*4 + [1/36]*4)
opp = np.array([0,3,4,1,2,7,8,5,6])
NX, NY, tau = 24, 12, 0.8
X, Y = np.meshgrid(np.arange(NX), np.arange(NY), indexing="ij")
obstacle = jnp.asarray((X - 6)**2 + (Y - 6)**2 < 4)
def macros(f):
    rho = f.sum(-1)
    u = jnp.einsum("xyq,qd->xyd", f, jnp.asarray(c, jnp.float32)) / rho[..., None]
    return rho, u
def equilibrium(rho, u):
    cu = jnp.einsum("xyd,qd->xyq", u, jnp.asarray(c, jnp.float32))
    uu = jnp.sum(u**2, -1)[..., None]
    return rho[..., None] * w * (1 + 3*cu + 4.5*cu**2 - 1.5*uu)
@jit
def step(f):
    rho, u = macros(f)
    u = u.at[0, :, 0].set(0.05)
    fp = f - (f - equilibrium(rho, u)) / tau
    fp = jnp.where(obstacle[..., None], f[..., opp], fp)
    return jnp.stack([jnp.roll(fp[..., q], shift=tuple(int(v) for v in c[q]), axis=(0, 1)) for q in range(9)], -1)
u0 = jnp.zeros((NX, NY, 2)).at[..., 0].set(0.05)
f = equilibrium(jnp.ones((NX, NY)), u0)
mass0 = f.sum()
for i in range(50): f = step(f)
rho, u = macros(f)
print("mass drift small:", bool(jnp.abs(f.sum() / mass0 - 1) < 0.05), jnp.round(u[12, ::3, 0], 3))
vort = jnp.gradient(u[..., 1], axis=0) - jnp.gradient(u[..., 0], axis=1)
print(vort.shape, bool(jnp.isfinite(vort).all()))
# game of life with convolution
K = jnp.array([[1,1,1],[1,0,1],[1,1,1]], jnp.float32)
def life(board):
    n = lax.conv_general_dilated(jnp.pad(board, 1, mode="wrap")[None, None].astype(jnp.float32), K[None, None], (1, 1), "VALID")[0, 0]
    return ((n == 3) | ((board == 1) & (n == 2))).astype(jnp.int32)
b = jnp.zeros((8, 8), jnp.int32).at[jnp.array([0, 1, 2, 2, 2]), jnp.array([1, 2, 0, 1, 2])].set(1)
def show(b): print("\n".join("".join(".#"[v] for v in r) for r in np.asarray(b)), end="\n\n")
show(b)
b4 = lax.fori_loop(0, 4, lambda i, b: life(b), b); show(b4)
print("glider moved:", bool((jnp.roll(b, (1, 1), (0, 1)) == b4).all()))
# Gray-Scott
def lap(z): return sum(jnp.roll(z, s, a) for s, a in [(1,0),(-1,0),(1,1),(-1,1)]) - 4*z
def gs(uv, _):
    u, v = uv; r = u * v * v
    return (u + 0.16*lap(u) - r + 0.035*(1-u), v + 0.08*lap(v) + r - 0.095*v), None
U = jnp.ones((20, 20)); V = jnp.zeros((20, 20)); U = U.at[8:12, 8:12].set(0.5); V = V.at[8:12, 8:12].set(0.25)
(U, V), _ = jit(lambda uv: lax.scan(gs, uv, None, length=100))((U, V))
print("gray-scott %.4f %.4f" % (U.mean(), V.max()))
# Mandelbrot
@partial(jit, static_argnums=(0, 1))
def mandel(w_, h_, n=30):
    x = jnp.linspace(-2, 0.6, w_); y = jnp.linspace(-1.1, 1.1, h_)
    cr, ci = jnp.meshgrid(x, y)
    def body(i, s):
        zr, zi, cnt = s
        zr2, zi2 = zr*zr, zi*zi
        ok = zr2 + zi2 < 4
        return jnp.where(ok, zr2 - zi2 + cr, zr), jnp.where(ok, 2*zr*zi + ci, zi), cnt + ok
    return lax.fori_loop(0, n, body, (cr*0, ci*0, jnp.zeros_like(cr, int)))[2]
for row in np.asarray(mandel(40, 11)): print("".join(" .:-=+*#%@"[min(int(v) // 3, 9)] for v in row))
# 1d ising / cellular automaton rule 110
def rule(n):
    table = jnp.array([(n >> i) & 1 for i in range(8)])
    def step(r, _):
        idx = 4 * jnp.roll(r, 1) + 2 * r + jnp.roll(r, -1)
        return table[idx], r
    return step
_, hist = lax.scan(rule(110), jnp.zeros(31, jnp.int32).at[-1].set(1), None, length=10)
for r in np.asarray(hist): print("".join(" █"[v] for v in r))
