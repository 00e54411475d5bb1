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
}

export interface Link {
  readonly kernel: Kernel;
  /** One for each of the kernel's buffers. */
  readonly places: readonly Place[];
}

export interface Chain {
  readonly links: readonly Link[];
  /** What it binds beside its memory and the table of its links, and the values there. */
  readonly buffers: readonly KernelBuffer[];
  readonly values: readonly Value[];
  /** Of memory. */
  readonly words: number;
}

/** Links whose kernels and keys are equal run the same code with other numbers. */
export function placesKey({ places }: Link): string {
  return places.map(({ word, bound, start }) => [word !== undefined, bound, start !== undefined]).join(";");
}

/** The numbers of a link. */
export function numbersOf({ places }: Link): number[] {
  return places.flatMap(({ word, start }) => [word, start]).filter((n) => n !== undefined);
}
