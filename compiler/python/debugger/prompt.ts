/** The debugger's prompt, with `pdb`'s words. */

import { Raised } from "../objects/exceptions.js";
import { repr } from "../objects/text.js";
import type { Value } from "../objects/value.js";
import { showMessage } from "../traceback.js";
import type { Frame } from "../vm/frame.js";
import { type Machine, Suspension } from "../vm/machine.js";
import { lineOf } from "./breakpoints.js";
import { type Command, commands } from "./commands.js";
import { Debugger, type Reason } from "./debugger.js";
import { evaluate, runStatement } from "./evaluate.js";

/** One stop of a script. */
interface Stop {
  readonly frame: Frame;
  readonly reason: Reason;
  /** The frame that is looked at. */
  shown: Frame;
  /** The last line that was listed. */
  listed: number | undefined;
}

export class Prompt {
  stop!: Stop;
  readonly debugger: Debugger;
  private last = "";
  /** A command that waits for a value of the device, and runs again. */
  private waiting: string | undefined;

  constructor(readonly machine: Machine) {
    this.debugger = new Debugger(machine, (frame, reason) => this.interact(frame, reason));
  }

  private interact(frame: Frame, reason: Reason): void {
    if (this.waiting === undefined) {
      this.stop = { frame, reason, shown: frame, listed: undefined };
      if (reason !== "line") this.say(reason === "call" ? "--Call--" : "--Return--");
      this.say(this.place(frame));
    }
    let answer;
    do {
      const line = this.waiting ?? this.ask();
      answer = line === undefined ? "quit" : this.runLine(line);
    } while (answer === undefined);
    if (answer === "quit") this.debugger.quit(frame);
  }

  private ask(): string | undefined {
    const line = this.machine.options.readLine?.("(Pdb) ")?.trim();
    if (line === undefined) this.say("");
    else if (line !== "") this.last = line;
    return line === "" ? this.last : line;
  }

  private runLine(line: string): ReturnType<Command> {
    this.waiting = line;
    try {
      const answer = this.runCommand(line);
      this.waiting = undefined;
      return answer;
    } catch (error) {
      if (error instanceof Suspension && this.machine.nesting === 0) throw error;
      this.waiting = undefined;
      if (error instanceof Suspension)
        this.say("*** its value is on the device, and can't be waited for here");
      else this.complain(error);
      return undefined;
    }
  }

  private runCommand(line: string): ReturnType<Command> {
    const [, name, argument] = /^([A-Za-z_]\w*)?(.*)$/s.exec(line)!;
    const isCommand = name !== undefined && Object.hasOwn(commands, name);
    if (isCommand) return commands[name](this, argument.trim());
    const text = line.startsWith("!") ? line.slice(1).trim() : line;
    if (text !== "") runStatement(this.machine, this.stop.shown, text, (x) => this.say(repr(x)));
    return undefined;
  }

  say(text: string): void {
    this.machine.write(`${text}\n`);
  }

  complain(error: unknown): void {
    const e = this.machine.exceptionOf(error);
    this.say(`*** ${showMessage(new Raised(e).exception).trimEnd()}`);
  }

  value(text: string): Value {
    return evaluate(this.machine, this.stop.shown, text);
  }

  /** `file(line)function()`, and the line itself. */
  place(frame: Frame): string {
    const { code } = frame;
    const mark = frame === this.stop.shown ? "> " : "  ";
    const line = this.lineIn(frame);
    const isReturning = frame === this.stop.frame && this.stop.reason === "return";
    const result = isReturning ? `->${repr(frame.top)}` : "";
    return `${mark}${code.file}(${line})${code.name}()${result}\n-> ${(code.lines[line - 1] ?? "").trim()}`;
  }

  /** The line that a frame is at: of the one that stopped, the line that is next. */
  lineIn(frame: Frame): number {
    if (frame === this.stop.frame && this.stop.reason === "call") return frame.code.firstLine;
    return frame === this.stop.frame ? lineOf(frame) : frame.line;
  }
}
