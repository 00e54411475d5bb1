/** Chains: kernels that run one after the other in one workgroup, as one kernel. What only they need is in a memory of its own. */

import type { Value } from "./graph.js";
import type { Kernel, KernelBuffer } from "./kernel.js";

/** Where a chain has a buffer of one of its kernels; what others read as well is written to both. */
export interface Place {
  /** The first word in the chain's memory. */
  readonly word?: number;
  /** The name of a buffer that the chain binds. */
  readonly bound?: string;
  /** The element in there that is the first to the kernel, where it is another one. */
  readonly start?: number;
  /** That it is not memory at all: what is written there decides where the chain goes on. */
  readonly decides?: boolean;
}

export interface Link {
  readonly kernel: Kernel;
  /** One for each of the kernel's buffers. */
  readonly places: readonly Place[];
  readonly jump?: Jump;
  /** What a thread takes, in additions. */
  readonly time: number;
}

/** That a chain does not go on with the next link. */
export interface Jump {
  /** How many links further it goes on. */
  readonly by: number;
  /** Whether it only does so if that was decided. */
  readonly isDecided: boolean;
}

export interface Chain {
  readonly links: readonly Link[];
  /** What it binds beside its memory and the table of its links, and the values there. */
  readonly buffers: readonly KernelBuffer[];
  readonly values: readonly Value[];
  /** Of memory. */
  readonly words: number;
  /** What it would bind, were it not too much: it is moved to and from its memory before and after it. */
  readonly packed: readonly Packed[];
  /** If it is launched again and again, each time for as long as a launch may take. */
  readonly repeats?: Repeats;
}

interface Packed {
  readonly value: Value;
  readonly word: number;
  readonly isWritten: boolean;
}

export interface Repeats {
  /** The additions of a thread after which a launch ends. */
  readonly longest: number;
  /** The most launches. */
  readonly most: number;
  /** Whether it takes so many. */
  readonly isFixed: boolean;
}

/** Words of memory that hold no values: a whole vector, like everything. */
export const stateWords = 4;

/** Where memory says with which link a chain that repeats goes on: 0 before it has begun and, if data end it, when it has ended. */
export const stateWord = 0;

/** Links whose kernels and keys are equal run the same code with other numbers. */
export function placesKey({ places }: Link): string {
  return places.map(({ word, bound, start, decides }) => [word !== undefined, bound, start !== undefined, decides]).join(";"); // prettier-ignore
}

/** The numbers of a link. */
export function numbersOf({ places }: Link): number[] {
  return places.flatMap(({ word, start }) => [word, start]).filter((n) => n !== undefined);
}
