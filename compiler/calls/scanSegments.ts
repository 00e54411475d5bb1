/**
 * Scans of which the backward pass keeps what is carried where a segment begins. The turns of a segment are taken again when it
 * gets there: in segments of √n turns that is O(√n) carries.
 */

import type { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { memoized } from "../passes/memo.js";
import { concatenate, reshape, sliceInDim } from "../primitives/views.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";
import { pieces } from "./carry.js";
import { callAgain } from "./checkpointCall.js";
import type { ScanParams } from "./scanReverse.js";

type Staged = Program<Primitive>;

/** Binds a scan. */
type Scan = (inputs: readonly Value[], params: ScanParams) => Value[];

const traced = { transform: "scan", name: "segments" };

/**
 * A scan of inputs of these types as a scan over segments, and a shorter segment of the turns that are left. Of a turn that is
 * taken again nothing is kept either, but for what goes into it.
 */
export function scanInSegments(params: ScanParams, types: readonly ArrayType[], scan: Scan): Staged {
  const { jaxpr, length, reverse, numConsts, numCarry } = params;
  const every = Math.max(1, Math.ceil(Math.sqrt(length)));
  const count = Math.floor(length / every);
  const whole = count * every;
  const key = `segments ${length} ${reverse} ${numConsts} ${numCarry}`;
  const make = (): Staged => {
    const turn = again(jaxpr);
    const segment = (turns: number): Staged => {
      const given = { ...params, jaxpr: turn, length: turns, unroll: 1 };
      return stage((...xs) => scan(xs, given), typesOf(params, turns), traced);
    };
    const take = (...inputs: Value[]): Value[] => {
      const [consts, init, xs] = pieces(inputs, numConsts, numCarry);
      const part = (start: number, limit: number): Value[] => xs.map((x) => sliceInDim(x, { start, limit }));
      const segments = (carry: readonly Value[]): Value[][] => {
        const elements = part(0, whole).map((x) => reshape(x, [count, every, ...x.shape.slice(1)]));
        const given = { ...params, jaxpr: again(segment(every)), length: count, unroll: 1 };
        const [after, ys] = pieces(scan([...consts, ...carry, ...elements], given), numCarry);
        return [after, ys.map((y) => reshape(y, [whole, ...y.shape.slice(2)]))];
      };
      const rest = (carry: readonly Value[]): Value[][] =>
        pieces(callAgain(segment(length - whole), [...consts, ...carry, ...part(whole, length)]), numCarry);
      const steps = whole === length ? [segments] : reverse ? [rest, segments] : [segments, rest];
      let carry: readonly Value[] = init;
      const stacked = steps.map((step) => {
        const [after, ys] = step(carry);
        carry = after;
        return ys;
      });
      if (reverse) stacked.reverse();
      const joined = stacked[0].map((_, i) => concatenate(stacked.map((ys) => ys[i]), 0)); // prettier-ignore
      return [...carry, ...joined];
    };
    return stage(take, types, traced);
  };
  return memoized(jaxpr, `${key} ${types.join()}`, () => ({ program: make(), constants: [] })).program;
}

/** The program, of which nothing is kept but what goes in. */
function again(program: Staged): Staged {
  return stage((...xs) => callAgain(program, xs), program.inputTypes, traced);
}

/** The types of the inputs of so many turns. */
function typesOf({ jaxpr, numConsts, numCarry }: ScanParams, turns: number): ArrayType[] {
  const isElement = (i: number): boolean => i >= numConsts + numCarry;
  return jaxpr.inputTypes.map((t, i) => (isElement(i) ? t.with({ shape: [turns, ...t.shape] }) : t));
}
