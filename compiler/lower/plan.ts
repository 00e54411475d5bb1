/** Assembles what a device runs: WGSL for every kernel, grids, and constants as text. */

import { type DType, heldAs } from "../ir/dtype.js";
import { float16Bits } from "../ir/float16.js";
import type {
  Plan,
  PlanConstant,
  PlanDispatch,
  PlanKernel,
  PlanOutput,
  PlanStep,
  PlanType,
} from "../../runtime/plan.js";
import type { ArrayType } from "../ir/arrayType.js";
import { type HostArray, toHeld } from "../trace/hostArray.js";
import { chainLaunches } from "./chaining.js";
import { compile, compileKernel } from "./compile.js";
import type { Kernel } from "./kernel.js";
import { overwrite } from "./overwrite.js";
import type { ChainSchedule } from "./schedules/chain.js";
import type { Lowered } from "./index.js";
import { type Repeated, layOut } from "./layout.js";
import { loopSteps } from "./planLoop.js";
import { PlanParts } from "./planParts.js";
import { enableHalf, notOnDevices } from "./wgsl.js";

export function assemblePlan(lowered: Lowered): Plan {
  const { kernels, options } = lowered;
  const chained = chainLaunches(lowered, options);
  const all: (Kernel | ChainSchedule)[] = [...kernels, ...chained.added];
  const { request, added } = overwrite(chained.request, options.overwrites, all.length, ({ kernel }) => {
    const one = all[kernel];
    return "schedule" in one ? undefined : one;
  });
  all.push(...added);
  const layout = layOut(request);
  // A kernel over an empty domain has no step.
  const used = [...new Set(layout.steps.flatMap((step) => (step.kind === "dispatch" ? [step.kernel] : [])))];
  const compiled = used.map((n) => {
    const kernel = all[n];
    return "schedule" in kernel ? compile(kernel, kernel.schedule, options) : compileKernel(kernel, options);
  });
  const printed = compiled.map(({ kernel }) => kernel);
  const types = [...lowered.inputs, ...lowered.outputs];
  const parts = new PlanParts(
    printed,
    [...layout.buffers],
    request.graph.constants.map(({ data }) => planConstant(data)),
    {
      features:
        types.some(({ dtype }) => dtype === "float16") || printed.some(usesHalf) ? ["shader-f16"] : [],
      maxStorageBuffersPerShaderStage: Math.max(0, ...printed.map(({ bindings }) => bindings.length)),
      maxStorageBufferBindingSize: Math.max(0, ...layout.buffers.map(({ bytes }) => bytes)),
      maxComputeInvocationsPerWorkgroup: Math.max(1, ...printed.map(({ workgroupSize: [size] }) => size)),
      maxComputeWorkgroupStorageSize: Math.max(0, ...compiled.map(({ sharedBytes }) => sharedBytes)),
    },
  );
  const steps = layout.steps.flatMap((step): PlanStep | readonly PlanStep[] => {
    if (step.kind === "turns") {
      return loopSteps(lowered.loops[step.loop], step.buffers, step.scratch, parts, options);
    }
    if (step.kind !== "dispatch") return step;
    const kernel = used.indexOf(step.kernel);
    const { workgroups, isCapped } = compiled[kernel];
    const buffers = isCapped ? [...step.buffers, parts.unfinished] : step.buffers;
    return repeated({ kind: "dispatch", kernel, buffers, workgroups }, step.repeats);
  });
  const outputs = layout.outputs.map((output, n): PlanOutput => ({
    ...planType(lowered.outputs[n]),
    ...output,
  }));
  return {
    format: 1,
    name: lowered.name,
    inputs: lowered.inputs.map(planType),
    outputs,
    buffers: parts.buffers,
    constants: parts.constants,
    kernels: parts.kernels,
    steps,
    requires: parts.requires,
    ...(parts.isCapped && {
      unfinished: parts.unfinished,
      // Lowered when it is needed, which most plans never are.
      get otherwise() {
        return lowered.sliced().plan;
      },
    }),
  };
}

/** The first dispatch of what repeats begins, so that its state says from then on whether it has ended. */
function repeated(once: PlanDispatch, repeats: Repeated | undefined): PlanStep[] {
  if (!repeats) return [once];
  const { state, most, isFixed } = repeats;
  if (isFixed) return [{ kind: "loop", turns: most, body: [once] }];
  const turns = most < 2 ** 31 ? { turns: most - 1 } : {};
  return [once, { kind: "loop", flag: state, ...turns, body: [once] }];
}

function usesHalf({ wgsl }: PlanKernel): boolean {
  return wgsl.startsWith(enableHalf);
}

function planType({ dtype, shape, weakType }: ArrayType): PlanType {
  const held = heldAs(dtype);
  if (held === "float64" || held === "int64" || held === "uint64") throw notOnDevices(held);
  return weakType ? { dtype: held, shape, weakType } : { dtype: held, shape };
}

function planConstant({ type, values }: HostArray): PlanConstant {
  return { type: planType(type), data: base64(deviceBytes(type.dtype, toHeld(type.dtype, values))) };
}

function deviceBytes(dtype: DType, values: HostArray["values"]): Uint8Array {
  const laid =
    dtype === "bool"
      ? Uint32Array.from(values)
      : dtype === "float16"
        ? Uint16Array.from(values, float16Bits)
        : values;
  return new Uint8Array(laid.buffer, laid.byteOffset, laid.byteLength);
}

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let n = 0; n < bytes.length; n += 4096) text += String.fromCharCode(...bytes.subarray(n, n + 4096));
  return btoa(text);
}
