import type { Job } from "./job.js";
import { toDevice, type HostData } from "./layout.js";
import { Unfinished } from "./error.js";
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

type Check = Promise<Error | undefined>;

/** What a call needs of a loaded plan. */
export interface Callee {
  readonly produced: readonly Produced[];
  prepare(session: Session): PreparedPlan;
  /** Told when a call has been submitted or has failed. */
  settled(): void;
  /** What to run instead when kernels could not finish. */
  otherwise?(): Pick<Callee, "produced" | "prepare">;
}

/** One call of a plan: holds its arguments until it has been submitted, and fills its results. */
export class PlanCall implements Job {
  readonly #callee: Callee;
  readonly #given: readonly Argument[];
  readonly #results: readonly Storage[];
  readonly #signal: AbortSignal | undefined;
  /** Arguments that were sent before the call could run. */
  readonly #sent: Storage[] = [];
  #done = false;

  /**
   * @param results storage for each output of the plan
   * @param signal ends its loops
   */
  constructor(callee: Callee, given: readonly Argument[], results: readonly Storage[], signal?: AbortSignal) {
    this.#callee = callee;
    this.#given = given;
    this.#results = results;
    this.#signal = signal;
    for (const argument of given) if (argument.kind === "value") argument.storage.pin();
    for (const storage of results) storage.pin();
  }

  /** Copies data that the caller may change, if the call has to wait. */
  keepData(): void {
    if (this.#done) return;
    for (const argument of this.#given)
      if (argument.kind === "bytes") argument.bytes = argument.bytes.slice();
  }

  // While its kernels are compiled, the call whose turn it is sends its arguments.
  blocker(session: Session): Promise<unknown> | undefined {
    const prepared = this.#callee.prepare(session);
    if (prepared.settling) this.#sendArguments(prepared);
    return prepared.settling;
  }

  #sendArguments({ plan, session }: PreparedPlan): void {
    for (const { kind, index, bytes } of plan.buffers) {
      if (kind !== "input" || bytes <= WRITTEN_EACH_CALL) continue;
      const argument = this.#given[index!];
      if (argument.kind !== "kept") continue;
      const storage = session.uploaded(argument.identity, argument.type);
      storage.pin();
      this.#sent.push(storage);
      storage.send(session.pool, () => bytesOf(argument));
    }
  }

  run(session: Session): Promise<unknown> | undefined {
    const prepared = this.#callee.prepare(session);
    const error = prepared.error ?? this.#argumentError();
    if (error) return void this.fail(error);
    session.pool.callCount++;
    const slots = prepared.slots();
    this.#placeArguments(prepared, slots);
    this.#placeResults(session, slots);
    // Every buffer of the plan has its slot now.
    if (prepared.hasLoops) return this.#takeTurns(prepared, slots as Slot[]);
    this.#submit(prepared, slots as Slot[]);
    return void this.#finish();
  }

  fail(error: Error): void {
    for (const { output } of this.#callee.produced) this.#results[output].error = error;
    this.#finish();
  }

  #finish(): void {
    if (this.#done) return;
    this.#done = true;
    this.#callee.settled();
    for (const argument of this.#given) if (argument.kind === "value") argument.storage.unpin();
    for (const storage of [...this.#results, ...this.#sent]) storage.unpin();
  }

  #argumentError(): Error | undefined {
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
    // Who may have to begin anew must have what it began with.
    if (this.#callee.otherwise) return undefined;
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
    if (submitted) void this.#checkResults([...checks, submitted]);
  }

  // What follows waits for the loops, of which nobody knows how long they take.
  #takeTurns(prepared: PreparedPlan, slots: readonly Slot[]): Promise<void> {
    const checks = this.#checks(slots);
    const { otherwise } = this.#callee;
    const turns = prepared
      .takeTurns(slots, checks.length > 0, this.#signal)
      .then((error) => (otherwise && error instanceof Unfinished ? this.#tryAgain(prepared.session) : error));
    return this.#checkResults([...checks, turns]).then(() => this.#finish());
  }

  async #tryAgain(session: Session): Promise<Error | undefined> {
    const other = this.#callee.otherwise!();
    const prepared = other.prepare(session);
    await Promise.race([prepared.settling, session.ended]);
    const error = session.lost ?? prepared.error;
    if (error) return error;
    const slots = prepared.slots();
    this.#placeArguments(prepared, slots);
    for (const { output, buffer } of other.produced) slots[buffer] = this.#results[output].slot;
    return prepared.takeTurns(slots as Slot[], false, this.#signal);
  }

  #checkResults(checks: readonly Check[]): Promise<void> {
    const results = this.#callee.produced.map(({ output }) => this.#results[output]);
    const check = Promise.all(checks).then((errors) => {
      const error = errors.find((e) => e);
      for (const storage of results) {
        storage.check = undefined;
        storage.error ??= error;
      }
    });
    for (const storage of results) storage.check = check;
    return check;
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
    return session.uploaded(argument.identity, argument.type).locate(session.pool, () => bytesOf(argument))!;
  }
  const slot = prepared.inputSlot(b);
  session.pool.write(slot, bytesOf(argument));
  return slot;
}

function bytesOf(argument: Exclude<Argument, { kind: "value" }>): Uint8Array<ArrayBuffer> {
  return argument.kind === "bytes" ? argument.bytes : toDevice(argument.type.dtype, argument.data);
}
