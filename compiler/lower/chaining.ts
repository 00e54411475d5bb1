/** Which launches become chains: small ones, where a dispatch would cost more than what it computes. */

import type { HostArray } from "../trace/hostArray.js";
import { type Chain, type Link, type Place, type Repeats, placesKey, stateWords } from "./chain.js";
import { allocate } from "./chainMemory.js";
import { ChainLaunches } from "./chainLaunches.js";
import { ChainSteps, type Sources, type Step, type Steps, decision } from "./chainSteps.js";
import type { Value } from "./graph.js";
import type { Lowered } from "./index.js";
import type { Kernel, KernelBuffer } from "./kernel.js";
import type { Launch, LayoutRequest } from "./layout.js";
import type { DeviceOptions } from "./options.js";
import type { ChainSchedule } from "./schedules/chain.js";
import { maxBound, maxWords, timeOfDispatches } from "./schedules/link.js";

/** The most statements of a chain, which is compiled whole: on SwiftShader a thousand take one to two seconds. */
const MAX_SIZE = 2000;

/** Beyond so many launches, a run is looked at whenever it has grown by as many. */
const LOOKED_AT = 32;

interface Chained {
  /** Kernels beyond the given ones are those that were added. */
  readonly request: LayoutRequest;
  readonly added: readonly (ChainSchedule | Kernel)[];
}

/** The request with fewer launches. */
export function chainLaunches(lowered: Lowered, options: DeviceOptions): Chained {
  const { request, kernels } = lowered;
  if (!options.chains) return { request, added: [] };
  const chainer = new Chainer(request, lowered, options);
  const made = new ChainLaunches(request.graph.constants, kernels.length, options);
  const launches = chainer.run().flatMap((item) => ("links" in item ? made.of(item) : [item]));
  const used = new Set(launches.flatMap(({ values }) => values));
  const known = new Set(made.constants.map(({ value }) => value));
  const closedOver = [...chainer.constants]
    .filter(([value]) => used.has(value) && !known.has(value))
    .map(([value, data]) => ({ value, data }));
  const graph = { ...request.graph, constants: [...made.constants, ...closedOver] };
  return { request: { ...request, graph, launches }, added: made.added };
}

class Chainer {
  /** Arrays that the turns of loops close over. */
  readonly constants = new Map<Value, HostArray>();
  private readonly readers = new Map<Value, Set<Launch>>();
  private readonly outputs: ReadonlySet<Value>;
  /** Of launches that are small. */
  private readonly steps = new Map<Launch, Steps>();
  private readonly runOf = new Map<Launch, number>();

  constructor(
    private readonly request: LayoutRequest,
    sources: Sources,
    private readonly options: DeviceOptions,
  ) {
    this.outputs = new Set(request.graph.outputs);
    const all = new ChainSteps(options);
    for (const launch of request.launches) {
      const steps = all.of(launch, sources);
      if (!steps || !(launch.loop ?? steps.time <= timeOfDispatches(1, options))) continue;
      this.steps.set(launch, steps);
      for (const [value, data] of steps.constants) this.constants.set(value, data);
    }
    for (const launch of request.launches)
      for (const value of this.readBy(launch))
        this.readers.set(value, (this.readers.get(value) ?? new Set()).add(launch));
  }

  run(): (Launch | Chain)[] {
    const runs: Launch[][] = [];
    const madeIn = new Map<Value, number>();
    for (const launch of this.request.launches) {
      const first = this.readBy(launch).reduce(
        (latest, value) => Math.max(latest, madeIn.get(value) ?? 0),
        0,
      );
      const found = runs.findIndex((run, n) => n >= first && this.extends(run, launch));
      const at = found >= 0 ? found : runs.push([]) - 1;
      runs[at].push(launch);
      this.runOf.set(launch, at);
      for (const value of launch.written) madeIn.set(value, at);
    }
    return runs.flatMap((run) => this.chained(run));
  }

  private isSmall(launch: Launch): boolean {
    return this.steps.has(launch);
  }

  /** What a launch needs to be there before it. */
  private readBy(launch: Launch): Value[] {
    const steps = this.steps.get(launch)?.steps;
    if (!steps) return neededBy(launch);
    const written = new Set(steps.flatMap((step) => step.written));
    return steps.flatMap(({ reads }) => reads).filter((value) => !written.has(value));
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

  /** A run as chains: where hope was in vain, several. What is alone is a chain if it has turns. */
  private chained(run: readonly Launch[]): (Launch | Chain)[] {
    let [done, best]: [number, Launch | Chain] = [1, run[0]];
    const bound = this.boundByFirst(run);
    const least = run[0].loop && this.isSmall(run[0]) ? 1 : 2;
    for (let count = run.length; count >= least && best === run[0]; count--) {
      if (bound[count - 1] > maxBound(this.options) && !run.some(({ loop }) => loop)) continue;
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
      for (const value of new Set(this.readBy(launch))) {
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
    const all = launches.map((launch) => this.steps.get(launch)!);
    const steps = all.flatMap((part) => part.steps);
    const isOutside = (value: Value): boolean =>
      this.outputs.has(value) || [...this.readersOf(value)].some((reader) => !own.has(reader) && !joins(reader)); // prettier-ignore
    const written = new Set(steps.flatMap((step) => step.written));
    const read = new Set(steps.flatMap((step) => step.reads));
    const needed = [...new Set(steps.flatMap(({ values }) => values))].filter((value) => !written.has(value) || isOutside(value)); // prettier-ignore
    const repeats = repeatsOf(all, this.options);
    const packed = packedOf(needed, all, maxBound(this.options, true));
    const persists = repeats !== undefined || packed.size > 0;
    const bound = needed.filter((value) => !packed.has(value));
    if (bound.length > maxBound(this.options, persists)) return undefined;
    const kept = new Set([...[...written].filter((value) => read.has(value)), ...packed]);
    const { words, places } = allocate(steps, kept, persists ? stateWords : 0, packed);
    if (words > maxWords(this.options)) return undefined;
    const buffers = bound.map((value, n) => chainBuffer(value, written.has(value), n));
    const names = new Map(bound.map((value, n) => [value, buffers[n].name]));
    const links = steps.map((step) => linkOf(step, places, names));
    if (sizeOf(steps, links) > MAX_SIZE) return undefined;
    const moved = [...packed].map((value) => ({
      value,
      word: places.get(value)!,
      isWritten: written.has(value),
    }));
    return { links, buffers, values: bound, words, packed: moved, repeats };
  }

  private readersOf(value: Value): ReadonlySet<Launch> {
    return this.readers.get(value) ?? new Set();
  }
}

/** Chains with turns have what they cannot bind in memory, small arrays first. */
function packedOf(needed: readonly Value[], all: readonly Steps[], most: number): ReadonlySet<Value> {
  if (needed.length <= most || !all.some(hasTurns)) return new Set();
  return new Set([...needed].sort((a, b) => a.size - b.size).slice(0, needed.length - most));
}

function hasTurns({ steps }: Steps): boolean {
  return steps.some(({ jump }) => jump);
}

/** What takes longer than a launch may is launched again. */
function repeatsOf(all: readonly Steps[], { longestLaunch: longest }: DeviceOptions): Repeats | undefined {
  const time = all.reduce((sum, steps) => sum + steps.time, 0);
  if (time <= longest || !all.some(hasTurns)) return undefined;
  return { longest, most: Math.ceil(time / longest), isFixed: all.every(({ isFixed }) => isFixed) };
}

function linkOf(
  { part: { kernel, starts, time }, values, jump }: Step,
  words: ReadonlyMap<Value, number>,
  names: ReadonlyMap<Value, string>,
): Link {
  const places = values.map((value, n): Place => {
    const [word, bound, start] = [words.get(value), names.get(value), starts[n]];
    if (value === decision) return { decides: true };
    if (word !== undefined) return { word: word + start, bound };
    return { bound, start: start > 0 ? start : undefined };
  });
  return { kernel, places, jump, time };
}

/** The statements of links, of which those that do the same have one code. */
function sizeOf(steps: readonly Step[], links: readonly Link[]): number {
  const seen = new Map<Kernel, Set<string>>();
  return links.reduce((size, link, n) => {
    const keys = seen.get(link.kernel) ?? new Set();
    const isKnown = keys.has(placesKey(link));
    seen.set(link.kernel, keys.add(placesKey(link)));
    return isKnown ? size : size + steps[n].part.size;
  }, 0);
}

function chainBuffer({ scalar, size }: Value, isWritten: boolean, n: number): KernelBuffer {
  return { name: `buffer${n}`, type: scalar, size, access: isWritten ? "write" : "read" };
}

/** What a launch by itself needs: also what it combines something into, and what a loop begins with. */
function neededBy({ values, written, scatter, loop }: Launch): Value[] {
  const begins = loop?.begins.map(({ from }) => from) ?? [];
  const read = values.filter((value) => !written.includes(value)).concat(begins);
  return scatter ? [...read, scatter.operand] : read;
}
