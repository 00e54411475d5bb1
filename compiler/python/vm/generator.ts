import { fail } from "../text/failure.js";
import type { ExceptionObject } from "../objects/exceptions.js";
import { isRaised, makeException, Raised } from "../objects/exceptions.js";
import { FrameIterator, nextOf } from "../objects/iterate.js";
import { attributeOr } from "../objects/attributes.js";
import { call } from "../objects/machine.js";
import { generatorType } from "../objects/types.js";
import type { Obj, Value } from "../objects/value.js";
import type { Frame } from "./frame.js";
import type { Interruption } from "./machine.js";

/** A function whose frame is kept between values. */
export class Generator extends FrameIterator {
  private state: "new" | "suspended" | "running" | "interrupted" | "done" = "new";
  private interruption: Interruption | undefined;
  /** What it waits for, in `yield from`. */
  delegate: Value | undefined;

  constructor(
    readonly frame: Frame,
    readonly name: string,
  ) {
    super(generatorType);
    frame.generator = this;
  }

  get isRunning(): boolean {
    return this.state === "running";
  }
  get isSuspended(): boolean {
    return this.state === "suspended";
  }
  get isDone(): boolean {
    return this.state === "done";
  }

  /** Goes on within the loop of the frame that runs, without a call in TypeScript; not where it is running or done. */
  enterLoop(caller: Frame, end: number): boolean {
    if (this.state !== "new" && this.state !== "suspended") return false;
    this.prepare(null);
    this.frame.returns = "loop";
    this.frame.loopEnd = end;
    caller.machine.enter(this.frame);
    return true;
  }

  private prepare(sent: Value): void {
    if (this.state === "running") fail("ValueError", "generator already executing");
    if (this.state === "new" && sent !== null)
      fail("TypeError", "can't send non-None value to a just-started generator");
    if (this.state === "suspended") this.frame.push(sent);
    this.state = "running";
  }

  /** The next value; undefined at the end, and then `result` is what the function returned. */
  resume(sent: Value): Value | undefined {
    const item = (): Value | undefined => {
      if (this.state === "done") return undefined;
      if (this.state !== "interrupted") this.prepare(sent);
      return this.run();
    };
    const { waiting } = this.frame.machine;
    return waiting ? waiting.take(this, item) : item();
  }

  private run(): Value | undefined {
    const from = this.interruption;
    this.interruption = undefined;
    this.state = "running";
    return this.frame.machine.runToEnd(this.frame, from);
  }

  /** It has to wait, and goes on from there. */
  interrupt(at: Interruption): void {
    this.interruption = at;
    this.state = "interrupted";
  }

  result: Value = null;

  /** Called where the frame yields or ends. */
  suspend(): void {
    this.state = "suspended";
  }
  finish(): void {
    this.state = "done";
  }

  send(value: Value): Value {
    const next = this.resume(value);
    return next === undefined ? this.stop() : next;
  }

  private stop(): never {
    const args = this.result === null ? [] : [this.result];
    this.result = null;
    throw new Raised(makeException("StopIteration", ...args));
  }

  throwInto(e: ExceptionObject): Value {
    if (this.state === "running") fail("ValueError", "generator already executing");
    if (this.state === "done") throw new Raised(e);
    if (this.state === "new") {
      this.state = "done";
      throw new Raised(e);
    }
    const delegated = this.delegate === undefined ? undefined : this.throwIntoDelegate(e);
    if (delegated !== undefined) return delegated;
    this.frame.machine.pending = e;
    const next = this.run();
    return next === undefined ? this.stop() : next;
  }

  /** What the inner iterator makes of it: its next value, or undefined where the exception is to go on here. */
  private throwIntoDelegate(e: ExceptionObject): Value | undefined {
    const inner = this.delegate!;
    const method = attributeOr(inner, "throw");
    if (method === undefined) return undefined;
    try {
      return call(method, [e]);
    } catch (error) {
      if (error instanceof Raised && isRaised(error, "StopIteration")) {
        this.delegate = undefined;
        // The value of the `yield from` expression.
        this.frame.pop();
        this.frame.next++;
        return this.send(error.exception.args.items[0] ?? null);
      }
      if (error instanceof Raised && error.exception === e) return undefined;
      throw error;
    }
  }

  close(): void {
    if (this.state === "new") this.state = "done";
    if (this.state === "done") return;
    try {
      this.throwInto(makeException("GeneratorExit"));
    } catch (error) {
      if (isRaised(error, "GeneratorExit") || isRaised(error, "StopIteration")) return;
      throw error;
    }
    fail("RuntimeError", "generator ignored GeneratorExit");
  }
}

/** `yield`: the value on the stack goes to whoever asked. */
export function yieldValue(frame: Frame): void {
  const value = frame.pop();
  frame.generator!.suspend();
  frame.machine.leaveWith(frame, value);
}

/** `yield from`: hands on every value of the iterator on the stack, then leaves its result there. */
export function yieldFrom(frame: Frame): void {
  const sent = frame.pop();
  const inner = frame.top;
  const generator = frame.generator!;
  let value: Value | undefined;
  if (inner instanceof Generator) value = inner.resume(sent);
  else if (sent === null) value = nextOf(inner)();
  else value = call(attributeOr(inner, "send") ?? missingSend(inner), [sent]);
  if (value === undefined) {
    generator.delegate = undefined;
    frame.top = inner instanceof Generator ? inner.result : null;
    return;
  }
  generator.delegate = inner;
  generator.suspend();
  // Here again when the next value is asked for.
  frame.next--;
  frame.machine.leaveWith(frame, value);
}

function missingSend(x: Value): never {
  return fail("AttributeError", `'${(x as Obj).type.name}' object has no attribute 'send'`);
}
