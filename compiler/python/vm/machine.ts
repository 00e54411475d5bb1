/** The interpreter: frames, the loop that runs them, what is raised, and limits. */

import { enterMachine, type Machine as Interface } from "../objects/machine.js";
import type { ExceptionObject } from "../objects/exceptions.js";
import { withLimits } from "../../trace/executor.js";
import { exceptionTypes, makeException, Raised } from "../objects/exceptions.js";
import { Failure } from "../text/failure.js";
import type { Module } from "../objects/functions.js";
import { repr } from "../objects/text.js";
import { typeName } from "../objects/types.js";
import { type Keywords, noKeywords, type Value } from "../objects/value.js";
import type { Code } from "../code/code.js";
import type { Figure } from "../plot/index.js";
import { Dict } from "../objects/dict.js";
import { callTypeScript } from "./calls.js";
import { exceptionOf, type Told } from "./errors.js";
import { interrupted, Limits } from "./limits.js";
import type { NestedCalls } from "./nestedCalls.js";
import { Output } from "./output.js";
import type { Waiting } from "./waiting.js";
import { Frame } from "./frame.js";
import { isLibrary } from "./positions.js";

/** What a script may use, and what it sees of the world. */
export interface Options {
  /** Where output goes. */
  readonly write: (text: string, stream: "stdout" | "stderr") => void;
  /** The answer to a prompt; undefined at the end of input. */
  readonly readLine?: (prompt: string) => string | undefined;
  /** Instructions. Default: no limit. */
  readonly maxSteps?: number;
  /** Calls within calls. Default 1000, as in CPython. */
  readonly maxRecursion?: number;
  /** Bytes. Default 2 GiB. */
  readonly maxMemory?: number;
  readonly signal?: AbortSignal;
  readonly argv?: readonly string[];
  /** Writes what a script saves: figures. Default: scripts have no files. */
  readonly writeFile?: (path: string, text: string) => void;
  /** Draws a figure that a script shows. Default: it is written beside the script. */
  readonly showFigure?: (figure: Figure) => void;
  /** Where compiled functions run: chosen when a script first imports jax. Default: where they run already. */
  readonly device?: "auto" | "webgpu" | "host" | GPUDevice;
}

/** Where modules come from. */
interface ModuleSource {
  isLoaded(name: string): boolean;
  load(names: Iterable<string>): Promise<void>;
  /** Makes a module when it is first imported. */
  make(name: string, machine: Machine): Module | undefined;
}

/** How a script waits for something: the device, or its turn. */
export class Suspension extends Error {
  constructor(
    readonly wait: () => Promise<unknown>,
    /** Whether the instruction that needed it runs again. */
    readonly again: boolean,
  ) {
    super("a script waits");
  }
}

/** Where a call has to wait: the frame on top, and its instruction, which will begin again. */
export interface Interruption {
  readonly frame: Frame;
  readonly moment: number;
  readonly calls: NestedCalls | undefined;
}

/** Instructions between looks at the clock and the limits. */
const stride = 4096;
/** Milliseconds after which others get their turn. */
const turn = 50;

export class Machine implements Interface {
  readonly showing = new Set<unknown>();
  readonly modules = new Map<string, Module>();
  frame: Frame | undefined;
  /** Set by `raise` alone: the frame is in the traceback already. */
  reraising = false;
  /** What is to be raised where a generator goes on. */
  pending: ExceptionObject | undefined;
  /** Called for every instruction, while there is one: the debugger. */
  tracer: ((frame: Frame) => void) | undefined;
  /** How a notebook shows a value. */
  show: (x: Value) => void = (x) => this.write(`${repr(x)}\n`);
  /** The message of the exception for an error of the library's. */
  wordsOf: (error: Told) => string = ({ summary }) => summary;
  /** The instruction of the script's own level that runs, by number, and how often one of them has begun again. */
  instruction = 0;
  repeats = 0;
  private readonly output: Output;
  waiting: Waiting | undefined;
  /** How many calls from TypeScript into the script are running. */
  nesting = 0;

  /** Counts instructions; and which of all the one is that runs, in the innermost loop. */
  private count = 0;
  private current = 0;
  /** The moment of an instruction that begins again. */
  private resumed: { readonly current: number; readonly moment: number } | undefined;

  private left = false;
  private result: Value | undefined;
  private budget = stride;
  /** What the budget was when it was last set. */
  private granted = stride;
  private readonly limits: Limits;
  private lastTurn = performance.now();
  /** Frames within frames. */
  maxRecursion: number;

  constructor(
    readonly builtins: Map<string, Value>,
    readonly options: Options,
    private readonly moduleSource: ModuleSource,
  ) {
    this.maxRecursion = options.maxRecursion ?? 1000;
    this.limits = new Limits(options);
    this.output = new Output(options);
  }

  /** What modules need around a script that runs: each returns what undoes it. */
  private readonly surroundings: (() => () => void)[] = [];
  private undo: (() => void)[] | undefined;

  begin(): () => void {
    const undo = this.surroundings.map((enter) => enter());
    this.undo = undo;
    return () => {
      this.undo = undefined;
      for (const leave of undo.reverse()) leave();
    };
  }

  /** From now on, around every run. */
  surround(enter: () => () => void): void {
    this.surroundings.push(enter);
    this.undo?.push(enter());
  }

  private readonly endings: (() => void | Promise<void>)[] = [];

  /** To be done whenever a script or a cell has ended. */
  atEnd(ending: () => void | Promise<void>): void {
    this.endings.push(ending);
  }

  async end(): Promise<void> {
    for (const ending of this.endings) await ending();
  }

  write(text: string, stream: "stdout" | "stderr" = "stdout"): void {
    // Output is work too: a flood of it ends at the limit of steps.
    if (this.output.write(text, stream)) this.budget -= text.length / 64;
  }

  call(callee: Value, args: readonly Value[], keywords: Keywords = noKeywords): Value {
    return callTypeScript(this, callee, args, keywords);
  }

  /** Makes a frame the one that runs. */
  enter(frame: Frame): void {
    const caller = this.frame;
    frame.caller = caller;
    frame.depth = caller ? caller.depth + 1 : 0;
    if (frame.depth >= this.maxRecursion)
      throw new Raised(makeException("RecursionError", "maximum recursion depth exceeded"));
    this.frame = frame;
  }

  /** `return`: the frame has ended. */
  finish(frame: Frame, value: Value): void {
    const { caller, generator } = frame;
    this.frame = caller;
    if (generator) {
      generator.finish();
      generator.result = value;
      if (frame.returns === "leave") this.leave(undefined);
      else {
        caller!.stack.pop();
        caller!.next = frame.loopEnd;
      }
    } else if (frame.returns === "push") caller!.stack.push(value);
    else if (frame.returns === "leave") this.leave(value);
    else if (value !== null) this.refuseInit(value);
  }

  private refuseInit(value: Value): never {
    throw new Failure("TypeError", `__init__() should return None, not '${typeName(value)}'`);
  }

  /** `yield`: the frame waits, its value goes to whoever asked. */
  leaveWith(frame: Frame, value: Value): void {
    this.frame = frame.caller;
    if (frame.returns === "leave") this.leave(value);
    else frame.caller!.stack.push(value);
  }

  private leave(value: Value | undefined): void {
    this.left = true;
    this.result = value;
  }

  /**
   * Runs a frame that TypeScript called. Undefined: a generator has ended. What has to wait goes on from there, when the instruction
   * that called begins again.
   */
  runToEnd(given: Frame, from?: Interruption): Value | undefined {
    const call = given.generator ? undefined : this.waiting?.callsOfInstruction.find(given);
    if (call?.end) return call.end();
    const frame = call?.frame ?? given;
    const { frame: outer, current, resumed, waiting } = this;
    const calls = waiting?.calls;
    frame.returns = "leave";
    this.enter(frame);
    this.goOn(call?.interruption ?? from);
    this.nesting++;
    try {
      const value = this.run(frame);
      if (call) call.end = () => value!;
      return value;
    } catch (error) {
      if (error instanceof Suspension) {
        const interruption = this.interruption();
        frame.generator?.interrupt(interruption);
        if (call) call.interruption = interruption;
      } else if (call) call.end = () => { throw error }; // prettier-ignore
      throw error;
    } finally {
      this.nesting--;
      this.frame = outer;
      this.current = current;
      this.resumed = resumed;
      if (waiting) waiting.calls = calls;
    }
  }

  private interruption(): Interruption {
    const frame = this.frame!;
    frame.next--;
    return { frame, moment: this.moment, calls: this.waiting?.calls };
  }

  private goOn(from: Interruption | undefined): void {
    if (!from) return;
    this.frame = from.frame;
    if (this.waiting) this.waiting.calls = from.calls;
    this.beginAgain(from.moment);
  }

  /** Runs a module: waits where it must. */
  async runModule(code: Code, globals: Dict): Promise<void> {
    const frame = new Frame(code, globals, [], this, globals);
    frame.returns = "leave";
    const allowed = { signal: this.options.signal, spend: (turns: number) => this.limits.count(turns) };
    let started = false;
    this.limits.begin();
    for (;;) {
      const leaveMachine = enterMachine(this);
      try {
        if (!started) this.enter(frame);
        started = true;
        withLimits(allowed, () => this.run(frame));
        return;
      } catch (error) {
        if (!(error instanceof Suspension)) {
          this.frame = undefined;
          throw error;
        }
        leaveMachine();
        await this.suspended(error);
      } finally {
        leaveMachine();
      }
    }
  }

  private async suspended({ wait, again }: Suspension): Promise<void> {
    const { signal } = this.options;
    try {
      await wait();
      if (signal?.aborted) this.pending = interrupted();
    } catch (error) {
      this.pending = signal?.aborted ? interrupted() : this.exceptionOf(error);
    }
    if (again && this.pending) {
      this.frame!.next++;
      this.resumed = undefined;
      this.output.end();
    }
    this.lastTurn = performance.now();
  }

  private run(entry: Frame): Value | undefined {
    const isOuter = this.nesting === 0;
    for (;;) {
      try {
        this.raisePending();
        this.tracer?.(this.frame!);
        for (;;) {
          const frame = this.frame!;
          const instruction = frame.instructions[frame.next++];
          this.current = ++this.count;
          if (isOuter) this.begun();
          instruction.run(frame, instruction.arg as never);
          if (this.left) {
            this.left = false;
            return this.result;
          }
          if (--this.budget <= 0) this.check();
        }
      } catch (error) {
        if (error instanceof Suspension) {
          if (this.nesting === 0 && error.again) this.again();
          throw error;
        }
        this.unwind(this.exceptionOf(error), entry);
      }
    }
  }

  private begun(): void {
    this.instruction++;
    this.output.begin();
  }

  /** The instruction runs again; what it computed and wrote before is there already. */
  private again(): void {
    this.frame!.next--;
    this.beginAgain(this.moment);
    this.instruction--;
    this.repeats++;
    this.output.repeat();
  }

  /** The next instruction is that of a moment before. */
  private beginAgain(moment: number): void {
    this.resumed = { current: this.count + 1, moment };
  }

  get moment(): number {
    return this.resumed?.current === this.current ? this.resumed.moment : this.current;
  }

  private raisePending(): void {
    const e = this.pending;
    if (!e) return;
    this.pending = undefined;
    throw new Raised(e);
  }

  /** Finds who handles an exception, from the frame that runs outwards to `entry`. */
  private unwind(e: ExceptionObject, entry: Frame): void {
    const current = this.handledException(this.frame);
    if (current && current !== e && e.context === null && !this.reraising) e.context = current;
    for (;;) {
      const frame = this.frame!;
      if (!this.reraising && !isLibrary(frame.code.file))
        e.traceback.push({ code: frame.code, at: frame.current.at });
      this.reraising = false;
      const block = frame.blocks.pop();
      if (block && e !== this.limits.ended) {
        frame.stack.length = block.depth;
        frame.handling.length = block.handling;
        frame.stack.push(e);
        frame.next = block.handler;
        return;
      }
      if (frame.generator) e = this.leaveGenerator(frame, e);
      this.frame = frame.caller;
      if (frame === entry) throw new Raised(e);
    }
  }

  /** A StopIteration that leaves a generator would end loops silently. */
  private leaveGenerator(frame: Frame, e: ExceptionObject): ExceptionObject {
    frame.generator!.finish();
    if (!e.type.isSubclassOf(exceptionTypes.get("StopIteration")!)) return e;
    const error = makeException("RuntimeError", "generator raised StopIteration");
    error.cause = error.context = e;
    error.suppressContext = true;
    return error;
  }

  /** The exception whose handler runs: the one that `raise` alone raises. */
  handledException(from: Frame | undefined): ExceptionObject | undefined {
    for (let f = from; f; f = f.caller) if (f.handling.length > 0) return f.handling[f.handling.length - 1];
    return undefined;
  }

  /** The Python exception that an error in TypeScript is. */
  exceptionOf(error: unknown): ExceptionObject {
    return exceptionOf(error, this.wordsOf);
  }

  /** Every few thousand instructions: limits, and others' turn. */
  private check(): void {
    this.spend();
    this.tracer?.(this.frame!);
    if (this.nesting === 0 && performance.now() - this.lastTurn > turn)
      throw new Suspension(() => new Promise((resolve) => setTimeout(resolve, 0)), false);
  }

  /** Sets or removes the debugger. */
  trace(tracer: ((frame: Frame) => void) | undefined): void {
    this.tracer = tracer;
    this.budget = this.granted = tracer ? 1 : stride;
  }

  private spend(): void {
    const steps = this.granted - this.budget;
    this.budget = this.granted = this.tracer ? 1 : stride;
    this.limits.count(steps);
  }

  /** Counts work that TypeScript does item by item, which might never end. */
  tick(work = 1): void {
    this.budget -= work;
    if (this.budget <= 0 && !this.tracer) this.spend();
  }

  importModule(name: string): Module {
    const module = this.findModule(name);
    if (module) return module;
    const parts = name.split(".");
    for (let i = 1; i < parts.length; i++) {
      const outer = parts.slice(0, i).join(".");
      if (!this.findModule(outer)) return this.noModule(outer);
    }
    return this.noModule(name);
  }

  private noModule(missing: string): never {
    const parent = missing.split(".").slice(0, -1).join(".");
    const known = parent !== "" && this.findModule(parent) ? `; '${parent}' is not a package` : "";
    const error = makeException("ModuleNotFoundError", `No module named '${missing}'${known}`);
    error.dict = Dict.of([
      ["name", missing],
      ["path", null],
    ]);
    throw new Raised(error);
  }

  findModule(name: string): Module | undefined {
    let module = this.modules.get(name);
    if (!module) {
      if (!this.moduleSource.isLoaded(name)) throw new Suspension(() => this.moduleSource.load([name]), true);
      module = this.moduleSource.make(name, this);
      if (!module) return undefined;
      this.modules.set(name, module);
      const dot = name.lastIndexOf(".");
      if (dot > 0) this.findModule(name.slice(0, dot))?.globals.set(name.slice(dot + 1), module);
    }
    return module;
  }
}
