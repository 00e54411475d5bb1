import type { PlanDispatch } from "./plan.js";
import type { Session } from "./session.js";

/** A dispatch, ready to be encoded. */
export interface BoundDispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: PlanDispatch["workgroups"];
  /** Sizes of the buffers bound. */
  readonly bytes: number;
}

/** A command buffer that is being written. */
export class Commands {
  readonly #session: Session;
  readonly #encoder: GPUCommandEncoder;
  #pass: GPUComputePassEncoder | undefined;

  constructor(session: Session, label: string) {
    this.#session = session;
    this.#encoder = session.gpu.createCommandEncoder({ label });
  }

  /** The device reads the workgroups from `counts`, if there are any, when it comes to it. */
  dispatch(
    { pipeline, group, workgroups, bytes }: BoundDispatch,
    counts?: { readonly buffer: GPUBuffer; readonly offset: number },
  ): void {
    const { counters } = this.#session;
    counters.dispatches++;
    counters.bytesBound += bytes;
    const pass = (this.#pass ??= this.#encoder.beginComputePass());
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    if (counts) pass.dispatchWorkgroupsIndirect(counts.buffer, counts.offset);
    else pass.dispatchWorkgroups(...workgroups);
  }

  /** To the start of `to`, or to a place in it. */
  copy(from: GPUBuffer, to: GPUBuffer, bytes: number, place = 0): void {
    this.#endPass();
    this.#encoder.copyBufferToBuffer(from, 0, to, place, bytes);
  }

  clear(buffer: GPUBuffer, bytes: number): void {
    this.#endPass();
    this.#encoder.clearBuffer(buffer, 0, bytes);
  }

  submit(): void {
    this.#endPass();
    this.#session.submit(this.#encoder);
  }

  #endPass(): void {
    this.#pass?.end();
    this.#pass = undefined;
  }
}
