/** What a submit should take: enough to hide a round trip behind it, and too little for anybody to notice. */
const TARGET_MS = 30;
/** Encoding takes the page's time. */
const MOST_OPERATIONS = 4096;
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
  /** The most that operations took since the start. */
  #slowest = 0;
  #lastDone = 0;

  /** @param turn how many operations a turn has */
  constructor(turn: number) {
    this.#turn = this.#next = turn;
  }

  /**
   * Starts anew: how long operations take may be known by now, where turns differ at least how long the slowest did. So many are
   * expected to be needed.
   */
  restart(expected: number): void {
    this.#next = this.#turn;
    this.#msEach = this.#slowest;
    this.#slowest = 0;
    this.#recent = [];
    this.#expected = this.#msEach > 0 ? expected : 0;
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
      this.#learn({ count, ms: now - Math.max(start, this.#lastDone) });
      this.#lastDone = now;
    };
  }

  #learn(done: Done): void {
    const recent = [...this.#recent, done];
    while (recent.length > HEARD_TOGETHER && countOf(recent.slice(1)) >= this.#turn) recent.shift();
    this.#recent = recent;
    if (countOf(recent) < this.#turn) return;
    const turns = recent.filter(({ count }) => count >= this.#turn);
    this.#msEach = Math.max(msEachOf(recent), ...turns.map((one) => msEachOf([one])));
    this.#slowest = Math.max(this.#slowest, this.#msEach);
  }
}

function msEachOf(all: readonly Done[]): number {
  return all.reduce((sum, { ms }) => sum + ms, 0) / countOf(all);
}

function countOf(all: readonly Done[]): number {
  return all.reduce((sum, { count }) => sum + count, 0);
}
