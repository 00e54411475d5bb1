/** Conjugate gradients, and their relative for operators that are not symmetric. */

import { whileLoop } from "../../lax/loops.js";
import * as jnp from "../../numpy/index.js";
import type { Value } from "../../trace/value.js";
import { squaredTolerance, type VectorProblem } from "./problem.js";

const zero = jnp.array(0n);

/** Hestenes and Stiefel's method, preconditioned. */
export function solveByConjugateGradients(problem: VectorProblem): Value {
  const { matvec, right, guess, precondition = (x: Value): Value => x, maxSteps } = problem;
  const enough = squaredTolerance(problem);
  const residual = right.sub(matvec(guess));
  const direction = precondition(residual);
  const last = whileLoop(
    ({ residual, steps }) => residual.dot(residual).gt(enough).and(steps.lt(maxSteps)),
    ({ x, residual, direction, gamma, steps }) => {
      const image = matvec(direction);
      const alpha = gamma.div(direction.dot(image));
      const left = residual.sub(image.mul(alpha));
      const conditioned = precondition(left);
      const next = left.dot(conditioned);
      return {
        x: x.add(direction.mul(alpha)),
        residual: left,
        direction: conditioned.add(direction.mul(next.div(gamma))),
        gamma: next,
        steps: steps.add(1),
      };
    },
    { x: guess, residual, direction, gamma: residual.dot(direction), steps: zero },
  );
  return last.x;
}

/** Van der Vorst's method, preconditioned. It ends where it breaks down, when a divisor is zero. */
export function solveByStabilizedBiconjugateGradients(problem: VectorProblem): Value {
  const { matvec, right, guess, precondition = (x: Value): Value => x, maxSteps } = problem;
  const enough = squaredTolerance(problem);
  const shadow = right.sub(matvec(guess));
  const one = jnp.array(1, { dtype: shadow.dtype });
  const start = {
    x: guess,
    residual: shadow,
    direction: shadow,
    image: shadow,
    alpha: one,
    omega: one,
    rho: one,
    steps: zero,
    isBroken: jnp.array(false),
  };
  const last = whileLoop(
    ({ residual, steps, isBroken }) => residual.dot(residual).gt(enough).and(steps.lt(maxSteps)).and(isBroken.not()), // prettier-ignore
    (before) => {
      const rho = shadow.dot(before.residual);
      const beta = rho.div(before.rho).mul(before.alpha).div(before.omega);
      const direction = before.residual.add(before.direction.sub(before.image.mul(before.omega)).mul(beta));
      const conditioned = precondition(direction);
      const image = matvec(conditioned);
      const alpha = rho.div(shadow.dot(image));
      const half = before.residual.sub(image.mul(alpha));
      const isHalfEnough = half.dot(half).lt(enough);
      const conditionedHalf = precondition(half);
      const imageOfHalf = matvec(conditionedHalf);
      const omega = imageOfHalf.dot(half).div(imageOfHalf.dot(imageOfHalf));
      const halfway = before.x.add(conditioned.mul(alpha));
      return {
        x: jnp.where(isHalfEnough, halfway, halfway.add(conditionedHalf.mul(omega))),
        residual: jnp.where(isHalfEnough, half, half.sub(imageOfHalf.mul(omega))),
        direction,
        image,
        alpha,
        omega,
        rho,
        steps: before.steps.add(1),
        isBroken: omega.eq(0).or(alpha.eq(0)).or(rho.eq(0)),
      };
    },
    start,
  );
  return last.x;
}
