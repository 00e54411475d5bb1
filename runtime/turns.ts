/** Runs plans with loops, in submits of bounded length. A page loads this with the first of them. */

import { type BoundDispatch, Commands } from "./commands.js";
import { type DeviceError, Unfinished } from "./error.js";
import { dispatchesOf, type Gate, gateKernel, Gates, isFixed, lengthOfFixed } from "./gates.js";
import { Pace } from "./pace.js";
import type { Pipeline } from "./pipelines.js";
import type { PlanDispatch, PlanLoop } from "./plan.js";
import type { Slot } from "./pool.js";
import type { PreparedPlan } from "./preparedPlan.js";

const MAP_READ = 0x1;
const COPY_SRC = 0x4;
const COPY_DST = 0x8;
const STORAGE = 0x80;
const INDIRECT = 0x100;

/** While the device is at one submit, the next one is there. */
const IN_FLIGHT = 2;
/** Parts of a buffer may be bound from multiples of this. */
const ALIGNMENT = 256;
const STATUS_BYTES = 4;

/** Runs GPU work at once, and perhaps asks what is invalid about it. */
type Scoped = (work: () => void) => void;

/** The loops of a plan on one GPUDevice, and the word in which its kernels say that they have not finished. */
export class Turns {
  readonly #prepared: PreparedPlan;
  readonly #gate: Pipeline | undefined;
  /** Resolves when all that loops need of their own is compiled, and known. */
  readonly settled: Promise<void> | undefined;
  readonly #loops = new Map<PlanLoop, FixedLoop | GatedLoop>();

  constructor(prepared: PreparedPlan) {
    this.#prepared = prepared;
    const { plan, session } = prepared;
    const loops = plan.steps.filter((step) => step.kind === "loop");
    if (!loops.every(isFixed)) this.#gate = session.pipelines.get(gateKernel);
    for (const loop of loops)
      this.#loops.set(
        loop,
        isFixed(loop) ? new FixedLoop(prepared, loop) : new GatedLoop(prepared, loop, this.#gate!),
      );
    const gate = this.#gate?.settled;
    this.settled =
      session.latency > 0 ? gate : Promise.all([gate, session.measureLatency()]).then(() => undefined);
  }

  get error(): DeviceError | undefined {
    return this.#gate?.error;
  }

  drop(): void {
    for (const loop of this.#loops.values()) loop.drop();
  }

  /**
   * Resolves when all has been submitted, and it is known that kernels have finished; rejects with Unfinished when they have not,
   * and when the signal is aborted or the device lost.
   */
  async run(slots: readonly Slot[], scoped: Scoped, signal: AbortSignal | undefined): Promise<void> {
    const { plan } = this.#prepared;
    const call = new Call(this.#prepared, slots, scoped, signal);
    const { status } = call;
    if (status) call.add((commands) => commands.clear(status, STATUS_BYTES));
    for (const step of plan.steps) {
      if (step.kind === "loop") await this.#loops.get(step)!.run(call);
      else call.add((commands) => this.#prepared.encode(commands, step, slots));
    }
    if (status) await call.report();
    else call.submit();
  }
}

/** A call that is under way: what has been put together and not yet submitted. */
class Call {
  #parts: ((commands: Commands) => void)[] = [];
  readonly #bound = new Map<PlanDispatch, BoundDispatch>();
  readonly #scoped: Scoped;
  readonly #signal: AbortSignal | undefined;

  constructor(
    readonly prepared: PreparedPlan,
    readonly slots: readonly Slot[],
    scoped: Scoped,
    signal: AbortSignal | undefined,
  ) {
    this.#scoped = scoped;
    this.#signal = signal;
  }

  add(part: (commands: Commands) => void): void {
    this.#parts.push(part);
  }

  /** Where kernels say that they have not finished, if they may do so. */
  get status(): GPUBuffer | undefined {
    const { unfinished } = this.prepared.plan;
    return unfinished === undefined ? undefined : this.slots[unfinished].buffer;
  }

  /**
   * Submits what there is, and reads what it left in a buffer, if any is given.
   * @throws Unfinished
   */
  async report(states?: { readonly buffer: GPUBuffer; readonly bytes: number }): Promise<Uint32Array> {
    const { session } = this.prepared;
    const { status } = this;
    const stateBytes = states?.bytes ?? 0;
    const bytes = stateBytes + STATUS_BYTES;
    const staging = session.pool.acquireStaging(bytes);
    this.add((commands) => {
      if (states) commands.copy(states.buffer, staging.buffer, stateBytes);
      if (status) commands.copy(status, staging.buffer, STATUS_BYTES, stateBytes);
    });
    this.submit();
    session.counters.readbacks++;
    try {
      await staging.buffer.mapAsync(MAP_READ, 0, bytes);
    } catch (error) {
      throw (await session.lossSoon()) ?? error;
    }
    const words = new Uint32Array(staging.buffer.getMappedRange(0, bytes)).slice();
    staging.buffer.unmap();
    staging.pool.release(staging);
    if (status && words[stateBytes / 4] !== 0) throw new Unfinished();
    return words;
  }

  submit(): void {
    const parts = this.#parts;
    this.#parts = [];
    if (parts.length === 0) return;
    this.#scoped(() => {
      const commands = new Commands(this.prepared.session, this.prepared.plan.name);
      for (const part of parts) part(commands);
      commands.submit();
    });
  }

  /** @throws what ends the call before it is at its end */
  goOn(): void {
    const { lost } = this.prepared.session;
    if (lost) throw lost;
    this.#signal?.throwIfAborted();
  }

  bind(step: PlanDispatch): BoundDispatch {
    let bound = this.#bound.get(step);
    if (!bound) this.#bound.set(step, (bound = this.prepared.bind(step, this.slots)));
    return bound;
  }
}

/** A loop of which is known how many turns it takes: nothing is read back, and dispatches are what they say. */
class FixedLoop {
  readonly #loop: PlanLoop;
  readonly #pace: Pace;

  constructor({ session }: PreparedPlan, loop: PlanLoop) {
    this.#loop = loop;
    const turn = Math.ceil(lengthOfFixed(loop) / Math.max(1, loop.turns!));
    this.#pace = new Pace(turn, () => session.latency);
  }

  async run(call: Call): Promise<void> {
    const { queue } = call.prepared.session.gpu;
    const pace = this.#pace;
    const dispatches = dispatchesOf(this.#loop);
    const under: Promise<void>[] = [];
    let left = lengthOfFixed(this.#loop);
    pace.restart(left);
    while (left > 0) {
      call.goOn();
      const count = Math.min(pace.next(), left);
      left -= count;
      call.add((commands) => {
        for (let n = 0; n < count; n++) commands.dispatch(call.bind(dispatches.next().value as PlanDispatch));
      });
      // What follows the loop is submitted with its end.
      if (left === 0) return;
      call.submit();
      // That the device was lost is seen before the next submit.
      under.push(queue.onSubmittedWorkDone().then(pace.submitted(count), () => undefined));
      if (under.length >= IN_FLIGHT) await under.shift();
    }
  }

  drop(): void {
    // It holds nothing.
  }
}

/** A loop that the device ends. One small readback for each submit tells how far it has come. */
class GatedLoop {
  readonly #loop: PlanLoop;
  readonly #session: PreparedPlan["session"];
  readonly #pipeline: Pipeline;
  #gates: DeviceGates;
  #pace: Pace;
  /** How many operations it needed the last time. */
  #usual = 0;

  constructor({ session }: PreparedPlan, loop: PlanLoop, pipeline: Pipeline) {
    this.#loop = loop;
    this.#session = session;
    this.#pipeline = pipeline;
    this.#gates = new DeviceGates(session.gpu, new Gates(loop), pipeline);
    this.#pace = this.#newPace();
  }

  #newPace(): Pace {
    return new Pace(this.#gates.gates.roundLength, () => this.#session.latency);
  }

  async run(call: Call): Promise<void> {
    const pace = this.#pace;
    const encode = this.#gates.start(call);
    const under: Promise<Ended | undefined>[] = [];
    pace.restart(this.#usual);
    for (let total = 0; ;) {
      call.goOn();
      const count = pace.next();
      call.add((commands) => {
        for (let n = 0; n < count; n++) encode(commands);
      });
      under.push(this.#submit(call, (total += count), pace.submitted(count)));
      const ended = under.length >= IN_FLIGHT ? await under.shift() : undefined;
      if (ended) return this.#learn(ended);
    }
  }

  /** Submits what the call has, and says how the loop ended, if it has with these. */
  #submit(call: Call, total: number, done: () => void): Promise<Ended | undefined> {
    const { gates, states } = this.#gates;
    const ended = call.report({ buffer: states, bytes: gates.stateBytes }).then((found) => {
      const needed = gates.needed(found, total);
      // Past the end nothing takes time.
      if (needed === undefined) return void done();
      return { needed, states: found };
    });
    // Nobody waits for those that are left over when it is known that the loop has ended.
    ended.catch(() => undefined);
    return ended;
  }

  #learn({ needed, states }: Ended): void {
    const ahead = this.#gates.gates.better(states);
    this.#usual = ahead ? 0 : needed;
    if (!ahead) return;
    this.#gates.drop();
    this.#gates = new DeviceGates(this.#session.gpu, new Gates(this.#loop, ahead), this.#pipeline);
    this.#pace = this.#newPace();
  }

  drop(): void {
    this.#gates.drop();
  }
}

/** How a loop ended: after how many operations, and in which states. */
interface Ended {
  readonly needed: number;
  readonly states: Uint32Array;
}

/** Gates and what they need on a device. */
class DeviceGates {
  readonly states: GPUBuffer;
  readonly #pipeline: Pipeline;
  readonly #numbers: GPUBuffer;
  readonly #places = new Map<Gate, { readonly offset: number; readonly size: number }>();
  readonly #workgroups: GPUBuffer;

  constructor(
    gpu: GPUDevice,
    readonly gates: Gates,
    pipeline: Pipeline,
  ) {
    this.#pipeline = pipeline;
    let bytes = 0;
    for (const gate of gates.all) {
      const size = gate.numbers.byteLength;
      this.#places.set(gate, { offset: bytes, size });
      bytes = Math.ceil((bytes + size) / ALIGNMENT) * ALIGNMENT;
    }
    this.#numbers = gpu.createBuffer({ size: bytes, usage: STORAGE | COPY_DST });
    for (const gate of gates.all)
      gpu.queue.writeBuffer(this.#numbers, this.#places.get(gate)!.offset, gate.numbers);
    this.states = gpu.createBuffer({ size: gates.stateBytes, usage: STORAGE | COPY_DST | COPY_SRC });
    this.#workgroups = gpu.createBuffer({ size: gates.workgroupBytes, usage: STORAGE | INDIRECT });
  }

  /** Before the first turn of a call; gives what encodes one operation after the other. */
  start(call: Call): (commands: Commands) => void {
    call.prepared.session.gpu.queue.writeBuffer(this.states, 0, this.gates.initial);
    const bound = new Map(this.gates.all.map((gate) => [gate, this.#bind(gate, call)]));
    const rounds = this.gates.rounds();
    return (commands) => {
      const { value } = rounds.next();
      if ("gate" in value) commands.dispatch(bound.get(value.gate)!);
      else commands.dispatch(call.bind(value.step), { buffer: this.#workgroups, offset: value.offset });
    };
  }

  #bind(gate: Gate, { prepared, slots }: Call): BoundDispatch {
    const { gpu, counters } = prepared.session;
    const { offset, size } = this.#places.get(gate)!;
    const numbers = { buffer: this.#numbers, offset, size };
    const { flag } = gate.before;
    const buffers = [
      numbers,
      flag === undefined ? numbers : { buffer: slots[flag].buffer, size: 4 },
      { buffer: this.states },
      { buffer: this.#workgroups },
    ];
    counters.bindGroupsCreated++;
    const group = gpu.createBindGroup({
      label: gateKernel.name,
      layout: this.#pipeline.layout,
      entries: buffers.map((resource, binding) => ({ binding, resource })),
    });
    return { pipeline: this.#pipeline.compiled!, group, workgroups: [1, 1, 1], bytes: size };
  }

  drop(): void {
    for (const buffer of [this.#numbers, this.states, this.#workgroups]) buffer.destroy();
  }
}
