/** A recurrent network that reads a long series: a scan, through which reverse mode goes. */

import { type Array, lax, numpy as jnp } from "../compiler/index.js";

/** What the cell has learned: how it sees itself, and how its input. */
export interface Weights {
  readonly own: Array;
  readonly input: Array;
  readonly bias: Array;
}

/** The states of the cell after each of the inputs, a row each. */
export function states({ own, input, bias }: Weights, inputs: Array): Array {
  const turn = (state: Array, x: Array) => {
    const next = jnp.tanh(own.matmul(state).add(input.matmul(x)).add(bias));
    return [next, next] as const;
  };
  return lax.scan(turn, jnp.zerosLike(bias), inputs)[1];
}

/** How far the states are from what they should be. */
export const loss = (weights: Weights, inputs: Array, targets: Array): Array =>
  jnp.mean(jnp.square(states(weights, inputs).sub(targets)));
