import { heldAs } from "../ir/dtype.js";
import type { ScalarType } from "../ir/expression.js";
import type { Lowered } from "../lower/index.js";
import { allocate, fromHeld, type HostData, toHeld } from "../trace/hostArray.js";

/** The buffers of a lowered program in JavaScript memory. Temporaries stay from call to call. */
export class HostMemory {
  private readonly current: HostData[] = [];
  private readonly views = new Map<string, HostData>();

  constructor(private readonly lowered: Lowered) {
    const { buffers } = lowered.layout;
    // float16 takes four bytes an element here, and two on a device.
    const scale = lowered.kernels.some((kernel) => kernel.buffers.some(({ type }) => type === "f16")) ? 2 : 1;
    buffers.forEach(({ kind, bytes, index }, b) => {
      if (kind === "temporary") this.current[b] = new Uint8Array(bytes * scale);
      else if (kind === "constant")
        this.current[b] = toHeld(lowered.constants[index!].dtype, lowered.constants[index!].values);
    });
  }

  /** Starts a call: binds its inputs, and makes its outputs. */
  begin(inputs: readonly HostData[]): void {
    const { buffers, outputs } = this.lowered.layout;
    buffers.forEach(({ kind, index }, b) => {
      if (kind === "input") this.current[b] = toHeld(this.lowered.inputs[index!].dtype, inputs[index!]);
    });
    outputs.forEach((output, n) => {
      const { dtype, size } = this.lowered.outputs[n];
      if ("buffer" in output) this.current[output.buffer] = allocate(heldAs(dtype), size);
    });
  }

  /** A buffer as elements of a type. */
  view(b: number, type: ScalarType): HostData {
    const data = this.current[b];
    if (this.lowered.layout.buffers[b].kind !== "temporary") return data;
    const key = `${b} ${type}`;
    let view = this.views.get(key);
    if (!view) this.views.set(key, (view = new constructors[type](data.buffer as ArrayBuffer)));
    return view;
  }

  /** A buffer, of which more may be reserved than is used. */
  bytes(b: number): Uint8Array {
    return bytesOf(this.current[b]);
  }

  copy(from: number, to: number): void {
    const source = bytesOf(this.current[from]);
    const target = bytesOf(this.current[to]);
    target.set(source.subarray(0, target.length));
  }

  clear(b: number): void {
    bytesOf(this.current[b]).fill(0);
  }

  /** The results, which the memory then forgets. */
  finish(inputs: readonly HostData[]): HostData[] {
    return this.lowered.layout.outputs.map((output, n) =>
      "buffer" in output
        ? fromHeld(this.lowered.outputs[n].dtype, this.current[output.buffer])
        : inputs[output.input],
    );
  }
}

/** The arrays that hold values of a type. */
export const constructors = {
  f64: Float64Array,
  i64: Float64Array,
  u64: Float64Array,
  f32: Float32Array,
  f16: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  bool: Uint8Array,
} as const;

function bytesOf(data: HostData): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}
