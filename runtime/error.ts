import type { PlanKernel } from "./plan.js";

/**
 * - `compilation`: a kernel's WGSL was refused;
 * - `validation`: the device refused a command;
 * - `out-of-memory`: a buffer could not be made;
 * - `lost`: the device is gone, with the values that only it held;
 * - `unsupported`: the device lacks a feature or a limit that a plan requires.
 */
export type DeviceErrorKind = "compilation" | "validation" | "out-of-memory" | "lost" | "unsupported";

/**
 * Everything that a device can report. Calls do not throw it: reading what they returned rejects with it.
 *
 * @example
 * try { await y.read() } catch (e) { if (e instanceof DeviceError && e.kind === "lost") … }
 */
export class DeviceError extends Error {
  override readonly name = "DeviceError";
  /** The kernel concerned, where one is known. */
  readonly kernel?: string;
  /** "file:line:column" of the user's code behind it, where known. */
  readonly source?: string;

  constructor(
    readonly kind: DeviceErrorKind,
    message: string,
    about: { kernel?: string; source?: string } = {},
  ) {
    super(message);
    this.kernel = about.kernel;
    this.source = about.source;
  }
}

/** A kernel that did not compile: the compiler's words, the WGSL around the place with a caret, the user's line. */
export function compilationError(
  kernel: PlanKernel,
  messages: readonly GPUCompilationMessage[],
  reason: string,
): DeviceError {
  const first = messages.find((m) => m.type === "error");
  const parts = [`Kernel "${kernel.name}" does not compile: ${first ? first.message.trim() : reason}`];
  const source = first && sourceOf(kernel, first.lineNum);
  if (first && first.lineNum > 0) parts.push(excerpt(kernel.wgsl, first));
  if (source) parts.push(`  from ${source}`);
  return new DeviceError("compilation", parts.join("\n"), { kernel: kernel.name, source });
}

/** An error that the device reported while kernels ran; devices name the kernel by its label. */
export function deviceError(error: GPUError, kernels: readonly PlanKernel[]): DeviceError {
  const kernel = kernels.find((k) => error.message.includes(`"${k.name}"`));
  const source = kernel && Object.values(kernel.source)[0];
  const from = source ? `\n  from ${source}` : "";
  return new DeviceError(errorKind(error), error.message.trim() + from, { kernel: kernel?.name, source });
}

// The classes of errors are not global in Node, so they are told apart by name.
const errorKind = (error: GPUError): DeviceErrorKind =>
  error.constructor.name === "GPUOutOfMemoryError" ? "out-of-memory" : "validation";

/** The user's place for a WGSL line: that line's own, or the nearest one above it. */
function sourceOf(kernel: PlanKernel, line: number): string | undefined {
  for (let at = line; at > 0; at--) if (kernel.source[at]) return kernel.source[at];
  return undefined;
}

function excerpt(wgsl: string, at: GPUCompilationMessage): string {
  const lines = wgsl.split("\n");
  const row = (n: number) => `${String(n).padStart(5)} | ${lines[n - 1]}`;
  const caret = " ".repeat(7 + Math.max(at.linePos, 1)) + "^".repeat(Math.max(at.length, 1));
  const shown: string[] = [];
  for (let n = Math.max(1, at.lineNum - 2); n <= Math.min(lines.length, at.lineNum + 1); n++) {
    shown.push(row(n));
    if (n === at.lineNum) shown.push(caret);
  }
  return shown.join("\n");
}

/** A kernel has left a loop before its end, so that what it made is worth nothing. Users never see it. */
export class Unfinished extends Error {}
