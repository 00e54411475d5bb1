/**
 * Lowers a program to kernels: the compiler's last part. `lower` gives the kernels, which the host runs as they are,
 * and the plan, which a device runs.
 */

import { ArrayType } from "../ir/arrayType.js";
import { TypeError } from "../ir/errors.js";
import { trimExpressions } from "../ir/expression.js";
import type { Program } from "../ir/program.js";
import { HostArray } from "../trace/hostArray.js";
import type { Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Plan } from "../../runtime/plan.js";
import { type BuiltKernel, buildKernel } from "./build.js";
import { type Caution, flattenProgram } from "./flatten.js";
import { distinctKernels } from "./distinct.js";
import { type Check, type Definition, type Graph, Value, type WholeLoop } from "./graph.js";
import { type Group, type Grouping, cutFrom, groupRoots, spareOf } from "./group.js";
import type { Kernel } from "./kernel.js";
import { type Launch, type Layout, type LayoutRequest, layOut, refuseLarge } from "./layout.js";
import { type DeviceOptions, type LowerOptions, lanes, resolveOptions } from "./options.js";
import { assemblePlan } from "./plan.js";
import { chooseRoots } from "./roots.js";
import { cutOf, innerAxes } from "./cuts.js";
import { scratchOf } from "./planLoop.js";
import { turnByNumber, type WholeParts } from "./wholeLoop.js";

export type { LowerOptions } from "./options.js";
export { showKernel } from "./showKernel.js";

/** A loop whose turns are lowered by themselves. */
export interface LoweredLoop extends Omit<WholeParts, "body"> {
  /** Devices give it arrays whole, and behind them the number of the turn, where there are any. */
  readonly body: Lowered;
}

export class Lowered {
  private laidOut: Layout | undefined;
  private assembled: Plan | undefined;

  constructor(
    readonly name: string,
    readonly inputs: readonly ArrayType[],
    readonly outputs: readonly ArrayType[],
    readonly constants: readonly HostArray[],
    readonly kernels: readonly Kernel[],
    readonly request: LayoutRequest,
    readonly options: DeviceOptions,
    readonly loops: readonly LoweredLoop[],
    /** Errors for the last outputs, which are counts, where they are not 0. */
    readonly checks: readonly ((count: number) => Error)[],
    /** The same with long loops in slices. */
    readonly sliced: () => Lowered,
  ) {
    refuseLarge(request);
  }

  /** For the host, which runs every kernel by itself (plans have chains). */
  get layout(): Layout {
    return (this.laidOut ??= layOut(this.request));
  }

  /** What a device runs. WGSL is written when this is first asked for. */
  get plan(): Plan {
    return (this.assembled ??= assemblePlan(this));
  }
}

export function lower(program: Program<Primitive>, options: LowerOptions = {}): Lowered {
  trimExpressions();
  const device = resolveOptions(options);
  const { graph, roots, grouping } = grouped(program, device);
  const { groups, stored } = grouping;
  const ofKernels = groups.filter((group) => !loopOf(group));
  const built = ofKernels.map((group) => buildKernel(group, roots, stored));
  const loops = groups
    .flatMap((group) => loopOf(group) ?? [])
    .map((whole) => launchedLoop(whole, options, device));
  const { inputs } = graph;
  const checks = [...graph.checks, ...loops.flatMap((loop) => loop.checks)];
  const outputs = [...graph.outputs, ...loops.flatMap((loop) => loop.checks.map(({ count }) => count))];
  const constants = graph.constants.map(({ value, data }) => ({ value, data: hostArray(data) }));
  const { kernels, numbers } = distinctKernels(built.map(({ kernel }) => kernel));
  return new Lowered(
    options.name ?? "program",
    program.inputTypes,
    [...program.outputTypes, ...checks.map(({ count }) => count.type)],
    constants.map(({ data }) => data),
    kernels,
    {
      graph: { inputs, outputs, constants },
      launches: groups.map((group) => {
        const loop = loops.findIndex(({ whole }) => whole === loopOf(group));
        if (loop >= 0) return launchOfLoop(loops[loop], loop);
        const n = ofKernels.indexOf(group);
        return launchOf(group, built[n], numbers[n]);
      }),
      maxBufferBytes: device.maxBufferBytes,
    },
    device,
    loops.map(({ lowered }) => lowered),
    checks.map(({ error }) => error),
    () => lower(program, { ...options, slices: true }),
  );
}

interface Grouped {
  readonly graph: Graph;
  readonly roots: ReadonlySet<Value>;
  readonly grouping: Grouping;
}

/**
 * Where lanes keep something for themselves, all that reads it is one kernel: if that binds too much, it is stored after all. If
 * what their loops read is still too much, since it does not stay where it is made, these loops are none of lanes.
 */
const attempts: readonly Caution[] = [
  { keeps: true, storesReads: false },
  { keeps: false, storesReads: false },
  { keeps: false, storesReads: true },
];

function grouped(program: Program<Primitive>, device: DeviceOptions): Grouped {
  let found: Grouped | undefined;
  for (const caution of attempts) {
    const graph = graphOf(program, device, caution);
    found = { graph, ...formGroups(graph, device) };
    if (found.grouping.crowded.length === 0) break;
  }
  return found!;
}

function graphOf(program: Program<Primitive>, device: DeviceOptions, caution: Caution): Graph {
  return flattenProgram(program, {
    maxReads: device.maxStorageBuffers - 1,
    lanes: lanes[device.target],
    expand: (name, { expand }, types, params) =>
      stage((...inputs) => expand(inputs, params), types, { transform: "lowering", name }),
    scalarConstant: (data) => hostArray(data).item(),
    target: device.target,
    ...caution,
    slices: device.slices,
    innerAxes: (space, axes) => innerAxes(space, axes, device.target),
    cut: (space, axes) => cutOf(space, axes, device.target),
  });
}

function loopOf({ members }: Group): WholeLoop | undefined {
  return members[0].unit.whole;
}

/** A loop among the launches. */
interface LaunchedLoop {
  readonly whole: WholeLoop;
  readonly lowered: LoweredLoop;
  /** Those in its turns: the counts are sums over the turns. */
  readonly checks: readonly Check[];
  readonly isOnDevice: boolean;
}

function launchedLoop(whole: WholeLoop, options: LowerOptions, { target }: DeviceOptions): LaunchedLoop {
  const { parts, label, source } = whole;
  // The host runs the checks of each turn in that turn.
  const isOnDevice = target !== "host";
  const overwrites = Array.from({ length: parts.carried }, (_, n) => parts.consts + n);
  const body = lower(isOnDevice ? turnByNumber(parts) : parts.body, { ...options, name: label, overwrites });
  const checks = !isOnDevice ? [] : body.checks.map((error, n): Check => {
    const definition: Definition = { kind: "whole", whole, output: whole.outputs.length + n };
    return { count: new Value(Infinity, new ArrayType("int32", []), definition, label, source), error };
  }); // prettier-ignore
  return { whole, lowered: { ...parts, body }, checks, isOnDevice };
}

function launchOfLoop({ whole, lowered, checks, isOnDevice }: LaunchedLoop, number: number): Launch {
  const { consts, initial, arrays, outputs } = whole;
  const written = [...outputs, ...checks.map(({ count }) => count)];
  return {
    kernel: number,
    loop: {
      begins: initial.map((from, n) => ({ from, to: outputs[n] })),
      scratch: () => (isOnDevice ? scratchOf(lowered) : []),
    },
    values: [...consts, ...arrays, ...written],
    written,
    isEmpty: false,
  };
}

function launchOf({ members }: Group, { kernel, values }: BuiltKernel, number: number): Launch {
  return {
    kernel: number,
    values,
    written: values.filter((_, n) => kernel.buffers[n].access !== "read"),
    isEmpty: kernel.axes.some(({ extent }) => extent === 0),
    scatter: members[0].unit.scatter,
  };
}

/**
 * Where kernels would bind too many buffers, what lanes read of which the operands are fewer is computed in place, and otherwise the
 * largest parts of what they compute become values in memory.
 */
function formGroups(graph: Graph, options: DeviceOptions): { roots: ReadonlySet<Value>; grouping: Grouping } {
  const forced = new Set<Value>();
  const inPlace = new Set<Value>();
  // One is for kernels that leave loops to say so.
  const maxBuffers = options.maxStorageBuffers - Number(graph.isCapped);
  for (;;) {
    const roots = chooseRoots(graph, options, { forced, inPlace });
    const grouping = groupRoots(graph, roots, maxBuffers);
    const { size } = inPlace;
    for (const group of grouping.crowded) {
      const spare = spareOf(group, roots, (value) => !inPlace.has(value) && !graph.outputs.includes(value));
      if (spare) inPlace.add(spare);
    }
    const cuts = inPlace.size > size ? [] : grouping.crowded.map((group) => cutFrom(group, roots)).filter((value) => value !== undefined); // prettier-ignore
    if (inPlace.size === size && cuts.length === 0) return { roots, grouping };
    for (const value of cuts) forced.add(value);
  }
}

function hostArray(data: unknown): HostArray {
  if (data instanceof HostArray) return data;
  throw new TypeError(
    "a program to be lowered closes over an array that is not on the host: hoist it to an input",
  );
}
