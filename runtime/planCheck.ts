import type { Device } from "./device.js";
import { DeviceError } from "./error.js";
import { deviceBytes, typeText, wholeWords } from "./layout.js";
import type { Plan, PlanLoop, PlanStep } from "./plan.js";

/** Refuses what is not a plan of this format, or not a consistent one. Errors name the plan. */
export function checkPlan(plan: Plan): void {
  if (plan?.format !== 1)
    throw new TypeError("This is not a plan of format 1; compile it again with this version.");
  const wrong = (what: string) => new TypeError(`Plan "${plan.name}" is inconsistent: ${what}.`);
  for (const list of ["inputs", "outputs", "buffers", "constants", "kernels", "steps"] as const)
    if (!Array.isArray(plan[list])) throw wrong(`it has no list of ${list}`);
  plan.buffers.forEach((buffer, b) => {
    const type =
      buffer.kind === "input"
        ? plan.inputs[buffer.index!]
        : buffer.kind === "constant"
          ? plan.constants[buffer.index!]?.type
          : undefined;
    if ((buffer.kind === "input" || buffer.kind === "constant") && !type)
      throw wrong(`buffer ${b} has no source`);
    if (type && deviceBytes(type) > buffer.bytes)
      throw wrong(`buffer ${b} is smaller than ${typeText(type)}`);
    if (buffer.kind === "output" && !plan.outputs.some((o) => o.buffer === b))
      throw wrong(`output buffer ${b} has no user`);
    if (buffer.bytes % 4 !== 0) throw wrong(`buffer ${b} has ${buffer.bytes} bytes`);
  });
  for (const output of plan.outputs) {
    const buffer = output.buffer === undefined ? undefined : plan.buffers[output.buffer];
    const exists = buffer ? buffer.kind !== "temporary" : plan.inputs[output.input ?? -1] !== undefined;
    if (!exists) throw wrong(`output ${typeText(output)} has no place`);
    if (buffer && wholeWords(deviceBytes(output)) > buffer.bytes)
      throw wrong(`output ${typeText(output)} is too large`);
  }
  for (const step of plan.steps)
    if (!stepFits(plan, step)) throw wrong(`a ${step.kind} step does not fit its buffers`);
}

function stepFits(plan: Plan, step: PlanStep): boolean {
  const has = (buffer: number, bytes: number) => plan.buffers[buffer]?.bytes >= bytes;
  if (step.kind === "copy")
    return step.from !== step.to && has(step.from, step.bytes) && has(step.to, step.bytes);
  if (step.kind === "clear") return has(step.buffer, step.bytes);
  if (step.kind === "loop") return loopFits(plan, step);
  const kernel = plan.kernels[step.kernel];
  return kernel?.bindings.length === step.buffers.length && step.buffers.every((buffer) => has(buffer, 0));
}

function loopFits(plan: Plan, { flag, turns, body }: PlanLoop): boolean {
  if (flag === undefined ? turns === undefined : !(plan.buffers[flag]?.bytes >= 4)) return false;
  return body.every((step) => (step.kind === "dispatch" || step.kind === "loop") && stepFits(plan, step));
}

/**
 * Refuses a plan that needs more than the device has.
 * @throws DeviceError of kind "unsupported" that lists what is missing
 */
export function checkDevice(plan: Plan, device: Device): void {
  const { features, ...limits } = plan.requires;
  const missing = features.filter((name) => !device.features.includes(name)).map((name) => `feature ${name}`);
  const largest = Math.max(0, ...plan.buffers.map((buffer) => buffer.bytes));
  for (const [name, needed] of Object.entries({ ...limits, maxBufferSize: largest })) {
    const has = device.limits[name as keyof typeof device.limits];
    if (!(has >= needed)) missing.push(`${name} ${needed} (it has ${has})`);
  }
  if (missing.length === 0) return;
  throw new DeviceError(
    "unsupported",
    `Plan "${plan.name}" cannot run on this device (${device.description}). Missing: ${missing.join("; ")}.`,
  );
}
