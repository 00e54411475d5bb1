import { type DeviceError, deviceError } from "./error.js";
import { fromBase64 } from "./layout.js";
import type { Pipeline } from "./pipelines.js";
import type { Plan, PlanBuffer, PlanStep } from "./plan.js";
import { classBytes, type Slot } from "./pool.js";
import type { Session } from "./session.js";

type Dispatch = Extract<PlanStep, { kind: "dispatch" }>;

// A loop whose buffers go round needs a few bind groups for each step; one that never repeats must not collect them.
const BIND_GROUPS_PER_STEP = 32;

const isScratch = (kind: PlanBuffer["kind"]) => kind === "temporary" || kind === "input";

/** A plan on one GPUDevice: its pipelines, its constants, its scratch memory and the bind groups made so far. */
export class PreparedPlan {
  /** Why the plan cannot run here, once known. */
  error: DeviceError | undefined;
  readonly #fixed: (Slot | undefined)[];
  readonly #inputs: Slot[] = [];
  readonly #pipelines: Pipeline[];
  readonly #held: { drop(): void }[] = [];
  readonly #bindGroups: Map<string, GPUBindGroup>[];
  #settling: Promise<unknown> | undefined;
  #checked = false;

  constructor(
    readonly plan: Plan,
    readonly session: Session,
  ) {
    // All are waited for, and a device compiles a few at a time: those that take longest are to begin first.
    const longestFirst = [...plan.kernels].sort((a, b) => b.wgsl.length - a.wgsl.length);
    const pipelines = new Map(longestFirst.map((kernel) => [kernel, session.pipelines.get(kernel)]));
    this.#pipelines = plan.kernels.map((kernel) => pipelines.get(kernel)!);
    this.#fixed = this.#place();
    this.#bindGroups = plan.steps.map(() => new Map<string, GPUBindGroup>());
    const settled = this.#pipelines
      .map((p) => (p.compiled ? undefined : p.settled))
      .filter((p) => p !== undefined);
    if (settled.length > 0) this.#settling = Promise.all(settled).then(() => this.#settle());
  }

  /** Resolves when the pipelines are compiled, or refused; undefined when they are already. */
  get settling(): Promise<unknown> | undefined {
    return this.#settling;
  }

  #settle(): void {
    this.#settling = undefined;
    this.error = this.#pipelines.find((p) => p.error)?.error;
  }

  #place(): (Slot | undefined)[] {
    const { plan } = this;
    return plan.buffers.map((buffer, b) => {
      if (buffer.kind === "constant")
        return this.#placeConstant(plan.constants[buffer.index!].data, buffer.bytes);
      return buffer.kind === "temporary" ? this.#scratch(b) : undefined;
    });
  }

  // Scratch memory is counted through by size, so that two buffers of a plan never get the same.
  #scratch(b: number): Slot {
    const { buffers } = this.plan;
    const size = classBytes(buffers[b].bytes);
    const before = buffers
      .slice(0, b)
      .filter(({ kind, bytes }) => isScratch(kind) && classBytes(bytes) === size);
    const scratch = this.session.scratch(size, before.length);
    this.#held.push(scratch);
    return scratch.slot;
  }

  #placeConstant(data: string, bytes: number): Slot {
    const slot = this.session.pool.acquire(bytes);
    this.session.pool.write(slot, fromBase64(data));
    this.#held.push({ drop: () => slot.pool.release(slot) });
    return slot;
  }

  /** The device had no memory left for something that the plan keeps. */
  get isBroken(): boolean {
    return this.#fixed.some((slot) => slot?.broken) || this.#inputs.some((slot) => slot?.broken);
  }

  /** Gives the plan's memory back; work already submitted is not disturbed. */
  drop(): void {
    for (const held of this.#held.splice(0)) held.drop();
  }

  /** The slots of one call, by buffer number: constants and temporaries, which are always the same, are filled in. */
  slots(): (Slot | undefined)[] {
    return this.#fixed.slice();
  }

  /** The buffer to which an argument that comes as data is written in each call. */
  inputSlot(b: number): Slot {
    return (this.#inputs[b] ??= this.#scratch(b));
  }

  /**
   * Encodes the steps and submits them. The first time, and when it is not sure that the buffers are good, a promise
   * of what was invalid about them is returned.
   */
  submit(slots: readonly Slot[], unsure: boolean): Promise<DeviceError | undefined> | undefined {
    const isChecked = this.#checked && !unsure;
    this.#checked = true;
    if (isChecked) return void this.#encode(slots);
    return this.session.scoped(() => this.#encode(slots)).then((invalid) => this.#submitted(slots, invalid));
  }

  async #submitted(slots: readonly Slot[], invalid: GPUError | null): Promise<DeviceError | undefined> {
    if (!invalid) return undefined;
    const lost = await this.session.lossSoon();
    if (lost) return lost;
    const error = deviceError(invalid, this.plan.kernels);
    // A device without memory left is not the plan's fault.
    if (!slots.some((slot) => slot.broken)) this.error = error;
    return error;
  }

  #encode(slots: readonly Slot[]): void {
    if (this.plan.steps.length === 0) return;
    const encoder = this.session.gpu.createCommandEncoder({ label: this.plan.name });
    let pass: GPUComputePassEncoder | undefined;
    this.plan.steps.forEach((step, s) => {
      if (step.kind === "dispatch") {
        pass ??= encoder.beginComputePass();
        pass.setPipeline(this.#pipelines[step.kernel].compiled!);
        pass.setBindGroup(0, this.#bindGroup(step, s, slots));
        pass.dispatchWorkgroups(...step.workgroups);
        return;
      }
      pass?.end();
      pass = undefined;
      if (step.kind === "clear") encoder.clearBuffer(slots[step.buffer].buffer, 0, step.bytes);
      else encoder.copyBufferToBuffer(slots[step.from].buffer, 0, slots[step.to].buffer, 0, step.bytes);
    });
    pass?.end();
    this.session.submit(encoder);
  }

  #bindGroup(step: Dispatch, s: number, slots: readonly Slot[]): GPUBindGroup {
    const { counters, gpu } = this.session;
    const made = this.#bindGroups[s];
    let key = "";
    counters.dispatches++;
    for (const b of step.buffers) {
      key += slots[b].id + " ";
      counters.bytesBound += this.plan.buffers[b].bytes;
    }
    let group = made.get(key);
    if (!group) {
      counters.bindGroupsCreated++;
      const entries = step.buffers.map((b, binding) => ({
        binding,
        resource: { buffer: slots[b].buffer, size: this.plan.buffers[b].bytes },
      }));
      const label = this.plan.kernels[step.kernel].name;
      group = gpu.createBindGroup({ label, layout: this.#pipelines[step.kernel].layout, entries });
      if (made.size >= BIND_GROUPS_PER_STEP) made.delete(made.keys().next().value!);
      made.set(key, group);
    }
    return group;
  }
}
