/** What a page needs to run compiled plans: this module and the plans' JSON. No tracer, no compiler, no `eval`. */

import { adoptDevice, Device, requestDevice, sharedDevice } from "./device.js";
import { DeviceBuffer } from "./deviceBuffer.js";
import { DeviceError } from "./error.js";
import type { Counters } from "./counters.js";
import { hostArrayOf, type HostData } from "./layout.js";
import { LoadedPlan } from "./loadedPlan.js";
import type { Plan, PlanType } from "./plan.js";

export { adoptDevice, Device, DeviceBuffer, DeviceError, LoadedPlan, requestDevice, sharedDevice };
export { elementCount, floatToHalf, halfToFloat, toDevice, toHost } from "./layout.js";
export type { Counters, HostData };
export type { DeviceErrorKind } from "./error.js";
export type { HostInput, PlanInput, RunOptions } from "./loadedPlan.js";
export type { DeviceLimits } from "./request.js";
export type * from "./plan.js";

/** An argument from a page: a typed array, a number or boolean for a scalar, or a result of another call. */
export type CallInput = HostData | number | boolean | DeviceBuffer;

/** A plan as a function. */
export interface CompiledFunction {
  /** Returns at once; `await result.read()` waits for the values. */
  (...inputs: CallInput[]): DeviceBuffer[];
  readonly plan: LoadedPlan;
}

const deviceOf = (device: Device | GPUDevice): Device =>
  device instanceof Device ? device : adoptDevice(device);

/**
 * Makes a function of a plan, compiled and ready.
 * @param options.device where to run; by default one device that all plans of the page share
 * @throws DeviceError when there is no device, when it lacks what the plan requires, or when it refuses a kernel
 * @example
 * const lossGrad = await load(await (await fetch("lossGrad.json")).json());
 * const [loss, gradient] = lossGrad(new Float32Array([1, 2, 3]));
 * console.log(await gradient.read());
 */
export async function load(
  plan: Plan,
  options: { device?: Device | GPUDevice } = {},
): Promise<CompiledFunction> {
  const loaded = new LoadedPlan(plan, options.device ? deviceOf(options.device) : await sharedDevice());
  await loaded.ready();
  const call = (...inputs: CallInput[]) =>
    loaded.run(inputs.map((input, i) => inputOf(input, plan.inputs[i])));
  return Object.assign(call, { plan: loaded });
}

function inputOf(input: CallInput, type: PlanType | undefined) {
  if (input instanceof DeviceBuffer) return input;
  const isScalar = typeof input === "number" || typeof input === "boolean";
  return {
    data:
      isScalar && type?.shape.length === 0 ? hostArrayOf(type.dtype).of(Number(input)) : (input as HostData),
  };
}

/**
 * An array for the device, from host data (copied): an argument that is uploaded once and used in many calls. It takes
 * device memory when it is first used.
 * @throws TypeError when the data do not fit the type
 */
export function upload(device: Device | GPUDevice, type: PlanType, data: HostData): DeviceBuffer {
  return DeviceBuffer.of(deviceOf(device), type, data);
}

/** What the runtime has done on a device so far: submits, dispatches, buffers and bytes. A copy. */
export function stats(device: Device | GPUDevice): Counters {
  return { ...deviceOf(device).counters };
}
