import type { Code } from "../code/code.js";
import type { ExceptionObject } from "../objects/exceptions.js";
import { Cell } from "../objects/functions.js";
import type { Dict } from "../objects/dict.js";
import type { Value } from "../objects/value.js";
import type { Generator } from "./generator.js";
import type { Machine } from "./machine.js";

/** Where to go on when something is raised. */
interface Block {
  readonly handler: number;
  readonly depth: number;
  readonly handling: number;
}

/** What becomes of a frame's result. */
type Return =
  /** It is put on the caller's stack. */
  | "push"
  /** It goes to the TypeScript that called. */
  | "leave"
  /** It is dropped: the caller has an instance on its stack (`__init__`). */
  | "instance"
  /** The frame is a generator's, in a `for` loop of the caller: its end ends the loop. */
  | "loop";

/** A function that is running. */
export class Frame {
  readonly stack: Value[] = [];
  readonly instructions: Code["instructions"];
  readonly blocks: Block[] = [];
  /** The exceptions whose `except` or `finally` is running, innermost last. */
  readonly handling: ExceptionObject[] = [];
  readonly locals: (Value | undefined)[];
  readonly cells: readonly Cell[];
  /** The next instruction. */
  next = 0;
  caller: Frame | undefined;
  /** How many frames are below. */
  depth = 0;
  returns: Return = "push";
  /** Whose frame it is, if it yields. */
  generator: Generator | undefined;
  /** Where a loop over this generator ends, for the caller. */
  loopEnd = 0;

  constructor(
    readonly code: Code,
    readonly globals: Dict,
    closure: readonly Cell[],
    readonly machine: Machine,
    /** Variables of a module or a class body. */
    readonly names?: Dict,
  ) {
    this.instructions = code.instructions;
    this.locals = new Array<Value | undefined>(code.locals.length).fill(undefined);
    this.cells =
      code.cells.length === 0 ? closure : [...code.cells.map(() => new Cell(undefined)), ...closure];
  }

  push(x: Value): void {
    this.stack.push(x);
  }

  pop(): Value {
    return this.stack.pop()!;
  }

  get top(): Value {
    return this.stack[this.stack.length - 1];
  }

  set top(x: Value) {
    this.stack[this.stack.length - 1] = x;
  }

  /** The last `count` values, taken off the stack. */
  popMany(count: number): Value[] {
    const { stack } = this;
    const values = stack.slice(stack.length - count);
    stack.length -= count;
    return values;
  }

  /** The instruction that runs. */
  get current(): Code["instructions"][number] {
    return this.code.instructions[Math.max(this.next - 1, 0)];
  }

  get line(): number {
    return this.current.at.lineno ?? this.code.firstLine;
  }
}
