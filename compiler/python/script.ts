/** Runs scripts. */

import { type Compiled, compileScript } from "./code/compile.js";
import { builtins } from "./modules/builtins.js";
import { Modules } from "./modules/index.js";
import { Dict } from "./objects/dict.js";
import { notebookText } from "./notebook.js";
import { exceptionTypes, Raised } from "./objects/exceptions.js";
import { Module } from "./objects/functions.js";
import { enterMachine } from "./objects/machine.js";
import { str } from "./objects/text.js";
import type { Value } from "./objects/value.js";
import { PythonSyntaxError } from "./syntax/parse.js";
import { showException, showMessage } from "./traceback.js";
import "./types/index.js";
import { Machine, type Options } from "./vm/machine.js";

/** A namespace in which scripts run one after the other, as a notebook's cells do. */
export class Session {
  private readonly machine: Machine;
  private readonly modules: Modules;
  private readonly globals = new Dict();

  constructor(options: Options) {
    this.modules = new Modules(options);
    this.machine = new Machine(builtins(), options, this.modules);
    this.machine.show = (x) => this.machine.write(`${notebookText(x)}\n`);
    this.globals.set("__name__", "__main__");
    this.globals.set("__doc__", null);
    this.globals.set("__builtins__", new Module("builtins", Dict.of(this.machine.builtins)));
    this.machine.modules.set("__main__", new Module("__main__", this.globals));
  }

  /**
   * Runs a script to its end. Returns the exit status: 0, or 1 after a traceback has been written, or what the script
   * gave to `exit`. As a cell, the value of its last expression is shown.
   */
  async run(text: string, file: string, options: { cell?: boolean } = {}): Promise<number> {
    const compiled = this.compile(text, file, options.cell);
    if (typeof compiled === "string") {
      this.machine.write(compiled, "stderr");
      return 1;
    }
    try {
      await this.modules.load(compiled.imports);
      if (compiled.code.doc !== null) this.globals.set("__doc__", compiled.code.doc);
      await this.machine.runModule(compiled.code, this.globals);
      await this.machine.end();
      return 0;
    } catch (error) {
      if (!(error instanceof Raised)) throw error;
      // Who ended a cell from the debugger knows it.
      if (options.cell && error.exception.type === exceptionTypes.get("BdbQuit")) return 1;
      return this.report(error);
    } finally {
      this.machine.trace(undefined);
    }
  }

  /** The code of a script, or what is wrong with it. */
  private compile(text: string, file: string, isCell = false): Compiled | string {
    try {
      return compileScript(text, file, isCell);
    } catch (error) {
      if (error instanceof PythonSyntaxError) return showSyntaxError(error, text, file);
      return showMessage(this.machine.exceptionOf(error));
    }
  }

  /** What is wrong with a script, as far as can be told without running it: syntax, and modules that there are not. */
  async check(text: string, file: string): Promise<string[]> {
    const compiled = this.compile(text, file);
    if (typeof compiled === "string") return [compiled];
    await this.modules.load(compiled.imports);
    const missing = [...compiled.imports].filter((name) => !this.machine.findModule(name));
    return missing.map((name) => `${file}: there is no module named '${name}'\n`);
  }

  /** Loads a module, so that what it brings is there before a script runs. */
  async load(name: string): Promise<void> {
    await this.modules.load([name]);
    this.guard(() => this.machine.importModule(name));
  }

  /** A variable of the scripts. */
  global(name: string): Value | undefined {
    return this.globals.get(name);
  }

  /** Runs TypeScript that calls functions of the scripts. An exception is written as a traceback: the result is then 1. */
  guard<T>(f: () => T): T | number {
    const leave = enterMachine(this.machine);
    try {
      return f();
    } catch (error) {
      return this.report(new Raised(this.machine.exceptionOf(error)));
    } finally {
      leave();
    }
  }

  private report({ exception }: Raised): number {
    const leave = enterMachine(this.machine);
    try {
      if (exception.type.isSubclassOf(exceptionTypes.get("SystemExit")!)) {
        const code = exception.args.items[0] ?? null;
        if (code === null || typeof code === "bigint" || typeof code === "boolean") return Number(code);
        this.machine.write(`${str(code)}\n`, "stderr");
        return 1;
      }
      this.machine.write(showException(exception), "stderr");
      // As a process that an interrupt ended.
      return exception.type.isSubclassOf(exceptionTypes.get("KeyboardInterrupt")!) ? 130 : 1;
    } finally {
      leave();
    }
  }
}

function showSyntaxError(
  { message, position, kind, shown: inner }: PythonSyntaxError,
  text: string,
  file: string,
): string {
  const line = position.lineno ?? 1;
  const shown = inner ?? text.split(/\r\n?|\n/)[line - 1] ?? "";
  const indent = shown.length - shown.trimStart().length;
  const start = Math.max((position.col_offset ?? 0) - indent, 0);
  const oneLine = position.end_lineno === line || position.end_lineno === undefined;
  const width = oneLine ? Math.max((position.end_col_offset ?? 0) - (position.col_offset ?? 0), 1) : 1;
  // Where CPython marks nothing, the column is -1.
  const marks = position.col_offset === -1 ? "" : `    ${" ".repeat(start)}${"^".repeat(width)}\n`;
  return `  File "${file}", line ${line}\n    ${shown.trim()}\n${marks}${kind}: ${message}\n`;
}
