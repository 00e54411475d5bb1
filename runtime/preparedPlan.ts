import { type BoundDispatch, Commands } from "./commands.js";
import { type DeviceError, deviceError } from "./error.js";
import { fromBase64 } from "./layout.js";
import type { Pipeline } from "./pipelines.js";
import type { Plan, PlanBuffer, PlanDispatch, PlanLoop, PlanStep } from "./plan.js";
import { classBytes, type Slot } from "./pool.js";
import type { Session } from "./session.js";
import type { Turns } from "./turns.js";

// A loop whose buffers go round needs a few bind groups for each step; one that never repeats must not collect them.
const BIND_GROUPS_PER_STEP = 32;

const isScratch = (kind: PlanBuffer["kind"]) => kind !== "constant" && kind !== "output";

type PlainStep = Exclude<PlanStep, PlanLoop>;

/** A plan on one GPUDevice: its pipelines, its constants, its scratch memory and the bind groups made so far. */
export class PreparedPlan {
  /** Why the plan cannot run here, once known. */
  error: DeviceError | undefined;
  readonly #fixed: (Slot | undefined)[];
  readonly #inputs: Slot[] = [];
  readonly #pipelines: Pipeline[];
  readonly #held: { drop(): void }[] = [];
  readonly #bindGroups = new Map<PlanDispatch, Map<string, GPUBindGroup>>();
  #turns: Turns | undefined;
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
    const settled: Promise<unknown>[] = this.#pipelines
      .map((p) => (p.compiled ? undefined : p.settled))
      .filter((p) => p !== undefined);
    if (plan.unfinished !== undefined || plan.steps.some(({ kind }) => kind === "loop"))
      settled.push(this.#loadTurns());
    if (settled.length > 0) this.#settling = Promise.all(settled).then(() => this.#settle());
  }

  /** Resolves when the pipelines are compiled, or refused; undefined when they are already. */
  get settling(): Promise<unknown> | undefined {
    return this.#settling;
  }

  // A page whose plans have no loops does not load what runs them.
  async #loadTurns(): Promise<void> {
    const { Turns } = await import("./turns.js");
    this.#turns = new Turns(this);
    this.#held.push(this.#turns);
    await this.#turns.settled;
  }

  #settle(): void {
    this.#settling = undefined;
    this.error = this.#pipelines.find((p) => p.error)?.error ?? this.#turns?.error;
  }

  #place(): (Slot | undefined)[] {
    const { plan } = this;
    return plan.buffers.map((buffer, b) => {
      if (buffer.kind === "constant")
        return this.#placeConstant(plan.constants[buffer.index!].data, buffer.bytes);
      return buffer.kind === "temporary" || buffer.kind === "status" ? this.#scratch(b) : undefined;
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
    if (isChecked) return void this.#encodeAll(slots);
    return this.session
      .scoped(() => this.#encodeAll(slots))
      .then((invalid) => this.#submitted(slots, invalid));
  }

  /**
   * Does the same for a plan with loops, in submits of bounded length. The promise never rejects, and resolves when the last of
   * them is under way: to what went wrong (Unfinished, too), or nothing.
   */
  takeTurns(slots: readonly Slot[], unsure: boolean, signal?: AbortSignal): Promise<Error | undefined> {
    const isChecked = this.#checked && !unsure;
    this.#checked = true;
    const invalid: Promise<DeviceError | undefined>[] = [];
    const scoped = (work: () => void): void => {
      if (isChecked) work();
      else invalid.push(this.session.scoped(work).then((error) => this.#submitted(slots, error)));
    };
    return this.#turns!.run(slots, scoped, signal).then(
      async () => (await Promise.all(invalid)).find((error) => error),
      (reason: unknown) =>
        reason instanceof Error ? reason : new DOMException(String(reason), "AbortError"),
    );
  }

  /** Whether nobody knows how long a call takes, before it is at its end. */
  get hasLoops(): boolean {
    return this.#turns !== undefined;
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

  #encodeAll(slots: readonly Slot[]): void {
    if (this.plan.steps.length === 0) return;
    const commands = new Commands(this.session, this.plan.name);
    // Loops are run by turns.
    for (const step of this.plan.steps) this.encode(commands, step as PlainStep, slots);
    commands.submit();
  }

  encode(commands: Commands, step: PlainStep, slots: readonly Slot[]): void {
    if (step.kind === "dispatch") commands.dispatch(this.bind(step, slots));
    else if (step.kind === "clear") commands.clear(slots[step.buffer].buffer, step.bytes);
    else commands.copy(slots[step.from].buffer, slots[step.to].buffer, step.bytes);
  }

  bind(step: PlanDispatch, slots: readonly Slot[]): BoundDispatch {
    const { compiled, layout } = this.#pipelines[step.kernel];
    const group = this.#bindGroup(step, layout, slots);
    const bytes = step.buffers.reduce((sum, b) => sum + this.plan.buffers[b].bytes, 0);
    return { pipeline: compiled!, group, workgroups: step.workgroups, bytes };
  }

  #bindGroup(step: PlanDispatch, layout: GPUBindGroupLayout, slots: readonly Slot[]): GPUBindGroup {
    const { counters, gpu } = this.session;
    let made = this.#bindGroups.get(step);
    if (!made) this.#bindGroups.set(step, (made = new Map<string, GPUBindGroup>()));
    let key = "";
    for (const b of step.buffers) key += slots[b].id + " ";
    let group = made.get(key);
    if (!group) {
      counters.bindGroupsCreated++;
      const entries = step.buffers.map((b, binding) => ({
        binding,
        resource: { buffer: slots[b].buffer, size: this.plan.buffers[b].bytes },
      }));
      const label = this.plan.kernels[step.kernel].name;
      group = gpu.createBindGroup({ label, layout, entries });
      if (made.size >= BIND_GROUPS_PER_STEP) made.delete(made.keys().next().value!);
      made.set(key, group);
    }
    return group;
  }
}
