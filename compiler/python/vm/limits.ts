/** What a script may use at most: steps, memory, and the time until it is aborted. */

import { type ExceptionObject, makeException, Raised } from "../objects/exceptions.js";
import type { Options } from "./machine.js";

const defaultMemory = 2 ** 31;
/** Milliseconds: asking for the memory in use takes as long as hundreds of instructions. */
const pause = 4;

/** Where JavaScript says how much memory is in use: Node, and Chromium. */
interface Gauges {
  readonly process?: { memoryUsage?(): { heapUsed: number; external: number } };
  readonly performance?: { readonly memory?: { readonly usedJSHeapSize: number } };
}

/** Bytes in use; 0 where nobody knows. */
function usedMemory(): number {
  const { process, performance } = globalThis as unknown as Gauges;
  const usage = process?.memoryUsage?.();
  return usage ? usage.heapUsed + usage.external : (performance?.memory?.usedJSHeapSize ?? 0);
}

/** What ends a script that was aborted. */
export function interrupted(): ExceptionObject {
  return makeException("KeyboardInterrupt", "the script was aborted");
}

export class Limits {
  private steps = 0;
  private readonly before = usedMemory();
  /** When the memory in use was last asked for. */
  private weighedAt = 0;
  /** The exception that ended the run: no handler of the script's can hold it up. */
  ended: ExceptionObject | undefined;

  constructor(private readonly options: Options) {}

  /** A script begins. */
  begin(): void {
    this.steps = 0;
    this.ended = undefined;
  }

  /** Counts steps; an exception if there are too many, or the memory is used up. */
  count(steps: number): void {
    const { maxSteps, maxMemory = defaultMemory, signal } = this.options;
    this.steps += steps;
    if (maxSteps !== undefined && this.steps > maxSteps)
      this.end("StepLimitExceeded", `the script ran for more than ${maxSteps} steps`);
    if (signal?.aborted) throw new Raised((this.ended = interrupted()));
    const now = performance.now();
    if (now - this.weighedAt < pause) return;
    this.weighedAt = now;
    if (usedMemory() - this.before > maxMemory)
      this.end("MemoryError", `the script used more than ${maxMemory} bytes`);
  }

  private end(kind: string, message: string): never {
    throw new Raised((this.ended = makeException(kind, message)));
  }
}
