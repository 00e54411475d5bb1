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

/** What ends loops that would go on for too long. */
interface Limits {
  /** Ends loops on a device when it is aborted. Nothing can abort it while one runs on the host. */
  readonly signal?: AbortSignal;
  /** Told of the turns that loops on the host take, many at a time. Throws if that is enough. */
  readonly spend?: (turns: number) => void;
}

let limits: Limits = {};

/** Runs a function. The limits hold for all loops that it starts, also later; where it sets none, those around it hold. */
export function withLimits<T>({ signal, spend }: Limits, run: () => T): T {
  const outer = limits;
  limits = { signal: signal ?? outer.signal, spend: spend ?? outer.spend };
  try {
    return run();
  } finally {
    limits = outer;
  }
}

export function currentSignal(): AbortSignal | undefined {
  return limits.signal;
}

/** Loops on the host say how many turns they have taken since they last did. Throws what ends them. */
export function spendTurns(turns: number): void {
  limits.signal?.throwIfAborted();
  limits.spend?.(turns);
}

/** So many turns are told at once: most loops end before. */
export const turnsAtOnce = 4096;
let untold = 0;

/** Counts one turn that took some time by itself. */
export function takeTurn(): void {
  if (++untold < turnsAtOnce) return;
  untold = 0;
  spendTurns(turnsAtOnce);
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
