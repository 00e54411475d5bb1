/** Runs loops whose turns are programs. */

import { scalarType } from "../ir/expression.js";
import { constructors } from "./memory.js";
import type { ArrayType } from "../ir/arrayType.js";
import type { Lowered, LoweredLoop } from "../lower/index.js";
import { takeTurn } from "../trace/executor.js";
import { type HostData, allocate } from "../trace/hostArray.js";

type Run = (inputs: readonly HostData[]) => HostData[];

/** Takes the buffers of constants, arrays, what is carried, and what is stacked, as bytes. */
type LoopFunction = (buffers: readonly Uint8Array[]) => void;

export function compileLoop(
  { body, consts, carried, isFlagged, bound = Infinity, reverse }: LoweredLoop,
  compile: (body: Lowered) => Run,
): LoopFunction {
  const step = compile(body);
  const all = (t: ArrayType): ArrayType => t.with({ shape: [bound, ...t.shape] });
  const elementTypes = body.inputs.slice(consts + carried);
  const stackedTypes = body.outputs.slice(carried, body.outputs.length - body.checks.length);
  const types = [
    ...body.inputs.slice(0, consts),
    ...elementTypes.map(all),
    ...body.inputs.slice(consts, consts + carried),
    ...stackedTypes.map(all),
  ];
  const [arraysAt, carriedAt] = [consts, consts + elementTypes.length];
  return (buffers) => {
    const given = types.map((type, n) => elements(buffers[n], type));
    const arrays = given.slice(arraysAt, carriedAt);
    const stacked = given.slice(carriedAt + carried);
    const buffersOfCarried = given.slice(carriedAt, carriedAt + carried);
    // What a turn hands on as it got it would be overwritten in the end.
    let state: HostData[] = buffersOfCarried.map((x) => x.slice());
    for (let turn = 0; turn < bound; turn++) {
      takeTurn();
      if (isFlagged && !state[carried - 1][0]) break;
      const at = reverse ? bound - 1 - turn : turn;
      const slices = elementTypes.map(({ size }, n) => arrays[n].subarray(at * size, (at + 1) * size));
      const after = step([...given.slice(0, consts), ...state, ...slices]);
      state = after.slice(0, carried);
      stackedTypes.forEach(({ size }, n) => stacked[n].set(after[carried + n], at * size));
    }
    state.forEach((x, n) => buffersOfCarried[n].set(x));
  };
}

/** The elements of an array in a buffer, which may be longer. */
function elements({ buffer, byteOffset }: Uint8Array, { dtype, size }: ArrayType): HostData {
  return dtype === "float0"
    ? allocate(dtype, 0)
    : new constructors[scalarType(dtype)](buffer as ArrayBuffer, byteOffset, size);
}
