/** What a submit should take: enough to hide a round trip behind it, and too little for anybody to notice. */
const TARGET_MS = 30;
/** Encoding takes the page's time. */
const MOST_OPERATIONS = 4096;

/** How many operations are submitted at once: twice as many each time, as long as they take little time. */
export class Pace {
  readonly #first: number;
  #next: number;
  #msEach = 0;
  #lastDone = 0;

  constructor(first: number) {
    this.#first = this.#next = first;
  }

  /** Starts anew: how long operations take is known by now, how many there are is not. */
  restart(): void {
    this.#next = this.#first;
  }

  next(): number {
    const fast = this.#msEach > 0 ? Math.max(1, Math.floor(TARGET_MS / this.#msEach)) : Infinity;
    const size = Math.min(this.#next, fast, MOST_OPERATIONS);
    this.#next = 2 * size;
    return size;
  }

  /** Says when so many have been submitted; the function that is returned, when they were done. */
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
