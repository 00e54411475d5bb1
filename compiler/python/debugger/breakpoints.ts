/** Where a script is to stop. */

import { truth } from "../objects/truth.js";
import type { Frame } from "../vm/frame.js";
import type { Machine } from "../vm/machine.js";
import { evaluate } from "./evaluate.js";

export interface Breakpoint {
  readonly number: number;
  readonly file: string;
  /** The line that is shown, and the one that stops: of a function, its first line and that of its first statement. */
  readonly line: number;
  readonly stopLine: number;
  readonly condition: string | undefined;
  readonly isTemporary: boolean;
  hits: number;
}

/** The line that a frame is about to run. */
export function lineOf(frame: Frame): number {
  return frame.code.instructions[frame.next].at.lineno ?? frame.line;
}

export class Breakpoints {
  readonly all: Breakpoint[] = [];
  private count = 0;

  add(given: Omit<Breakpoint, "number" | "hits">): Breakpoint {
    const made = { ...given, number: ++this.count, hits: 0 };
    this.all.push(made);
    return made;
  }

  remove(made: Breakpoint): void {
    this.all.splice(this.all.indexOf(made), 1);
  }

  /** Whether one is where a frame is, and counts. */
  hit(machine: Machine, frame: Frame): boolean {
    const line = lineOf(frame);
    const found = this.all.find(
      (b) => b.stopLine === line && b.file === frame.code.file && isTrue(machine, frame, b.condition),
    );
    if (!found) return false;
    found.hits++;
    if (found.isTemporary) this.remove(found);
    return true;
  }
}

/** A condition that fails to compute stops too, so that it is seen. */
function isTrue(machine: Machine, frame: Frame, condition: string | undefined): boolean {
  if (condition === undefined) return true;
  const { tracer } = machine;
  machine.trace(undefined);
  try {
    return truth(evaluate(machine, frame, condition));
  } catch {
    return true;
  } finally {
    machine.trace(tracer);
  }
}
