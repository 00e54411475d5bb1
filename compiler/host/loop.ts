/** Runs loops whose turns are programs. */

import type { ArrayType } from "../ir/arrayType.js";
import type { DType } from "../ir/dtype.js";
import type { Lowered, LoweredLoop } from "../lower/index.js";
import { type HostData, allocate } from "../trace/hostArray.js";

type Run = (inputs: readonly HostData[]) => HostData[];

/** Takes the buffers of a loop's inputs and outputs, as bytes. */
type LoopFunction = (buffers: readonly Uint8Array[]) => void;

export function compileLoop(
  { parts, condition, body }: LoweredLoop,
  compile: (part: Lowered) => Run,
): LoopFunction {
  const step = compile(body);
  const whether = condition && compile(condition);
  const { conditionConsts, bodyConsts, carried, bound = Infinity, reverse } = parts;
  const stepTypes = body.inputs;
  const carriedAt = bodyConsts;
  const arrayTypes = stepTypes.slice(carriedAt + carried);
  const inputTypes = [
    ...(condition?.inputs.slice(0, conditionConsts) ?? []),
    ...stepTypes.slice(0, carriedAt + carried),
    ...arrayTypes.map((t) => t.with({ shape: [bound, ...t.shape] })),
  ];
  // Behind them are counts of checks, which the turn has seen to.
  const stackedTypes = body.outputs.slice(carried, body.outputs.length - body.checks.length);
  return (buffers) => {
    const inputs = inputTypes.map((type, n) => elements(buffers[n], type));
    const outputs = buffers.slice(inputs.length);
    const conditionInputs = inputs.slice(0, conditionConsts);
    const bodyInputs = inputs.slice(conditionConsts, conditionConsts + bodyConsts);
    let state = inputs.slice(conditionConsts + bodyConsts, conditionConsts + bodyConsts + carried);
    const arrays = inputs.slice(conditionConsts + bodyConsts + carried);
    const stacked = stackedTypes.map((t, n) => elements(outputs[carried + n], t.with({ shape: [bound, ...t.shape] }))); // prettier-ignore
    for (let turn = 0; turn < bound; turn++) {
      if (whether && !whether([...conditionInputs, ...state])[0][0]) break;
      const at = reverse ? bound - 1 - turn : turn;
      const slices = arrayTypes.map(({ size }, n) => arrays[n].subarray(at * size, (at + 1) * size));
      const after = step([...bodyInputs, ...state, ...slices]);
      state = after.slice(0, carried);
      stackedTypes.forEach(({ size }, n) => stacked[n].set(after[carried + n], at * size));
    }
    state.forEach((x, n) => elements(outputs[n], stepTypes[carriedAt + n]).set(x));
  };
}

const constructors: Record<DType, new (buffer: ArrayBufferLike, offset: number, length: number) => HostData> =
  {
    float32: Float32Array,
    float16: Float32Array,
    int32: Int32Array,
    uint32: Uint32Array,
    bool: Uint8Array,
    float0: Uint8Array,
  };

/** The elements of an array in a buffer, which may be longer. */
function elements({ buffer, byteOffset }: Uint8Array, { dtype, size }: ArrayType): HostData {
  return dtype === "float0" ? allocate(dtype, 0) : new constructors[dtype](buffer, byteOffset, size);
}
