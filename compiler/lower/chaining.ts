/** Which launches become chains: small ones, where a dispatch would cost more than what it computes. */

import { ArrayType } from "../ir/arrayType.js";
import { i32 } from "../ir/expression.js";
import { HostArray } from "../trace/hostArray.js";
import { type Chain, type Link, type Place, placesKey } from "./chain.js";
import { keyOf } from "./distinct.js";
import { type Definition, Value } from "./graph.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import type { Launch, LayoutRequest } from "./layout.js";
import type { DeviceOptions } from "./options.js";
import { type Rebased, rebase } from "./rebase.js";
import { type ChainSchedule, scheduleChain } from "./schedules/chain.js";
import { maxBound, maxWords, sizeInChain } from "./schedules/link.js";

/** The most statements of a chain, which is compiled whole: on SwiftShader a thousand take one to two seconds. */
const MAX_SIZE = 2000;

/** Beyond so many launches, a run is looked at whenever it has grown by as many. */
const LOOKED_AT = 32;

interface Chained {
  /** Kernels beyond the given ones are chains. */
  readonly request: LayoutRequest;
  readonly chains: readonly ChainSchedule[];
}

const int32 = (length: number): ArrayType => new ArrayType("int32", [length]);

/** What stands in memory before the chain has filled it: nobody reads that. */
const unknown: Definition = { kind: "map", reads: [], isView: false, at: () => i32(0) };

/** The request with fewer launches. */
export function chainLaunches(
  request: LayoutRequest,
  kernels: readonly Kernel[],
  options: DeviceOptions,
): Chained {
  if (!options.chains) return { request, chains: [] };
  const { graph } = request;
  const constants = [...graph.constants];
  const chains: ChainSchedule[] = [];
  const launches = new Chainer(request, kernels, options).run().map((item): Launch => {
    if (!("links" in item)) return item;
    const chain = scheduleChain(item, options);
    chains.push(chain);
    const type = int32(chain.table.length);
    const table = new Value(Infinity, type, { kind: "constant", index: constants.length }, "table");
    constants.push({ value: table, data: new HostArray(type, chain.table) });
    const added = [table, new Value(Infinity, int32(item.words), unknown, "memory")];
    const values = [...item.values, ...added].slice(0, chain.buffers.length);
    return {
      kernel: kernels.length + chains.length - 1,
      values,
      written: values.filter((_, n) => chain.buffers[n].access === "write"),
      isEmpty: false,
    };
  });
  return { request: { ...request, graph: { ...graph, constants }, launches }, chains };
}

/** A kernel that may be a link, and its statements. */
interface Part extends Rebased {
  readonly size: number;
}

class Chainer {
  private readonly readers = new Map<Value, Set<Launch>>();
  private readonly outputs: ReadonlySet<Value>;
  /** By the number of the kernel; nothing for those that are not small. */
  private readonly parts = new Map<number, Part | undefined>();
  private readonly distinct = new Map<string, Kernel>();
  private readonly runOf = new Map<Launch, number>();

  constructor(
    private readonly request: LayoutRequest,
    private readonly kernels: readonly Kernel[],
    private readonly options: DeviceOptions,
  ) {
    this.outputs = new Set(request.graph.outputs);
    for (const launch of request.launches)
      for (const value of readBy(launch))
        this.readers.set(value, (this.readers.get(value) ?? new Set()).add(launch));
  }

  run(): (Launch | Chain)[] {
    const runs: Launch[][] = [];
    const madeIn = new Map<Value, number>();
    for (const launch of this.request.launches) {
      const first = readBy(launch).reduce((latest, value) => Math.max(latest, madeIn.get(value) ?? 0), 0);
      const found = runs.findIndex((run, n) => n >= first && this.extends(run, launch));
      const at = found >= 0 ? found : runs.push([]) - 1;
      runs[at].push(launch);
      this.runOf.set(launch, at);
      for (const value of launch.written) madeIn.set(value, at);
    }
    return runs.flatMap((run) => this.chained(run));
  }

  private isSmall(launch: Launch): boolean {
    return !launch.loop && !launch.scatter && !launch.isEmpty && this.partOf(launch) !== undefined;
  }

  private partOf({ kernel }: Launch): Part | undefined {
    if (!this.parts.has(kernel)) this.parts.set(kernel, this.makePart(this.kernels[kernel]));
    return this.parts.get(kernel);
  }

  /** Kernels that do the same on other parts of what they read have one kernel in common. */
  private makePart(whole: Kernel): Part | undefined {
    const size = sizeInChain(whole, this.options);
    if (size === undefined) return undefined;
    const { kernel, starts } = rebase(whole);
    const key = keyOf(kernel);
    const known = this.distinct.get(key) ?? kernel;
    this.distinct.set(key, known);
    return { kernel: known, starts, size };
  }

  /**
   * Whether a run can take one more launch. Readers that have no run yet are hoped to join it. Long runs are looked at
   * now and then: what is too much is cut off in the end.
   */
  private extends(run: readonly Launch[], launch: Launch): boolean {
    if (!this.isSmall(run[0]) || !this.isSmall(launch)) return false;
    if (run.length > LOOKED_AT && run.length % LOOKED_AT !== 0) return true;
    const joins = (reader: Launch): boolean => !this.runOf.has(reader) && this.isSmall(reader);
    return this.chain([...run, launch], joins) !== undefined;
  }

  /** A run as chains: where hope was in vain, several. */
  private chained(run: readonly Launch[]): (Launch | Chain)[] {
    let [done, best]: [number, Launch | Chain] = [1, run[0]];
    const bound = this.boundByFirst(run);
    for (let count = run.length; count > 1 && done === 1; count--) {
      if (bound[count - 1] > maxBound(this.options)) continue;
      const chain = this.chain(run.slice(0, count), () => false);
      if (chain) [done, best] = [count, chain];
    }
    return done === run.length ? [best] : [best, ...this.chained(run.slice(done))];
  }

  /** How many buffers the first launch of a run would bind by itself, the first two, and so on. */
  private boundByFirst(run: readonly Launch[]): number[] {
    const given = new Set<Value>();
    const written = new Set<Value>();
    /** What was written and is an output, or is read by so many launches to come. */
    const awaited = new Map<Value, number>();
    return run.map((launch) => {
      for (const value of new Set(readBy(launch))) {
        if (!written.has(value)) given.add(value);
        const left = (awaited.get(value) ?? 0) - 1;
        if (left > 0) awaited.set(value, left);
        else awaited.delete(value);
      }
      for (const value of launch.written) {
        written.add(value);
        const count = this.outputs.has(value) ? Infinity : this.readersOf(value).size;
        if (count > 0) awaited.set(value, count);
      }
      return given.size + awaited.size;
    });
  }

  /** The launches as a chain, if the limits allow it. `joins` says of other readers that they will be part of it. */
  private chain(launches: readonly Launch[], joins: (reader: Launch) => boolean): Chain | undefined {
    const own = new Set(launches);
    const isOutside = (value: Value): boolean =>
      this.outputs.has(value) || [...this.readersOf(value)].some((reader) => !own.has(reader) && !joins(reader)); // prettier-ignore
    const isRead = (value: Value): boolean => [...this.readersOf(value)].some((reader) => own.has(reader));
    const written = new Set(launches.flatMap((launch) => launch.written));
    const bound = [...new Set(launches.flatMap(({ values }) => values))].filter((value) => !written.has(value) || isOutside(value)); // prettier-ignore
    if (bound.length > maxBound(this.options)) return undefined;
    const { words, places } = allocate(launches, new Set([...written].filter(isRead)));
    if (words > maxWords(this.options)) return undefined;
    const buffers = bound.map((value, n) => chainBuffer(value, written.has(value), n));
    const names = new Map(bound.map((value, n) => [value, buffers[n].name]));
    let size = 0;
    const seen = new Map<Kernel, Set<string>>();
    const links = launches.map((launch): Link => {
      const part = this.partOf(launch)!;
      const link = { kernel: part.kernel, places: launch.values.map((value, n) => placeOf(places.get(value), names.get(value), part.starts[n])) }; // prettier-ignore
      const keys = seen.get(part.kernel) ?? new Set();
      if (!keys.has(placesKey(link))) size += part.size;
      seen.set(part.kernel, keys.add(placesKey(link)));
      return link;
    });
    if (size > MAX_SIZE) return undefined;
    return { links, buffers, values: bound, words };
  }

  private readersOf(value: Value): ReadonlySet<Launch> {
    return this.readers.get(value) ?? new Set();
  }
}

function placeOf(word: number | undefined, bound: string | undefined, start: number): Place {
  if (word !== undefined) return { word: word + start, bound };
  return { bound, start: start > 0 ? start : undefined };
}

function chainBuffer({ scalar, size }: Value, isWritten: boolean, n: number): KernelBuffer {
  return { name: `buffer${n}`, type: scalar, size, access: isWritten ? "write" : "read" };
}

/** What a launch needs to be there before it: also what it combines something into, and what a loop begins with. */
function readBy({ values, written, scatter, loop }: Launch): Value[] {
  const begins = loop?.begins.map(({ from }) => from) ?? [];
  const read = values.filter((value) => !written.includes(value)).concat(begins);
  return scatter ? [...read, scatter.operand] : read;
}

/** Places in memory for values, from the launch that writes them to the last one that reads them. */
function allocate(
  launches: readonly Launch[],
  kept: ReadonlySet<Value>,
): { words: number; places: ReadonlyMap<Value, number> } {
  const lastUse = new Map<Value, number>();
  launches.forEach(({ values }, n) => values.forEach((value) => lastUse.set(value, n)));
  const places = new Map<Value, number>();
  /** What is taken, in order, and by which launch it is read last. */
  let taken: { readonly start: number; readonly end: number; readonly last: number }[] = [];
  let words = 0;
  launches.forEach(({ written }, n) => {
    for (const value of written.filter((v) => kept.has(v))) {
      let [start, before] = [0, 0];
      while (before < taken.length && taken[before].start - start < value.size) start = taken[before++].end;
      const end = start + value.size;
      taken.splice(before, 0, { start, end, last: lastUse.get(value)! });
      places.set(value, start);
      words = Math.max(words, end);
    }
    taken = taken.filter(({ last }) => last > n);
  });
  return { words, places };
}
