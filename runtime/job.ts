import type { DeviceError } from "./error.js";
import type { Session } from "./session.js";

/** Work for a device that runs in the order in which it was asked for. */
export interface Job {
  /** What it must wait for, if anything; must not reject. Asked again after that. */
  blocker(session: Session): Promise<unknown> | undefined;
  /** Those behind it wait for the promise, if there is one; must not reject. */
  run(session: Session): Promise<unknown> | undefined;
  /** Called when there is no device to run it on, or when one of the others threw. */
  fail(error: DeviceError): void;
}

/** Where jobs are handed in. */
export interface JobQueue {
  readonly session: Session;
  enqueue(job: Job): void;
}
