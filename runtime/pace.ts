/** What a submit should take: enough to hide a round trip behind it, and too little for anybody to notice. */
const TARGET_MS = 30;
/** Encoding takes the page's time. */
const MOST_OPERATIONS = 4096;

/**
 * How many operations are submitted at once. Where it is not known how many there are, or how long they take, twice as many each
 * time, as long as they take little time.
 */
export class Pace {
  readonly #first: number;
  #next: number;
  #expected = 0;
  #msEach = 0;
  #lastDone = 0;

  constructor(first: number) {
    this.#first = this.#next = first;
  }

  /** Starts anew: how long operations take may be known by now. So many are expected to be needed. */
  restart(expected: number): void {
    this.#next = this.#first;
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
      this.#msEach = (now - Math.max(start, this.#lastDone)) / count;
      this.#lastDone = now;
    };
  }
}
