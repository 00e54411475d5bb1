/**
 * Scans of which the backward pass keeps what is carried where a segment begins. The turns of a segment are taken again when it
 * gets there: in segments of √n turns that is O(√n) carries.
 */

import type { ArrayType } from "../ir/arrayType.js";
import type { Program } from "../ir/program.js";
import { memoized } from "../passes/memo.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Value } from "../trace/value.js";
import { callAgain } from "./checkpointCall.js";
import { scanInParts } from "./scanParts.js";
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
  const size = Math.max(1, Math.ceil(Math.sqrt(length)));
  const make = (): Staged => {
    const turn = again(jaxpr);
    const segment = (turns: number): Staged => {
      const given = { ...params, jaxpr: turn, length: turns, unroll: 1 };
      return stage((...xs) => scan(xs, given), typesOf(params, turns), traced);
    };
    const take = (...inputs: Value[]): Value[] =>
      scanInParts(inputs, {
        consts: numConsts,
        carried: numCarry,
        length,
        reverse,
        size,
        parts: (xs, count) => scan(xs, { ...params, jaxpr: again(segment(size)), length: count, unroll: 1 }),
        rest: (xs, turns) => callAgain(segment(turns), xs),
      });
    return stage(take, types, traced);
  };
  const key = `segments ${length} ${reverse} ${numConsts} ${numCarry} ${types.join()}`;
  return memoized(jaxpr, key, () => ({ program: make(), constants: [] })).program;
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
