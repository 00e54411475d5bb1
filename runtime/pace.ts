/** What a submit should take: enough to hide a round trip behind it, and too little for anybody to notice. */
const TARGET_MS = 30;
/** Encoding takes the page's time. */
const MOST_OPERATIONS = 4096;
/** Nothing takes no time at all. */
const LEAST_MS = 0.05;
/** Of what was done in two submits, a page may hear at the same time. */
const HEARD_TOGETHER = 3;

interface Done {
  readonly count: number;
  readonly ms: number;
}

/**
 * How many operations are submitted at once. Where it is not known how many there are, or how long they take, twice as many each
 * time, as long as they take little time.
 */
export class Pace {
  /** Operations of a turn take different times: only whole turns tell. */
  readonly #turn: number;
  #next: number;
  #expected = 0;
  /** The last submits: some, and as many operations as a turn has. */
  #recent: Done[] = [];
  #msEach = 0;
  /** The most that operations took since the start, and all that was done. */
  #slowest = 0;
  #all: Done = { count: 0, ms: 0 };
  #lastDone = 0;

  readonly #latency: () => number;

  /**
   * @param turn how many operations a turn has
   * @param latency after how many milliseconds one hears of what took no time
   */
  constructor(turn: number, latency = (): number => 0) {
    this.#turn = this.#next = turn;
    this.#latency = latency;
  }

  /**
   * Starts anew: how long operations take may be known by now, where turns differ at least how long the slowest did. So many are
   * expected to be needed.
   */
  restart(expected: number): void {
    // A loop that ended in its first submit told nothing new.
    if (this.#all.count > 0) this.#msEach = Math.max(this.#slowest, msEachOf([this.#all]));
    this.#next = this.#turn;
    this.#expected = this.#msEach > 0 ? expected : 0;
    this.#slowest = 0;
    this.#all = { count: 0, ms: 0 };
    this.#recent = [];
  }

  next(): number {
    const fast = this.#msEach > 0 ? Math.max(1, Math.floor(TARGET_MS / this.#msEach)) : Infinity;
    const size = Math.min(this.#expected > 0 ? this.#expected : this.#next, fast, MOST_OPERATIONS);
    if (this.#expected > 0) this.#expected -= size;
    else this.#next = 2 * size;
    return size;
  }

  /** Told when so many have been submitted; the function that it gives, when they were done. */
  submitted(count: number): () => void {
    const start = performance.now();
    return () => {
      const now = performance.now();
      // What was submitted before them kept them waiting.
      const ms = now - Math.max(start, this.#lastDone);
      this.#learn({ count, ms: Math.max(ms - this.#latency(), LEAST_MS) });
      this.#lastDone = now;
    };
  }

  #learn(done: Done): void {
    const recent = [...this.#recent, done];
    while (recent.length > HEARD_TOGETHER && countOf(recent.slice(1)) >= this.#turn) recent.shift();
    this.#recent = recent;
    this.#all = { count: this.#all.count + done.count, ms: this.#all.ms + done.ms };
    if (countOf(recent) < this.#turn) return;
    // Of what takes little time, most is the way to the device and back.
    const slow = [recent, ...recent.filter(({ count }) => count >= this.#turn).map((one) => [one])].filter(
      (some) => timeOf(some) > (some.length * TARGET_MS) / 2,
    );
    const slowest = Math.max(0, ...slow.map(msEachOf));
    this.#msEach = Math.max(msEachOf(recent), slowest);
    this.#slowest = Math.max(this.#slowest, slowest);
  }
}

function msEachOf(all: readonly Done[]): number {
  return timeOf(all) / countOf(all);
}

function timeOf(all: readonly Done[]): number {
  return all.reduce((sum, { ms }) => sum + ms, 0);
}

function countOf(all: readonly Done[]): number {
  return all.reduce((sum, { count }) => sum + count, 0);
}
