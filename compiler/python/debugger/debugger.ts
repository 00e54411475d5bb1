/** When a script that is debugged stops: as CPython's `bdb`, from what the interpreter is about to do. */

import { raise, defineException } from "../objects/exceptions.js";
import type { Frame } from "../vm/frame.js";
import { returnValue } from "../vm/instructions/return.js";
import { isLibrary } from "../vm/positions.js";
import { type Machine, Suspension } from "../vm/machine.js";
import { Breakpoints, lineOf } from "./breakpoints.js";

defineException("BdbQuit", "Exception", "bdb");

/** Why a script stopped. */
export type Reason = "line" | "call" | "return";

/** What is stepped over: until an event within `frame` (any frame where there is none). */
interface Goal {
  readonly frame?: Frame;
  /** The frame's lines from here on; none where only its return counts. */
  readonly fromLine?: number;
  /** The script goes on to a breakpoint. */
  readonly runs?: boolean;
}

export class Debugger {
  readonly breakpoints = new Breakpoints();
  private goal: Goal = {};
  /** Where each frame was when last looked at. */
  private seen = new WeakMap<Frame, { line: number; next: number }>();
  /** A stop that has to wait for a value of the device, and goes on where it was. */
  private interrupted: Reason | undefined;
  private isOn = false;

  constructor(
    readonly machine: Machine,
    private readonly interact: (frame: Frame, reason: Reason) => void,
  ) {}

  /** From now on, stops at the next line. */
  start(frame: Frame | undefined): void {
    for (let f = frame; f; f = f.caller) this.seen.set(f, { line: f.line, next: f.next });
    this.goal = {};
    this.isOn = true;
    this.machine.trace(this.trace);
  }

  step(): void {
    this.goal = {};
  }
  next(frame: Frame): void {
    this.goal = { frame, fromLine: 0 };
  }
  until(frame: Frame, line: number): void {
    this.goal = { frame, fromLine: line };
  }
  finish(frame: Frame): void {
    this.goal = { frame };
  }

  /** Goes on; without breakpoints nothing is traced any more. */
  run(): void {
    this.goal = { runs: true };
    if (this.breakpoints.all.length === 0) this.isOn = false;
  }

  /** Ends the script. */
  quit(frame: Frame): never {
    // The instruction that would have been next is where the traceback points to.
    frame.next++;
    return raise("BdbQuit");
  }

  private readonly trace = (frame: Frame): void => {
    const again = this.interrupted;
    this.interrupted = undefined;
    if (!again && isLibrary(frame.code.file)) return;
    const reason = again ?? this.eventOf(frame);
    if (reason && (again ?? this.stopsAt(frame, reason))) this.stop(frame, reason);
    // After the end of the frame that was stepped through, its caller is.
    if (reason === "return" && this.goal.frame === frame) this.goal = {};
    if (reason === "call" && this.isOn) this.trace(frame);
  };

  private stop(frame: Frame, reason: Reason): void {
    this.machine.trace(undefined);
    this.isOn = true;
    try {
      this.interact(frame, reason);
    } catch (error) {
      if (!(error instanceof Suspension)) throw error;
      this.interrupted = reason;
      this.machine.trace(this.trace);
      throw new Suspension(error.wait, false);
    }
    if (this.isOn) this.machine.trace(this.trace);
  }

  /** What is about to happen, if it is something to stop at. */
  private eventOf(frame: Frame): Reason | undefined {
    const { next } = frame;
    const instruction = frame.code.instructions[next];
    const before = this.seen.get(frame);
    const isCall = !before && next === 0 && frame.code.name !== "<module>";
    const line = isCall ? -1 : (instruction.at.lineno ?? before?.line ?? frame.code.firstLine);
    this.seen.set(frame, { line, next });
    if (isCall) return "call";
    if (instruction.run === returnValue && before?.line === line) return "return";
    return !before || before.line !== line || next < before.next ? "line" : undefined;
  }

  private stopsAt(frame: Frame, reason: Reason): boolean {
    const { goal } = this;
    if (reason === "line" && this.breakpoints.hit(this.machine, frame)) return true;
    if (goal.runs) return false;
    if (!goal.frame) return true;
    if (goal.frame !== frame) return reason === "line" && !this.isRunning(goal.frame, frame);
    if (reason === "return") return true;
    return reason === "line" && goal.fromLine !== undefined && lineOf(frame) >= goal.fromLine;
  }

  private isRunning(frame: Frame, from: Frame): boolean {
    for (let f: Frame | undefined = from; f; f = f.caller) if (f === frame) return true;
    return false;
  }
}
