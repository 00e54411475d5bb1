/**
 * Lowers a program to kernels: the compiler's last part. `lower` gives the kernels, which the host runs as they are,
 * and the plan, which a device runs.
 */

import type { ArrayType } from "../ir/arrayType.js";
import { NotImplementedError, TypeError } from "../ir/errors.js";
import { trimExpressions } from "../ir/expression.js";
import type { Program } from "../ir/program.js";
import { HostArray } from "../trace/hostArray.js";
import type { LoopParts, Primitive } from "../trace/primitive.js";
import { stage } from "../trace/stageTrace.js";
import type { Plan } from "../../runtime/plan.js";
import { type BuiltKernel, buildKernel } from "./build.js";
import { flattenProgram } from "./flatten.js";
import { distinctKernels } from "./distinct.js";
import type { Graph, Value, WholeLoop } from "./graph.js";
import { type Group, type Grouping, cutFrom, groupRoots } from "./group.js";
import type { Kernel } from "./kernel.js";
import { type Launch, type Layout, type LayoutRequest, layOut } from "./layout.js";
import { type DeviceOptions, type LowerOptions, lanes, resolveOptions } from "./options.js";
import { assemblePlan } from "./plan.js";
import { chooseRoots } from "./roots.js";
import { cutOf, innerAxes } from "./cuts.js";

export type { LowerOptions } from "./options.js";
export { showKernel } from "./showKernel.js";

/** A loop whose turns are lowered by themselves. */
export interface LoweredLoop {
  readonly parts: LoopParts;
  readonly condition: Lowered | undefined;
  readonly body: Lowered;
}

export class Lowered {
  /** For the host, which runs every kernel by itself (plans have chains). Made at once: what fits no binding is refused. */
  readonly layout: Layout;
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
  ) {
    this.layout = layOut(request);
  }

  /** What a device runs. WGSL is written when this is first asked for. */
  get plan(): Plan {
    return (this.assembled ??= assemblePlan(this));
  }
}

export function lower(program: Program<Primitive>, options: LowerOptions = {}): Lowered {
  trimExpressions();
  const device = resolveOptions(options);
  const graph = flattenProgram(program, {
    maxReads: device.maxStorageBuffers - 1,
    lanes: lanes[device.target],
    expand: (name, { expand }, types, params) =>
      stage((...inputs) => expand(inputs, params), types, { transform: "lowering", name }),
    scalarConstant: (data) => hostArray(data).item(),
    refuseLoop: device.target === "host" ? undefined : onlyOnTheHost,
    innerAxes: (space, axes) => innerAxes(space, axes, device.target),
    cut: (space, axes) => cutOf(space, axes, device.target),
  });
  const { roots, grouping } = formGroups(graph, device);
  const { groups, stored } = grouping;
  const ofKernels = groups.filter((group) => !loopOf(group));
  const built = ofKernels.map((group) => buildKernel(group, roots, stored));
  const loops: LoweredLoop[] = [];
  const { inputs, outputs, checks } = graph;
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
        const whole = loopOf(group);
        if (whole) return launchOfLoop(whole, loops.push(lowerLoop(whole, options)) - 1);
        const n = ofKernels.indexOf(group);
        return launchOf(group, built[n], numbers[n]);
      }),
      maxBufferBytes: device.maxBufferBytes,
    },
    device,
    loops,
    checks.map(({ error }) => error),
  );
}

function loopOf({ members }: Group): WholeLoop | undefined {
  return members[0].unit.whole;
}

function lowerLoop({ parts, label }: WholeLoop, options: LowerOptions): LoweredLoop {
  const lowered = (part: Program): Lowered => lower(part as Program<Primitive>, { ...options, name: label });
  return {
    parts,
    condition: parts.condition && lowered(parts.condition),
    body: lowered(parts.body),
  };
}

function launchOfLoop({ reads, outputs }: WholeLoop, number: number): Launch {
  return { kernel: number, isLoop: true, values: [...reads, ...outputs], written: outputs, isEmpty: false };
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

/** Where kernels would bind too many buffers, the largest parts of what they compute become values in memory. */
function formGroups(graph: Graph, options: DeviceOptions): { roots: ReadonlySet<Value>; grouping: Grouping } {
  const forced = new Set<Value>();
  for (;;) {
    const roots = chooseRoots(graph, options, forced);
    const grouping = groupRoots(graph, roots, options.maxStorageBuffers);
    const cuts = grouping.crowded
      .map((group) => cutFrom(group, roots))
      .filter((value) => value !== undefined);
    if (cuts.length === 0) return { roots, grouping };
    for (const value of cuts) forced.add(value);
  }
}

function onlyOnTheHost(): Error {
  return new NotImplementedError(
    "This loop cannot run on a device yet: elements of what it carries depend on each other, or on places that data decide.",
    {
      hint: "Outside of jit it runs on the host, and loops of few turns, whose number is known, run anywhere.",
    },
  );
}

function hostArray(data: unknown): HostArray {
  if (data instanceof HostArray) return data;
  throw new TypeError(
    "a program to be lowered closes over an array that is not on the host: hoist it to an input",
  );
}
