/** Where values lie in a chain's memory: those that do not live at the same time may have the same words. */

import type { Jump } from "./chain.js";
import type { Value } from "./graph.js";

interface Use {
  readonly reads: readonly Value[];
  readonly written: readonly Value[];
  readonly jump?: Jump;
}

interface Allocation {
  readonly words: number;
  readonly places: ReadonlyMap<Value, number>;
}

/** The first and the last step at which a value must be there. */
interface Life {
  first: number;
  last: number;
}

/** Places for values. Words before `start` are taken, and some values are there before the first step, or after the last. */
export function allocate(
  steps: readonly Use[],
  kept: ReadonlySet<Value>,
  start: number,
  always: ReadonlySet<Value>,
): Allocation {
  const lives = [...livesOf(steps, always)].filter(([value]) => kept.has(value));
  const places = new Map<Value, number>();
  /** What is taken, in order, and by which step it is read last. */
  let taken: { readonly start: number; readonly end: number; readonly last: number }[] = [];
  let words = start;
  for (const [value, { first, last }] of lives.sort(([, a], [, b]) => a.first - b.first)) {
    taken = taken.filter((other) => other.last >= first);
    let [place, before] = [start, 0];
    while (before < taken.length && taken[before].start - place < value.size) place = taken[before++].end;
    const end = place + value.size;
    taken.splice(before, 0, { start: place, end, last });
    places.set(value, place);
    words = Math.max(words, end);
  }
  return { words, places };
}

function livesOf(steps: readonly Use[], always: ReadonlySet<Value>): Map<Value, Life> {
  const lives = new Map<Value, Life>();
  steps.forEach(({ reads, written }, n) => {
    for (const value of [...reads, ...written]) {
      const life = lives.get(value);
      if (life) life.last = n;
      else lives.set(value, { first: n, last: n });
    }
  });
  steps.forEach(({ jump }, n) => {
    const begin = n + (jump?.by ?? 1);
    if (begin <= n) for (const life of lives.values()) stretch(life, begin, n);
  });
  for (const value of always) lives.set(value, { first: 0, last: steps.length });
  return lives;
}

/** What comes into a loop, or out of it, is there in all of its turns. */
function stretch(life: Life, begin: number, end: number): void {
  const { first, last } = life;
  if (first > end || last < begin) return;
  if (first < begin) life.last = Math.max(last, end);
  if (last > end) life.first = Math.min(first, begin);
}
