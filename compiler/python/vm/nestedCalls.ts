/** Calls from TypeScript into a script, by an instruction that may have to wait and begin again. */

import { currentTrace } from "../../trace/trace.js";
import type { Value } from "../objects/value.js";
import type { Frame } from "./frame.js";
import type { Interruption, Machine } from "./machine.js";

/** A call: what it was given, and how it ended, or where it had to wait. */
interface NestedCall {
  readonly frame: Frame;
  readonly given: readonly (Value | undefined)[];
  end?: () => Value;
  interruption?: Interruption;
}

/** Beyond so many, an instruction that begins again calls again. */
const mostCalls = 10_000;

/**
 * The calls of one instruction. If it begins again and makes the same calls, those that have ended are not made again, and the one
 * that had to wait goes on.
 */
export class NestedCalls {
  private readonly calls: NestedCall[] = [];
  private next = 0;
  readonly moment: number;
  private repeats: number;

  constructor(private readonly machine: Machine) {
    ({ moment: this.moment, repeats: this.repeats } = machine);
  }

  /** The call that this one is: a new one, or one that was made before. Nothing if it is made again in any case. */
  find(frame: Frame): NestedCall | undefined {
    const { repeats } = this.machine;
    if (this.repeats !== repeats) [this.repeats, this.next] = [repeats, 0];
    // Values that are being traced are others each time, also those that a function has without being given them.
    if (currentTrace().parent !== null || this.next >= mostCalls) return undefined;
    const given = [...frame.locals];
    const isSame = (n: number): boolean => {
      const call = this.calls.at(n);
      return call?.frame.code === frame.code && given.every((x, i) => Object.is(x, call.given[i]));
    };
    // Iterators that give the same once more do not make the calls that led to it.
    const known = [this.next, this.calls.length - 1].find((n) => n >= this.next && isSame(n));
    if (known !== undefined) {
      this.next = known + 1;
      return this.calls[known];
    }
    this.calls.length = this.next++;
    const call: NestedCall = { frame, given };
    this.calls.push(call);
    return call;
  }
}
