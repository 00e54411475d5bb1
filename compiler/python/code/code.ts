import type { Position } from "../syntax/parse.js";
import type { Value } from "../objects/value.js";
import type { Frame } from "../vm/frame.js";

/** One step of a program: what to do, on what, and for which part of the script. */
export interface Instruction {
  readonly run: Operation;
  /** Each operation knows what it takes: a number, a name, a constant, code. */
  arg: unknown;
  readonly at: Position;
}

export type Operation<T = never> = (frame: Frame, arg: T) => void;

/** A function, class body, comprehension or module, compiled. */
export interface Code {
  readonly name: string;
  readonly qualname: string;
  readonly file: string;
  readonly firstLine: number;
  /** The script's lines, for tracebacks. */
  readonly lines: readonly string[];
  readonly instructions: readonly Instruction[];
  /** Local variables, parameters first: positional, keyword-only, `*rest`, `**keywords`. */
  readonly locals: readonly string[];
  readonly argCount: number;
  readonly positionalOnly: number;
  readonly keywordOnly: number;
  readonly hasRest: boolean;
  readonly hasKeywords: boolean;
  /** Variables shared with inner functions, then those of outer functions. */
  readonly cells: readonly string[];
  readonly free: readonly string[];
  /** Parameters that are shared: their places among locals and cells. */
  readonly sharedParameters: readonly (readonly [local: number, cell: number])[];
  /** What a call returns where the function yields. */
  readonly generator: ((frame: Frame, name: string) => Value) | undefined;
  readonly doc: Value;
}
