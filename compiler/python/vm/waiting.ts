import type { Waiting as Interface } from "../objects/machine.js";
import type { Value } from "../objects/value.js";
import type { Machine } from "./machine.js";
import { NestedCalls } from "./nestedCalls.js";
import { Replay } from "./replay.js";

/**
 * What makes it harmless that an instruction begins again, having waited for something that TypeScript which it called needed: what
 * iterators gave it, and what was called for it.
 */
export class Waiting implements Interface {
  /** The calls for an instruction: the one that runs, or one that may come back to it. */
  calls: NestedCalls | undefined;
  private readonly replays = new WeakMap<object, Replay>();

  constructor(private readonly machine: Machine) {}

  take(iterator: object, item: () => Value | undefined): Value | undefined {
    let replay = this.replays.get(iterator);
    if (!replay) this.replays.set(iterator, (replay = new Replay()));
    return replay.take(this.machine, item);
  }

  get callsOfInstruction(): NestedCalls {
    if (this.calls?.moment !== this.machine.moment) this.calls = new NestedCalls(this.machine);
    return this.calls;
  }
}
