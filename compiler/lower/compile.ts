/** Kernel + schedule → what a plan has of a kernel. */

import { operands } from "../ir/expression.js";
import type { PlanKernel } from "../../runtime/plan.js";
import { withCaps } from "./caps.js";
import type { Code } from "./code.js";
import type { Kernel } from "./kernel.js";
import type { DeviceOptions } from "./options.js";
import { type Schedule, scheduleKernel } from "./schedules/schedule.js";
import { printWgsl } from "./wgsl.js";

/** How far below a statement's own expressions its source is looked for. */
const MAX_SOURCE_DEPTH = 4;

interface CompiledKernel {
  readonly kernel: PlanKernel;
  readonly workgroups: readonly [number, number, number];
  readonly sharedBytes: number;
  /** Whether it binds, as its last buffer, where it says that it has left a loop before its end. */
  readonly isCapped: boolean;
}

/** A kernel by itself. */
export function compileKernel(kernel: Kernel, device: DeviceOptions): CompiledKernel {
  return compile(kernel, scheduleKernel(kernel, device), device);
}

export function compile(
  given: Pick<Kernel, "name" | "buffers">,
  chosen: Schedule,
  device: DeviceOptions,
): CompiledKernel {
  const capped = withCaps({ kernel: given, schedule: chosen }, device.target);
  const { kernel, schedule } = capped ?? { kernel: given, schedule: chosen };
  const { grid, shared, vectors, sequenced } = schedule;
  const { workgroupSize } = grid;
  const count = grid.of === "threads" ? Math.ceil(grid.count / workgroupSize) : grid.count;
  // Grids have a longest side: what does not fit goes into further rows.
  const workgroupsX = Math.min(count, device.maxWorkgroups);
  const workgroupsY = Math.max(1, Math.ceil(count / device.maxWorkgroups));
  const { wgsl, source } = printWgsl({
    kernel,
    code: sequenced.code,
    vectors,
    shared,
    grid,
    workgroupsX,
    workgroupsY,
    precision: device.precision,
    target: device.target,
    sourceOf: (code) => sourceOf(code, schedule),
  });
  return {
    workgroups: [workgroupsX, workgroupsY, 1],
    isCapped: capped !== undefined,
    sharedBytes: shared.reduce((bytes, { size, lanes }) => bytes + 4 * size * lanes, 0),
    kernel: {
      name: kernel.name,
      wgsl,
      bindings: kernel.buffers.map(({ name, access }) => ({
        name,
        access: access === "read" ? "read" : "read_write",
      })),
      workgroupSize: [workgroupSize, 1, 1],
      source,
    },
  };
}

/** Where what a statement computes was written by the user: the outermost part of it of which that is known. */
function sourceOf(code: Code, { sequenced, sources }: Schedule): string | undefined {
  let level = sequenced.origins.get(code) ?? [];
  for (let depth = 0; depth < MAX_SOURCE_DEPTH && level.length > 0; depth++) {
    for (const x of level) if (sources.has(x)) return sources.get(x);
    level = level.flatMap(operands);
  }
  return undefined;
}
