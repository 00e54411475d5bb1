/**
 * Loops whose turns make something for the turns of others, as the turns of a gradient need what those of its function left. Where
 * lanes of as many elements read it turn by turn, each lane keeps its own; otherwise it is stored.
 */

import { type Procedure, type Value, reachable, readsOf } from "./graph.js";

interface KeptLoop {
  readonly values: readonly Value[];
  readonly stacked: readonly Value[];
  readonly lanes: number;
  /** The loop as what stores its outputs: of each, its procedure and its number there. */
  readonly stored: readonly { readonly procedure: Procedure; readonly output: number }[];
}

export class KeptLoops {
  private readonly loops: KeptLoop[] = [];
  /** The arrays of which the turns of loops see elements. */
  private readonly seenByTurns = new Set<Value>();
  /** What loops give, and how many lanes they have. */
  private readonly lanes = new Map<Value, number>();

  add(loop: KeptLoop): void {
    this.loops.push(loop);
  }

  /** `inTurns`: what a turn calls the outputs. */
  addReaders(
    arrays: readonly Value[],
    outputs: readonly (Value | undefined)[],
    inTurns: readonly Value[],
  ): void {
    for (const array of arrays) this.seenByTurns.add(array);
    outputs.forEach((value, n) => value && this.lanes.set(value, inTurns[n].size));
  }

  /** Has loops store what others than turns read, or everything. To be called when everything is known that reads them. */
  settle(outputs: readonly Value[], keeps: boolean): void {
    const needed = reachable(outputs);
    const readers = new Map<Value, Value[]>();
    for (const value of needed)
      for (const read of new Set(readsOf(value))) readers.set(read, [...(readers.get(read) ?? []), value]);
    const isKept = (value: Value, lanes: number): boolean =>
      !outputs.includes(value) &&
      (readers.get(value) ?? []).every((reader) => {
        if (this.seenByTurns.has(value) && (this.lanes.get(reader) ?? Infinity) <= lanes) return true;
        return reader.definition.kind === "map" && reader.definition.isView && isKept(reader, lanes);
      });
    for (const { values, stacked, lanes, stored } of this.loops)
      if (!keeps || !stacked.every((value) => isKept(value, lanes)))
        values.forEach((value, n) => (value.definition = { kind: "procedure", ...stored[n] }));
  }
}
