import jax
import jax.numpy as jnp
from jax import lax
from jax.scipy.special import logsumexp
import numpy as np
from typing import NamedTuple, Tuple

class LGSSM(NamedTuple):
    A: jnp.ndarray
    Q: jnp.ndarray
    C: jnp.ndarray
    R: jnp.ndarray
    mu0: jnp.ndarray
    Sigma0: jnp.ndarray

def mvn_logpdf(y, m, S):
    L = jnp.linalg.cholesky(S)
    d = jax.scipy.linalg.solve_triangular(L, y - m, lower=True)
    return -0.5 * d @ d - jnp.log(jnp.diagonal(L)).sum() - 0.5 * y.shape[0] * jnp.log(2 * jnp.pi)

def kalman_filter(p: LGSSM, ys) -> Tuple[jnp.ndarray, ...]:
    def step(carry, y):
        m, P, ll = carry
        S = p.C @ P @ p.C.T + p.R
        K = jnp.linalg.solve(S, p.C @ P).T
        ll = ll + mvn_logpdf(y, p.C @ m, S)
        m_f = m + K @ (y - p.C @ m)
        P_f = P - K @ S @ K.T
        m_p, P_p = p.A @ m_f, p.A @ P_f @ p.A.T + p.Q
        return (m_p, P_p, ll), (m_f, P_f, m_p, P_p)
    (_, _, ll), outs = lax.scan(step, (p.mu0, p.Sigma0, 0.0), ys)
    return ll, outs

def rts_smoother(p, filtered):
    mf, Pf, mp, Pp = filtered
    def step(carry, inp):
        ms, Ps = carry
        m, P, m_next, P_next = inp
        G = jnp.linalg.solve(P_next, p.A @ P).T
        ms = m + G @ (ms - m_next)
        Ps = P + G @ (Ps - P_next) @ G.T
        return (ms, Ps), (ms, Ps)
    init = (mf[-1], Pf[-1])
    _, (ms, Ps) = lax.scan(step, init, (mf[:-1], Pf[:-1], mp[:-1], Pp[:-1]), reverse=True)
    return jnp.concatenate([ms, mf[-1:]]), jnp.concatenate([Ps, Pf[-1:]])

dt = 0.1
A = jnp.array([[1., dt], [0., 1.]])
model = LGSSM(A=A, Q=0.01 * jnp.eye(2), C=jnp.array([[1., 0.]]), R=jnp.array([[0.25]]),
              mu0=jnp.zeros(2), Sigma0=jnp.eye(2))

rng = np.random.default_rng(7)
x = np.array([0.0, 1.0])
ys = []
for t in range(50):
    ys.append([x[0] + 0.5 * rng.normal()])
    x = np.asarray(A) @ x + 0.1 * rng.normal(size=2)
ys = jnp.asarray(ys)
ll, filt = jax.jit(kalman_filter)(model, ys)
print("log likelihood: {:.3f}".format(ll))
ms, Ps = rts_smoother(model, filt)
print("filtered:", jnp.round(filt[0][:3], 3))
print("smoothed:", jnp.round(ms[:3], 3))
print("variance shrinks:", bool(jnp.all(Ps[:-1, 0, 0] <= filt[1][:-1, 0, 0] + 1e-6)))

def nll(log_r, log_q):
    p = model._replace(R=jnp.exp(log_r) * jnp.eye(1), Q=jnp.exp(log_q) * jnp.eye(2))
    return -kalman_filter(p, ys)[0]
theta = (jnp.log(1.0), jnp.log(0.1))
vg = jax.jit(jax.value_and_grad(nll, argnums=(0, 1)))
for i in range(25):
    v, (g1, g2) = vg(*theta)
    theta = (theta[0] - 0.02 * g1, theta[1] - 0.02 * g2)
    if i % 8 == 0:
        print(f"  iter {i:2d}: nll={v:.3f} R={jnp.exp(theta[0]):.3f} Q={jnp.exp(theta[1]):.4f}")

# HMM
def hmm_forward(log_pi, log_A, log_B, obs):
    def step(alpha, o):
        alpha = logsumexp(alpha[:, None] + log_A, axis=0) + log_B[:, o]
        return alpha, alpha
    a0 = log_pi + log_B[:, obs[0]]
    aT, alphas = lax.scan(step, a0, obs[1:])
    return logsumexp(aT), jnp.vstack([a0, alphas])

def viterbi(log_pi, log_A, log_B, obs):
    def fwd(delta, o):
        scores = delta[:, None] + log_A
        return scores.max(0) + log_B[:, o], scores.argmax(0)
    d0 = log_pi + log_B[:, obs[0]]
    dT, back = lax.scan(fwd, d0, obs[1:])
    last = dT.argmax()
    def bwd(s, bp):
        s_prev = bp[s]
        return s_prev, s_prev
    _, path = lax.scan(bwd, last, back, reverse=True)
    return jnp.append(path, last), dT.max()

pi = jnp.array([0.6, 0.4]); T = jnp.array([[0.7, 0.3], [0.4, 0.6]]); B = jnp.array([[0.1, 0.4, 0.5], [0.7, 0.2, 0.1]])
obs = jnp.array([0, 1, 2, 2, 1, 0, 0, 2])
lp, alphas = hmm_forward(jnp.log(pi), jnp.log(T), jnp.log(B), obs)
path, best = viterbi(jnp.log(pi), jnp.log(T), jnp.log(B), obs)
print("logp", lp, "viterbi", path, best)
# gradient of log evidence wrt log_B gives expected counts
counts = jax.grad(lambda lb: hmm_forward(jnp.log(pi), jnp.log(T), lb, obs)[0])(jnp.log(B))
print(counts, counts.sum())
brute = 0.0
import itertools
for states in itertools.product(range(2), repeat=len(obs)):
    p = float(pi[states[0]] * B[states[0], obs[0]])
    for i in range(1, 3):
        p *= float(T[states[i-1], states[i]] * B[states[i], obs[i]])
    if sum(states) == 0:
        brute += p
print(round(brute, 6))
