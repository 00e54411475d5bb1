import type { Value } from "../objects/value.js";

/** When it is, for who may have to wait. */
interface Moment {
  /** The instruction that runs; the same when it begins again. */
  readonly moment: number;
  /** How often one has begun again. */
  readonly repeats: number;
}

/** The instruction for which an iterator is going on. */
let going: number | undefined;

/**
 * What an iterator has given to the instruction that runs. If that has to wait and begins again, it is given the same once more
 * before the iterator goes on. Iterators that go on for the sake of another need not remember: that one does.
 */
export class Replay {
  private moment = -1;
  private repeats = -1;
  private next = 0;
  private readonly items: (Value | undefined)[] = [];

  take({ moment, repeats }: Moment, item: () => Value | undefined): Value | undefined {
    if (going === moment) return item();
    if (this.moment !== moment) this.items.length = 0;
    if (this.moment !== moment || this.repeats !== repeats) this.next = 0;
    [this.moment, this.repeats] = [moment, repeats];
    if (this.next === this.items.length) this.items.push(goingOn(moment, item));
    return this.items[this.next++];
  }
}

function goingOn(moment: number, item: () => Value | undefined): Value | undefined {
  const outer = going;
  going = moment;
  try {
    return item();
  } finally {
    going = outer;
  }
}
