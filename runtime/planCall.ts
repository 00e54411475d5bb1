import type { DeviceError } from "./error.js";
import type { Job } from "./job.js";
import { toDevice, type HostData } from "./layout.js";
import type { PlanType } from "./plan.js";
import type { Slot } from "./pool.js";
import type { PreparedPlan } from "./preparedPlan.js";
import type { Produced } from "./produced.js";
import { gone } from "./readback.js";
import type { Session } from "./session.js";
import type { Storage } from "./storage.js";

/** An argument of a call: a value of the runtime, host data that never change, or bytes for this call alone. */
export type Argument =
  | { readonly kind: "value"; readonly storage: Storage }
  | { readonly kind: "kept"; readonly type: PlanType; readonly data: HostData; readonly identity: object }
  | { readonly kind: "bytes"; bytes: Uint8Array<ArrayBuffer> };

/** Data of at most this many bytes (scalars, mostly) are written in each call instead of being kept on the device. */
const WRITTEN_EACH_CALL = 256;

type Check = Promise<DeviceError | undefined>;

/** What a call needs of a loaded plan. */
interface Callee {
  readonly produced: readonly Produced[];
  prepare(session: Session): PreparedPlan;
  /** Told when a call has been submitted or has failed. */
  settled(): void;
}

/** One call of a plan: holds its arguments until it has been submitted, and fills its results. */
export class PlanCall implements Job {
  readonly #callee: Callee;
  readonly #given: readonly Argument[];
  readonly #results: readonly Storage[];
  #done = false;

  /** @param results storage for each output of the plan */
  constructor(callee: Callee, given: readonly Argument[], results: readonly Storage[]) {
    this.#callee = callee;
    this.#given = given;
    this.#results = results;
    for (const argument of given) if (argument.kind === "value") argument.storage.pin();
    for (const storage of results) storage.pin();
  }

  /** Copies data that the caller may change, if the call has to wait. */
  keepData(): void {
    if (this.#done) return;
    for (const argument of this.#given)
      if (argument.kind === "bytes") argument.bytes = argument.bytes.slice();
  }

  blocker(session: Session): Promise<unknown> | undefined {
    return this.#callee.prepare(session).settling;
  }

  run(session: Session): void {
    const prepared = this.#callee.prepare(session);
    const error = prepared.error ?? this.#argumentError();
    if (error) return this.fail(error);
    session.pool.callCount++;
    const slots = prepared.slots();
    this.#placeArguments(prepared, slots);
    this.#placeResults(session, slots);
    // Every buffer of the plan has its slot now.
    this.#submit(prepared, slots as Slot[]);
    this.#finish();
  }

  fail(error: DeviceError): void {
    for (const { output } of this.#callee.produced) this.#results[output].error = error;
    this.#finish();
  }

  #finish(): void {
    this.#done = true;
    this.#callee.settled();
    for (const argument of this.#given) if (argument.kind === "value") argument.storage.unpin();
    for (const storage of this.#results) storage.unpin();
  }

  #argumentError(): DeviceError | undefined {
    for (const argument of this.#given) {
      if (argument.kind === "value" && argument.storage.error) return argument.storage.error;
    }
    return undefined;
  }

  #placeArguments(prepared: PreparedPlan, slots: (Slot | undefined)[]): void {
    prepared.plan.buffers.forEach(({ kind, index }, b) => {
      if (kind === "input") slots[b] = place(this.#given[index!], prepared, b);
    });
  }

  #placeResults(session: Session, slots: (Slot | undefined)[]): void {
    for (const produced of this.#callee.produced) {
      const storage = this.#results[produced.output];
      storage.slot = this.#takeOver(produced) ?? session.pool.acquire(storage.bytes);
      slots[produced.buffer] = storage.slot;
    }
  }

  #takeOver({ donors }: Produced): Slot | undefined {
    for (const i of donors) {
      const argument = this.#given[i];
      if (argument.kind === "value" && argument.storage.slot && argument.storage.isLastUse)
        return argument.storage.yield();
    }
    return undefined;
  }

  // Until the device has said whether this work was valid, what depends on it waits for that. Usually there is nothing
  // to wait for: the first call of a plan is checked, and new buffers are.
  #submit(prepared: PreparedPlan, slots: readonly Slot[]): void {
    const checks = this.#checks(slots);
    const submitted = prepared.submit(slots, checks.length > 0);
    if (!submitted) return;
    const results = this.#callee.produced.map(({ output }) => this.#results[output]);
    const check = Promise.all([...checks, submitted]).then((errors) => {
      const error = errors.find((e) => e);
      for (const storage of results) {
        storage.check = undefined;
        storage.error ??= error;
      }
    });
    for (const storage of results) storage.check = check;
  }

  /** What is not known yet about the buffers and the arguments. */
  #checks(slots: readonly Slot[]): Check[] {
    const checks: Check[] = [];
    for (const { made } of slots) if (made) checks.push(made);
    for (const argument of this.#given) {
      if (argument.kind !== "value" || !argument.storage.check) continue;
      checks.push(argument.storage.check.then(() => argument.storage.error));
    }
    return checks;
  }
}

function place(argument: Argument, prepared: PreparedPlan, b: number): Slot {
  const { session } = prepared;
  if (argument.kind === "value") {
    const slot = argument.storage.locate(session.pool, () => argument.storage.host);
    if (!slot) throw gone();
    return slot;
  }
  if (argument.kind === "kept" && prepared.plan.buffers[b].bytes > WRITTEN_EACH_CALL) {
    return session.uploaded(argument.identity, argument.type, argument.data);
  }
  const slot = prepared.inputSlot(b);
  session.pool.write(
    slot,
    argument.kind === "bytes" ? argument.bytes : toDevice(argument.type.dtype, argument.data),
  );
  return slot;
}
