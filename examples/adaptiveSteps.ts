/**
 * An integrator of differential equations that chooses its steps: two of one formula tell how wrong a step is, which is taken again, shorter, if that
 * is too much. Under `vmap` each solution has its own steps, and with a bound on them reverse mode goes through.
 */

import { type Array, lax, numpy as jnp } from "../compiler/index.js";

interface Options {
  /** The greatest error of a step. */
  tolerance: number;
  /** The most steps, those that are taken again included. Without it there is no reverse mode. */
  maxSteps?: number;
}

/** Of x′ = f(x), x at the time `end`, by the formulas of Bogacki and Shampine, of third and second order. */
export function integrate(f: (x: Array) => Array, x0: Array, end: number, options: Options): Array {
  const { tolerance, maxSteps } = options;
  const step = ([time, size, x]: [Array, Array, Array]): [Array, Array, Array] => {
    const h = jnp.minimum(size, jnp.subtract(end, time));
    const k1 = f(x);
    const k2 = f(x.add(h.mul(k1).mul(1 / 2)));
    const k3 = f(x.add(h.mul(k2).mul(3 / 4)));
    const next = x.add(h.mul(k1.mul(2 / 9).add(k2.mul(1 / 3)).add(k3.mul(4 / 9)))); // prettier-ignore
    const k4 = f(next);
    const wrong = k1.mul(-5 / 72).add(k2.mul(1 / 12)).add(k3.mul(1 / 9)).add(k4.mul(-1 / 8)); // prettier-ignore
    const error = jnp.max(jnp.abs(h.mul(wrong))).div(tolerance);
    // The solution does not depend on how it was cut into steps, or would not if these were exact.
    const factor = lax.stopGradient(jnp.clip(jnp.power(error, -1 / 3).mul(0.9), 0.2, 5));
    const isGood = error.le(1);
    return [jnp.where(isGood, time.add(h), time), h.mul(factor), jnp.where(isGood, next, x)];
  };
  const start: [Array, Array, Array] = [jnp.array(0), jnp.array(end / 100), x0];
  const isBefore = ([time]: [Array, Array, Array]): Array => time.lt(end);
  return lax.whileLoop(isBefore, step, start, maxSteps === undefined ? {} : { maxSteps })[2];
}

/** The oscillator of van der Pol: the larger `mu`, the more sudden its turns. Gives place and speed at the time `end`. */
export function vanDerPol(mu: Array, end: number, options: Options): Array {
  const f = (x: Array): Array => {
    const [place, speed] = [x.get(0), x.get(1)];
    const damping = mu.mul(jnp.subtract(1, place.mul(place)));
    return jnp.stack([speed, damping.mul(speed).sub(place)]);
  };
  return integrate(f, jnp.array([2, 0]), end, options);
}
