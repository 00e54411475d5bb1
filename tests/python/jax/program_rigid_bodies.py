"""Rigid body kinematics, rotations, forward kinematics & IK by Jacobian transpose, bundle adjustment toy, ICP."""
import jax, jax.numpy as jnp, numpy as np
from jax import jit, vmap, grad, jacfwd, lax
np.set_printoptions(precision=4, suppress=True)
def quat_mul(a, b):
    w1, x1, y1, z1 = a; w2, x2, y2, z2 = b
    return jnp.array([w1*w2-x1*x2-y1*y2-z1*z2, w1*x2+x1*w2+y1*z2-z1*y2, w1*y2-x1*z2+y1*w2+z1*x2, w1*z2+x1*y2-y1*x2+z1*w2])
def quat_to_mat(q):
    w, x, y, z = q / jnp.linalg.norm(q)
    return jnp.array([[1-2*(y*y+z*z), 2*(x*y-z*w), 2*(x*z+y*w)], [2*(x*y+z*w), 1-2*(x*x+z*z), 2*(y*z-x*w)], [2*(x*z-y*w), 2*(y*z+x*w), 1-2*(x*x+y*y)]])
def axis_angle(axis, t): return jnp.concatenate([jnp.cos(t / 2)[None], jnp.sin(t / 2) * axis / jnp.linalg.norm(axis)])
def rodrigues(r):
    th = jnp.sqrt(jnp.sum(r ** 2) + 1e-12); k = r / th
    K = jnp.array([[0, -k[2], k[1]], [k[2], 0, -k[0]], [-k[1], k[0], 0]])
    return jnp.eye(3) + jnp.sin(th) * K + (1 - jnp.cos(th)) * K @ K
q = quat_mul(axis_angle(jnp.array([0., 0., 1.]), jnp.array(jnp.pi / 3)), axis_angle(jnp.array([1., 0., 0.]), jnp.array(0.5)))
R = quat_to_mat(q); print(np.asarray(R)); print("orthogonal", bool(jnp.allclose(R @ R.T, jnp.eye(3), atol=1e-6)), "det %.4f" % jnp.linalg.det(R))
print(np.asarray(rodrigues(jnp.array([0., 0., np.pi / 2]))))
L = jnp.array([1.0, 0.8, 0.5])
def fk(th):
    a = jnp.cumsum(th)
    return jnp.array([jnp.sum(L * jnp.cos(a)), jnp.sum(L * jnp.sin(a))])
J = jacfwd(fk); th = jnp.array([0.3, 0.4, 0.5]); target = jnp.array([0.5, 1.5])
print(np.asarray(fk(th)), np.asarray(J(th)))
def dls(th, target, lam=0.1, n=50):
    def body(th, _):
        e = target - fk(th); Jm = J(th)
        return th + Jm.T @ jnp.linalg.solve(Jm @ Jm.T + lam ** 2 * jnp.eye(2), e), jnp.linalg.norm(e)
    return lax.scan(body, th, None, length=n)
th_s, errs = jit(dls)(th, target); print("ik err < 1e-3:", bool(errs[-1] < 1e-3), np.asarray(errs[:4]))
# ICP with SVD-free 2d closed form
rs = np.random.RandomState(0); P = rs.randn(20, 2).astype(np.float32); a = 0.3
Q = P @ np.array([[np.cos(a), np.sin(a)], [-np.sin(a), np.cos(a)]], np.float32) + np.array([0.2, -0.1], np.float32)
def align(P, Q):
    cp, cq = P.mean(0), Q.mean(0); H = (P - cp).T @ (Q - cq)
    ang = jnp.arctan2(H[0, 1] - H[1, 0], H[0, 0] + H[1, 1])
    R = jnp.array([[jnp.cos(ang), -jnp.sin(ang)], [jnp.sin(ang), jnp.cos(ang)]])
    return R, cq - R @ cp, ang
def icp(P, Q, n=10):
    for _ in range(n):
        idx = jnp.argmin(jnp.sum((P[:, None] - Q[None]) ** 2, -1), 1)
        R, t, ang = align(P, Q[idx]); P = P @ R.T + t
    return P, jnp.mean(jnp.sum((P - Q[idx]) ** 2, -1))
R2, t2, ang = align(jnp.asarray(P), jnp.asarray(Q)); print("angle %.4f" % ang, np.asarray(t2))
Pf, err = icp(jnp.asarray(P), jnp.asarray(Q)); print("icp err < 0.1", bool(err < 0.1))
# pose graph Gauss-Newton: x_{i+1} - x_i = odom, loop closure
odom = jnp.array([[1., 0.], [0., 1.], [-1., 0.1], [0.05, -1.]])
def res(x):
    x = x.reshape(-1, 2)
    return jnp.concatenate([(x[1:] - x[:-1] - odom).ravel(), (x[0] - x[-1]).ravel(), 10 * x[0]])
x = jnp.zeros(10)
for _ in range(3):
    r, Jr = res(x), jacfwd(res)(x); x = x - jnp.linalg.solve(Jr.T @ Jr, Jr.T @ r)
print(np.asarray(x.reshape(-1, 2)) + 0.0)
# pinhole camera calibration
K = jnp.array([[500., 0., 160.], [0., 500., 120.], [0., 0., 1.]])
def project(pose, X):
    Y = X @ rodrigues(pose[:3]).T + pose[3:]; p = Y @ K.T
    return p[:, :2] / p[:, 2:]
X3 = jnp.asarray(rs.rand(8, 3).astype(np.float32)); true = jnp.array([0.1, -0.2, 0.05, 0.1, 0.2, 4.0]); uv = project(true, X3)
pose = jnp.array([0., 0., 0., 0., 0., 3.5])
f = lambda p: (project(p, X3) - uv).ravel()
for i in range(8):
    r, Jp = f(pose), jacfwd(f)(pose); pose = pose - jnp.linalg.solve(Jp.T @ Jp + 1e-3 * jnp.eye(6), Jp.T @ r)
print("pose", np.round(np.asarray(pose), 2), "reproj < 0.1", bool(jnp.abs(f(pose)).max() < 0.1))
