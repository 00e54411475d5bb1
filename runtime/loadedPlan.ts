import type { Device } from "./device.js";
import { DeviceBuffer } from "./deviceBuffer.js";
import {
  arrayFits,
  arrayText,
  deviceBytes,
  fromBase64,
  isSameType,
  toDevice,
  typeText,
  wholeWords,
} from "./layout.js";
import type { HostData } from "./layout.js";
import type { Plan, PlanType } from "./plan.js";
import { type Argument, type Callee, PlanCall } from "./planCall.js";
import { checkDevice, checkPlan } from "./planCheck.js";
import { PreparedPlan } from "./preparedPlan.js";
import { producedOutputs, type Produced } from "./produced.js";
import type { Session } from "./session.js";
import { collected, Storage } from "./storage.js";

/**
 * Array data as an argument. With an `identity` they are uploaded once for as long as that object lives, so they must
 * not change while it does; without one they are taken anew in each call.
 */
export interface HostInput {
  readonly data: HostData;
  readonly identity?: object;
}

export type PlanInput = DeviceBuffer | HostInput;

export interface RunOptions {
  /**
   * Positions of arguments (device buffers) that are disposed of with the call; their memory serves its results where
   * these are first written after the argument was last read.
   */
  readonly donate?: readonly number[];
  /** Ends the loops of the call between two submits; reading its results then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** After a call whose kernels did not finish, so many are not tried: what is tried in vain takes 100 ms. */
const UNTRIED = 8;

/**
 * A plan on a device.
 *
 * @example
 * const plan = new LoadedPlan(JSON.parse(text), device);
 * const [y] = plan.run([{ data: new Float32Array([1, 2, 3]) }]);
 * console.log(await y.read());
 */
export class LoadedPlan {
  readonly produced: readonly Produced[];
  #prepared: PreparedPlan | undefined;
  /** What runs instead when kernels cannot finish, and how many calls are still to run it without trying. */
  #otherwise: LoadedPlan | undefined;
  #untried = 0;
  #disposed = false;
  #waiting = 0;
  readonly #constants: Uint8Array<ArrayBuffer>[] = [];

  /**
   * Compilation starts at once; calls may be made at once too, and wait for it.
   * @throws TypeError for what is not a plan; DeviceError ("unsupported") when the device has too little for it
   */
  constructor(
    readonly plan: Plan,
    readonly device: Device,
  ) {
    checkPlan(plan);
    checkDevice(plan, device);
    this.produced = producedOutputs(plan);
    if (!device.session.lost) this.prepare(device.session);
  }

  /** Resolves when the kernels are compiled; rejects with a DeviceError when one was refused. */
  async ready(): Promise<void> {
    const session = await this.device.revive();
    const prepared = this.prepare(session);
    await Promise.race([prepared.settling, session.ended]);
    const error = session.lost ?? prepared.error;
    if (error) throw error;
  }

  /**
   * Calls the plan. Returns at once; reading a result waits, and rejects where the device failed.
   * @throws TypeError for arguments that do not fit, Error for one that was disposed of
   */
  run(inputs: readonly PlanInput[], options: RunOptions = {}): DeviceBuffer[] {
    const { plan, device } = this;
    if (this.#disposed) throw new Error(`Plan "${plan.name}" was disposed of.`);
    this.#checkInputs(inputs, options.donate ?? []);
    const given = inputs.map((input, i) => argument(input, plan.inputs[i]));
    const results = this.#results(given);
    const call = new PlanCall(this.#callee(), given, results, options.signal);
    this.#waiting++;
    const outputs = plan.outputs.map((type, o) => new DeviceBuffer(device, type, results[o]));
    for (const i of options.donate ?? []) (inputs[i] as DeviceBuffer).dispose();
    device.enqueue(call);
    call.keepData();
    return outputs;
  }

  /** Gives the plan's constants and temporaries back. Calls already made are not disturbed. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    this.#dropUnused();
  }

  /** What a call runs: where the last ones did not finish in one go, a few are not tried. */
  #callee(): Callee {
    if (this.plan.unfinished === undefined) return this;
    const isTried = this.#untried === 0;
    if (!isTried) this.#untried--;
    const { produced, prepare } = calleeOf(isTried ? this : this.#other());
    const otherwise = isTried ? () => calleeOf(this.#whenUnfinished()) : undefined;
    return { produced, prepare, settled: () => this.settled(), otherwise };
  }

  /** For calls. */
  settled(): void {
    this.#waiting--;
    this.#dropUnused();
  }

  #whenUnfinished(): LoadedPlan {
    this.#untried = UNTRIED;
    return this.#other();
  }

  #other(): LoadedPlan {
    if (this.#otherwise) return this.#otherwise;
    const other = new LoadedPlan(this.plan.otherwise!, this.device);
    const outputsOf = ({ produced }: LoadedPlan): string => produced.map(({ output }) => output).join();
    if (outputsOf(other) !== outputsOf(this))
      throw new TypeError(`Plan "${this.plan.name}" is inconsistent: its second form has other outputs.`);
    return (this.#otherwise = other);
  }

  #dropUnused(): void {
    if (!this.#disposed || this.#waiting > 0) return;
    collected.unregister(this);
    this.#prepared?.drop();
    this.#otherwise?.dispose();
  }

  /** For calls: the plan on this session, prepared again if the last device was lost or had no memory for it. */
  prepare(session: Session): PreparedPlan {
    if (this.#prepared?.session === session && !this.#prepared.isBroken) return this.#prepared;
    checkDevice(this.plan, this.device);
    collected.unregister(this);
    this.#prepared?.drop();
    this.#prepared = new PreparedPlan(this.plan, session);
    collected.register(this, this.#prepared, this);
    return this.#prepared;
  }

  #checkInputs(inputs: readonly PlanInput[], donate: readonly number[]): void {
    const { name, inputs: types } = this.plan;
    if (inputs.length !== types.length) {
      throw new TypeError(
        `"${name}" takes ${types.length} arguments (${types.map(typeText)}); got ${inputs.length}.`,
      );
    }
    inputs.forEach((input, i) => {
      const wrong = this.#mismatch(input, types[i]);
      if (wrong) throw new TypeError(`Argument ${i} of "${name}" must be ${typeText(types[i])}; ${wrong}.`);
    });
    for (const i of donate) {
      if (!(inputs[i] instanceof DeviceBuffer))
        throw new TypeError(`Argument ${i} of "${name}" cannot be donated.`);
    }
  }

  #mismatch(input: PlanInput, type: PlanType): string | undefined {
    if (input instanceof DeviceBuffer) {
      if (input.device !== this.device) return "got an array of another device: read it, and pass the data";
      return isSameType(input.type, type) ? undefined : `got ${typeText(input.type)}`;
    }
    return arrayFits(type, input.data) ? undefined : `got ${arrayText(input.data)}`;
  }

  #results(given: readonly Argument[]): Storage[] {
    const { plan } = this;
    const made = new Map<number, Storage>();
    return plan.outputs.map((output) => {
      const buffer = output.buffer === undefined ? undefined : plan.buffers[output.buffer];
      if (!buffer) return handedBack(given[output.input!]);
      if (buffer.kind === "input") return handedBack(given[buffer.index!]);
      if (buffer.kind === "constant") return this.#constant(buffer.index!);
      const shared = made.get(output.buffer!)?.share() ?? new Storage(wholeWords(deviceBytes(output)));
      made.set(output.buffer!, shared);
      return shared;
    });
  }

  // A result that is a constant is not the plan's own buffer, which must outlive it.
  #constant(index: number): Storage {
    const bytes = (this.#constants[index] ??= fromBase64(this.plan.constants[index].data));
    return new Storage(bytes.length, bytes);
  }
}

function calleeOf(plan: LoadedPlan): Pick<Callee, "produced" | "prepare"> {
  return { produced: plan.produced, prepare: (session) => plan.prepare(session) };
}

function argument(input: PlanInput, type: PlanType): Argument {
  if (input instanceof DeviceBuffer) return { kind: "value", storage: input.storage };
  const { data, identity } = input;
  return identity
    ? { kind: "kept", type, data, identity }
    : { kind: "bytes", bytes: toDevice(type.dtype, data) };
}

function handedBack(given: Argument): Storage {
  if (given.kind === "value") return given.storage.share();
  const bytes = given.kind === "bytes" ? given.bytes.slice() : toDevice(given.type.dtype, given.data);
  return new Storage(bytes.length, bytes);
}
