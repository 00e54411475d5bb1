/** Runs lowered programs in JavaScript, on typed arrays: the device that every machine has. */

import { serialCode } from "../lower/serial.js";
import { sequence } from "../lower/sequence.js";
import type { Kernel } from "../lower/kernel.js";
import type { Lowered } from "../lower/index.js";
import type { HostData } from "../trace/hostArray.js";
import { interpretCode } from "./closures.js";
import { printJavaScript } from "./javascript.js";
import { compileLoop } from "./loop.js";
import { HostMemory } from "./memory.js";
import { type KernelFunction, support } from "./support.js";

interface HostOptions {
  /** Whether JavaScript may be generated. Found out when it is not said. */
  readonly eval?: boolean;
}

/**
 * Elements of each input, row-major; gives fresh arrays for the outputs, except that an input handed back is itself.
 */
export type HostFunction = (inputs: readonly HostData[]) => HostData[];

let canGenerate: boolean | undefined;

/** Whether this page's content security policy allows code to be generated. */
function evalIsAllowed(): boolean {
  if (canGenerate === undefined) {
    try {
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the question is whether this is allowed
      new Function("");
      canGenerate = true;
    } catch {
      canGenerate = false;
    }
  }
  return canGenerate;
}

function compileKernel(kernel: Kernel, generate: boolean): KernelFunction {
  const { code } = sequence(serialCode(kernel));
  if (!generate) return interpretCode(kernel, code, support);
  const parameters = kernel.buffers.map(({ name }) => name);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- kernels are printed by us, from the program alone
  const run = new Function(...parameters, "math", "support", printJavaScript(kernel, code)) as (
    ...args: unknown[]
  ) => void;
  return (buffers) => run(...buffers, support.math, support);
}

/** Compiles once what can then be called many times. */
export function compileForHost(lowered: Lowered, options: HostOptions = {}): HostFunction {
  const generate = options.eval ?? evalIsAllowed();
  const kernels = lowered.kernels.map((kernel) => compileKernel(kernel, generate));
  const loops = lowered.loops.map((loop) => compileLoop(loop, (part) => compileForHost(part, options)));
  const memory = new HostMemory(lowered);
  const { steps } = lowered.layout;
  return (inputs) => {
    memory.begin(inputs);
    for (const step of steps) {
      if (step.kind === "dispatch") {
        const { buffers } = lowered.kernels[step.kernel];
        kernels[step.kernel](buffers.map(({ type }, n) => memory.view(step.buffers[n], type)));
      } else if (step.kind === "turns") loops[step.loop](step.buffers.map((b) => memory.bytes(b)));
      else if (step.kind === "copy") memory.copy(step.from, step.to);
      else memory.clear(step.buffer);
    }
    const outputs = memory.finish(inputs);
    const counts = outputs.splice(outputs.length - lowered.checks.length);
    lowered.checks.forEach((error, n) => {
      if (counts[n][0] > 0) throw error(counts[n][0]);
    });
    return outputs;
  };
}
