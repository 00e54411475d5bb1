/** The Mandelbrot set: each point of an image is a lane that takes as many turns as it needs. */

import { type Array, lax, numpy as jnp, vmap } from "../compiler/index.js";

/** Takes z ← z² + c from 0 on until |z| > 2, at most `most` times. Gives z, and how often. */
function escape(re: Array, im: Array, most: number): [x: Array, y: Array, turns: Array] {
  return lax.whileLoop(
    ([x, y, turns]) => x.mul(x).add(y.mul(y)).le(4).and(turns.lt(most)),
    ([x, y, turns]) => [x.mul(x).sub(y.mul(y)).add(re), x.mul(y).mul(2).add(im), turns.add(1n)],
    [jnp.zerosLike(re), jnp.zerosLike(im), jnp.array(0n)],
  );
}

/** Of columns and rows of the complex plane, an image: the turns of each point, or what `shade` makes of them. */
function image(re: Array, im: Array, pixel: (re: Array, im: Array) => Array): Array {
  const row = vmap(pixel, { inAxes: [0, null] });
  return vmap(row, { inAxes: [null, 0] })(re, im);
}

/** How many turns each point took. */
export const turnsToEscape = (re: Array, im: Array, most: number): Array =>
  image(re, im, (x, y) => escape(x, y, most)[2]);

/** The same without steps between colours: what |z| is beyond the circle tells the fraction of a turn. */
export const smoothTurns = (re: Array, im: Array, most: number): Array =>
  image(re, im, (u, v) => {
    const [x, y, turns] = escape(u, v, most);
    const fraction = jnp.log2(jnp.log2(x.mul(x).add(y.mul(y))).mul(0.5));
    return jnp.where(turns.lt(most), turns.add(1).sub(fraction), most);
  });
