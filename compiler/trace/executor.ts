import type { Params, Program } from "../ir/program.js";
import type { Primitive } from "./primitive.js";
import type { Value } from "./value.js";

/**
 * What runs programs: those that the user asked to be compiled, and single operations on device arrays.
 * `calls/` and the eval trace ask for one; `compiler/index.ts` provides the real one.
 */
export interface Executor {
  run(program: Program<Primitive>, inputs: readonly Value[], options: ExecutionOptions): Value[];
  /** Applies one primitive where its arrays are: on the device that holds one of them, or on the host. */
  runOperation(primitive: Primitive, inputs: readonly Value[], params: Params): Value[];
  lower(program: Program<Primitive>, options: ExecutionOptions): LoweredProgram;
}

export interface ExecutionOptions {
  readonly name: string;
  readonly precision?: "exact" | "fast";
  /** Inputs whose buffers may be taken for outputs. */
  readonly donated?: readonly number[];
}

/** What would run, for reading. */
export interface LoweredProgram {
  readonly kernels: readonly {
    readonly name: string;
    readonly wgsl: string;
    /** WGSL line (from 1) to the user's line that it comes from. */
    readonly source: Readonly<Record<number, string>>;
  }[];
  /** Plain data: a `Plan` of `pullback/runtime`. */
  readonly plan: object;
}

let signal: AbortSignal | undefined;

/** Runs a function. Loops on a device that it starts are ended when the signal is aborted, also later. */
export function withSignal<T>(given: AbortSignal | undefined, run: () => T): T {
  const outer = signal;
  signal = given ?? outer;
  try {
    return run();
  } finally {
    signal = outer;
  }
}

export function currentSignal(): AbortSignal | undefined {
  return signal;
}

let executor: Executor | undefined;

export function setExecutor(e: Executor | undefined): void {
  executor = e;
}

/** Whether there is one yet. */
export function hasExecutor(): boolean {
  return executor !== undefined;
}

export function currentExecutor(): Executor {
  if (!executor) throw new Error("no executor: import Pullback from its index, which provides one");
  return executor;
}
