/** What a schedule takes: the numbers that decide between candidates. */

import { type Expr, operands } from "../../ir/expression.js";
import { type Code, expressionsOf } from "../code.js";
import { expectedTurns, timeInTurns, timeOf } from "../demand.js";
import type { Kernel, KernelBuffer } from "../kernel.js";
import { type Target, cores, lanes } from "../options.js";
import type { Schedule } from "./schedule.js";
import { Warp } from "./warp.js";

/** What things take, in additions. */
interface Machine {
  /** A thread by itself: finding out which one it is. */
  readonly thread: number;
  readonly load: number;
  readonly vector: number;
  /** A line of memory that is fetched for one thread: from a cache, where the buffer fits one, or from beyond. */
  readonly line?: { readonly cached: number; readonly remote: number };
  readonly turn: number;
  /** A read or write of workgroup memory. */
  readonly shared: number;
  readonly barrier: number;
}

/**
 * Software: measured on SwiftShader, where a load or a turn of a loop is as dear as ten additions, wherever the address.
 * GPUs: fitted to the times of all schedules of 31 kernels on an NVIDIA H100 (see decision 0011, and bench/schedules.js).
 */
const machines: Record<Exclude<Target, "host">, Machine> = {
  software: { thread: 20, load: 8, vector: 10, turn: 12, shared: 8, barrier: 1000 },
  gpu: {
    thread: 80,
    load: 16,
    vector: 24,
    line: { cached: 256, remote: 512 },
    turn: 8,
    shared: 4,
    barrier: 20,
  },
};
const machineOf = (target: Target): Machine => machines[target === "gpu" ? "gpu" : "software"];

/** Buffers up to this size are taken to be in a cache. */
const CACHED_BYTES = 2 ** 20;
const WORD_BYTES = 4;
/** An element beyond it, in additions. */
const FAR = 200;
/** A condition around statements. */
const BRANCH = 2;

export function timeOfSchedule(
  { sequenced, grid, points }: Schedule,
  kernel: Kernel,
  target: Target,
): number {
  const machine = machineOf(target);
  const warp = machine.line && new Warp(grid);
  const { count, of, workgroupSize } = grid;
  const threads = of === "threads" ? count : count * workgroupSize;
  const groups = of === "threads" ? count / workgroupSize : count;
  // What is independent within a thread hides waiting as well as other threads do, but less and less of it.
  const busy = target === "gpu" ? lanes.gpu / points ** (1 / 4) : lanes[target];
  const idle = Math.max(1, cores[target] / Math.max(groups, 1));
  return (machine.thread + new Estimate(kernel, machine, warp).code(sequenced.code)) * Math.max(threads, busy) * idle; // prettier-ignore
}

/** What a thread takes whose memory is near, as that of a chain is. */
export function timeOfLink(
  { sequenced }: Pick<Schedule, "sequenced">,
  kernel: Kernel,
  target: Target,
): number {
  return new Estimate(kernel, { ...machineOf(target), line: undefined }).code(sequenced.code);
}

/** What a turn of a loop takes by itself, whatever is done in it. */
export const turnTime = (target: Target): number => machineOf(target).turn;

/**
 * What it takes to read or write an element in turn after turn, at places of which nobody knows how far apart they are. Of 16 MiB, read at
 * random, SwiftShader takes as long as for 300 additions.
 */
export function accessTime(elements: number, target: Target): number {
  return elements * WORD_BYTES > CACHED_BYTES ? FAR : machineOf(target).load;
}

/** What is done in a turn, by a thread for which memory is near. */
export function timeOfBody(
  body: readonly Code[],
  { buffers }: Pick<Kernel, "buffers">,
  target: Target,
): number {
  return new BodyEstimate({ buffers }, target).code(body);
}

class Estimate {
  protected readonly buffers: ReadonlyMap<string, KernelBuffer>;

  constructor(
    { buffers }: Pick<Kernel, "buffers">,
    private readonly machine: Machine,
    private readonly warp?: Warp,
  ) {
    this.buffers = new Map(buffers.map((buffer) => [buffer.name, buffer]));
  }

  code(code: readonly Code[]): number {
    return code.reduce((time, statement) => time + this.statement(statement), 0);
  }

  private statement(code: Code): number {
    const { machine } = this;
    const own = expressionsOf(code).reduce((time, x) => time + this.expression(x), 0);
    this.warp?.enter(code);
    switch (code.kind) {
      case "store":
      case "update":
        return own + machine.load + this.traffic(code.buffer, code.index);
      case "storeVector":
        return own + machine.vector + this.traffic(code.buffer, code.index, 4);
      case "for":
        return own + code.extent * (machine.turn + this.code(code.body));
      case "loop":
        return (
          own +
          expectedTurns(code.bound, !code.body.some(({ kind }) => kind === "while")) *
            (machine.turn + this.code(code.body))
        );
      case "if":
        return own + BRANCH + this.code(code.body);
      case "share":
      case "keep":
      case "fetch":
        return own + machine.shared;
      case "barrier":
        return own + machine.barrier;
      default:
        return own;
    }
  }

  protected expression(x: Expr): number {
    const inner = operands(x).reduce((time, part) => time + this.expression(part), 0);
    if (x.kind === "load") return inner + this.machine.load + this.traffic(x.buffer, x.index);
    if (x.kind === "vector") return inner + this.machine.vector + this.traffic(x.buffer, x.index, 4);
    return inner + timeOf(x);
  }

  private traffic(buffer: string, index: Expr, width = 1): number {
    const { line } = this.machine;
    const memory = this.buffers.get(buffer);
    // Arrays that a thread has for itself lie in lines of their own.
    if (!this.warp || !line || !memory) return 0;
    const { type, size } = memory;
    const bytes = type === "f16" ? 2 : 4;
    const cost = size * bytes <= CACHED_BYTES ? line.cached : line.remote;
    return cost * this.warp.lines(index, bytes * width);
  }
}

/** Of what is done again and again, where it stands for how long a launch may last. */
class BodyEstimate extends Estimate {
  constructor(
    kernel: Pick<Kernel, "buffers">,
    private readonly target: Target,
  ) {
    super(kernel, machineOf(target));
  }

  protected override expression(x: Expr): number {
    const time = super.expression(x) + timeInTurns(x) - timeOf(x);
    if (x.kind !== "load") return time;
    return time + accessTime(this.buffers.get(x.buffer)?.size ?? 0, this.target) - accessTime(0, this.target);
  }
}
